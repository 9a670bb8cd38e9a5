// The smallest changes of measures that silence a rule, tried out.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {
namespace {

std::string term(const std::string& id, const std::string& is, const std::string& type = "int") {
  return R"({"id": ")" + id + R"(", "type": ")" + type +
         R"(", "unit": "1", "means": "m", "is": ")" + is + R"("})";
}

std::string rule(const std::string& id, const std::string& when, const std::string& more = "") {
  return testing::rule(R"("id": ")" + id + R"(", "decision": "hold", "message": ")" + id +
                       R"(", "when": ")" + when + "\"" + more);
}

/// "few: links is 1, needs >= 2 | ..." per rule of the list.
std::string ways(const std::string& rules, const std::string& story) {
  const auto gate = testing::must_compile(
      R"("terms": [)" + term("links", "article.sources.size()") + "," +
      term("takes", "article.takeaways.size()") + "," + term("both", "links + takes") + "," +
      term("share", "double(links) / 4.0", "double") + R"(], "rules": [)" + rules + "]");
  testing::Check check(*gate);
  const Verdict& verdict = check(story);
  std::string out;
  for (const Requirement& requirement : verdict.to_pass) {
    out += std::string(requirement.id) + ":";
    for (const auto& way : requirement.ways) {
      out += &way == requirement.ways.data() ? " " : " | ";
      for (const Change& change : way) {
        if (&change != way.data()) out += " & ";
        out.append(change.term).append(" ").append(change.value).append(" ").append(change.target);
      }
    }
    if (requirement.ways.empty()) {
      out.append(" (").append(requirement.term).append(" ").append(requirement.target).append(")");
    }
    out += "\n";
  }
  return out;
}

const std::string story = R"({"headline": "h", "articleBody": ["A berth opened."],
  "sources": [{"id": "a"}], "takeaways": ["x", "y", "z"]})";

TEST_CASE("ways out by the thresholds of a condition, the smallest first") {
  const struct {
    const char *when, *expected;
  } rows[] = {
      {"links < 2", " links 1 >= 2"},
      {"links <= 4", " links 1 > 4"},
      {"links == 1", " links 1 >= 2"},
      {"share < 0.5", " share 0.25 >= 0.5"},
      {"links < 2 && takes > 0", " links 1 >= 2 | takes 3 <= 0"},
      {"links < 9 && takes > 2", " takes 3 <= 2 | links 1 >= 9"},
      {"links < 2 || takes > 2", " links 1 >= 2 & takes 3 <= 2"},
      {"links < 2 || takes > 7", " links 1 >= 2"},
      {"!(links >= 2)", " links 1 >= 2"},
      {"both < 6", " both 4 >= 6"},
      // What a headline says is no measure: only the other part can be told as one.
      {"links < 2 && article.headline == 'h'", " links 1 >= 2"},
      {"links < 2 || article.headline == 'h'", " ( )"},
      {"article.headline == 'h'", " ( )"},
      {"verified.count < 1 && article.headline == 'h'", " (verified.count >= 1)"},
      // No way out: another number of links is no other headline.
      {"links > 0 && links < 0 || true", " ( )"},
  };
  for (const auto& row : rows) {
    INFO(row.when);
    CHECK(ways(rule("few", row.when), story) == "few:" + std::string(row.expected) + "\n");
  }
}

TEST_CASE("a way that makes another rule fire is not told") {
  CHECK(ways(rule("few", "links < 2 && takes > 0") + "," + rule("many", "links > 1"), story) ==
        "few: takes 3 <= 0\n");
  CHECK(ways(rule("few", "links < 2 && takes > 0") + "," +
                 rule("many", "links > 1", R"(, "stage": "draft")"),
             story) == "few: links 1 >= 2 | takes 3 <= 0\n");
}

TEST_CASE("values of measures are put back, and what reads them follows") {
  CHECK(ways(rule("few", "links < 2") + "," + rule("all", "both < 5"), story) ==
        "all: both 4 >= 5\nfew: links 1 >= 2\n");
}

}  // namespace
}  // namespace stet::gate
