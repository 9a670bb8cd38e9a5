#include "engine/upkeep/suite.h"

#include <algorithm>

#include "engine/upkeep/invariants.h"

namespace stet::upkeep {
namespace {

using Expect = methodology::RuleTest::Expect;

void add(TestReport& report, TestEntry entry) {
  report.passed += entry.state == TestState::passed ? 1 : 0;
  report.failed += entry.state == TestState::failed ? 1 : 0;
  report.todo += entry.state == TestState::todo ? 1 : 0;
  report.entries.push_back(std::move(entry));
}

TestEntry entry_of(const gate::Gate& gate, const std::string& group,
                   const methodology::RuleTest& test) {
  TestEntry entry;
  entry.group = group;
  entry.name = test.name;
  entry.file = gate.methodology().files[test.file]->name;
  entry.place = test.place;
  return entry;
}

void run_examples(const gate::Gate& gate, TestReport& report) {
  for (const gate::TestResult& result : gate::run_tests(gate)) {
    TestEntry entry = entry_of(gate, result.rule->id, *result.test);
    if (result.test->expect == Expect::todo) {
      entry.state = TestState::todo;
    } else if (!result.passed) {
      entry.state = TestState::failed;
      entry.differences.push_back(result.detail);
    }
    add(report, std::move(entry));
  }
}

/// Of each two neighbours the lower stands where a wrong order is told.
void test_rankings(const gate::Gate& gate, CaseFiles cases, TestReport& report) {
  for (const RankResult& result : run_rankings(gate, cases)) {
    TestEntry entry = entry_of(gate, result.ranking->id, *result.below);
    if (!result.passed) {
      entry.state = TestState::failed;
      entry.differences.push_back(result.detail);
    }
    add(report, std::move(entry));
  }
}

/// In the stories of the tests alone: `stet rules prove` draws more.
void test_invariants(const gate::Gate& gate, CaseFiles cases, TestReport& report) {
  for (const InvariantResult& result : prove_in_tests(gate, cases)) {
    TestEntry entry;
    entry.group = invariants_group;
    entry.name = result.invariant.id;
    entry.file = gate.methodology().files[result.invariant.file]->name;
    entry.place = result.invariant.place;
    if (!result.holds()) {
      entry.state = TestState::failed;
      entry.differences = result.violation
                              ? violation_lines(*result.violation)
                              : std::vector<std::string>{"no example or case could be changed so"};
    }
    add(report, std::move(entry));
  }
}

Acceptance acceptance(const Case& one, uint32_t file, const Judged& found,
                      const methodology::Methodology& methodology) {
  Acceptance out{file, one.expect_place, expectation_json(one.expect, found, methodology)};
  if (!one.expect_place.empty()) return out;
  out.place = {one.last_member, one.last_member};
  out.text = ", \"expect\": " + out.text;
  return out;
}

void run_cases(const gate::Gate& gate, CaseFiles cases, TestReport& report) {
  Judge judge(gate);
  for (uint32_t file = 0; file < cases.size(); ++file) {
    for (const Case& one : cases[file]->cases) {
      const Judged found = judged(judge.verdict(one.story, one.format, one.now));
      TestEntry entry{cases[file]->name, one.name,
                      TestState::passed, cases[file]->name,
                      one.place,         differences(one.expect, found, gate.methodology())};
      if (!entry.differences.empty()) {
        entry.state = TestState::failed;
        if (found.readable) {
          report.acceptances.push_back(acceptance(one, file, found, gate.methodology()));
        }
      }
      add(report, std::move(entry));
    }
  }
}

}  // namespace

TestReport run_suite(const gate::Gate& gate, CaseFiles cases) {
  TestReport report;
  run_examples(gate, report);
  test_rankings(gate, cases, report);
  test_invariants(gate, cases, report);
  run_cases(gate, cases, report);
  return report;
}

TestReport run_examples_and_cases(const gate::Gate& gate, CaseFiles cases) {
  TestReport report;
  run_examples(gate, report);
  run_cases(gate, cases, report);
  return report;
}

std::string accepted(std::string_view bytes, uint32_t file,
                     std::span<const Acceptance> acceptances) {
  std::vector<Acceptance> mine;
  for (const Acceptance& one : acceptances) {
    if (one.file == file) mine.push_back(one);
  }
  std::sort(mine.begin(), mine.end(),
            [](const Acceptance& a, const Acceptance& b) { return a.place.begin > b.place.begin; });
  std::string out(bytes);
  for (const Acceptance& one : mine) out.replace(one.place.begin, one.place.size(), one.text);
  return out;
}

std::string_view bytes_of(std::string_view file, CaseFiles cases,
                          const methodology::Methodology& methodology) {
  for (const auto& one : cases) {
    if (one->name == file) return one->bytes;
  }
  for (const auto& one : methodology.files) {
    if (one->name == file) return one->bytes;
  }
  return {};
}

}  // namespace stet::upkeep
