// From the parts of moment.h to what they may mean.
#pragma once

#include <string_view>
#include <vector>

#include "engine/quantities/moment.h"

namespace stet::quantities {

/// A moment with its pieces, half-open; none while `end` is 0.
struct Moment {
  uint32_t end = 0;
  Kind kind = Kind::date;
  std::vector<Reading> readings;
  std::string_view modifier;
  bool has_value = false;
  double value = 0;   ///< seconds, of durations
  bool weak = false;  ///< a number that is a time only beside a date
};

Moment day_moment(const Day& day);
Moment clock_moment(const Clock& clock);
Moment span_moment(const Span& span);
Moment hours_moment(const Hours& hours);
Moment length_moment(const Length& length);
Moment day_clock_moment(const Day& day, const Clock& clock);
Moment day_hours_moment(const Day& day, const Hours& hours);
/// A point in full: "2016-11-07T00:05:00".
Moment point_moment(uint32_t end, std::string timex, int64_t seconds);
Moment set_moment(uint32_t end, std::string timex);

/// Adds a reading once.
void add_reading(Moment& moment, Reading reading);
Reading range_reading(std::string timex, int64_t start, int64_t end);

}  // namespace stet::quantities
