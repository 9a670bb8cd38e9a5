// Dates, times, periods, durations and sets among the pieces of a text, put together from the
// readers of moment.h: "next Monday from 3 to 5pm", "between May and July 2019", "every evening".
#pragma once

#include <vector>

#include "engine/quantities/measures.h"

namespace stet::quantities {

/// Appends all of them in order, the longest at each place. `now` in seconds since 1970.
void find_moments(const Pieces& pieces, int64_t now, std::vector<Found>& out);

}  // namespace stet::quantities
