// rules/schema/verdict.schema.json says what is written, no more and no less: every verdict fits
// it, and every property it has is written for some story.
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/report/report.h"
#include "engine/upkeep/ways_to_pass.h"
#include "tests/gate/harness.h"
#include "tests/support/schema_walk.h"

namespace stet::report {

using namespace gate::testing;
using nlohmann::json;
using Walk = tests::SchemaWalk;

namespace {

json read_schema() {
  std::ifstream file("rules/schema/verdict.schema.json");
  std::stringstream bytes;
  bytes << file.rdbuf();
  return json::parse(bytes.str());
}

constexpr const char* rules_with_everything = R"~(
  "terms": [{"id": "independent", "type": "int", "unit": "sources", "means": "N", "is": "verified.count"}],
  "exceptions": [{"rule": "waived", "story": "story-1", "reason": "r", "name": "e", "until": "2030-01-01"}],
  "rules": [)~";

std::string all_rules() {
  return std::string(rules_with_everything) +
         rule(
             R"("id": "few", "decision": "hold", "when": "independent < 2", "message": "m", "fix": ["f"])") +
         "," +
         rule(
             R"("id": "waived", "decision": "hold", "waivable": true, "when": "true", "message": "m")") +
         "," +
         rule(
             R"("id": "verbs", "decision": "mark", "find": {"lists": ["loaded-verbs"]}, "message": "m", "edit": {"replace": "said"})") +
         "," +
         rule(
             R"("id": "blind", "decision": "mark", "when": "article.url == 'x'", "message": "m")") +
         "," +
         rule(
             R"j("id": "filed", "decision": "mark", "when": "article.sources.exists(s, s.kind == 'filing')", "message": "m")j") +
         "," +
         rule(
             R"("id": "counted", "decision": "mark", "when": "text.quantities.size() > 99", "message": "m")") +
         "," +
         rule(
             R"("id": "each", "decision": "mark", "each": "article.sources", "when": "it.kind == 'outlet'", "message": "m")") +
         "]";
}

constexpr const char* full_story = R"({
  "headline": "He claimed a gain", "id": "story-1", "follows": ["story-0"], "unheardOf": 1, "headlin": "x",
  "articleBody": ["Acme rose $5 million, not a gain, after the final rule. It is reportedly not so. Sales fell flat.",
    "About 3 miles and 2 to 4 % of the €5.2bn, the last but one since Monday 23 November 2026, for two hours from 3 to 5pm."],
  "claims": [{"id": "c1", "text": "T", "sources": ["a", "x"]}, {"text": "U"}],
  "affected": [{"name": "Acme", "sentiment": "positive"}, {"name": "Other"}],
  "sources": [{"id": "a", "publisher": "A", "kind": "filing", "url": "https://a.example", "text": "T is so."},
              {"publisher": "a", "kind": "outlet"},
              {"publisher": "b", "text": "Acme rose after the final rule, and it is not so. \"We go on as before,\" it said."},
              {"publisher": "c", "text": "Acme rose after the final rule, and it is not so. \"We go on as before,\" it said."}],
  "declared": {"impact": "high"},
  "waivers": [{"rule": "verbs", "reason": "r", "by": "e", "until": "2027-01-01"}]})";

}  // namespace

TEST_CASE("verdicts fit their schema, and the schema has nothing that no verdict has") {
  const json schema = read_schema();
  Walk walk(schema);
  const auto gate = must_compile(all_rules());
  Check check(*gate);
  std::string many = "{\"sources\": [";
  for (int i = 0; i < 2000; ++i) many += std::string(i > 0 ? "," : "") + "5";
  gate::CheckOptions as_checked;
  as_checked.now = "2026-11-24";
  as_checked.format = formats::Format::json;
  const std::string stories[] = {full_story, article(), "{}", "[", "", many + "]}"};
  for (const std::string& story : stories) {
    const gate::Verdict& verdict = check(story, "2026-11-24", formats::Format::json);
    const auto written = [&](Detail detail) {
      std::string out;
      verdict_json(verdict, detail, out);
      return json::parse(out, nullptr, false);
    };
    INFO(story.substr(0, 2000));
    REQUIRE(written(Detail::full).is_object());
    walk.check(written(Detail::full));
    walk.check(written(Detail::live), "live");
    walk.check(written(Detail::summary), "summary");
    walk.check(written(Detail::ids), "ids");
    CHECK(walk.mistakes == "");
    const upkeep::WaysToPass ways = upkeep::find_ways_to_pass(*gate, verdict, as_checked);
    const auto with_ways = [&](Detail detail) {
      std::string out;
      upkeep::append_verdict_json(out, ways, verdict, detail, detail == Detail::full ? 2 : 0);
      const json all = json::parse(out, nullptr, false);
      json rest = all;
      CHECK(rest.erase("ways_to_pass") == 1);
      CHECK(rest == written(detail));
      return all;
    };
    walk.check(with_ways(Detail::full));
    walk.check(with_ways(Detail::live), "live");
    walk.check(with_ways(Detail::summary), "summary");
    walk.check(with_ways(Detail::ids), "ids");
    CHECK(walk.mistakes == "");
  }
  const Padded bytes(full_story);
  gate::CheckOptions options;
  options.trace = true;
  options.quantities = true;
  options.now = "2026-11-24";
  std::string traced;
  verdict_json(check.checker().check(bytes.view(), options), Detail::full, traced);
  walk.check(json::parse(traced));
  CHECK(walk.mistakes == "");
  std::string unused;
  for (const std::string& property : walk.properties()) {
    if (walk.seen.count(property) == 0) unused += property + "\n";
  }
  CHECK(unused == "");
}

TEST_CASE("the walk itself finds what does not fit") {
  const json schema = read_schema();
  const auto gate = must_compile(all_rules());
  Check check(*gate);
  std::string out;
  verdict_json(check(full_story), Detail::full, out);
  const json good = json::parse(out);
  const auto mistakes = [&](const json& verdict) {
    Walk walk(schema);
    walk.check(verdict);
    return walk.mistakes;
  };
  CHECK(mistakes(good) == "");
  json wrong = good;
  wrong["extra"] = 1;
  wrong.erase("badge");
  wrong["scores"]["impact"]["value"] = 11;
  wrong["diagnostics"][0]["outcome"] = "silent";
  wrong["digests"]["article"] = "abc";
  wrong["name"] = 5;
  const std::string found = mistakes(wrong);
  for (const char* expected : {"$: lacks \"badge\"", "$: unknown property 'extra'",
                               "$.scores.impact.value: above the maximum",
                               "diagnostic.outcome: not one of the enumeration: \"silent\"",
                               "digest: no digest: abc", "$.name: wrong type: 5"}) {
    INFO(expected);
    CHECK(found.find(expected) != std::string::npos);
  }
}

TEST_CASE("indented and compact forms are the same JSON, and every verdict is one line") {
  const auto gate = must_compile(all_rules());
  Check check(*gate);
  const gate::Verdict& verdict = check(full_story);
  std::string compact, indented;
  verdict_json(verdict, Detail::full, compact);
  verdict_json(verdict, Detail::full, indented, 2);
  CHECK(json::parse(compact) == json::parse(indented));
  CHECK(compact.find('\n') == std::string::npos);
  CHECK(indented.find('\n') != std::string::npos);
}

}  // namespace stet::report
