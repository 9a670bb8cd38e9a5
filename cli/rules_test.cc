// stet rules test: do the examples in a rules file come out as they say?
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/clock.h"
#include "cli/grouped.h"
#include "cli/invocation.h"
#include "cli/rules_file.h"
#include "engine/report/excerpt.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Each rule carries stories for which it fires and near misses for which it stays silent. A failure is
shown with its place, what was expected and what was found. Examples under "todo" are counted, not
failed. Returns 0 when all pass, 1 when some fail or there were none to run, 2 for a wrong rules file.

Examples:
  stet rules test rules/finance.json
  stet rules test desks/*.yaml)";

struct Count {
  uint64_t passed = 0, failed = 0, todo = 0;
};

using Expect = methodology::RuleTest::Expect;

std::string_view outcome_name(gate::Outcome outcome) {
  switch (outcome) {
    case gate::Outcome::silent: return "silent";
    case gate::Outcome::fired: return "fired";
    case gate::Outcome::unknown: return "unknown";
  }
  return "unknown";
}

std::string failure_text(const gate::TestResult& result,
                         const methodology::Methodology& methodology, const report::Style& style) {
  const methodology::RuleTest& test = *result.test;
  const methodology::File& file = *methodology.files[test.file];
  std::string text;
  text += style.bold;
  report::append_place(text, file.name, report::Places(file.bytes).at(test.place.begin));
  text.append(style.reset).append(style.bad).append("failed").append(style.reset);
  text += ": '" + result.rule->id + "'";
  if (!test.name.empty()) text += ", example '" + test.name + "'";
  text += ": ";
  if (result.detail.empty()) {
    text += test.expect == Expect::silent ? "expected silent" : "expected fires";
    text.append(", found ").append(outcome_name(result.found));
  } else {
    text += result.detail;
  }
  text += '\n';
  report::append_excerpt(text, file.bytes, test.place, style);
  return text;
}

Count run_file(const gate::Gate& gate, Invocation& invocation) {
  Count count;
  for (const gate::TestResult& result : gate::run_tests(gate)) {
    if (result.test->expect == Expect::todo) {
      ++count.todo;
    } else if (result.passed) {
      ++count.passed;
    } else {
      ++count.failed;
      invocation.streams.out.write(
          failure_text(result, gate.methodology(), invocation.out_style()));
    }
  }
  return count;
}

void run(const std::vector<std::string>& files, Invocation& invocation) {
  for (const std::string& file : files) {
    const uint64_t started = monotonic_ns();
    const auto gate = load_rules(file, invocation);
    if (!gate) continue;
    const Count count = run_file(*gate, invocation);
    std::string line =
        file + ": " + grouped(count.passed) + " passed, " + grouped(count.failed) + " failed";
    if (count.todo > 0) line += ", " + grouped(count.todo) + " todo";
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "; %.2f s\n",
                  static_cast<double>(monotonic_ns() - started) / 1e9);
    invocation.streams.out.write(line + seconds);
    if (count.failed > 0) invocation.exit = worse(invocation.exit, Exit::not_cleared);
    if (count.passed + count.failed == 0) {
      invocation.complain("'" + file + "' has no example to run, which proves nothing",
                          Exit::not_cleared);
    }
  }
}

}  // namespace

void add_rules_test(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand("test", "Run the examples that rules files carry");
  const auto files = std::make_shared<std::vector<std::string>>();
  command.add_option("FILE", *files, "rules files (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([files, &invocation] { run(*files, invocation); });
}

}  // namespace stet::cli
