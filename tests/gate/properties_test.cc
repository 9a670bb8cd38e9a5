// What must not matter does not: the order of rules, of sources, of what was checked before.
#include <algorithm>
#include <random>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

using json = nlohmann::ordered_json;

std::vector<std::string> some_rules() {
  return {
      rule(
          R"("id": "few", "decision": "hold", "when": "independent < 2", "message": "{independent}", "fix": ["Add a source"])"),
      rule(
          R"("id": "rumour", "decision": "reject", "when": "independent < 2 && text.hedges.size() > 0", "at": "text.hedges", "message": "'{at.text}'", "fix": ["Add a source"])"),
      rule(
          R"("id": "claims", "decision": "hold", "each": "support", "when": "it.state != 'supported'", "message": "{it.state}")"),
      rule(
          R"("id": "kinds", "decision": "mark", "each": "article.sources", "when": "it.kind == 'anonymous'", "message": "{it.id}")"),
      rule(
          R"("id": "verbs", "decision": "mark", "find": {"lists": ["loaded-verbs", "hedges"]}, "message": "{it.text}")"),
      rule(
          R"("id": "impact", "decision": "mark", "when": "scores.impact.value > 5.0 && scores.confidence.value < 0.9", "message": "{scores.confidence.value}")"),
      rule(
          R"("id": "declared", "decision": "hold", "when": "article.declared.sources != independent", "message": "m")"),
      rule(
          R"("id": "watched", "stage": "observe", "decision": "reject", "when": "clusters.size() > 1", "message": "{clusters.size()}")"),
  };
}

std::unique_ptr<const Gate> gate_of(const std::vector<std::string>& rules) {
  std::string all;
  for (const std::string& one : rules) all += (all.empty() ? "" : ",") + one;
  return must_compile(
      R"("terms": [{"id": "independent", "type": "int", "means": "N", "is": "verified.count"}], "rules": [)" +
      all + "]");
}

/// Stories with different sources, claims and words; deterministic.
std::vector<json> some_stories() {
  std::mt19937 random(7);
  const auto pick = [&](uint32_t below) { return static_cast<uint32_t>(random() % below); };
  const char* kinds[] = {"filing", "outlet", "anonymous", "unheard-of"};
  const char* owners[] = {"A", "B", "C", "D"};
  const char* sentences[] = {"Shares rose.", "It is said to fall.", "The final rule came.",
                             "He claimed so.", "Not a loss, she said."};
  std::vector<json> stories;
  for (int i = 0; i < 40; ++i) {
    json story = {{"headline", "Headline"}, {"sources", json::array()}, {"claims", json::array()}};
    const uint32_t sources = pick(6);
    for (uint32_t s = 0; s < sources; ++s) {
      json source = {{"id", "s" + std::to_string(s)}, {"publisher", owners[pick(4)]}};
      if (pick(4) > 0) source["kind"] = kinds[pick(4)];
      if (pick(3) > 0) source["url"] = "https://" + std::string(owners[pick(4)]) + ".example/x";
      if (pick(4) == 0 && s > 0) source["derivedFrom"] = {"s" + std::to_string(pick(s))};
      story["sources"].push_back(source);
    }
    for (uint32_t c = 0; c < pick(4); ++c) {
      story["claims"].push_back({{"text", "Claim"}, {"sources", {"s" + std::to_string(pick(6))}}});
    }
    for (uint32_t b = 0; b < 1 + pick(4); ++b) story["articleBody"].push_back(sentences[pick(5)]);
    if (pick(2) == 0) story["declared"] = {{"sources", pick(4)}};
    stories.push_back(story);
  }
  return stories;
}

/// All that does not depend on places.
std::string essence(const Verdict& verdict) {
  std::string out = outcomes(verdict) + "\n" + std::string(verdict.badge.text);
  const double values[] = {verdict.sentiment.article.value, verdict.impact.value,
                           verdict.confidence.value};
  out.append(reinterpret_cast<const char*>(values), sizeof values);
  return out;
}

}  // namespace

TEST_CASE("the order of rules changes no verdict") {
  std::vector<std::string> rules = some_rules();
  const auto gate = gate_of(rules);
  std::reverse(rules.begin(), rules.end());
  std::swap(rules[1], rules[4]);
  const auto other = gate_of(rules);
  Check check(*gate), other_check(*other);
  bool any_fired = false;
  for (const json& story : some_stories()) {
    const Verdict& a = check(story.dump());
    const Verdict& b = other_check(story.dump());
    CHECK(essence(a) == essence(b));
    CHECK(diagnostics(a) == diagnostics(b));
    CHECK(to_pass(a) == to_pass(b));
    any_fired |= !a.outcomes.empty();
  }
  CHECK(any_fired);
}

