// stet lsp: the language server for rules files and stories.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/invocation.h"
#include "cli/lsp_server.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Speaks the Language Server Protocol 3.17 on standard input and output; editors start it. docs/editors.md
says how, for some of them. Stories are checked by the setting 'stet.rules' of the editor, else by the
first stet.json (or .jsonc, .yaml, .yml) in their folder or above it, else by the rules that come with
stet. Returns 0 after 'shutdown' and 'exit', 1 when the editor went away without.

Examples:
  stet lsp
  stet lsp --rules rules/finance.json      stories are checked by these, whatever the editor says)";

struct LspArguments {
  std::string rules, now;
};

}  // namespace

void add_lsp(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("lsp", "Answer the questions of an editor");
  const auto arguments = std::make_shared<LspArguments>();
  command.add_option("--rules", arguments->rules, "rules file for all stories")->type_name("FILE");
  command.add_option("--now", arguments->now, "the time of all checks; now unless said")
      ->type_name("TIME");
  const auto stdio = std::make_shared<bool>(false);
  command.add_flag("--stdio", *stdio, "taken, and means nothing: many editors give it");
  command.footer(footer);
  command.callback([arguments, stdio, &invocation] {
    LspWire wire(0, invocation.streams.out);
    LspServer server(wire, arguments->rules, arguments->now);
    if (server.run() != 0) invocation.exit = Exit::not_cleared;
  });
}

}  // namespace stet::cli
