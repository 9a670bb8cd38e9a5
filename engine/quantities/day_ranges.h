// From one day or period to another: "from 4 to 22 January", "Jan-Feb 2017", "between now and May".
#pragma once

#include "engine/quantities/readings.h"

namespace stet::quantities {

Moment read_day_range(const Context& context, uint32_t at);

}  // namespace stet::quantities
