// Coverage and mutants of a small methodology whose tests have known gaps.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/upkeep/coverage.h"
#include "engine/upkeep/mutants.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

/// One source is tried, none and many are not; nobody has a story with a url.
const std::string gaps = gate::testing::methodology_text(R"json(
    "terms": [{"id": "listed", "type": "int", "means": "sources", "is": "article.sources.size()"}],
    "rules": [
      {"id": "few", "decision": "hold", "why": "w", "message": "m", "when": "listed < 2 || has(article.url)",
       "tests": {"fires": [{"sources": [{"id": "a"}]}], "silent": [{"sources": [{"id": "a"}, {"id": "b"}]}]}},
      {"id": "kinds", "decision": "hold", "why": "w", "message": "m", "each": "article.sources",
       "when": "has(it.kind) && it.kind in ['blog', 'post']",
       "tests": {"fires": [{"sources": [{"id": "a", "kind": "blog"}]}], "silent": [{"sources": [{"id": "a"}]}]}}])json");

std::vector<std::string> unnoticed(const gate::Gate& gate, const std::vector<TestStory>& stories,
                                   size_t piece) {
  std::vector<Mutant> mutants = list_mutants(gate);
  std::erase_if(mutants, [](const Mutant& m) { return m.of == Mutant::Of::data; });
  for (size_t begin = 0; begin < mutants.size(); begin += piece) {
    const size_t size = std::min(piece, mutants.size() - begin);
    try_mutants(gate, stories, {mutants.data() + begin, size});
  }
  std::vector<std::string> out;
  for (const Mutant& mutant : mutants) {
    if (!mutant.noticed) out.push_back(mutant.id + ": " + mutant.words);
  }
  return out;
}

TEST_CASE("a mistake that no test notices is told in words") {
  const auto gate = testing::must_compile_text(gaps);
  const auto stories = test_stories(*gate, {});
  const auto found = unnoticed(*gate, stories, 1000);
  INFO(Catch::StringMaker<std::vector<std::string>>::convert(found));
  CHECK(std::find(found.begin(), found.end(), "few: if 'has(article.url)' were left out") !=
        found.end());
  CHECK(std::find(found.begin(), found.end(), "kinds: if 'post' were not in the list") !=
        found.end());
  CHECK(std::none_of(found.begin(), found.end(), [](const std::string& line) {
    return line.find("if 2 became 3") != std::string::npos ||
           line.find("'<='") != std::string::npos;
  }));
  CHECK(unnoticed(*gate, stories, 3).size() == found.size());
}

TEST_CASE("data: a threshold outside of conditions, a phrase, a flag") {
  const auto gate = testing::must_compile_text(gaps);
  std::vector<Mutant> mutants = list_mutants(*gate);
  std::erase_if(mutants, [](const Mutant& m) { return m.of != Mutant::Of::data; });
  const auto has = [&](const std::string& words) {
    return std::any_of(mutants.begin(), mutants.end(),
                       [&](const Mutant& m) { return m.words == words; });
  };
  CHECK(has("if verification.verifiedFrom were 3 instead of 2"));
  CHECK(has("if 'reportedly' were not in lists.hedges.phrases"));
  CHECK(has("if sources.kinds.filing.qualifies were false"));
}

TEST_CASE("coverage counts both outcomes of each part") {
  const auto gate = testing::must_compile_text(gaps);
  const Coverage coverage = measure_coverage(*gate, test_stories(*gate, {}));
  CHECK(coverage.stories == 4);
  CHECK(coverage.outcomes().covered == 4);
  std::string text;
  append_coverage_text(text, coverage, gate->methodology());
  INFO(text);
  CHECK(text.find("'has(article.url)' in 'few' was never true") != std::string::npos);
  CHECK(text.find("'listed < 2' in 'few' was never") == std::string::npos);
  CHECK(text.find("'it.kind in ['blog', 'post']' in 'kinds' was never false") != std::string::npos);
  // Layout is no part of it.
  std::string spaced = gaps;
  spaced.replace(spaced.find("listed < 2 ||"), 13, "listed   <   2\\n ||");
  const auto other = testing::must_compile_text(spaced);
  const Coverage again = measure_coverage(*other, test_stories(*other, {}));
  CHECK(again.branches().covered == coverage.branches().covered);
  CHECK(again.branches().all == coverage.branches().all);
}

TEST_CASE("coverage as LCOV, JSON and a page") {
  const auto gate = testing::must_compile_text(gaps);
  const Coverage coverage = measure_coverage(*gate, test_stories(*gate, {}));
  std::string lcov, json, html;
  append_coverage_lcov(lcov, coverage, gate->methodology());
  CHECK(lcov.rfind("SF:test.json\nBRDA:", 0) == 0);
  CHECK(lcov.find("end_of_record\n") != std::string::npos);
  append_coverage_json(json, coverage, gate->methodology());
  CHECK(json.find("\"text\": \"has(article.url)\"") != std::string::npos);
  append_coverage_html(html, coverage, gate->methodology());
  CHECK(html.find("<td><code>listed &lt; 2 || has(article.url)</code></td>") != std::string::npos);
}

}  // namespace
}  // namespace stet::upkeep
