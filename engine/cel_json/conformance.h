// Runs CEL's official conformance tests, written as one JSON array: the format is described in
// docs/cel-conformance.md. The same code runs natively and as WebAssembly.
//
//   {"id":"basic/self_eval_zeroish/self_eval_int_zero","file":"basic","expr":"0",
//    "expect":{"value":{"int":"0"}}}
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stet::cel_json {

struct Tally {
  uint32_t passed = 0, failed = 0, skipped = 0;
  uint32_t value_tests = 0, values_passed = 0;  ///< value and type tests; the rest want an error
  uint32_t error_tests = 0, errors_passed = 0;
};

struct Failure {
  std::string id, expression, expected, found;
};

struct ConformanceResult {
  std::map<std::string, Tally> files;
  Tally all;
  std::vector<Failure> failures;
  std::string problem;  ///< not empty: `json` is no such file, and why
};

/// `json`: the whole file. Tests that need protobuf are skipped.
ConformanceResult run_conformance(std::string_view json);

/// Each failure, a table per file, and as last line "N passed, N failed, N skipped".
std::string conformance_report(const ConformanceResult& result);

}  // namespace stet::cel_json
