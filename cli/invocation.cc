#include "cli/invocation.h"

#include "cli/choice.h"

namespace stet::cli {

void Invocation::complain(std::string_view message, Exit code) {
  streams.err.write("stet: " + std::string(message) + "\n");
  exit = worse(exit, code);
}

void Invocation::note(std::string_view line) {
  if (!line.empty()) streams.err.write(std::string(line) + "\n");
}

report::Style Invocation::out_style() const {
  return use_color(color, streams.out.descriptor()) ? report::Style::colours()
                                                    : report::Style::plain();
}

report::Style Invocation::err_style() const {
  return use_color(color, streams.err.descriptor()) ? report::Style::colours()
                                                    : report::Style::plain();
}

std::string wrong_choice(const std::vector<std::string>& words, const std::string& found) {
  std::string text = "expected ";
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text + ", found '" + found + "'";
}

void add_color_option(CLI::App& command, Invocation& invocation) {
  add_choice<ColorChoice>(command, "--color", invocation.color,
                          {{"auto", ColorChoice::automatic},
                           {"always", ColorChoice::always},
                           {"never", ColorChoice::never}},
                          "WHEN", "auto (on a terminal, unless NO_COLOR is set), always, never");
}

}  // namespace stet::cli
