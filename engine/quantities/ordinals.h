// Ordinals: "11th", and those that count from another place: "the last but one", "next".
#pragma once

#include <vector>

#include "engine/quantities/measures.h"
#include "engine/quantities/numbers.h"

namespace stet::quantities {

/// Appends the ordinals of the text, in order.
void find_ordinals(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& out);

}  // namespace stet::quantities
