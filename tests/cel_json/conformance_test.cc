// CEL's official conformance suite, and what the runner does with files that are none. The suite
// lies beside the project (../shared) or where STET_SHARED points; without it that test says so and
// does nothing. tests/cel_spec runs the same tests from npm.
#include "engine/cel_json/conformance.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using stet::cel_json::conformance_report;
using stet::cel_json::ConformanceResult;
using stet::cel_json::run_conformance;

namespace {

std::string suite() {
  const char* shared = std::getenv("STET_SHARED");
  return std::string(shared != nullptr ? shared : "../shared") + "/data/cel/conformance.json";
}

}  // namespace

TEST_CASE("the official conformance suite", "[conformance]") {
  std::ifstream file(suite());
  if (!file) {
    WARN("skipped: found no " << suite() << "; set STET_SHARED");
    return;
  }
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const ConformanceResult result = run_conformance(text);
  std::fputs(conformance_report(result).c_str(), stdout);
  CHECK(result.problem.empty());
  CHECK(result.all.values_passed == 1568);
  CHECK(result.all.errors_passed == 192);
  CHECK(result.all.failed == 0);
}

TEST_CASE("the report shows failures and counts value and error tests apart") {
  const char* tests = R"json([
    {"id": "a/s/one", "file": "a", "expr": "1 + 1", "expect": {"value": {"int": "2"}}},
    {"id": "a/s/wrong", "file": "a", "expr": "1 + 1", "expect": {"value": {"uint": "2"}}},
    {"id": "a/s/error", "file": "a", "expr": "1 / 0", "expect": {"error": ["divide by zero"]}},
    {"id": "b/s/no_error", "file": "b", "expr": "f(1)",
     "type_env": [{"name": "f", "overloads": [{"id": "f", "params": ["int"], "result": "int"}]}],
     "expect": {"error": ["unbound"]}},
    {"id": "b/s/type", "file": "b", "expr": "[x]", "check_only": true,
     "type_env": [{"name": "x", "type": "map(string, int)"}], "expect": {"type": "list(dyn)"}},
    {"id": "b/s/bound", "file": "b", "expr": "x.y", "container": "n", "disable_check": true,
     "bindings": {"n.x.y": {"list": [{"double": "NaN"}, {"bytes": "aGk="}]}},
     "expect": {"value": {"list": [{"double": "NaN"}, {"bytes": "aGk="}]}}},
    {"id": "b/s/proto", "file": "b", "expr": "TestAllTypes{}", "needs_proto": true,
     "expect": {"error": []}}])json";
  CHECK(conformance_report(run_conformance(tests)) ==
        "FAILED a/s/wrong\n"
        "  1 + 1\n"
        "  expected {\"value\":{\"uint\":\"2\"}}\n"
        "  got      2\n"
        "FAILED b/s/type\n"
        "  [x]\n"
        "  expected {\"type\":\"list(dyn)\"}\n"
        "  got      type list(map(string, int))\n"
        "file              passed  failed  skipped  value tests  error tests\n"
        "a                      2       1        0          1/2          1/1\n"
        "b                      2       1        1          1/2          1/1\n"
        "all                    4       2        1          2/4          2/2\n"
        "4 passed, 2 failed, 1 skipped\n");
}

TEST_CASE("a file that holds no tests is refused") {
  for (const char* wrong : {"", "{", "{}", "[1]", "[{}]", "[{\"expect\": 1}]", "\"tests\""}) {
    INFO(wrong);
    CHECK_FALSE(run_conformance(wrong).problem.empty());
  }
  // Members of the wrong kind make a test fail, nothing worse.
  const char* odd = R"([{"expect": {"value": 7}, "expr": 1, "bindings": [2], "type_env": "x"},
      {"expr": "1", "expect": {"value": {"map": [[1]]}}}])";
  CHECK(run_conformance(odd).all.failed == 2);
}
