// Numbers that are part of a date or a time of day, told from figures.
//
//   26 April 2024 · April 26, 2024 · 26–27 April · Sept. 2024 · 2024-04-26 · 26/04/2024
//   in 2024 · since 2019 · 2019–20 · Q3 2024 · the 2008 crisis · 10:30 · 4 p.m.
//
// A bare number from 1900 to 2099 is a year only where a word says so: newsrooms that write "2000
// jobs" without a comma mean a figure. What a date says (its value) is not worked out here.
// Tested in tests/text/dates_test.cc.
#pragma once

#include <string_view>
#include <vector>

#include "engine/text/quantities.h"
#include "engine/text/tokens.h"

namespace stet::text {

/// Sets NumberToken::in_date. `numbers` are those of the text, in order.
void mark_dates(std::string_view text, const Tokens& tokens, std::vector<NumberToken>& numbers);

}  // namespace stet::text
