// What all commands share: the streams, the choice of colour, the code to return.
#pragma once

#include <string>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "engine/report/report.h"

namespace CLI {
class App;
}

namespace stet::cli {

struct Invocation {
  Streams streams;
  ColorChoice color = ColorChoice::automatic;
  Exit exit = Exit::cleared;

  /// "stet: MESSAGE" on standard error; `code` joins what will be returned.
  void complain(std::string_view message, Exit code);
  /// A line on standard error, when there is something to say.
  void note(std::string_view line);
  report::Style out_style() const;
  report::Style err_style() const;
};

/// --color, for every command that prints for people.
void add_color_option(CLI::App& command, Invocation& invocation);

// One command each. They declare their options and set what runs when they are chosen.
void add_check(CLI::App& app, Invocation& invocation);
void add_rules_check(CLI::App& rules, Invocation& invocation);
void add_rules_test(CLI::App& rules, Invocation& invocation);
void add_rules_prove(CLI::App& rules, Invocation& invocation);
void add_rules_fmt(CLI::App& rules, Invocation& invocation);
void add_rules_verify(CLI::App& rules, Invocation& invocation);
void add_rules_coverage(CLI::App& rules, Invocation& invocation);
void add_rules_mutate(CLI::App& rules, Invocation& invocation);
void add_rules_sensitivity(CLI::App& rules, Invocation& invocation);
void add_rules_diff(CLI::App& rules, Invocation& invocation);
void add_rules_stats(CLI::App& rules, Invocation& invocation);
void add_rules_doc(CLI::App& rules, Invocation& invocation);
void add_rules_reference(CLI::App& rules, Invocation& invocation);
void add_rules_bundle(CLI::App& rules, Invocation& invocation);
void add_explain(CLI::App& app, Invocation& invocation);
void add_convert(CLI::App& app, Invocation& invocation);
void add_score(CLI::App& app, Invocation& invocation);
void add_cel(CLI::App& app, Invocation& invocation);
void add_inspect(CLI::App& app, Invocation& invocation);
void add_serve(CLI::App& app, Invocation& invocation);
void add_lsp(CLI::App& app, Invocation& invocation);

}  // namespace stet::cli
