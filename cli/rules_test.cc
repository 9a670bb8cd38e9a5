// stet rules test: do the examples of a rules file, and the cases beside it, come out as they say?
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/case_files.h"
#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/grouped.h"
#include "cli/invocation.h"
#include "cli/replace_file.h"
#include "cli/rules_file.h"
#include "cli/watch.h"
#include "engine/upkeep/format.h"
#include "engine/upkeep/suite.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Each rule carries stories for which it fires and near misses for which it stays silent. Rankings and
invariants that the file declares are tried out in these stories ('stet rules prove' draws more). Beside
the file DIR/NAME.json stand cases, in DIR/tests/NAME.json or DIR/tests/NAME/*.json: stories with the
decision and the rules that fire. A failure is shown with its place, what was expected and what was
found; --accept then writes what was found into the cases. Examples under "todo" are counted, not
failed.

Returns 0 when all pass, 1 when some fail or there were none to run, 2 for a wrong rules file,
3 when a file cannot be written.

Examples:
  stet rules test rules/finance.json
  stet rules test --watch desk.json          again after each change
  stet rules test --accept desk.json         what is found is what is expected from now on
  stet rules test --format junit rules/*.json > junit.xml)";

enum class TestFormat : uint8_t { text, junit, json };

struct TestArguments {
  std::vector<std::string> files, cases;
  TestFormat format = TestFormat::text;
  bool accept = false, watch = false;
};

class TestRun {
 public:
  TestRun(const TestArguments& arguments, Invocation& invocation)
      : arguments_(arguments), invocation_(invocation) {}

  /// The files that were read.
  std::vector<std::string> run() {
    read_.clear();
    if (arguments_.format == TestFormat::junit) write("<testsuites>\n");
    if (arguments_.format == TestFormat::json) write("[");
    for (const std::string& file : arguments_.files) run_file(file);
    if (arguments_.format == TestFormat::junit) write("</testsuites>\n");
    if (arguments_.format == TestFormat::json) write("\n]\n");
    invocation_.streams.out.flush();
    invocation_.streams.err.flush();
    return read_;
  }

 private:
  void write(std::string_view text) { invocation_.streams.out.write(text); }

  void run_file(const std::string& file) {
    const uint64_t started = monotonic_ns();
    read_.push_back(file);
    const auto gate = load_rules(file, invocation_);
    if (!gate) return;
    for (const auto& part : gate->methodology().files) read_.push_back(part->name);
    const auto paths = arguments_.cases.empty() ? cases_beside(file) : arguments_.cases;
    read_.insert(read_.end(), paths.begin(), paths.end());
    const auto cases = load_cases(file, paths, *gate, invocation_);
    if (!cases) return;
    const upkeep::TestReport report = upkeep::run_suite(*gate, *cases);
    show(file, report, *cases, gate->methodology());
    if (arguments_.format == TestFormat::text) summarize(file, report, started);
    if (report.failed > 0 && !accept(report, *cases)) {
      invocation_.exit = worse(invocation_.exit, Exit::not_cleared);
    }
    if (report.passed + report.failed == 0) {
      invocation_.complain("'" + file + "' has no example to run, which proves nothing",
                           Exit::not_cleared);
    }
  }

  void show(const std::string& file, const upkeep::TestReport& report, const Cases& cases,
            const methodology::Methodology& methodology) {
    std::string text;
    if (arguments_.format == TestFormat::junit) {
      upkeep::append_junit(text, report, file, cases, methodology);
    } else if (arguments_.format == TestFormat::json) {
      text = any_ ? ",\n" : "\n";
      upkeep::append_test_json(text, report, file, cases, methodology);
    } else {
      for (const upkeep::TestEntry& entry : report.entries) {
        if (entry.state != upkeep::TestState::failed) continue;
        append_failure_text(text, entry, upkeep::bytes_of(entry.file, cases, methodology),
                            invocation_.out_style());
      }
    }
    any_ = true;
    write(text);
  }

  void summarize(const std::string& file, const upkeep::TestReport& report, uint64_t started) {
    std::string line =
        file + ": " + grouped(report.passed) + " passed, " + grouped(report.failed) + " failed";
    if (report.todo > 0) line += ", " + grouped(report.todo) + " todo";
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "; %.2f s\n",
                  static_cast<double>(monotonic_ns() - started) / 1e9);
    write(line + seconds);
  }

  /// Whether all that failed is what is expected from now on. Examples of rules say what their
  /// authors mean; only people change them.
  bool accept(const upkeep::TestReport& report, const Cases& cases) {
    if (!arguments_.accept) return false;
    bool all = report.acceptances.size() == report.failed;
    for (uint32_t i = 0; i < cases.size(); ++i) {
      std::string text = upkeep::accepted(cases[i]->bytes, i, report.acceptances);
      if (text == cases[i]->bytes) continue;
      base::Problems problems;
      const auto laid_out = upkeep::format_rules({text, cases[i]->name, 0}, problems);
      if (!laid_out) {
        invocation_.complain("cannot accept into '" + cases[i]->name + "', which is no JSON",
                             Exit::wrong_usage);
        all = false;
      } else if (const auto done = replace_file(cases[i]->name, *laid_out); !done) {
        invocation_.complain("cannot write '" + cases[i]->name + "': " + done.error(),
                             Exit::unreadable);
        all = false;
      } else if (arguments_.format == TestFormat::text) {
        write(cases[i]->name + ": accepted\n");
      }
    }
    return all;
  }

  const TestArguments& arguments_;
  Invocation& invocation_;
  std::vector<std::string> read_;
  bool any_ = false;
};

void run(const TestArguments& arguments, Invocation& invocation) {
  if (!arguments.watch) {
    TestRun(arguments, invocation).run();
    return;
  }
  watch(
      [&] {
        invocation.exit = Exit::cleared;
        return TestRun(arguments, invocation).run();
      },
      [&] {
        invocation.streams.err.write("waiting for a change\n");
        invocation.streams.err.flush();
        return invocation.streams.out.ok() && invocation.streams.err.ok();
      });
}

}  // namespace

void add_rules_test(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("test", "Run the examples of rules files and the cases beside them");
  const auto arguments = std::make_shared<TestArguments>();
  command.add_option("FILE", arguments->files, "rules files (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_option("--cases", arguments->cases, "files of cases; default: those beside the file")
      ->type_name("FILE");
  command.add_flag("--accept", arguments->accept, "write what was found into the cases");
  command.add_flag("--watch", arguments->watch, "run again after each change, until stopped");
  add_choice<TestFormat>(
      command, "--format", arguments->format,
      {{"text", TestFormat::text}, {"junit", TestFormat::junit}, {"json", TestFormat::json}},
      "text|junit|json", "for people, for CI servers, for programs");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
