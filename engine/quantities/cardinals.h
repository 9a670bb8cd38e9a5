// Whole and decimal numbers in words, digits and both: "two hundred and three", "4 thousand 3
// hundred and 21", "5.2bn", "three lakh crore", "two dozen".
#pragma once

#include <cstdint>

#include "engine/quantities/pieces.h"

namespace stet::quantities {

struct Cardinal {
  uint32_t end = 0;  ///< piece after it; 0: none
  double value = 0;
  double precision = 1;
  /// What stands before the last "and", which may begin a fraction: "six million [and two] thirds".
  uint32_t and_end = 0;
  double and_value = 0;
  double last_scale = 1;  ///< of the scale word it ends in, from thousand on
  bool decimals = false;
  bool power = false;
  bool bare = false;     ///< digits alone
  bool scaled = false;   ///< has a scale word
  bool article = false;  ///< begins with "a": "a hundred"
};

Cardinal read_cardinal(const Pieces& pieces, uint32_t at);

/// "hundred", "million million": the power of ten and where it ends; `end` is `at` for none.
int read_scales(const Pieces& pieces, uint32_t at, uint32_t& end);

}  // namespace stet::quantities
