// Quantities of English text with their values: numbers in digits and words, percentages, money,
// measures, ranges, and (asked for) dates, times, periods and durations.
//
//   text ─tokens→ pieces ─numbers→ numbers, ordinals ─measures→ "%", money, units, ranges
//                                        └─moments→ dates, times, periods, durations, sets
//
// What is cheap and runs on every story is text/quantities.h (figures written in digits); this is
// the full grammar, for claims, sources and `stet inspect`. To compare two texts: find_quantities
// on both, skip what is `nested` or has no value, compare those that are `comparable` by `low` and
// `high` with `precision` as tolerance.
// Tested in tests/quantities, there also with the cases of Microsoft Recognizers-Text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/tokens.h"

namespace stet::quantities {

enum class Kind : uint8_t {
  number,
  ordinal,
  percent,           ///< 5 % has the value 5
  percentage_point,  ///< 0.5 percentage points
  basis_point,
  currency,
  dimension,     ///< length, weight, area, age, temperature, information …
  number_range,  ///< "3 % to 4.5 %", "more than 5"; `unit` and `currency` are those of its ends
                 ///< ("percent" …)
  date,
  time,
  datetime,
  date_period,
  time_period,
  datetime_period,
  duration,  ///< value in seconds; a month counts 30 days, a year 365
  set,       ///< "every Monday"
};
std::string_view to_string(Kind kind);
constexpr bool is_moment(Kind kind) { return kind >= Kind::date; }

/// One way to understand a date or time. Civil time without a zone, in seconds since 1970-01-01;
/// half-open. A point has `start` alone and `is_point`.
struct Reading {
  std::string timex;  ///< ISO 8601 with X for what is not said: "XXXX-09-04", "2016-W46", "PT5M"
  bool is_point = false;
  bool has_start = false, has_end = false;
  int64_t start = 0, end = 0;
};

/// A range of bytes half-open as all spans. `value` has scale words applied: 5.2bn is 5.2e9.
struct Quantity {
  base::Span span;    ///< sign, currency, number, scale and unit
  base::Span number;  ///< its number alone; empty when there is none
  Kind kind = Kind::number;
  bool nested = false;     ///< stands inside of another in the list: the 20 of "$20"
  bool has_value = false;  ///< false: a unit alone ("the dollar"), a set
  double value = 0;
  /// What the value may be: equal to it, or wider with "about", "nearly", "more than" before the
  /// number; the ends of a range. ±infinity where it is open.
  double low = 0, high = 0;
  bool low_open = false, high_open = false;  ///< the end itself is excluded
  double precision = 0;        ///< one unit of the last digit as written: 5.2bn → 1e8
  std::string_view modifier;   ///< "about", "more", "since" …; empty for none
  std::string_view dimension;  ///< "Length", "Weight" …, of dimensions
  std::string unit;            ///< "United States dollar", "Square kilometer"; or empty
  std::string_view currency;   ///< ISO 4217 where the text says which: "$5" does not
  std::string_view relative;   ///< ordinals alone: "end" ("the last but one"), "current" ("next")
  std::vector<Reading> readings;  ///< of dates and times, the past one first
};

struct Options {
  bool moments = false;  ///< dates and times, too
  int64_t now = 0;       ///< reference, seconds since 1970-01-01 of the same civil time
};

/// All quantities in the order of their places, longer before shorter. `tokens` are those of
/// `text`.
std::vector<Quantity> find_quantities(std::string_view text, const text::Tokens& tokens,
                                      const Options& options);

/// Whether two values may be compared: the same kind of unit. "$" goes with any dollar.
bool comparable(const Quantity& a, const Quantity& b);

}  // namespace stet::quantities
