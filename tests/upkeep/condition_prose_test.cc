// Conditions in words, with what their names mean.
#include <catch2/catch.hpp>

#include "engine/gate/program.h"
#include "engine/upkeep/condition_prose.h"
#include "tests/gate/harness.h"

namespace stet::upkeep {
namespace {

std::unique_ptr<const gate::Gate> gate_with(const std::string& when, const std::string& each) {
  return gate::testing::must_compile(
      R"("terms": [{"id": "n", "type": "int", "unit": "sources", "means": "how many", "is": "verified.count"}], "rules": [)" +
      gate::testing::rule(R"("id": "r", "decision": "hold", "message": "m", )" +
                          (each.empty() ? "" : R"("each": ")" + each + R"(", )") + R"("when": ")" +
                          when + "\"") +
      "]");
}

std::string flat(const std::vector<Item>& items) {
  std::string out;
  for (const Item& item : items) {
    out.append(out.empty() ? "" : "; ").append(item.words.text());
    if (!item.items.empty()) out += " {" + flat(item.items) + "}";
  }
  return out;
}

std::string prose(const std::string& when, const std::string& each = "") {
  const auto gate = gate_with(when, each);
  const ConditionProse found = condition_prose(*gate->program().rules->rules[0].when);
  return (found.all ? "all: " : "one: ") + flat(found.items);
}

TEST_CASE("a compiled condition as a list of sentences") {
  struct {
    const char *when, *words;
  } cases[] = {
      {"n < 2", "all: n is below 2"},
      {"n < 1 + 1 && n > 0", "all: n is below 2; n is above 0"},
      {"!(n < 2 && n > 0)", "one: n is at least 2; n is at most 0"},
      {"n < 2 || n == 7 && n != 8", "one: n is below 2; all of these: {n is 7; n is not 8}"},
      {"has(article.headline)", "all: article.headline is given"},
      {"!has(article.headline) || article.headline == ''",
       "one: article.headline is not given; article.headline is “”"},
      {"article.headline in ['a', 'b']", "all: article.headline is one of “a”, “b”"},
      {"!(article.headline in ['a'])", "all: article.headline is none of “a”"},
      {"article.claims.size() > 0", "all: there is at least one of article.claims"},
      {"size(article.claims) == 0", "all: there is none of article.claims"},
      {"article.claims.size() >= 3", "all: the number of article.claims is at least 3"},
      {"article.sources.exists(s, has(s.kind) && s.kind == 'wire')",
       "all: for some s of article.sources: {s.kind is given; s.kind is “wire”}"},
      {"!article.sources.exists(s, has(s.kind))",
       "all: for no s of article.sources: {s.kind is given}"},
      {"article.sources.all(s, has(s.url))",
       "all: for every s of article.sources: {s.url is given}"},
      {"article.sources.exists(s, has(s.url) || has(s.kind))",
       "all: for some s of article.sources: {one of these: {s.url is given; s.kind is given}}"},
      {"cel.bind(p, article.claims, p.size() > 1 && p.size() < 9)",
       "all: with p for article.claims: {the number of p is above 1; the number of p is below 9}"},
      {"article.headline.matches('a+')", "all: article.headline matches a+"},
      {"!article.headline.startsWith('A')", "all: article.headline does not begin with “A”"},
      {"scores.impact.value >= 7.0", "all: scores.impact.value is at least 7.0"},
  };
  for (const auto& [when, words] : cases) {
    INFO(when);
    CHECK(prose(when) == words);
  }
  CHECK(prose("it.attributed", "text.hedges") == "all: it.attributed holds");
  CHECK(prose("!it.attributed", "text.hedges") == "all: it.attributed does not hold");
}

TEST_CASE("names with what they mean, each once") {
  const auto gate = gate_with("n < 2 && has(it.url) && it.url == article.url", "article.sources");
  const methodology::CompiledRules& rules = *gate->program().rules;
  std::string out;
  for (const NamedMeaning& name : names_of(*rules.rules[0].when, *rules.environments[0])) {
    out += name.name + ": " + name.meaning + "\n";
  }
  CHECK(out ==
        "n: how many\n"
        "it.url: Where it was read\n"
        "article.url: Where the story is published\n");
}

}  // namespace
}  // namespace stet::upkeep
