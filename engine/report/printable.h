// Text made safe and measurable for a terminal.
//
// Stories are written by strangers: an escape sequence in a headline must not move the cursor of
// the person who checks it, and a right-to-left override must not show other words than were read.
// Control characters are shown as their pictures (␛), other invisible controls as \u{202e}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stet::report {

/// Columns that a terminal gives to one code point: 0 for combining marks, 2 for wide letters.
uint32_t display_width(char32_t point);

/// Appends one code point as it is shown; returns the columns it takes. A tab fills up to the next
/// multiple of four, counted from `column` (0-based).
uint32_t append_printable(std::string& out, char32_t point, uint32_t column);

/// Appends a whole text in one line: line ends are shown too.
void append_printable(std::string& out, std::string_view text);

/// `value` with `digits` decimals (0–3), halves away from zero, the same everywhere.
void append_fixed(std::string& out, double value, uint32_t digits);

}  // namespace stet::report
