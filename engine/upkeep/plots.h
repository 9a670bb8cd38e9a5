// Plots as SVG inside a page of html.h: no script, colours of the page, the figures as text beside
// the marks and in a label for those who do not see them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stet::upkeep {

/// "100,000"
std::string grouped(uint64_t value);

/// How many went from which row to which column; the diagonal, where nothing changed, is pale.
/// `counts` row by row.
void append_matrix(std::string& out, std::string_view label, std::span<const std::string> names,
                   std::span<const uint64_t> counts);

struct Bar {
  std::string label;
  uint64_t value = 0;
};
void append_bars(std::string& out, std::string_view label, std::span<const Bar> bars);

/// Two counts per step side by side, before pale and after strong; `least` and `most` are what the
/// axis ends say.
void append_steps(std::string& out, std::string_view label, std::span<const uint64_t> before,
                  std::span<const uint64_t> after, std::string_view least, std::string_view most);

}  // namespace stet::upkeep
