// Patterns: matches as "pattern:text", problems as people see them, and the literal scan against
// RE2 alone.
#include "engine/text/patterns.h"

#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <random>

#include "engine/text/literals.h"

namespace stet::text {

namespace {

PatternSet make_set(const std::vector<Pattern>& patterns, base::Problems& problems) {
  PatternSetBuilder builder;
  for (const Pattern& pattern : patterns) builder.add(pattern, "rules.json", problems);
  return builder.build();
}

std::string printed(const PatternSet& set, std::string_view text) {
  PatternScratch scratch;
  std::vector<PatternMatch> matches;
  set.find(text, scratch, matches);
  std::string out;
  for (const PatternMatch& match : matches) {
    if (!out.empty()) out += '|';
    out += std::to_string(match.pattern) + ":" + std::string(base::slice(text, match.span));
  }
  return out;
}

}  // namespace

TEST_CASE("patterns find all their matches") {
  struct Row {
    std::vector<Pattern> patterns;
    const char* text;
    const char* found;
  };
  const Row rows[] = {
      {{{"sources? (?:said|say)"}}, "Sources said; a source say no", "0:Sources said|0:source say"},
      {{{"NATO", true, {}}}, "Nato NATO nato", "0:NATO"},
      {{{"NATO"}}, "Nato NATO nato", "0:Nato|0:NATO|0:nato"},
      {{{"\\d+ ?%"}, {"up \\d+"}}, "up 30 % and 4%", "1:up 30|0:30 %|0:4%"},
      {{{"[a-c]+"}, {"b"}}, "xabcx b", "0:abc|1:b|0:b|1:b"},
      {{{"é+t"}}, "ÉÉT été", "0:ÉÉT|0:ét"},
      {{{"kelvin"}, {"us"}}, "\u212Aelvin \u017Fu\u017F", "0:\u212Aelvin|1:u\u017F"},
      {{{"\\bmay\\b|x$"}}, "may mayor x", "0:may|0:x"},
      {{{"%"}}, "5% 6%", "0:%|0:%"},
      {{}, "text", ""},
      {{{"end"}}, "the END", "0:END"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    base::Problems problems;
    const PatternSet set = make_set(row.patterns, problems);
    CHECK(problems.empty());
    CHECK(set.size() == row.patterns.size());
    CHECK(printed(set, row.text) == row.found);
  }
  CHECK(printed(PatternSet(), "text").empty());
}

TEST_CASE("unusable patterns are told at their place and match nothing") {
  base::Problems problems;
  const PatternSet set = make_set({{"(open", false, {3, 8}},
                                   {"good", false, {}},
                                   {"a*", false, {10, 12}},
                                   {"", false, {20, 20}}},
                                  problems);
  std::string out;
  for (const base::Problem& problem : problems.all()) {
    out += problem.file + ":" + std::to_string(problem.span.begin) + " " + problem.message + "\n";
  }
  CHECK(out ==
        "rules.json:3 expected a pattern in RE2 syntax, found '(open': missing ): (open\n"
        "rules.json:10 expected a pattern that needs a letter or mark, found 'a*', which matches "
        "the empty text\n"
        "rules.json:20 expected a pattern that needs a letter or mark, found '', which matches the "
        "empty text\n");
  CHECK(set.size() == 4);
  CHECK(printed(set, "(open good aaa") == "1:good");
}

TEST_CASE("literals let most patterns rest") {
  base::Problems problems;
  CHECK(make_set({{"sources said"}, {"\\d+%"}, {"a\\w+z|Q\\d"}}, problems).without_literal() == 0);
  CHECK(make_set({{"[a-z]+"}, {"\\w\\W"}, {"literal"}}, problems).without_literal() == 2);
}

TEST_CASE("the literal scan changes no result") {
  const std::vector<Pattern> patterns = {{"ab+a"},        {"ba"},      {"A", true, {}}, {"c[ab]+"},
                                         {"(?:cc|bb) a"}, {"a b|b c"}, {" [abc] "},     {"ca?b*c"}};
  base::Problems problems;
  const PatternSet set = make_set(patterns, problems);
  std::mt19937 random(13);
  for (int i = 0; i < 3000; ++i) {
    std::string text(random() % 30, ' ');
    for (char& c : text) c = "abcABC  "[random() % 8];
    std::vector<std::pair<size_t, size_t>> expected;  // begin, pattern
    for (size_t p = 0; p < patterns.size(); ++p) {
      RE2::Options options;
      options.set_case_sensitive(patterns[p].case_sensitive);
      const RE2 pattern(re2::StringPiece(patterns[p].text.data(), patterns[p].text.size()),
                        options);
      re2::StringPiece match;
      for (size_t at = 0; pattern.Match(text, at, text.size(), RE2::UNANCHORED, &match, 1);) {
        expected.emplace_back(match.data() - text.data(), p);
        at = static_cast<size_t>(match.data() - text.data()) + match.size();
      }
    }
    std::sort(expected.begin(), expected.end());
    PatternScratch scratch;
    std::vector<PatternMatch> matches;
    set.find(text, scratch, matches);
    std::vector<std::pair<size_t, size_t>> found;
    for (const PatternMatch& match : matches) found.emplace_back(match.span.begin, match.pattern);
    CAPTURE(text);
    REQUIRE(found == expected);
  }
}

TEST_CASE("literals are found in any case and at every place") {
  const LiteralScanner scanner({"said", "%", "zx", "é", "e", ""});
  std::vector<uint8_t> seen;
  std::vector<int> out;
  struct Row {
    const char* text;
    std::vector<int> found;
  };
  const Row rows[] = {
      {"", {3, 5}},        {"SAID", {0, 3, 5}},       {"5%", {1, 3, 5}},
      {"% of", {1, 3, 5}}, {"aZX", {2, 3, 5}},        {"sai d", {3, 5}},
      {"xE", {3, 4, 5}},   {"He said", {0, 3, 4, 5}}, {"z", {3, 5}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    scanner.find(row.text, seen, out);
    CHECK(out == row.found);
  }
}

}  // namespace stet::text
