// Everything at once, on save: mistakes are tried in what changed, stories are told with the edit
// that decides them otherwise, and the budget bounds each part.
#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/upkeep/verify.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string old_text = gate::testing::methodology_text(R"json(
    "terms": [{"id": "listed", "type": "int", "means": "sources", "is": "article.sources.size()"}],
    "rules": [
      {"id": "few", "decision": "hold", "why": "w", "message": "m", "when": "listed < 1",
       "tests": {"fires": [{"sources": []}], "silent": [{"sources": [{"id": "a"}]}]}},
      {"id": "short", "decision": "mark", "why": "w", "message": "m", "when": "article.headline.size() < 3",
       "tests": {"fires": [{"headline": ""}, {"headline": "Ab"}], "silent": [{"headline": "A berth"}]}},
      {"id": "hedged", "decision": "mark", "why": "w", "message": "m", "when": "text.hedges.size() > 0",
       "tests": {"fires": ["It is said to open."], "silent": ["It opens."]}}
    ],
    "invariants": {"order-never-matters": "Chance."})json");

const std::string story_of_one = R"({"id": "one", "headline": "A berth opens",
  "articleBody": ["A berth opened."], "sources": [{"id": "a"}]})";
const std::string story_of_two = R"({"id": "two", "headline": "A berth opens",
  "articleBody": ["A berth is rumoured."], "sources": [{"id": "a"}, {"id": "b"}]})";

struct Saved {
  Saved(const std::string& before_text, const std::string& after_text, VerifyBudget budget = {})
      : before(before_text.empty() ? nullptr : testing::must_compile_text(before_text)),
        after(testing::must_compile_text(after_text)),
        stories{{"1", story_of_one}, {"2", story_of_two}},
        input{before.get(), after.get(), {}, stories, "2026-06-01", budget},
        found(verify(input)) {}

  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const Mutant& mutant : found.mutants) out.push_back(mutant.id);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::unique_ptr<const gate::Gate> before, after;
  std::vector<VerifyStory> stories;
  VerifyInput input;
  Verification found;
};

TEST_CASE("mistakes are tried in what changed, and everywhere when nothing is known before") {
  const Saved saved(old_text, replaced(old_text, "listed < 1", "listed < 2"));
  CHECK(saved.ids() == std::vector<std::string>{"few"});
  CHECK_FALSE(saved.found.all_mutants);
  const Saved first("", old_text);
  CHECK(first.found.all_mutants);
  const auto ids = first.ids();
  for (const char* id : {"few", "short", "hedged"}) {
    CHECK(std::find(ids.begin(), ids.end(), id) != ids.end());
  }
  CHECK_FALSE(first.found.replay);
}

TEST_CASE("of a list, mistakes are tried in the phrases that are new") {
  const Saved saved(old_text,
                    replaced(old_text, "\"is said to\"]", "\"is said to\", \"rumoured\"]"));
  REQUIRE(saved.found.mutants.size() == 1);
  CHECK(saved.found.mutants[0].words == "if 'rumoured' were not in lists.hedges.phrases");
  CHECK_FALSE(saved.found.mutants[0].noticed);
}

TEST_CASE("of a term, mistakes are tried in the term") {
  const Saved saved(old_text, replaced(old_text, "\"is\": \"article.sources.size()\"",
                                       "\"is\": \"article.sources.size() + 0\""));
  CHECK(saved.ids() == std::vector<std::string>{"listed"});
}

TEST_CASE("examples that are taken away ask again whether mistakes would be noticed") {
  const Saved saved(old_text, replaced(old_text, R"(, {"headline": "Ab"})", ""));
  CHECK(saved.ids() == std::vector<std::string>{"short"});
  CHECK(std::any_of(
      saved.found.mutants.begin(), saved.found.mutants.end(),
      [](const Mutant& mutant) { return mutant.words == "if 3 became 2" && !mutant.noticed; }));
}

