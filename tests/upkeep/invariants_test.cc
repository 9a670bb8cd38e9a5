// Invariants: each planted mistake in a methodology is caught and shown by a small pair of stories;
// what no methodology can break is shown to be compared; shipped methodologies hold.
#include <catch2/catch.hpp>

#include "engine/methodology/keys.h"
#include "engine/upkeep/invariant_compare.h"
#include "engine/upkeep/invariants.h"
#include "engine/upkeep/shrink.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

constexpr const char* all_declared = R"("invariants": {
  "added-source-never-worsens": "w", "copies-never-improve": "w", "dependence-never-raises": "w",
  "order-never-matters": "w", "coverage-never-raises-impact": "w", "dimensions-stay-apart": "w",
  "lone-source-is-marked": "w", "unsourced-never-clears": "w", "held-says-why": "w"})";

std::string rule(const std::string& decision, const std::string& when) {
  return R"({"id": "planted", "decision": ")" + decision + R"(", "message": "m", "when": ")" +
         when + R"(", "tests": {"fires": ["x"], "silent": ["y"]}})";
}

/// All that DESIGN.md promises of few sources.
const std::string sound_rules =
    R"({"id": "none", "decision": "hold", "message": "m", "when": "verified.count < 1", "tests": {"fires": ["x"], "silent": ["y"]}},
       {"id": "one", "decision": "mark", "message": "m", "when": "verified.count == 1", "tests": {"fires": ["x"], "silent": ["y"]}})";

std::unique_ptr<const gate::Gate> gate_with(const std::string& rules,
                                            const std::string& invariants = all_declared) {
  return testing::must_compile_text(
      gate::testing::methodology_text("\"rules\": [" + rules + "],\n" + invariants));
}

std::vector<InvariantResult> prove(const gate::Gate& gate, uint32_t variants) {
  const std::vector<Invariant> invariants = declared_invariants(gate.methodology());
  const Materials materials = materials_of(gate);
  const std::vector<TestStory> none;
  const Variants drawn(gate.methodology(), materials, none);
  Prover prover(gate, materials, invariants);
  std::vector<Trials> trials(invariants.size());
  for (uint32_t i = 0; i < variants; ++i) {
    const auto variant = drawn.draw(i);
    prover.prove(variant.story, "variant " + std::to_string(i), variant.now, i, trials);
  }
  return conclude(invariants, trials, prover);
}

std::string broken_ids(const std::vector<InvariantResult>& results) {
  std::string out;
  for (const InvariantResult& result : results) {
    if (!result.holds()) out += result.invariant.id + "\n";
  }
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

TEST_CASE("every key of the format is an invariant that can be tried out") {
  const methodology::ObjectKeys& keys =
      *methodology::file_shape().object->find("invariants")->shape.object;
  std::string members;
  for (const methodology::Key& key : keys.keys) {
    members += (members.empty() ? "\"" : ", \"") + std::string(key.name) + "\": \"why\"";
  }
  const auto gate = gate_with(sound_rules, "\"invariants\": {" + members + "}");
  const auto declared = declared_invariants(gate->methodology());
  REQUIRE(declared.size() == keys.keys.size());
  for (size_t i = 0; i < declared.size(); ++i) CHECK(declared[i].id == keys.keys[i].name);
}

TEST_CASE("a sound methodology keeps all invariants") {
  const auto gate = gate_with(sound_rules);
  const auto results = prove(*gate, 500);
  CHECK(broken_ids(results) == "");
  for (const InvariantResult& result : results) {
    INFO(result.invariant.id);
    CHECK(result.trials.pairs > 100);
  }
}

TEST_CASE("planted mistakes are caught, and shown by a small pair of stories") {
  struct Row {
    std::string rules;
    const char* id;
    const char* moved;   ///< is said
    const char* change;  ///< likewise
    size_t most;         ///< bytes of the smallest story
  };
  const Row rows[] = {
      {sound_rules + "," + rule("reject", "article.sources.size() > 3"),
       "added-source-never-worsens", "'planted' fires", "'Quendal Ledger'", 60},
      {sound_rules + "," + rule("reject", "article.sources.size() < 3"), "copies-never-improve",
       "'planted' no longer fires", "of the source", 250},
      {sound_rules + "," +
           rule("reject", "article.sources.exists(s, has(s.owner)) && verified.count > 0"),
       "added-source-never-worsens", "→ reject", "is added and cited", 250},
      {sound_rules + "," +
           rule("reject",
                "article.sources.size() > 1 && has(article.sources[0].kind) && "
                "article.sources[0].kind == 'outlet'"),
       "order-never-matters", "decision: ", "another order: sources", 60},
      {rule("hold", "verified.count < 1"), "lone-source-is-marked", "the decision is pass",
       "alone is left", 100},
      {rule("mark", "verified.count < 2"), "unsourced-never-clears", "the decision is mark",
       "all sources are taken away", 40},
      // A message that has nothing to say about most stories.
      {R"({"id": "mute", "decision": "reject", "message": "{has(article.articleSection) ? article.articleSection : ''}",
           "when": "article.sources.size() > 2", "tests": {"fires": ["x"], "silent": ["y"]}})",
       "held-says-why", "no finding says why the decision is reject", "nothing", 100},
  };
  for (const Row& row : rows) {
    INFO(row.rules);
    const auto gate = gate_with(row.rules);
    bool seen = false;
    for (const InvariantResult& result : prove(*gate, 400)) {
      if (result.invariant.id != row.id) continue;
      seen = true;
      REQUIRE(result.trials.broken > 0);
      REQUIRE(result.violation);
      const Violation& shown = *result.violation;
      INFO(joined(violation_lines(shown)));
      CHECK_THAT(joined(shown.moved), Catch::Contains(row.moved));
      CHECK_THAT(shown.change, Catch::Contains(row.change));
      CHECK(shown.before.size() <= row.most);
    }
    CHECK(seen);
  }
}

