// What comes again: "every Monday", "3pm each day", "daily", "Tuesdays at 9am", "Friday mornings".
#pragma once

#include "engine/quantities/readings.h"

namespace stet::quantities {

Moment read_set(const Context& context, uint32_t at);

}  // namespace stet::quantities
