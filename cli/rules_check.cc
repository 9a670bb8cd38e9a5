// stet rules check: is a rules file right, and does it do what it seems to?
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/files.h"
#include "cli/grouped.h"
#include "cli/invocation.h"
#include "cli/replace_file.h"
#include "cli/rules_file.h"
#include "engine/upkeep/effects.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Every mistake is told at once, each with its place, what was expected, what was found and, for a
misspelt name, what may have been meant. A file without mistakes is then looked at for effect:
conditions that can never be true, rules that another makes superfluous, thresholds off the scale,
words that nothing uses, examples that prove nothing, exceptions that have ended … Each finding has a
code; 'stet explain CODE' shows what to avoid, what to prefer, and why.

Returns 0 when all files are right, 1 when something was found, 2 when a file is wrong.

Examples:
  stet rules check rules/finance.json
  stet rules check --fix desk.json           take out what has no effect
  stet rules check --format json desks/*.yaml)";

struct CheckArguments {
  std::vector<std::string> files;
  std::string now;
  bool fix = false, json = false;
};

std::string description(const methodology::Methodology& methodology) {
  size_t examples = 0;
  for (const methodology::Rule& rule : methodology.rules) examples += rule.tests.size();
  return methodology.id + " " + methodology.version + ", " +
         counted(methodology.rules.size(), "rule", "rules") + ", " +
         counted(methodology.terms.size(), "term", "terms") + ", " +
         counted(methodology.lists.size(), "list", "lists") + ", " +
         counted(examples, "example", "examples") + " in " +
         counted(methodology.files.size(), "file", "files");
}

class CheckRun {
 public:
  CheckRun(const CheckArguments& arguments, Invocation& invocation)
      : arguments_(arguments),
        invocation_(invocation),
        now_(arguments.now.empty() ? now_rfc3339() : arguments.now) {}

  void run(const std::string& file) {
    std::shared_ptr<const gate::Gate> gate = load_rules(file, invocation_);
    if (!gate) return;
    std::vector<upkeep::Finding> found = find(*gate);
    // What is taken out may have been the last that used something else.
    for (int round = 0; arguments_.fix && round < 10; ++round) {
      if (!fix(file, *gate, found)) break;
      gate = load_rules(file, invocation_);
      if (!gate) return;
      found = find(*gate);
    }
    show(file, *gate, found);
  }

 private:
  std::vector<upkeep::Finding> find(const gate::Gate& gate) const {
    return upkeep::find_effects(gate, {now_});
  }

  bool fix(const std::string& file, const gate::Gate& gate,
           const std::vector<upkeep::Finding>& found) {
    const methodology::File& entry = *gate.methodology().files.front();
    const auto text = upkeep::fixed(entry.bytes, entry.name, found);
    if (!text) return false;
    if (const auto written = replace_file(file, *text); !written) {
      invocation_.complain("cannot write '" + file + "': " + written.error(), Exit::unreadable);
      return false;
    }
    for (const upkeep::Finding& finding : found) {
      if (!finding.fix || arguments_.json) continue;
      invocation_.streams.out.write(file + ": fixed: " + finding.problem.message + " [" +
                                    std::string(finding.problem.code) + "]\n");
    }
    return true;
  }

  void show(const std::string& file, const gate::Gate& gate,
            const std::vector<upkeep::Finding>& found) {
    if (!found.empty()) invocation_.exit = worse(invocation_.exit, Exit::not_cleared);
    const auto sources = upkeep::rules_texts(gate.methodology());
    std::vector<base::Problem> problems;
    for (const upkeep::Finding& finding : found) problems.push_back(finding.problem);
    std::string text;
    if (arguments_.json) {
      report::problems_json(problems, sources, text, 2);
      invocation_.streams.out.write(text + "\n");
      return;
    }
    const report::Style style = invocation_.out_style();
    for (const base::Problem& problem : problems) {
      std::string_view source;
      for (const report::SourceText& one : sources) {
        if (one.name == problem.file) source = one.bytes;
      }
      report::problem_text(problem, source, style, text);
    }
    text += file + ": ";
    if (found.empty()) {
      text.append(style.good).append("right").append(style.reset);
      text += ": " + description(gate.methodology()) + "\n";
    } else {
      text += counted(found.size(), "finding", "findings") + "; 'stet explain CODE' says more\n";
    }
    invocation_.streams.out.write(text);
  }

  const CheckArguments& arguments_;
  Invocation& invocation_;
  std::string now_;
};

}  // namespace

void add_rules_check(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("check", "Find the mistakes in rules files, and what has no effect");
  const auto arguments = std::make_shared<CheckArguments>();
  command.add_option("FILE", arguments->files, "rules files (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_flag("--fix", arguments->fix, "take out what has no effect, where that is safe");
  command.add_option("--now", arguments->now, "exceptions that end before have expired")
      ->type_name("TIME");
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "text|json", "json: an array of findings per file");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] {
    CheckRun check(*arguments, invocation);
    for (const std::string& file : arguments->files) check.run(file);
  });
}

}  // namespace stet::cli
