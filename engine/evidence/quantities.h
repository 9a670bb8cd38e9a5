// A quantity of the text as conditions see it: what engine/quantities found, at its place in the
// story. Found when a condition asks for it (Collector::find_quantities).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/evidence/evidence.h"

namespace stet::evidence {

/// One way to understand a date or time. Civil time, in seconds since 1970-01-01, half-open; a
/// point has a start alone.
struct Reading {
  std::string_view timex;
  std::optional<int64_t> start, end;
};

struct Quantity : Finding {
  std::string_view kind;  ///< "currency", "date" …
  bool has_value = false;
  double value = 0;
  double low = 0, high = 0;  ///< what the value may be; ±infinity where it is open
  double precision = 0;      ///< one unit of the last digit as written
  std::string_view unit, dimension, currency;
  std::string_view approximation;  ///< "about", "more" …
  bool is_moment = false;
  bool relative = false;  ///< read at another time it is another one: "tomorrow"
  std::span<const Reading> readings;
};

}  // namespace stet::evidence
