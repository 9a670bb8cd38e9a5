// Numbers written in digits, with the scale words, percent and currency signs beside them:
// "5.2bn", "$1,200.50", "3 percentage points", "€5.2 billion", "25 bps".
// Cheap, because every story is read for them. Numbers in words, measures, ranges, dates with their
// values: engine/quantities/quantities.h.
// Tested in tests/text/quantities_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/tokens.h"

namespace stet::text {

enum class NumberUnit : uint8_t { none, percent, percentage_point, basis_point, currency };

/// One number. `value` has the scale applied: 5.2bn is 5,200,000,000; 5 % stays 5.
struct NumberToken {
  base::Span span;    ///< sign, currency, digits, scale and unit
  base::Span digits;  ///< the digits alone
  double value = 0;
  double scale = 1;  ///< what the scale word stands for
  NumberUnit unit = NumberUnit::none;
  char currency[4] = {};  ///< ISO 4217 code when the sign or word names one, else empty
  bool in_date = false;   ///< part of a date or a time of day (dates.h), so no figure
  uint32_t first_token = 0;
  uint32_t token_count = 0;
};

/// Replaces the content of `out`.
void find_numbers(std::string_view text, const Tokens& tokens, std::vector<NumberToken>& out);

}  // namespace stet::text
