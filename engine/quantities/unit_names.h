// Units of measure as they are written, composed ones too: "km2", "square miles", "cubic feet",
// "meters per second", "km/h".
#pragma once

#include <string>
#include <string_view>

#include "engine/quantities/pieces.h"

namespace stet::quantities {

struct UnitName {
  uint32_t end = 0;  ///< piece after it; 0: none
  std::string name;  ///< "Square kilometer"
  std::string_view dimension;
};

/// `glued`: no space before it, so "5in" is a length and "5 in" is not.
UnitName read_unit(const Pieces& pieces, uint32_t at, bool glued);

}  // namespace stet::quantities
