// What the finance desk's methodology promises, each promise with stories that show it. The rules'
// own examples test one rule at a time; these are decided by all of them together.
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/gate/finance.h"
#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

/// A story that passes, with `patch` laid on it (RFC 7396).
std::string story(std::string_view patch) {
  auto base = nlohmann::ordered_json::parse(R"({
    "id": "f-1", "headline": "Regulator shortens bond settlement", "articleSection": "markets",
    "author": [{"name": "R. Okafor"}], "datePublished": "2026-11-02T08:00:00Z",
    "takeaways": ["Bond trades settle in one day"],
    "claims": [{"id": "c1", "text": "Bond trades settle in one day", "sources": ["rule", "wire"]}],
    "affected": [{"name": "Clearing houses", "kind": "sector", "sentiment": "neutral"}],
    "articleBody": [{"section": "lead",
      "text": "Bond trades will settle in one day from May, the Market Authority said in a notice."}],
    "sources": [
      {"id": "rule", "publisher": "Market Authority", "kind": "official", "url": "https://authority.example/1"},
      {"id": "wire", "publisher": "North Wire", "kind": "wire", "url": "https://wire.example/2"}],
    "declared": {"sources": 2, "sentiment": "neutral", "impact": 1}
  })");
  base.merge_patch(nlohmann::ordered_json::parse(patch));
  return base.dump();
}

/// The decision, the badge, and the rules that brought the decision about.
std::string decided(const Verdict& verdict) {
  std::string out = verdict.methodology->decisions[verdict.decision].id + " | " +
                    std::string(verdict.badge.text) + " |";
  for (const RuleOutcome& outcome : verdict.outcomes) {
    if (outcome.counts && outcome.decision == verdict.decision && outcome.decision > 0) {
      out += " " + std::string(outcome.id);
    }
  }
  return out;
}

struct Row {
  const char *promise, *patch, *expected;
};

}  // namespace

TEST_CASE("the promises of the finance desk, story by story") {
  const std::string one_outlet =
      R"("sources": [{"id": "wire", "publisher": "North Wire", "kind": "wire", "url": "https://wire.example/2"}],
         "claims": [{"id": "c1", "text": "Bond trades settle in one day", "sources": ["wire"]}])";
  const std::string rumour = "{" + one_outlet + R"(, "declared": null,
      "articleBody": ["The exchange is said to be for sale, North Wire reported."]})";
  const std::string one_source = "{" + one_outlet + R"(, "declared": {"sources": 1}})";
  const std::string two_with_one_owner = R"({"sources": [
      {"id": "rule", "publisher": "MarketWatch", "kind": "outlet", "url": "https://a.example/1"},
      {"id": "wire", "publisher": "Barron's", "kind": "outlet", "url": "https://b.example/2"}],
      "declared": {"sources": 2}})";
  const Row rows[] = {
      {"two independent sources are verified", "{}", "pass | Verified by 2 sources |"},
      {"N is counted, not listed", two_with_one_owner.c_str(),
       "hold | Single source: not independently verified | declared-sources"},
      {"one source, no rumour: marked", one_source.c_str(),
       "mark | Single source: not independently verified | single-source"},
      {"a single-source rumour is rejected", rumour.c_str(),
       "reject | Single source: not independently verified | single-source-rumour"},
      {"declares two, lists none", R"({"sources": []})",
       "hold | No independent source | claim-cites-unlisted claim-unsupported declared-sources "
       "no-independent-source"},
      {"a claim without support is held",
       R"({"claims": [{"id": "c1", "text": "Bond trades settle in one day"}]})",
       "hold | Verified by 2 sources | claim-unsupported"},
      {"a claim that nobody can check is held",
       R"({"sources": [{"id": "rule", "publisher": "Market Authority", "kind": "official"},
                       {"id": "wire", "publisher": "North Wire", "kind": "wire"}]})",
       "hold | Verified by 2 sources | claim-unverifiable"},
      {"sentiment is computed, not declared", R"({"declared": {"sentiment": "positive"}})",
       "hold | Verified by 2 sources | declared-sentiment"},
      {"impact within the tolerance", R"({"declared": {"impact": 3}})",
       "pass | Verified by 2 sources |"},
      {"impact beyond the tolerance", R"({"declared": {"impact": 4}})",
       "hold | Verified by 2 sources | declared-impact"},
      {"each affected party has one of three labels",
       R"({"affected": [{"name": "Clearing houses", "kind": "sector", "sentiment": "mixed"}]})",
       "hold | Verified by 2 sources | sentiment-label-unknown"},
      {"a field that cannot be read holds the story", R"({"declared": {"impact": "high"}})",
       "hold | Verified by 2 sources | declared-impact impact-out-of-range stet/malformed-input"},
  };
  Check check(finance());
  for (const Row& row : rows) {
    INFO(row.promise);
    CHECK(decided(check(story(row.patch), "2026-11-24")) == row.expected);
  }
}

TEST_CASE("a topic in every outlet ranks below a filing that changes how an industry behaves") {
  Check check(finance());
  const Verdict& loud = check(story(R"({"coverage": {"outlets": 4000},
      "articleBody": ["A coin changed its logo, North Wire said, and everybody talked of it."]})"));
  const double of_loud = loud.impact.value;
  const Verdict& quiet = check(story(R"({"coverage": {"outlets": 1},
      "articleBody": ["The final rule takes effect in May: clearing houses must file plans, the Market Authority said."]})"));
  CHECK(of_loud == 1);
  CHECK(quiet.impact.value > of_loud + 3);
}

TEST_CASE("every promise is kept by a rule, and every rule keeps a promise") {
  const methodology::Methodology& methodology = finance().methodology();
  std::set<std::string> kept;
  for (const methodology::Rule& rule : methodology.rules) {
    INFO(rule.id);
    CHECK_FALSE(rule.cites.empty());
    CHECK_FALSE(rule.why.empty());
    CHECK_FALSE(rule.owner.empty());
    CHECK_FALSE(rule.fixes.empty());
    kept.insert(rule.cites);
  }
  for (const methodology::Promise& promise : methodology.promises) {
    INFO(promise.id);
    CHECK(kept.count(promise.id) == 1);
  }
  CHECK(methodology.rules.size() >= 26);  // twenty of newsroom practice, six of finance
}

TEST_CASE("the examples of the shipped rules come out as they say") {
  for (const TestResult& result : run_tests(finance())) {
    INFO(result.rule->id << ": " << result.test->name << ": " << result.detail);
    CHECK(result.passed);
  }
}

}  // namespace stet::gate
