// What conditions can and cannot say, as people who write rules are told.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

constexpr const char* story = R"({
  "id": "s", "url": "https://x.example/s", "headline": "Shares rose", "description": "A short note",
  "articleSection": "markets", "inLanguage": "en", "author": [{"name": "R. Okafor"}],
  "datePublished": "2026-11-02T08:00:00Z", "dateModified": "2026-11-03",
  "takeaways": ["One takeaway"], "mentions": [{"name": "Acme", "kind": "company"}],
  "claims": [{"id": "c1", "text": "A claim", "sources": ["a", "nobody"]}],
  "affected": [{"name": "Acme", "kind": "company", "sentiment": "positive"}],
  "articleBody": [{"section": "lead", "text": "Acme rose 5% to $2.5 million, the exchange said."},
                  {"kind": "quotation", "text": "It is reportedly not a loss."}],
  "sources": [{"id": "a", "publisher": "A", "kind": "filing", "url": "https://a.example", "anonymous": false},
              {"id": "b", "publisher": "a", "kind": "outlet", "derivedFrom": ["a"]}],
  "keywords": ["k"], "declared": {"sentiment": "positive", "impact": 4, "sources": 1},
  "coverage": {"outlets": 3}, "correction": [{"date": "2026-11-04", "kind": "correction", "text": "A name"}],
  "waivers": [{"rule": "x", "reason": "r", "by": "b", "until": "2027-01-01"}]
})";

/// The value of `expression` for the story above, as a message prints it.
std::string value_of(const std::string& expression) {
  const Compiled compiled = compile_text(
      methodology_text("\"rules\": [" +
                       rule(R"("id": "r", "decision": "mark", "when": "true", "message": "={)" +
                            expression + "}\"") +
                       "]"));
  if (compiled.gate == nullptr) return compiled.problems;
  Check check(*compiled.gate);
  const Verdict& verdict = check(story, "2026-11-24");
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    if (diagnostic.id == "r") return std::string(diagnostic.message.substr(1));
  }
  return "silent";
}

std::string problems_of(const std::string& when) {
  return compile_text(
             methodology_text(
                 "\"rules\": [" +
                 rule(R"("id": "r", "decision": "mark", "message": "m", "when": ")" + when + "\"") +
                 "]"))
      .problems;
}

}  // namespace

