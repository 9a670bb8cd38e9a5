// Numbers written in digits: "1,234,567.89", "12,34,567", "5,00", ".5", "1e10", "1.3x10^6",
// "2.5^-1".
#pragma once

#include <cstdint>
#include <string>

#include "engine/quantities/pieces.h"

namespace stet::quantities {

struct Digits {
  uint32_t end = 0;     ///< piece after them; 0: none
  std::string decimal;  ///< as base::parse_double reads it, so that scales can be appended exactly
  double value = 0;
  double precision = 1;
  bool bare = false;  ///< digits and nothing else
  bool decimals = false;
  bool power = false;  ///< the value is no longer that of `decimal`
};

Digits read_digits(const Pieces& pieces, uint32_t at);

/// 10 to a whole power, plain multiplication in a fixed order.
double power_of_ten(int exponent);

}  // namespace stet::quantities
