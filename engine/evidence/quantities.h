// A quantity of the text as conditions and verdicts show it: what engine/quantities found, at its
// place in the story. Found when a condition asks for it (Collector::find_quantities).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/evidence/evidence.h"
#include "engine/quantities/quantities.h"

namespace stet::evidence {

/// One way to understand a date or time. Civil time, in seconds since 1970-01-01, half-open; a
/// point has a start alone.
struct Reading {
  std::string_view timex;
  bool is_point = false;
  std::optional<int64_t> start, end;
};

struct Quantity : Finding {
  quantities::Kind kind = quantities::Kind::number;
  bool has_value = false;
  double value = 0;
  double low = 0, high = 0;  ///< what the value may be; ±infinity where it has no end
  bool low_open = false, high_open = false;  ///< the end itself is excluded
  double precision = 0;                      ///< one unit of the last digit as written
  std::string_view unit, dimension, currency;
  std::string_view approximation;  ///< "about", "more" …
  std::string_view relative_to;    ///< ordinals alone: "end", "current"
  bool relative = false;           ///< read at another time it is another one: "tomorrow"
  std::span<const Reading> readings;
};

/// What the grammar found, but for where it stands. Its texts live in `arena`.
Quantity describe(const quantities::Quantity& found, base::Arena& arena);

}  // namespace stet::evidence
