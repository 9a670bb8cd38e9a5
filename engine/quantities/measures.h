// What numbers count: "%", money, units of measure.
#pragma once

#include <vector>

#include "engine/quantities/numbers.h"
#include "engine/quantities/quantities.h"

namespace stet::quantities {

/// A quantity and its pieces, half-open.
struct Found {
  Quantity quantity;
  uint32_t begin = 0, end = 0;
  uint32_t number_begin = 0, number_end = 0;
};

/// Appends percentages, money and measures, in order; and units that stand alone.
void find_measures(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& out);

/// A quantity of `number` alone.
Found plain(const Pieces& pieces, const Number& number, Kind kind);

}  // namespace stet::quantities
