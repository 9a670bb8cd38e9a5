// Signals, axes and floors as tables of printed scores.
#include "engine/scores/impact.h"

#include <catch2/catch.hpp>
#include <type_traits>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::scores;
using tests::ArticleSpec;
using tests::EvidenceKit;

namespace {

methodology::Signal phrases(std::string id, uint32_t list, double points) {
  methodology::Signal signal;
  signal.id = std::move(id);
  signal.list = list;
  signal.points = points;
  return signal;
}

methodology::Signal amount(std::string id, double from, double points) {
  methodology::Signal signal;
  signal.id = std::move(id);
  signal.amount_from = from;
  signal.points = points;
  return signal;
}

methodology::Methodology scale() {
  methodology::Methodology result = tests::source_methodology();
  const uint32_t rules = tests::add_list(result, "rules", {"final rule", "guidance=0.5"});
  const uint32_t proposals = tests::add_list(result, "proposals", {"proposes"});
  const uint32_t fines = tests::add_list(result, "fines", {"fined"});
  const uint32_t outages = tests::add_list(result, "outages", {"outage"});
  methodology::Signal large_fine = phrases("large-fine", fines, 4);
  large_fine.amount_from = 1e6;
  result.impact.axes = {
      {"regulatory",
       "",
       0.5,
       {phrases("rule", rules, 8), phrases("proposal", proposals, 6), large_fine}},
      {"financial", "", 0.25, {amount("millions", 1e6, 2), amount("billions", 1e9, 6)}},
      {"operational", "", 0.25, {phrases("outage", outages, 10)}}};
  result.impact.floors = {{"binding", "rule", 6}, {"stop", "outage", 3}};
  return result;
}

// "5.5→6 floor binding | regulatory 8: rule 8 'final rule'"; axes of 0 are left out.
std::string print(const Impact& impact) {
  char buffer[64];
  snprintf(buffer, sizeof(buffer), "%.6g→%d", impact.value, static_cast<int>(impact.rounded));
  std::string out = buffer;
  if (impact.floor != nullptr) out += " floor " + impact.floor->id;
  for (const AxisScore& axis : impact.axes) {
    if (axis.parts.empty()) continue;
    snprintf(buffer, sizeof(buffer), " %g", axis.value);
    out += " | " + axis.axis->id + buffer;
    for (const ImpactPart& part : axis.parts) {
      snprintf(buffer, sizeof(buffer), " %g ", part.points);
      out += ", " + part.signal->id + buffer + "'" + std::string(part.finding->text()) + "'";
    }
  }
  return out;
}

ArticleSpec paragraph(std::string_view text) {
  ArticleSpec spec;
  spec.body = {{std::string(text)}};
  return spec;
}

Impact score(EvidenceKit& kit, const ArticleSpec& spec, base::Arena& arena) {
  const evidence::Evidence& found = kit.collect(spec);
  return score_impact(kit.methodology(), {found.list_hits, found.figures}, arena);
}

}  // namespace

TEST_CASE("consequence on a scale of 1 to 10") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "1→1"},
      {"The port opened.", "1→1"},
      {"It proposes a fee.", "3.7→4 | regulatory 6, proposal 6 'proposes'"},
      {"It proposes what it proposes.", "3.7→4 | regulatory 6, proposal 6 'proposes'"},
      {"The final rule.", "6→6 floor binding | regulatory 8, rule 8 'final rule'"},
      {"Guidance.", "6→6 floor binding | regulatory 4, rule 4 'Guidance'"},
      {"Guidance, then a final rule.", "6→6 floor binding | regulatory 8, rule 8 'final rule'"},
      // Each further signal half as much; no axis above 10.
      {"It proposes a final rule.",
       "6→6 floor binding | regulatory 10, rule 8 'final rule', proposal 2 'proposes'"},
      {"It proposes guidance.",
       "6→6 floor binding | regulatory 8, proposal 6 'proposes', rule 2 'guidance'"},
      {"It cost $3m and €2bn.", "2.575→3 | financial 7, billions 6 '€2bn', millions 1 '€2bn'"},
      {"It cost 3 million and 20%.", "1→1"},
      {"It cost $999,999.", "1→1"},
      {"It cost $1,000,000.", "1.45→1 | financial 2, millions 2 '$1,000,000'"},
      {"An outage.", "3.25→3 | operational 10, outage 10 'outage'"},
      // A signal with a list and an amount: one sentence.
      {"It was fined $2m.",
       "3.25→3 | regulatory 4, large-fine 4 '$2m' | financial 2, millions 2 '$2m'"},
      {"It was fined. It cost $2m.", "1.45→1 | financial 2, millions 2 '$2m'"},
      {"A final rule proposes: fined $2bn for an outage.",
       "9.325→9 | regulatory 10, rule 8 'final rule', proposal 2 'proposes', large-fine 0 '$2bn' | "
       "financial 7, billions 6 '$2bn', millions 1 '$2bn' | operational 10, outage 10 'outage'"},
  };
  EvidenceKit kit(scale());
  for (const auto& [text, expected] : rows) {
    INFO(text);
    base::Arena arena;
    CHECK(print(score(kit, paragraph(text), arena)) == expected);
  }
}

TEST_CASE("parts add up to their axis, bit by bit") {
  methodology::Methodology odd = tests::source_methodology();
  odd.impact.axes = {{"axis", "", 1, {}}};
  for (int i = 0; i < 12; ++i) {
    const std::string word(1, static_cast<char>('a' + i));
    const uint32_t list = tests::add_list(odd, word, {"signal" + word});
    odd.impact.axes[0].signals.push_back(phrases(word, list, 0.1 + 0.7 * i));
  }
  EvidenceKit kit(std::move(odd));
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += std::string("signal") + static_cast<char>('a' + i) + " ";
    base::Arena arena;
    const Impact impact = score(kit, paragraph(text), arena);
    REQUIRE(impact.axes[0].parts.size() == static_cast<size_t>(i + 1));
    double sum = 0;
    for (const ImpactPart& part : impact.axes[0].parts) sum += part.points;
    CHECK(sum == impact.axes[0].value);
    CHECK(impact.axes[0].value <= 10);
    CHECK(impact.value <= 10);
  }
}

TEST_CASE("the highest floor decides, whatever its place in the file") {
  methodology::Methodology methodology = scale();
  methodology.impact.floors = {{"high", "outage", 9}, {"low", "outage", 7}};
  EvidenceKit kit(std::move(methodology));
  base::Arena arena;
  CHECK(print(score(kit, paragraph("An outage."), arena)).substr(0, 14) == "9→9 floor hi");
}

// Both lists of members are complete, or this does not compile: no way leads from a hit to the
// article, its sources or its coverage.
TEST_CASE("coverage volume is absent by construction") {
  const ImpactInput input;
  const auto& [hits, figures] = input;
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(hits)>,
                                std::span<const std::span<const evidence::Hit>>>);
  STATIC_REQUIRE(
      std::is_same_v<std::decay_t<decltype(figures)>, std::span<const evidence::Figure>>);
  const evidence::Passage passage;
  const auto& [part, text, section, block_kind, cites, index] = passage;
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(text)>, const base::MappedText*>);
  static_cast<void>(part), static_cast<void>(section), static_cast<void>(block_kind);
  static_cast<void>(cites), static_cast<void>(index);
}
