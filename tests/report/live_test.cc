// The form for editors: places by field, in the unit asked for.
#include "engine/report/fields.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/report/report.h"
#include "tests/gate/harness.h"

namespace stet::report {

namespace {

using gate::testing::must_compile;
using nlohmann::json;

std::unique_ptr<const gate::Gate> gate_with(std::string_view rules) {
  return must_compile("\"rules\": [" + std::string(rules) + "]");
}

std::string finds(std::string_view list) {
  return gate::testing::rule(R"("id": "words", "decision": "hold", "find": {"lists": [")" +
                             std::string(list) + R"("]}, "message": "{it.text}")");
}

struct Told {
  json full, live, live_utf16;
};

json written(const gate::Verdict& verdict, Detail detail, Unit unit) {
  std::string out;
  verdict_json(verdict, detail, out, 0, unit);
  return json::parse(out);
}

Told told(const gate::Gate& gate, std::string_view story) {
  gate::testing::Check check(gate);
  const gate::Verdict& verdict = check(story);
  return {written(verdict, Detail::full, Unit::utf8), written(verdict, Detail::live, Unit::utf8),
          written(verdict, Detail::live, Unit::utf16)};
}

/// "articleBody[1] 3-7 'said'": a place by field, and what stands there.
std::string by_field(const json& place, const json& story) {
  if (!place.contains("field")) return "nowhere";
  const std::string field = place["field"];
  std::string out = field;
  json at = story[field];
  if (place.contains("index")) {
    out += "[" + std::to_string(place["index"].get<int>()) + "]";
    at = at[place["index"].get<size_t>()];
  }
  if (!place.contains("field_begin")) return out;
  const std::string text = at.is_object() ? at["text"] : at;
  const size_t begin = place["field_begin"], end = place["field_end"];
  return out + " " + std::to_string(begin) + "-" + std::to_string(end) + " '" +
         text.substr(begin, end - begin) + "'";
}

}  // namespace

TEST_CASE("live: each place stands in a field", "[live]") {
  const auto gate = gate_with(finds("hedges"));
  const json story = {{"headline", "It reportedly rained"},
                      {"takeaways", {"Rain \"may\" reportedly come"}},
                      {"claims", {{{"id", "c1"}, {"text", "It reportedly"}}}},
                      {"articleBody",
                       {{{"text", "One."}, {"kind", "paragraph"}},
                        {{"text", "Zoë \u2014 \"so\"\treportedly ends"}}}}};
  for (const bool escaped : {false, true}) {
    INFO(escaped);
    const std::string bytes = story.dump(-1, ' ', escaped);
    const Told found = told(*gate, bytes);
    std::vector<std::string> places;
    for (const json& diagnostic : found.live["diagnostics"]) {
      places.push_back(by_field(diagnostic["place"], story));
    }
    CHECK(places == std::vector<std::string>{
                        "articleBody[1] 14-24 'reportedly'",  // keys are sorted in `bytes`
                        "claims[0] 3-13 'reportedly'", "headline 3-13 'reportedly'",
                        "takeaways[0] 11-21 'reportedly'"});
    REQUIRE(places.size() == 4);
    const json& wide = found.live_utf16["diagnostics"][0]["place"];
    CHECK(wide["field_begin"] == 11);  // ë and — count once
    CHECK(wide["field_end"] == 21);
  }
}

TEST_CASE("live: offsets of the input in UTF-16", "[live]") {
  const auto gate = gate_with(finds("hedges"));
  const std::string story = "---\nheadline: Zoë 𝄞 sings\n---\n\nShe — it reportedly be — sings.\n";
  const Told found = told(*gate, story);
  REQUIRE(found.live["diagnostics"].size() == 1);
  const json& bytes = found.live["diagnostics"][0]["place"];
  const json& units = found.live_utf16["diagnostics"][0]["place"];
  const size_t begin = story.find("reportedly");
  CHECK(bytes["begin"] == begin);
  CHECK(bytes["end"] == begin + 10);
  CHECK(units["begin"] == begin - 1 - 2 - 2);  // ë one byte less, the clef two, the dash two
  CHECK(units["end"].get<int>() - units["begin"].get<int>() == 10);
  CHECK(bytes["field"] == "articleBody");
  CHECK(bytes["field_begin"] == 11);
  CHECK(units["field_begin"] == 9);
}

TEST_CASE("live: a record is a field without a range", "[live]") {
  const auto gate = gate_with(gate::testing::rule(
      R"("id": "kinds", "decision": "mark", "each": "article.sources", "when": "it.kind == 'anonymous'", "message": "{it.id}")"));
  const std::string story =
      R"({"headline": "H", "articleBody": [{"text": "A text."}],
          "sources": [{"id": "a", "kind": "filing"}, {"id": "b", "kind": "anonymous"}]})";
  const json place = told(*gate, story).live["diagnostics"][0]["place"];
  CHECK(place["field"] == "sources");
  CHECK(place["index"] == 1);
  CHECK_FALSE(place.contains("field_begin"));
}

TEST_CASE("live: what is left out is all that it differs in", "[live]") {
  const auto gate = gate_with(finds("hedges"));
  Told found = told(*gate, R"({"headline": "It reportedly rain", "sources": [{"id": "a"}]})");
  for (const char* name :
       {"clusters", "support", "shared_quotations", "methodology", "engine", "digests"}) {
    CHECK(found.full.erase(name) == 1);
  }
  CHECK(found.live["scores"]["impact"].size() == 2);
  CHECK(found.live["scores"]["impact"]["value"] == found.full["scores"]["impact"]["value"]);
  for (json* verdict : {&found.full, &found.live}) {
    verdict->erase("scores");
    for (const char* list : {"diagnostics", "to_pass"}) {
      for (json& item : (*verdict)[list]) {
        const json place = item["place"];
        item["place"] = {place["begin"], place["end"]};
      }
    }
  }
  CHECK(found.live == found.full);
}

}  // namespace stet::report