TEST_CASE("a methodology that takes copies for sources is caught") {
  std::string text = gate::testing::methodology_text("\"rules\": [" + sound_rules + "],\n" +
                                                     std::string(all_declared));
  const std::string derivation = "\"derivation\": true";
  text.replace(text.find(derivation), derivation.size(), "\"derivation\": false");
  const auto gate = testing::must_compile_text(text);
  const auto results = prove(*gate, 300);
  CHECK_THAT(broken_ids(results), Catch::Contains("copies-never-improve"));
  for (const InvariantResult& result : results) {
    if (result.invariant.id != "copies-never-improve") continue;
    CHECK_THAT(joined(result.violation->moved), Catch::Contains("confidence: "));
  }
}

// Dependence, coverage and the dimensions are the engine's to keep: the format has no word that
// could break them, so what is compared is shown with made-up verdicts.
TEST_CASE("what must not move is told when it does") {
  const auto gate = gate_with(sound_rules);
  const methodology::Methodology& methodology = gate->methodology();
  Essence before;
  before.n = 1;
  before.sentiment = 0.5, before.impact = 5, before.confidence = 0.5;
  Essence after = before;
  after.n = 2;
  after.sentiment = 0.25, after.impact = 6, after.confidence = 0.75;
  after.about = {0.5};
  struct Row {
    InvariantKind kind;
    ScoreSet fixed;
    const char* lines;
  };
  const Row rows[] = {
      {InvariantKind::dependence, {}, "N: 1 → 2\nconfidence: 0.5 → 0.75\n"},
      {InvariantKind::copies, {}, "N: 1 → 2\nconfidence: 0.5 → 0.75\n"},
      {InvariantKind::coverage, {}, "impact: 5 → 6\n"},
      {InvariantKind::dimensions, {.impact = true}, "impact: 5 → 6\n"},
      {InvariantKind::dimensions, {.confidence = true}, "confidence: 0.5 → 0.75\n"},
      {InvariantKind::dimensions,
       {.sentiment = true},
       "sentiment: 0.5 → 0.25\nsentiment of who's affected differs\n"},
      {InvariantKind::added_source, {}, ""},
  };
  for (const Row& row : rows) {
    StoryPair pair;
    pair.fixed = row.fixed;
    CHECK(joined(broken(row.kind, pair, before, after, methodology)) == row.lines);
    CHECK(joined(broken(row.kind, pair, before, before, methodology)) == "");
  }
  StoryPair pair;
  CHECK(joined(broken(InvariantKind::added_source, pair, after, before, methodology)) ==
        "N: 2 → 1\nconfidence: 0.75 → 0.5\n");
  after = before;
  after.clears = true;
  after.badge = "Verified";
  CHECK(joined(broken(InvariantKind::lone_source, pair, before, after, methodology)) ==
        "the decision is pass\nthe badge 'Verified' is not marked\n");
}

