// CEL's official conformance suite. The data lies beside the project (../shared) or where
// STET_SHARED points; without it the test says so and does nothing.
#include "tests/cel/conformance.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using stet::cel::conformance::Failure;
using stet::cel::conformance::Result;
using stet::cel::conformance::Tally;

namespace {

std::filesystem::path suite() {
  const char* shared = std::getenv("STET_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? std::filesystem::path(shared)
                        : std::filesystem::path(__FILE__).parent_path() / "../../../shared";
  return root / "data/cel/conformance.json";
}

void print(const char* name, const Tally& tally) {
  std::printf("%-16s %5d passed %3d failed   values %4d/%4d   errors %3d/%3d\n", name, tally.passed,
              tally.failed, tally.values_passed, tally.value_tests, tally.errors_passed,
              tally.error_tests);
}

}  // namespace

TEST_CASE("the official conformance suite", "[conformance]") {
  std::ifstream file(suite());
  if (!file) {
    WARN("skipped: found no " << suite().string() << "; set STET_SHARED");
    return;
  }
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const Result result = stet::cel::conformance::run(text);
  for (const Failure& failure : result.failures) {
    std::printf("%s\n  %s\n  expected %s\n  found    %s\n", failure.id.c_str(),
                failure.expression.c_str(), failure.expected.c_str(), failure.found.c_str());
  }
  for (const auto& [name, tally] : result.files) print(name.c_str(), tally);
  print("all", result.all);
  std::printf("%d passed, %d failed, %d skipped\n", result.all.passed, result.all.failed,
              result.skipped);
  CHECK(result.all.values_passed == 1568);
  CHECK(result.all.errors_passed == 192);
}
