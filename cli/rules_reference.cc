// stet rules reference: all that conditions of a rules file may refer to.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/invocation.h"
#include "cli/rules_file.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Markdown: variables with their types (the file's own terms and lists included), fields, macros,
operators and functions. docs/cel-reference.md has the same for rules/finance.json.

Examples:
  stet rules reference rules/finance.json > reference.md
  stet rules reference desk.yaml | less)";

}  // namespace

void add_rules_reference(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("reference", "Write down all that conditions may refer to");
  const auto file = std::make_shared<std::string>();
  command.add_option("FILE", *file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([file, &invocation] {
    if (const auto gate = load_rules(*file, invocation)) {
      invocation.streams.out.write(gate::reference_markdown(*gate));
    }
  });
}

}  // namespace stet::cli
