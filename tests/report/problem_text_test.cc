// What people see of a problem, exactly.
#include <string>

#include <catch2/catch.hpp>
#include "engine/report/excerpt.h"
#include "engine/report/printable.h"
#include "engine/report/report.h"

namespace stet::report {

namespace {

base::Problem problem(base::Span span, std::string message, std::string suggestion = {}) {
  base::Problem made;
  made.code = "unknown-key";
  made.file = "rules/finance.json";
  made.span = span;
  made.message = std::move(message);
  made.suggestion = std::move(suggestion);
  return made;
}

std::string excerpt(std::string_view source, base::Span place) {
  std::string out;
  append_excerpt(out, source, place, Style::plain());
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

std::string fixed(double value, uint32_t digits) {
  std::string out;
  append_fixed(out, value, digits);
  return out;
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a problem is told with its place, its line, a caret and a suggestion") {
  const std::string source = "{\n  \"id\": \"finance\",\n  \"decisons\": []\n}\n";
  std::string out;
  problem_text(problem({23, 33}, "expected a key of the methodology, found 'decisons'",
                       "did you mean 'decisions'?"),
               source, Style::plain(), out);
  CHECK(out ==
        "rules/finance.json:3:3: error: expected a key of the methodology, found 'decisons' "
        "[unknown-key]\n"
        "    \"decisons\": []\n"
        "    ^~~~~~~~~~\n"
        "  did you mean 'decisions'?\n");
}

TEST_CASE("a problem of an input that is not at hand is told without its place") {
  std::string out;
  problem_text(problem({24, 34}, "no such file"), "", Style::plain(), out);
  CHECK(out == "rules/finance.json: error: no such file [unknown-key]\n");
}

TEST_CASE("excerpts: the caret stands under what is meant") {
  struct Row {
    const char* name;
    std::string source;
    base::Span place;
    std::string expected;
  };
  const Row rows[] = {
      {"first line", "alpha beta\n", {6, 10}, "  alpha beta\n        ^~~~\n"},
      {"empty place", "alpha beta\n", {6, 6}, "  alpha beta\n        ^\n"},
      {"end of input", "alpha", {5, 5}, "  alpha\n       ^\n"},
      {"beyond the input", "alpha", {90, 99}, "  alpha\n       ^\n"},
      {"at a line end", "alpha\nbeta\n", {5, 6}, "  alpha\n       ^\n"},
      {"second line, carriage return", "alpha\r\nbeta\r\n", {7, 11}, "  beta\n  ^~~~\n"},
      {"over two lines", "alpha\nbeta\n", {2, 9}, "  alpha\n    ^~~\n"},
      {"tabs", "\ta\tb\n", {3, 4}, "      a   b\n          ^\n"},
      {"a tab is marked", "\tb\n", {0, 1}, "      b\n  ^~~~\n"},
      {"letters of two bytes", "é\"ü\"\n", {3, 5}, "  é\"ü\"\n    ^\n"},
      {"wide letters", "世界 x\n", {3, 6}, "  世界 x\n    ^~\n"},
      {"combining marks", "e\xCC\x81x\n", {3, 4}, "  e\xCC\x81x\n   ^\n"},
      {"inside a code point", "éx\n", {1, 2}, "  éx\n  ^\n"},
      {"escape sequences are shown", "a\x1b[31mb\n", {6, 7}, "  a␛[31mb\n        ^\n"},
      {"nothing to show", "", {0, 0}, ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(excerpt(row.source, row.place) == row.expected);
  }
}

TEST_CASE("excerpts: long lines are cut around the caret") {
  const std::string line = repeat("0123456789", 30);
  // A third of the room stands before the mark.
  CHECK(excerpt(line, {150, 155}) ==
        "  …" + line.substr(119, 94) + "…\n" + std::string(2 + 1 + 31, ' ') + "^~~~~\n");
  CHECK(excerpt(line, {0, 4}) == "  " + line.substr(0, 94) + "…\n  ^~~~\n");
  CHECK(excerpt(line, {299, 300}) ==
        "  …" + line.substr(206, 94) + "\n" + std::string(2 + 1 + 93, ' ') + "^\n");
  const std::string fits = repeat("x", excerpt_width);
  CHECK(excerpt(fits, {0, 1}) == "  " + fits + "\n  ^\n");
}

TEST_CASE("a line of ten megabytes costs no more than its window") {
  const std::string line = repeat("0123456789", 1000000);
  CHECK(excerpt(line, {5000000, 5000001}).size() < 400);
}

TEST_CASE("text from stories is shown, never sent to the terminal") {
  struct Row {
    std::string_view text, expected;
  };
  const Row rows[] = {
      {"plain text", "plain text"},
      {"\x1b[2Jgone", "␛[2Jgone"},
      {"bell\a, delete\x7f", "bell␇, delete␡"},
      {"line\nend", "line␊end"},
      {"a\tb", "a b"},
      {"\xc2\x9b"
       "31m",
       "\\u{009b}31m"},
      {"abc\xE2\x80\xAE"
       "def",
       "abc\\u{202e}def"},
      {"zero\xE2\x80\x8Bwidth", "zero\\u{200b}width"},
      {"\xF3\xA0\x80\x81", "\\u{0e0001}"},
      {"\xFF", "\xEF\xBF\xBD"},
      {std::string_view("nul\0", 4), "nul␀"},
  };
  for (const Row& row : rows) CHECK(printable(row.text) == row.expected);
}

TEST_CASE("decimals are the same everywhere") {
  CHECK(fixed(0.5, 2) == "0.50");
  CHECK(fixed(-0.005, 2) == "-0.01");
  CHECK(fixed(-0.001, 2) == "0.00");
  CHECK(fixed(9.999, 1) == "10.0");
  CHECK(fixed(7, 0) == "7");
  CHECK(fixed(1.0 / 3, 3) == "0.333");
}

TEST_CASE("problems of several files, in text and JSON") {
  base::Problems problems;
  problems.add(problem({2, 3}, "expected a, found b"));
  base::Problem other = problem({0, 4}, "expected c, found d");
  other.file = "base.yaml";
  other.severity = base::Severity::warning;
  problems.add(other);
  const SourceText sources[] = {{"rules/finance.json", "é b"}, {"base.yaml", "null"}};

  std::string text;
  problems_text(problems, sources, Style::plain(), text);
  CHECK(text ==
        "rules/finance.json:1:2: error: expected a, found b [unknown-key]\n"
        "  é b\n"
        "   ^\n"
        "base.yaml:1:1: warning: expected c, found d [unknown-key]\n"
        "  null\n"
        "  ^~~~\n");

  std::string json;
  problems_json(problems.all(), sources, json);
  CHECK(json == R"([{"severity":"error","code":"unknown-key","file":"rules/finance.json",)"
                R"("message":"expected a, found b","place":{"begin":2,"end":3,"line":1,"column":2,)"
                R"("column_utf16":2,"end_line":1,"end_column":3,"end_column_utf16":3}},)"
                R"({"severity":"warning","code":"unknown-key","file":"base.yaml",)"
                R"("message":"expected c, found d","place":{"begin":0,"end":4,"line":1,"column":1,)"
                R"("column_utf16":1,"end_line":1,"end_column":5,"end_column_utf16":5}}])");
}

TEST_CASE("problems that were dropped are counted") {
  base::Problems problems;
  for (size_t i = 0; i < base::Problems::limit + 5; ++i) problems.add(problem({0, 0}, "again"));
  std::string text;
  problems_text(problems, {}, Style::plain(), text);
  CHECK(text.substr(text.size() - 20) == "and 5 more problems\n");
}

TEST_CASE("colours are put around, and only where a style asks for them") {
  std::string out;
  problem_text(problem({0, 1}, "expected a, found b"), "x", Style::colours(), out);
  CHECK(out ==
        "\x1b[1mrules/finance.json:1:1: \x1b[0m\x1b[31merror\x1b[0m: expected a, found b"
        "\x1b[2m [unknown-key]\x1b[0m\n  x\n  \x1b[33m^\x1b[0m\n");
}

}  // namespace stet::report
