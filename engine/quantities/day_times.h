// Days with times, in any order: "tomorrow at 5", "10, tonight", "yesterday afternoon from 3-8pm",
// "Sunday early morning at 8:00"; and times counted from now: "in 5 minutes", "an hour ago".
#pragma once

#include "engine/quantities/readings.h"

namespace stet::quantities {

Moment read_day_time(const Context& context, uint32_t at);
Moment read_relative_time(const Context& context, uint32_t at);

}  // namespace stet::quantities