TEST_CASE("each story that comes out otherwise is told with the edit that does it") {
  std::string text = replaced(old_text, "listed < 1", "listed < 2");
  text = replaced(text, "\"is said to\"]", "\"is said to\", \"rumoured\"]");
  const Saved saved(old_text, text);
  REQUIRE(saved.found.changes.size() == 2);
  const auto cause = [&](size_t number) {
    const Difference* decision = saved.found.changes[number].of(Aspect::decision);
    REQUIRE(decision != nullptr);
    REQUIRE(decision->cause.edits.size() == 1);
    return saved.found.replay->edits[decision->cause.edits[0]].path;
  };
  CHECK(saved.found.changes[0].story == "one");
  CHECK(cause(0) == "rules.few.when");
  CHECK(saved.found.changes[1].story == "two");
  CHECK(cause(1) == "lists.hedges.phrases");
}

TEST_CASE("a sole edit is the cause of all that changes, and is tried alone by nobody") {
  const Saved saved(old_text, replaced(old_text, "listed < 1", "listed < 3"));
  REQUIRE(saved.found.replay->sole);
  CHECK(saved.found.replay->trials[*saved.found.replay->sole].alone == nullptr);
  REQUIRE(saved.found.changes.size() == 2);
  CHECK(saved.found.changes[1].of(Aspect::decision)->cause.kind == Cause::Kind::alone);
}

TEST_CASE("the budget bounds mistakes, proofs and edits, and says what it left out") {
  std::string text = replaced(old_text, "listed < 1", "listed < 2");
  text = replaced(text, "\"is said to\"]", "\"is said to\", \"rumoured\"]");
  VerifyBudget budget;
  budget.conditions = 2;
  budget.values = 0;
  budget.proven = 3;
  budget.variants = 5;
  budget.edits = 1;
  const Saved saved(old_text, text, budget);
  CHECK(saved.found.mutants.size() == 2);
  CHECK(saved.found.mutants_left > 0);
  CHECK(saved.found.proof.stories.tests == 3);
  CHECK(saved.found.proof.stories.variants == 5);
  CHECK(saved.found.edits_untried == 1);
  CHECK(saved.found.changes.size() == 2);
}

TEST_CASE("what is broken is shown by a small pair, and failing tests stop the mistakes") {
  const auto broken = testing::must_compile("tests/upkeep/broken/counts-copies.json");
  const Verification found = verify({nullptr, broken.get(), {}, {}, "2026-06-01"});
  CHECK_FALSE(found.good());
  REQUIRE(found.proof.invariants.size() == 1);
  REQUIRE(found.proof.invariants[0].violation);
  CHECK(found.proof.invariants[0].violation->moved.front() ==
        "decision: hold → mark; 'few-sources' no longer fires");
  const Saved failing(old_text, replaced(old_text, "listed < 1", "listed > 1"));
  CHECK(failing.found.tests.failed == 1);
  CHECK(score_of(failing.found.mutants).noticed == 0);
  std::string words;
  append_verification_text(words, failing.found, failing.input, "x.json", {});
  CHECK(words.find("mistakes not tried while tests fail") != std::string::npos);
  CHECK(words.find("nobody would notice") == std::string::npos);
}

TEST_CASE("the same files give the same bytes") {
  const std::string text = replaced(old_text, "listed < 1", "listed < 2");
  std::string first, second;
  const Saved one(old_text, text), two(old_text, text);
  append_verification_json(first, one.found, one.input, "x.json");
  append_verification_json(second, two.found, two.input, "x.json");
  CHECK(first == second);
  CHECK(first.find('\n') == std::string::npos);
  const auto parsed = nlohmann::json::parse(first, nullptr, false);
  REQUIRE(parsed.is_object());
  CHECK(parsed["good"] == one.found.good());
  CHECK(parsed["mutation"]["of"] == "what changed");
  CHECK(parsed["changed"][0]["differences"][0]["edits"][0] == "rules.few.when");
}

}  // namespace
}  // namespace stet::upkeep
