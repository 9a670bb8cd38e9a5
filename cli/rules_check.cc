// stet rules check: is a rules file right?
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/grouped.h"
#include "cli/invocation.h"
#include "cli/rules_file.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Every mistake is told at once, each with its place, what was expected, what was found and, for a
misspelt name, what may have been meant. Returns 0 when all files are right, 2 otherwise.

Examples:
  stet rules check rules/finance.json
  stet rules check desks/*.yaml)";

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

void run(const std::vector<std::string>& files, Invocation& invocation) {
  const report::Style style = invocation.out_style();
  for (const std::string& file : files) {
    const auto gate = load_rules(file, invocation);
    if (!gate) continue;
    std::string line = file + ": ";
    line.append(style.good).append("right").append(style.reset);
    invocation.streams.out.write(line + ": " + description(gate->methodology()) + "\n");
  }
}

}  // namespace

void add_rules_check(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand("check", "Find the mistakes in rules files");
  const auto files = std::make_shared<std::vector<std::string>>();
  command.add_option("FILE", *files, "rules files (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([files, &invocation] { run(*files, invocation); });
}

}  // namespace stet::cli
