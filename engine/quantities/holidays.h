// Days with names: "Christmas Eve", "Thanksgiving 2019", "next Easter".
#pragma once

#include "engine/quantities/moment.h"

namespace stet::quantities {

Day read_holiday(const Context& context, uint32_t at);

}  // namespace stet::quantities
