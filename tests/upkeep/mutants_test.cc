// Coverage and mutants of a small methodology whose tests have known gaps.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "engine/upkeep/coverage.h"
#include "engine/upkeep/effects.h"
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

/// Words of the mistakes in `list`.
std::vector<std::string> mistakes_in(const gate::Gate& gate, const std::string& list) {
  std::vector<std::string> out;
  for (const Mutant& mutant : list_mutants(gate)) {
    if (mutant.id.starts_with("lists." + list + ".")) out.push_back(mutant.words);
  }
  return out;
}

TEST_CASE("mistakes that change nothing are not made") {
  std::string text = gate::testing::methodology_text(
      R"json("rules": [{"id": "r", "title": "T", "decision": "hold", "why": "w", "message": "m", "find": {"lists": ["worn"]},
         "tests": {"fires": ["At the end."], "silent": ["Now."]}}])json");
  const std::string good_list = R"("good": {"title": "Good", "phrases": ["rose", "gain"]})";
  text.replace(
      text.find(good_list), good_list.size(),
      R"json("worn": {"title": "w", "phrases": [{"text": "at the end", "weight": 0.5}, "end of the end"]},
      "spare": {"title": "s", "phrases": ["one", "two"]},
      "good": {"title": "Good", "phrases": ["gain", "net gain", "at-last gain", {"text": "huge gain", "weight": 2}]})json");
  const auto gate = testing::must_compile_text(text);
  using Words = std::vector<std::string>;
  // Nothing looks for it: no mistake in it matters, and nothing need be found.
  CHECK(mistakes_in(*gate, "spare") == Words());
  const Coverage coverage = measure_coverage(*gate, test_stories(*gate, {}));
  std::set<std::string> counted;
  for (const CoveredThing& phrase : coverage.phrases) counted.insert(phrase.of);
  CHECK(counted.count("worn") == 1);
  CHECK(counted.count("spare") == 0);
  // No score adds weights up; a rule shows which words it found, so each of them counts.
  CHECK(mistakes_in(*gate, "worn") ==
        Words({"if 'at the end' were not in lists.worn.phrases",
               "if 'end of the end' were not in lists.worn.phrases"}));
  // Scores find "gain" in "net gain", but not as far from what denies or strengthens it.
  const Words found = mistakes_in(*gate, "good");
  const auto tried = [&](const std::string& phrase) {
    const std::string words = "if '" + phrase + "' were not in lists.good.phrases";
    return std::find(found.begin(), found.end(), words) != found.end();
  };
  CHECK(tried("gain"));
  CHECK(tried("huge gain"));
  CHECK(tried("net gain"));
  CHECK(tried("at-last gain"));
}

std::vector<std::string> phrases_covered(const gate::Gate& gate, const std::string& list) {
  std::vector<std::string> out;
  for (const CoveredThing& phrase : measure_coverage(gate, test_stories(gate, {})).phrases) {
    if (phrase.of == list) out.push_back(phrase.id);
  }
  return out;
}

size_t hidden_phrases(const gate::Gate& gate) {
  const std::vector<Finding> findings = find_effects(gate, {"2026-06-01"});
  return static_cast<size_t>(std::count_if(findings.begin(), findings.end(), [](const Finding& f) {
    return f.problem.code == "phrase-never-found";
  }));
}

TEST_CASE("phrases of a package are left to it, which is said") {
  const std::string list = R"("good": {"title": "Good", "phrases": ["rose", "gain"]})";
  const auto with = [&](const std::string& instead) {
    std::string text = gate::testing::methodology_text("");
    return text.replace(text.find(list), list.size(), instead);
  };
  using Words = std::vector<std::string>;
  testing::Files files;
  const std::string phrases = R"json("phrases": ["gain", "Gain", "won"], "weight": 2)json";
  files.table["own.json"] = with("\"good\": {" + phrases + "}");
  files.table["packed.json"] =
      with("\"good\": {" + phrases + R"json(, "from": "words 3.0.0 (npm, MIT)"})json");
  // A desk's own phrases in the place of the package's are the desk's to answer for.
  files.table["desk.json"] =
      R"({"stet": 1, "id": "desk", "version": "1", "extends": ["packed.json"],
      "lists": {"good": {"phrases": ["won", "kept"]}}})";
  const auto compiled = [&](const std::string& name) {
    base::Problems problems;
    auto gate = gate::compile(name, files, problems);
    INFO(testing::lines_of(problems, files));
    REQUIRE(gate != nullptr);
    return gate;
  };
  const auto own = compiled("own.json"), packed = compiled("packed.json");
  const auto desk = compiled("desk.json");
  CHECK(mistakes_in(*own, "good").size() >= 3);
  CHECK(phrases_covered(*own, "good").size() == 3);
  CHECK(hidden_phrases(*own) == 1);
  CHECK(PackagedPhrases(own->methodology()).text().empty());

  CHECK(mistakes_in(*packed, "good") == Words());
  CHECK(phrases_covered(*packed, "good") == Words());
  CHECK(hidden_phrases(*packed) == 0);
  CHECK(PackagedPhrases(packed->methodology()).text() ==
        "left to stet score: 3 phrases of good, from words 3.0.0 (npm, MIT)");

  CHECK(mistakes_in(*desk, "good") == Words({"if 'won' were not in lists.good.phrases",
                                             "if 'kept' were not in lists.good.phrases"}));
  CHECK(phrases_covered(*desk, "good") == Words({"won", "kept"}));
  CHECK(PackagedPhrases(desk->methodology()).text().empty());
}

TEST_CASE("rules of a file that is extended are left out, which is said, or taken in") {
  testing::Files files;
  files.table["base.json"] = gaps;
  files.table["desk.json"] =
      R"json({"extends": ["base.json"], "stet": 1, "id": "desk", "version": "1.0.0",
      "rules": [{"id": "own", "title": "T", "decision": "hold", "why": "w", "message": "m", "when": "article.headline == 'x'",
       "tests": {"fires": [{"headline": "x"}], "silent": [{}]}}]})json";
  base::Problems problems;
  const auto gate = gate::compile("desk.json", files, problems);
  INFO(testing::lines_of(problems, files));
  REQUIRE(gate != nullptr);
  const auto rules_in = [&](Inherited inherited) {
    std::set<std::string> ids;
    for (const Mutant& mutant : list_mutants(*gate, {}, inherited)) {
      if (mutant.of == Mutant::Of::rule) ids.insert(mutant.id);
    }
    return ids;
  };
  CHECK(rules_in(Inherited::left_out) == std::set<std::string>{"own"});
  CHECK(rules_in(Inherited::included) == std::set<std::string>{"few", "kinds", "own"});
  const auto stories = test_stories(*gate, {});
  CHECK(measure_coverage(*gate, stories).rules.size() == 1);
  CHECK(measure_coverage(*gate, stories, Inherited::included).rules.size() == 4);
  CHECK(left_out_text(gate->methodology()) ==
        "left out: 2 rules of base.json, with tests of their own (--inherited takes them in)");
}

}  // namespace
}  // namespace stet::upkeep
