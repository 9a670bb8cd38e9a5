#include <catch2/catch.hpp>

#include "tests/assist/kit.h"

namespace stet::assist {
namespace {

using testing::offered;
using testing::shown;

/// A file that builds on the finance desk, with a rule that is being typed.
std::string rule(std::string_view inside) {
  return R"({"stet": 1, "id": "x", "extends": "rules/finance.json", "rules": [{"id": "r", )" +
         std::string(inside);
}

bool offers(const std::string& list, const std::string& label) {
  return (", " + list + ",").find(", " + label + ",") != std::string::npos;
}

TEST_CASE("keys that are not there yet") {
  const std::string keys = offered("x.json", rule(R"("decision": "hold", "find": {}, "▮)"));
  CHECK(offers(keys, "when"));
  CHECK(offers(keys, "message"));
  CHECK_FALSE(offers(keys, "decision"));
  CHECK_FALSE(offers(keys, "id"));
  CHECK_FALSE(offers(keys, "labels"));
  CHECK(offered("x.json", rule(R"("find": {"lists": [], "pattern": "", ▮)")) ==
        "phrases, in, sections, voice");
  CHECK(offered("x.yaml", "verification:\n  support: text\n  ▮") ==
        "count, overlap, hedges, verifiedFrom, verified, single, none");
}

TEST_CASE("values that the tables name, and ids that are declared") {
  CHECK(offered("x.json", rule(R"("stage": "▮)")) == "draft, observe, enforce");
  CHECK(offered("x.json", rule(R"("decision": ▮)")) == "pass, mark, hold, reject");
  CHECK(offered("x.json", rule(R"("find": {"in": ["body", "▮)")) ==
        "headline, description, takeaway, claim, body");
  CHECK(offers(offered("x.json", rule(R"("find": {"lists": ["hearsay", "▮)")), "attribution"));
  CHECK_FALSE(offers(offered("x.json", rule(R"("find": {"lists": ["hearsay", "▮)")), "hearsay"));
  CHECK(offers(offered("x.json", rule(R"("cites": "▮)")), "three-dimensions"));
  CHECK(offered("x.json", rule(R"("why": "▮)")).empty());
  CHECK(offered("x.yaml", "extends: rules/finance.json\nrules:\n  - id: a\n    decision: ▮") ==
        "pass, mark, hold, reject");
}

TEST_CASE("names in conditions") {
  const std::string names = offered("x.json", rule(R"("when": "▮)"));
  CHECK(offers(names, "independent_sources"));
  CHECK(offers(names, "article"));
  CHECK(offers(names, "text"));
  CHECK(offers(names, "size"));
  CHECK(offers(names, "has"));
  CHECK_FALSE(offers(names, "it"));
  CHECK(offers(offered("x.json", rule(R"("each": "article.claims", "when": "▮)")), "it"));
}

TEST_CASE("fields behind a dot, by the type of what stands before it") {
  const struct {
    std::string_view typed, has, has_not;
  } rows[] = {
      {R"("when": "article.▮)", "headline", "filter"},
      {R"("when": "article.sources.▮)", "exists", "publisher"},
      {R"("when": "article.sources[0].▮)", "publisher", "exists"},
      {R"("when": "article.sources.exists(s, s.▮)", "publisher", "headline"},
      {R"("when": "article.claims.all(c, c.sources.exists(s, s.▮)", "startsWith", "publisher"},
      {R"("when": "article.sources.filter(s, has(s.kind)).map(s, s.publisher).▮)", "join", "kind"},
      {R"("when": "article.sources.map(s, s.kind).▮)", "join", "publisher"},
      {R"("when": "text.hearsay.▮)", "exists", "join"},
      {R"("when": "text.▮)", "loaded_attribution", "loaded-attribution"},
      {R"("when": "scores.▮)", "impact", "headline"},
      {R"("when": "scores.impact.▮)", "value", "headline"},
      {R"("when": "math.▮)", "abs", "headline"},
      {R"("when": "cel.▮)", "bind", "headline"},
      {R"("when": "cel.bind(n, article.claims, n[0].▮)", "sources", "headline"},
      {R"("when": "\"é\" == article.▮ && true", "message": "x"}]})", "headline", "exists"},
      {R"("find": {"lists": ["hearsay"]}, "when": "it.▮)", "phrase", "publisher"},
      {R"("find": {"lists": ["hearsay"]}, "message": "{it.▮)", "phrase", "publisher"},
      {R"("each": "article.claims", "message": "1 {{ {it.te▮)", "text", "phrase"},
      {R"("at": "text.hearsay", "message": "{at.▮)", "phrase", "publisher"},
      {R"("at": "text.hearsay", "fix": ["{at.▮)", "phrase", "publisher"},
  };
  for (const auto& row : rows) {
    INFO(row.typed);
    const std::string list = offered("x.json", rule(row.typed));
    CHECK(offers(list, std::string(row.has)));
    CHECK_FALSE(offers(list, std::string(row.has_not)));
  }
}

TEST_CASE("what a text is compared with") {
  CHECK(offers(offered("x.json", rule(R"("when": "article.sources.exists(s, s.kind == '▮)")),
               "filing"));
  CHECK(
      offers(offered("x.json", rule(R"("when": "article.sources.exists(s, s.kind in ['wire', '▮)")),
             "filing"));
  CHECK(offers(offered("x.json", rule(R"("when": "scores.sentiment.label == '▮)")), "negative"));
  CHECK(offers(offered("x.json", rule(R"("when": "text.hearsay.exists(h, h.phrase == 'it is un▮)")),
               "it is understood that"));
  CHECK(offered("x.json", rule(R"("when": "article.headline == '▮)")).empty());
}

TEST_CASE("outside of braces a message has no names") {
  CHECK(offered("x.json", rule(R"("message": "plain ▮ text")")).empty());
  CHECK(offered("x.json", rule(R"("message": "{{ ▮")")).empty());
  CHECK(offered("x.json", rule(R"("message": "{1} ▮")")).empty());
}

TEST_CASE("hover") {
  CHECK(shown("x.json", rule(R"("decisi▮on": "hold"}]})")) ==
        "`decision` (a string), required\n\nwhat a finding means for the story");
  CHECK(shown("x.json", rule(R"("decision": "ho▮ld"}]})")).find("a story with it may not run") !=
        std::string::npos);
  CHECK(shown("x.json", rule(R"("find": {"lists": ["hear▮say"]}}]})")).find("phrases: ") !=
        std::string::npos);
  CHECK(shown("x.json", rule(R"("when": "independent_s▮ources < 2"}]})"))
            .find("**term** `independent_sources`: `int`") == 0);
  CHECK(shown("x.json", rule(R"("when": "article.head▮line == ''"}]})"))
            .find("`Article.headline`: `string`") == 0);
  CHECK(shown("x.json", rule(R"("when": "article.sources.exists(s▮, s.kind == 'a')  && true"}]})"))
            .find("nothing") == 0);
  CHECK(
      shown("x.json", rule(R"("when": "article.sources.exists(s, s▮.kind == 'a') && true"}]})")) ==
      "`s`: `Source`");
  CHECK(shown("x.json", rule(R"("when": "article.sources.exi▮sts(s, s.kind == 'a') && true"}]})"))
            .find("e.exists(x, p)") != std::string::npos);
  CHECK(shown("x.json", rule(R"("when": "text.hear▮say.size() > 0"}]})")).find("phrase list") !=
        std::string::npos);
  CHECK(shown("x.json", rule(R"("when": "sco▮res.impact.value > 3"}]})")) ==
        "`scores.sentiment`, `scores.affected`, `scores.impact`, `scores.confidence`");
  CHECK(shown("x.json", rule(R"("when": "math.a▮bs(1) > 0"}]})")).find("math.abs") !=
        std::string::npos);
  CHECK(shown("x.json", rule(R"("why": "no▮thing"}]})")) == "nothing");
  CHECK(shown("x.yaml",
              "extends: rules/finance.json\nrules:\n  - id: a\n    when: >-\n      1 < 2 &&\n      "
              "independent_s▮ources < 2\n")
            .find("**term**") == 0);
}

}  // namespace
}  // namespace stet::assist
