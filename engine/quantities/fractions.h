// Fractions: "3/4", "1 1/2", "two thirds", "a quarter million", "five and a half", "one over
// three".
#pragma once

#include <cstdint>

#include "engine/quantities/cardinals.h"
#include "engine/quantities/pieces.h"

namespace stet::quantities {

struct Fraction {
  uint32_t end = 0;  ///< piece after it; 0: none
  double value = 0;
};

/// `whole` is the cardinal that begins at `at`, if there is one.
Fraction read_fraction(const Pieces& pieces, uint32_t at, const Cardinal& whole);

}  // namespace stet::quantities
