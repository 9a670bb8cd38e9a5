// Cases: what is compared, what is said, what --accept writes.
#include <catch2/catch.hpp>

#include "engine/upkeep/suite.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using testing::Files;

const std::string small = gate::testing::methodology_text(R"json(
    "rules": [
      {"id": "short", "decision": "hold", "why": "w", "message": "m", "when": "size(article.headline) < 10",
       "tests": {"fires": [{"headline": "Short"}], "silent": [{"headline": "Long enough a line"}]}},
      {"id": "odd", "decision": "mark", "why": "w", "message": "m", "when": "article.headline.startsWith('Odd')",
       "tests": {"fires": [{"headline": "Odd headline"}], "silent": [{"headline": "Even"}]}}])json");

struct Ran {
  std::string problems;  ///< printed
  std::unique_ptr<const gate::Gate> gate;
  std::vector<std::unique_ptr<CaseFile>> cases;
  TestReport report;
};

Ran run(const std::string& cases) {
  Ran out;
  Files files;
  files.table["tests/c.json"] = cases;
  files.table["stories/odd.md"] = "---\nheadline: Odd one\n---\nA berth opened.\n";
  out.gate = testing::must_compile_text(small);
  base::Problems problems;
  auto read = read_cases("tests/c.json", *out.gate, files, problems);
  out.problems = testing::lines_of(problems, files);
  if (!read) return out;
  out.cases.push_back(std::move(read));
  out.report = run_suite(*out.gate, out.cases);
  return out;
}

std::string failures(const TestReport& report) {
  std::string out;
  for (const TestEntry& entry : report.entries) {
    for (const std::string& line : entry.differences) out += entry.name + ": " + line + "\n";
  }
  return out;
}

TEST_CASE("cases compare the decision and the rules that fire") {
  struct Row {
    const char* expect;
    const char* differences;
  };
  const Row rows[] = {
      {R"({"decision": "hold", "fires": ["odd", "short"]})", ""},
      {R"({"fires": ["short", "odd"], "unknown": []})", ""},
      {R"({"decision": "mark", "fires": ["odd", "short"]})",
       "a: decision: expected mark, found hold\n"},
      {R"({"decision": "hold", "fires": ["odd"]})", "a: fires: not expected: short\n"},
      {R"({"fires": ["odd", "short"], "badge": "No independent source"})", ""},
      {R"({"fires": ["odd", "short"], "badge": "Single source"})",
       "a: badge: expected Single source, found No independent source\n"},
      {R"({"decision": "hold", "fires": []})", "a: fires: not expected: odd, short\n"},
      {R"({"decision": "hold", "fires": ["odd", "short"], "sources": 7, "impact": 9.5})",
       "a: sources: expected 7, found 0\na: impact: expected 9.500, found 1.000\n"},
      {R"({})", "a: the case expects nothing: it proves nothing\n"},
  };
  for (const Row& row : rows) {
    const Ran ran =
        run(std::string(R"({"cases": [{"name": "a", "story": {"headline": "Odd"}, "expect": )") +
            row.expect + "}]}");
    INFO(row.expect << ran.problems);
    CHECK(failures(ran.report) == row.differences);
    CHECK(ran.report.passed == (std::string(row.differences).empty() ? 5 : 4));
  }
}

TEST_CASE("what is wrong in a file of cases is told at its place") {
  CHECK(
      run(R"({"cases": [{"name": "a", "story": {}, "expect": {"fires": ["shrt"], "decision": "hold"}}]})")
          .problems ==
      "tests/c.json:1:60: unknown-reference: expected the id of a rule, found 'shrt' (did you mean "
      "'short'?)\n");
  CHECK(run(R"({"cases": [{"nam": "a", "story": {}}]})").problems ==
        "tests/c.json:1:13: unknown-key: expected a key of cases, found 'nam' (did you mean "
        "'name'?)\n");
  CHECK(run(R"({"cases": [{"name": "a"}]})").problems ==
        "tests/c.json:1:12: conflict: expected 'story' or 'file' in a case, found neither\n");
  CHECK(run(R"({"cases": [{"file": "none.md"}]})").problems ==
        "tests/c.json:1:21: no-such-file: expected a story, found no file 'none.md'\n");
  CHECK(run(R"({})").problems == "tests/c.json:1:1: missing-key: expected 'cases', found none\n");
}

TEST_CASE("accepting makes every case pass and touches nothing else") {
  const Ran before = run(R"({
  // about these
  "cases": [
    {"name": "a", "story": {"headline": "Odd"}, "expect": {"decision": "pass", "fires": [], "sources": 9}}, // odd
    {"file": "../stories/odd.md"},
    {"name": "right", "story": "Text", "expect": {"decision": "pass"}}
  ]
})");
  INFO(before.problems);
  CHECK(before.report.failed == 2);
  const std::string text = accepted(before.cases[0]->bytes, 0, before.report.acceptances);
  INFO(text);
  CHECK(
      text.find(
          R"("expect": {"decision": "hold", "fires": ["odd", "short"], "sources": 0}}, // odd)") !=
      std::string::npos);
  CHECK(text.find("// about these") != std::string::npos);
  const Ran after = run(text);
  CHECK(after.report.failed == 0);
  CHECK(after.report.good());
}

TEST_CASE("JUnit and JSON name what failed") {
  const Ran ran = run(
      R"({"cases": [{"name": "a<b", "story": {"headline": "Odd"}, "expect": {"decision": "mark"}}]})");
  std::string junit, json;
  append_junit(junit, ran.report, "rules.json", ran.cases, ran.gate->methodology());
  CHECK(junit.find("<testsuite name=\"rules.json\" tests=\"5\" failures=\"1\" skipped=\"0\">") !=
        std::string::npos);
  CHECK(junit.find("name=\"a&lt;b\" file=\"tests/c.json\" line=\"1\"><failure message=\"decision: "
                   "expected mark, found hold\">") != std::string::npos);
  append_test_json(json, ran.report, "rules.json", ran.cases, ran.gate->methodology());
  CHECK(json.find("\"state\": \"failed\"") != std::string::npos);
}

}  // namespace
}  // namespace stet::upkeep
