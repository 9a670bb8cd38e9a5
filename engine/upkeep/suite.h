// All that a methodology is tested with: the examples of its rules, its rankings and invariants and
// the cases beside it, run through the gate itself. Tested in tests/upkeep/suite_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/report/report.h"
#include "engine/upkeep/cases.h"

namespace stet::upkeep {

enum class TestState : uint8_t { passed, failed, todo };

inline constexpr std::string_view invariants_group = "invariants";

struct TestEntry {
  /// The id of the rule or ranking, the name of the file of cases, or `invariants_group`.
  std::string group;
  std::string name;
  TestState state = TestState::passed;
  std::string file;
  base::Span place;
  std::vector<std::string> differences;  ///< what was expected, what was found
};

/// A change to a file of cases that makes a case expect what was found.
struct Acceptance {
  uint32_t file = 0;  ///< index into the files of cases
  base::Span place;   ///< to be replaced; empty: inserted
  std::string text;
};

struct TestReport {
  std::vector<TestEntry> entries;
  std::vector<Acceptance> acceptances;
  size_t passed = 0, failed = 0, todo = 0;

  /// A run that evaluated nothing proves nothing.
  bool good() const { return failed == 0 && passed > 0; }
};

using CaseFiles = std::span<const std::unique_ptr<CaseFile>>;

TestReport run_suite(const gate::Gate& gate, CaseFiles cases);
/// The same without rankings and invariants.
TestReport run_examples_and_cases(const gate::Gate& gate, CaseFiles cases);

/// `bytes` of the file of cases number `file` with all acceptances for it.
std::string accepted(std::string_view bytes, uint32_t file,
                     std::span<const Acceptance> acceptances);

/// A failed test with its place and what was expected and found; `bytes` are those of its file.
void append_failure_text(std::string& out, const TestEntry& entry, std::string_view bytes,
                         const report::Style& style);

/// A test report as JUnit's XML, which CI servers read; `name` is the methodology's file.
void append_junit(std::string& out, const TestReport& report, std::string_view name,
                  CaseFiles cases, const methodology::Methodology& methodology);
/// {"file", "passed", "failed", "todo", "tests": [{"group", "name", "state", "place", …}]}
void append_test_json(std::string& out, const TestReport& report, std::string_view name,
                      CaseFiles cases, const methodology::Methodology& methodology, int indent = 2);

/// The bytes of a file that an entry names: a rules file or one of cases.
std::string_view bytes_of(std::string_view file, CaseFiles cases,
                          const methodology::Methodology& methodology);

}  // namespace stet::upkeep
