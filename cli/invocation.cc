#include "cli/invocation.h"

#include <CLI/CLI.hpp>

#include <map>

namespace stet::cli {

void Invocation::complain(std::string_view message, Exit code) {
  streams.err.write("stet: " + std::string(message) + "\n");
  exit = worse(exit, code);
}

report::Style Invocation::out_style() const {
  return use_color(color, streams.out.descriptor()) ? report::Style::colours()
                                                    : report::Style::plain();
}

report::Style Invocation::err_style() const {
  return use_color(color, streams.err.descriptor()) ? report::Style::colours()
                                                    : report::Style::plain();
}

void add_color_option(CLI::App& command, Invocation& invocation) {
  static const std::map<std::string, ColorChoice> choices = {
      {"auto", ColorChoice::automatic}, {"always", ColorChoice::always},
      {"never", ColorChoice::never}};
  command
      .add_option("--color", invocation.color,
                  "auto (on a terminal, unless NO_COLOR is set), always, never")
      ->type_name("WHEN")
      ->transform(CLI::CheckedTransformer(choices).description(""));
}

}  // namespace stet::cli
