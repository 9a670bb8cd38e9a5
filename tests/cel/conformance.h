// Runs tests in the format of shared/data/cel/FORMAT.md: CEL's official suite as JSON lines.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace stet::cel::conformance {

struct Tally {
  int passed = 0, failed = 0;
  int value_tests = 0, values_passed = 0;  ///< value and type tests; the rest expect an error
  int error_tests = 0, errors_passed = 0;
};

struct Failure {
  std::string id, expression, expected, found;
};

struct Result {
  std::map<std::string, Tally> files;
  Tally all;
  int skipped = 0;  ///< that need protobuf
  std::vector<Failure> failures;
};

/// `json`: the whole file.
Result run(const std::string& json);

}  // namespace stet::cel::conformance
