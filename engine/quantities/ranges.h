// Ranges of numbers ("between 3 and 5", "3 % to 4.5 %", "more than 5", "5 or less") and what words
// before a number say of it ("about", "nearly").
#pragma once

#include <vector>

#include "engine/quantities/measures.h"
#include "engine/quantities/numbers.h"

namespace stet::quantities {

/// Gives the quantities in `found` their intervals and appends the ranges. `found` holds numbers,
/// and measures in place of the numbers they have.
void find_ranges(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& found);

}  // namespace stet::quantities