TEST_CASE("every name of the vocabulary has a value") {
  struct Row {
    const char *expression, *value;
  };
  const Row rows[] = {
      {"article.id", "s"},
      {"article.headline", "Shares rose"},
      {"article.articleSection", "markets"},
      {"article.author[0].name", "R. Okafor"},
      {"article.datePublished", "2026-11-02T08:00:00Z"},
      {"article.dateModified.getFullYear()", "2026"},
      {"article.takeaways[0]", "One takeaway"},
      {"article.mentions[0].kind", "company"},
      {"article.claims[0].sources.size()", "2"},
      {"article.affected[0].sentiment", "positive"},
      {"article.articleBody[0].section", "lead"},
      {"article.articleBody[1].kind", "quotation"},
      {"article.sources[0].anonymous", "false"},
      {"article.sources[1].derivedFrom[0]", "a"},
      {"article.keywords[0]", "k"},
      {"article.declared.impact", "4"},
      {"article.coverage.outlets", "3"},
      {"article.correction[0].kind", "correction"},
      {"article.waivers[0].by", "b"},
      {"has(article.description)", "true"},
      {"has(article.sources[1].url)", "false"},
      {"text.blocks", "2"},
      {"text.words > 15", "true"},
      {"text.hedges.size()", "1"},
      {"text.hedges[0].text", "reportedly"},
      {"text.hedges[0].phrase", "reportedly"},
      {"text.hedges[0].list", "hedges"},
      {"text.hedges[0].weight", "1"},
      {"text.hedges[0].part", "body"},
      {"text.hedges[0].voice", "quotation"},
      {"text.loaded_verbs.size()", "0"},
      {"text.good[0].part", "headline"},
      {"text.good[0].section", ""},
      {"text.figures.size()", "2"},
      {"text.figures[0].unit", "%"},
      {"text.figures[1].value", "2500000"},
      {"text.figures[1].unit", "USD"},
      {"text.sentences.filter(s, s.part == 'body')[0].figures", "2"},
      {"text.sentences.filter(s, s.part == 'body')[0].attributed", "true"},
      {"text.quotations.size()", "1"},
      {"clusters.size()", "1"},
      {"clusters[0].sources.size()", "2"},
      {"clusters[0].sources[1].id", "b"},
      {"clusters[0].sources.exists(s, s.publisher == 'A')", "true"},
      {"clusters[0].reasons[0]", "publisher"},
      {"clusters[0].kind", "filing"},
      {"clusters[0].weight", "1"},
      {"clusters[0].qualifies", "true"},
      {"verified.count", "1"},
      {"support[0].state", "supported"},
      {"support[0].claim.text", "A claim"},
      {"support[0].count", "1"},
      {"support[0].basis", "citation"},
      {"support[0].unknown_sources[0]", "nobody"},
      {"scores.sentiment.label", "positive"},
      {"scores.sentiment.hits", "3"},
      {"scores.affected[0].name", "Acme"},
      {"scores.affected[0].declared", "positive"},
      {"scores.affected[0].hits", "1"},
      {"scores.impact.value >= 1.0", "true"},
      {"scores.impact.rounded", "3"},
      {"scores.impact.operational", "5"},
      {"scores.impact.regulatory", "0"},
      {"scores.confidence.value > 0.4", "true"},
      {"now", "2026-11-24T00:00:00Z"},
      {"share_in_body('Acme rose')", "1"},
      {"share_in_body(article.takeaways[0])", "0"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(value_of(row.expression) == row.value);
  }
}

TEST_CASE("a misspelt name is an error at its place, with the right one beside it") {
  struct Row {
    const char *when, *place, *nearest;
  };
  const Row rows[] = {
      {"article.headlin == ''", "headlin", "headline"},
      {"article.sources.exists(s, s.publiser == '')", "publiser", "publisher"},
      {"text.hedge.size() > 0", "hedge", "hedges"},
      {"text.loaded-verbs.size() > 0", "", ""},
      {"verified.cont > 0", "cont", "count"},
      {"scores.impact.regulatry > 0.0", "regulatry", "regulatory"},
      {"support.exists(s, s.stat == '')", "stat", "state"},
      {"share_in_bdy('') > 0.0", "share_in_bdy", "share_in_body"},
  };
  for (const Row& row : rows) {
    INFO(row.when);
    const std::string problems = problems_of(row.when);
    INFO(problems);
    CHECK_FALSE(problems.empty());
    CHECK(problems.find(row.place) != std::string::npos);
    CHECK(problems.find(row.nearest) != std::string::npos);
  }
}

TEST_CASE("coverage is no name that impact could reach, and types are checked") {
  CHECK(problems_of("scores.impact.coverage > 1.0") != "");
  CHECK(problems_of("verified.count > 'two'") != "");
  CHECK(problems_of("verified.count") != "");
  CHECK(problems_of("it.text == ''") != "");
}

TEST_CASE("two lists with one name in conditions are an error") {
  const std::string text = methodology_text("");
  std::string twice = text;
  const std::string hedges = R"("hedges": {"title": "Hedges",)";
  twice.replace(
      twice.find(hedges), hedges.size(),
      R"("loaded_verbs": {"title": "x", "phrases": ["y"]}, "hedges": {"title": "Hedges",)");
  CHECK(compile_text(text).problems.empty());
  const std::string problems = compile_text(twice).problems;
  CHECK(problems != "");
  CHECK(problems.find("loaded") != std::string::npos);
}

}  // namespace stet::gate
