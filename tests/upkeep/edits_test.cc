// What changed in meaning, in words.
#include <catch2/catch.hpp>

#include "engine/upkeep/condition_words.h"
#include "engine/upkeep/edits.h"
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

const std::string old_text = gate::testing::methodology_text(R"json("terms": [
    {"id": "links", "type": "int", "unit": "1", "means": "m", "is": "article.sources.size()"}],
  "rules": [
    {"id": "few", "title": "Few sources", "decision": "hold", "why": "w", "message": "m",
     "when": "links < 2", "tests": {"fires": [{}], "silent": [{}]}},
    {"id": "short", "decision": "mark", "why": "w", "message": "m", "when": "article.headline.size() < 10",
     "tests": {"fires": [{}], "silent": [{}]}}])json");

std::string words(const std::string& before, const std::string& after) {
  const auto a = testing::must_compile_text(before), b = testing::must_compile_text(after);
  std::string out;
  for (const Edit& edit : compare(a->methodology(), b->methodology())) {
    out += edit.path + ": " + edit.words + (edit.decides ? "" : " (words)") + "\n";
  }
  return out;
}

TEST_CASE("edits in words") {
  const struct {
    const char *from, *to, *expected;
  } rows[] = {
      {"links < 2", "links<2", ""},
      {"links < 2", "links < 3", "rules.few.when: 'links < 2' became 'links < 3'\n"},
      {"\"verifiedFrom\": 2", "\"verifiedFrom\": 3", "verification.verifiedFrom: 2 → 3\n"},
      {"\"reportedly\", ", "\"rumoured\", ",
       "lists.hedges.phrases: without 'reportedly'; with 'rumoured'\n"},
      {"\"title\": \"Desk\"", "\"title\": \"Other\"", "title: 'Desk' → 'Other' (words)\n"},
      {"\"id\": \"short\"", "\"id\": \"brief\"",
       "rules.short: taken out\nrules.brief: new: 'article.headline.size() < 10'\n"},
      {"\"decision\": \"hold\"", "\"decision\": \"reject\"",
       "rules.few.decision: 'hold' → 'reject'\n"},
      {"\"when\": \"links < 2\"", "\"stage\": \"observe\", \"when\": \"links < 2\"",
       "rules.few.stage: new: 'observe'\n"},
      {"article.sources.size()\"", "article.sources.size() + 1\"",
       "terms.links.is: 'article.sources.size()' became 'article.sources.size() + 1'\n"},
  };
  for (const auto& row : rows) {
    INFO(row.to);
    CHECK(words(old_text, replaced(old_text, row.from, row.to)) == row.expected);
  }
  CHECK(words(old_text, old_text).empty());
}

TEST_CASE("what an edit is about: the title of its rule, else what the format says of the key") {
  const auto about = [](const char* from, const char* to) {
    const auto a = testing::must_compile_text(old_text);
    const auto b = testing::must_compile_text(replaced(old_text, from, to));
    const auto edits = compare(a->methodology(), b->methodology());
    REQUIRE(edits.size() == 1);
    return edits.front().about;
  };
  CHECK(about("links < 2", "links < 3") == "Few sources");
  CHECK(about("\"verifiedFrom\": 2", "\"verifiedFrom\": 3")
            .find("from which the badge says verified") != std::string::npos);
}

TEST_CASE("conditions in words") {
  const struct {
    const char *before, *after, *expected;
  } rows[] = {
      {"a && b", "( b )&&a", ""},
      {"a", "a && b", "also needs 'b'"},
      {"a && b && c", "c && a", "no longer needs 'b'"},
      {"a || b", "a", "no longer enough: 'b'"},
      {"a || b", "a || b || c", "also enough: 'c'"},
      {"a && n < 2", "a && n < 3", "'n < 2' became 'n < 3'"},
      {"s.exists(x, x.n > 1)", "s.exists(x, x.n > 2)", "'x.n > 1' became 'x.n > 2'"},
      {"s.exists(x, x)", "s.all(x, x)", "'s.exists(x, x)' became 's.all(x, x)'"},
      {"!(a && n == 1)", "!(a && n == 2)", "'n == 1' became 'n == 2'"},
      {"a && b", "a || b", "'a && b' became 'a || b'"},
      {"n < 2 && m < 2", "n < 3 && m < 4", "'n < 2' became 'n < 3', 'm < 2' became 'm < 4'"},
      {"k in ['a']", "k in ['a', 'b']", "'k in [\"a\"]' became 'k in [\"a\", \"b\"]'"},
  };
  for (const auto& row : rows) {
    INFO(row.before << " to " << row.after);
    CHECK(condition_words(row.before, row.after) == row.expected);
  }
}

TEST_CASE("edits made and taken back") {
  std::string new_text = replaced(old_text, "links < 2", "links < 3");
  new_text = replaced(new_text, "\"id\": \"short\"", "\"id\": \"brief\"");
  new_text = replaced(new_text, "\"reportedly\", ", "");
  const auto a = testing::must_compile_text(old_text), b = testing::must_compile_text(new_text);
  const auto edits = compare(a->methodology(), b->methodology());
  REQUIRE(edits.size() == 4);
  std::vector<const Edit*> all;
  for (const Edit& edit : edits) all.push_back(&edit);
  const auto forth = with_edits(a->methodology(), all, true);
  const auto back = with_edits(b->methodology(), all, false);
  REQUIRE(forth);
  REQUIRE(back);
  CHECK(compare(forth->methodology(), b->methodology()).empty());
  CHECK(compare(back->methodology(), a->methodology()).empty());
  CHECK(back->methodology().rules.back().id == "short");
}

}  // namespace
}  // namespace stet::upkeep