TEST_CASE("the order of sources and of fields changes no verdict") {
  const auto gate = gate_of(some_rules());
  Check check(*gate), other_check(*gate);
  std::mt19937 random(11);
  for (json story : some_stories()) {
    const Verdict& a = check(story.dump());
    std::shuffle(story["sources"].begin(), story["sources"].end(), random);
    const nlohmann::json sorted = nlohmann::json::parse(story.dump());  // fields by name
    const Verdict& b = other_check(sorted.dump());
    INFO(story.dump());
    CHECK(essence(a) == essence(b));
  }
}

TEST_CASE("a lean check decides as a full one, rule by rule") {
  const auto gate = gate_of(some_rules());
  for (const json& story : some_stories()) {
    const Padded bytes(story.dump());
    Checker full(*gate), lean(*gate);
    CheckOptions options;
    const Verdict& a = full.check(bytes.view(), options);
    options.lean = true;
    const Verdict& b = lean.check(bytes.view(), options);
    INFO(story.dump());
    CHECK(a.decision == b.decision);
    CHECK(a.clears == b.clears);
    REQUIRE(a.outcomes.size() == b.outcomes.size());
    for (size_t i = 0; i < a.outcomes.size(); ++i) {
      CHECK(a.outcomes[i].id == b.outcomes[i].id);
      CHECK(a.outcomes[i].outcome == b.outcomes[i].outcome);
      CHECK(a.outcomes[i].decision == b.outcomes[i].decision);
      CHECK(a.outcomes[i].count == b.outcomes[i].count);
    }
  }
}

TEST_CASE("what was checked before changes no verdict") {
  const auto gate = gate_of(some_rules());
  Check used(*gate);
  const std::vector<json> stories = some_stories();
  for (int round = 0; round < 2; ++round) {
    for (const json& story : stories) {
      Check fresh(*gate);
      const Verdict& a = used(story.dump());
      const Verdict& b = fresh(story.dump());
      CHECK(essence(a) == essence(b));
      CHECK(diagnostics(a) == diagnostics(b));
      used("{\"broken\": ", "", formats::Format::json);
    }
  }
}

TEST_CASE("an added independent source lowers neither N nor confidence") {
  const auto gate = gate_of(some_rules());
  Check check(*gate);
  for (json story : some_stories()) {
    const Verdict& before = check(story.dump());
    const uint32_t count = before.badge.count;
    const double confidence = before.confidence.value;
    story["sources"].push_back({{"id", "new"},
                                {"publisher", "Somebody Else"},
                                {"kind", "filing"},
                                {"url", "https://else.example/report"}});
    const Verdict& after = check(story.dump());
    INFO(story.dump());
    CHECK(after.badge.count >= count);
    CHECK(after.confidence.value >= confidence);
  }
}

TEST_CASE("coverage changes no impact") {
  const auto gate = gate_of(some_rules());
  Check check(*gate);
  for (json story : some_stories()) {
    const double impact = check(story.dump()).impact.value;
    story["coverage"] = {{"outlets", 5000}};
    CHECK(check(story.dump()).impact.value == impact);
  }
}

TEST_CASE("every decision short of pass names a rule, and what would change it") {
  const auto gate = gate_of(some_rules());
  Check check(*gate);
  for (const json& story : some_stories()) {
    const Verdict& verdict = check(story.dump());
    CHECK((verdict.decision > 0) == !verdict.to_pass.empty());
    for (const Requirement& requirement : verdict.to_pass) {
      CHECK_FALSE(requirement.id.empty());
      CHECK_FALSE(requirement.text.empty());
    }
    if (verdict.decision > 0) CHECK(verdict.to_pass[0].decision == verdict.decision);
  }
}

TEST_CASE("changed bytes never crash the gate and never clear by accident") {
  const auto gate =
      gate_of({rule(R"("id": "always", "decision": "hold", "when": "true", "message": "m")")});
  Check check(*gate);
  const std::string story = article();
  std::mt19937 random(3);
  for (int i = 0; i < 3000; ++i) {
    std::string changed = story;
    for (int n = 0; n < 1 + i % 4; ++n) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    if (i % 3 == 0) changed.resize(random() % changed.size());
    const Verdict& verdict = check(changed, "2026-11-24", formats::Format::json);
    if (verdict.clears) FAIL(changed);
  }
  SUCCEED();
}

}  // namespace stet::gate