TEST_CASE("a decision that nothing explains is told") {
  const auto gate = gate_with(sound_rules);
  Judge judge(*gate);
  gate::Verdict verdict = judge.verdict(R"({"headline": "Berth"})", formats::Format::json, "");
  REQUIRE_FALSE(verdict.clears);
  CHECK(joined(unexplained(verdict)) == "");
  verdict.diagnostics = {};
  CHECK(joined(unexplained(verdict)) == "no finding says why the decision is hold\n");
  verdict.to_pass = {};
  CHECK(joined(unexplained(verdict)) ==
        "no finding says why the decision is hold\nnothing says what would change hold\n");
}

TEST_CASE("what is never tried out is not proven") {
  const auto gate = gate_with(sound_rules);
  CHECK_THAT(broken_ids(prove(*gate, 0)), Catch::Contains("order-never-matters"));
  Proof proof;
  proof.invariants = prove(*gate, 0);
  CHECK_FALSE(proof.holds());
  std::string text;
  append_proof_text(text, proof, "desk.json");
  CHECK_THAT(text, Catch::Contains("untried  order-never-matters: no story could be changed so"));
}

TEST_CASE("trials add up to the same in any order") {
  const auto found = [](const char* story, uint32_t seed) {
    Trials out{3, 2, 1, {}};
    out.shortest = Counterexample{"s", "", story, seed};
    return out;
  };
  const Trials parts[] = {found("longer", 1), found("short", 2), found("short", 1), {4, 0, 0, {}}};
  Trials forth, back;
  for (size_t i = 0; i < std::size(parts); ++i) {
    forth.add(parts[i]);
    back.add(parts[std::size(parts) - 1 - i]);
  }
  CHECK(forth.pairs == 13);
  CHECK(forth.broken == 3);
  REQUIRE(forth.shortest);
  CHECK(forth.shortest->story == "short");
  CHECK(forth.shortest->seed == 1);
  CHECK(back.shortest->seed == 1);
  CHECK(back.pairs == forth.pairs);
}

TEST_CASE("stories shrink to what matters") {
  const auto gate = gate_with(sound_rules);
  auto story = StoryTree::read(
      R"({"headline": "One two three", "sources": [{"id": "a", "kind": "filing"}, {"id": "b"}],
          "articleBody": ["The quick brown fox jumps over the lazy dog", "Nothing"]})",
      formats::Format::json, gate->methodology());
  REQUIRE(story);
  size_t asked = 0;
  const auto shows = [&](const StoryTree& tree) {
    ++asked;
    const std::string json = tree.json();
    return json.find("brown fox") != std::string::npos && json.find("filing") != std::string::npos;
  };
  shrink(*story, shows, 1000);
  CHECK(story->json() == R"({"articleBody":[{"text":"brown fox"}],"sources":[{"kind":"filing"}]})");
  CHECK(asked < 1000);
  asked = 0;
  shrink(*story, shows, 2);
  CHECK(asked == 2);
}

TEST_CASE("variants are the same each time, and differ") {
  const auto gate = testing::must_compile("rules/newsroom-standards.json");
  const Materials materials = materials_of(*gate);
  const std::vector<TestStory> bases = test_stories(*gate, {});
  const Variants variants(gate->methodology(), materials, bases);
  std::vector<std::string> seen;
  for (uint32_t i = 0; i < 100; ++i) {
    seen.push_back(variants.draw(i).story.json());
    CHECK(variants.draw(i).story.json() == seen.back());
  }
  std::sort(seen.begin(), seen.end());
  CHECK(std::unique(seen.begin(), seen.end()) - seen.begin() > 98);
}

// House style is laid on another methodology and says nothing of sources.
TEST_CASE("shipped methodologies declare all invariants, and they hold in variants") {
  for (const std::string& path : testing::shipped_methodologies()) {
    INFO(path);
    const auto gate = testing::must_compile(path);
    if (gate->methodology().source_kinds.empty()) continue;
    const auto results = prove(*gate, 150);
    CHECK(results.size() == 9);
    CHECK(broken_ids(results) == "");
    if (gate->methodology().impact.axes.empty()) continue;
    const Materials materials = materials_of(*gate);
    CHECK(materials.moods.size() > 20);
    CHECK(materials.weights.size() > 20);
  }
}

}  // namespace
}  // namespace stet::upkeep
