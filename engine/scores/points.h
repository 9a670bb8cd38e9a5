// Points as people add them up: whole thousandths. Parts that are rounded one by one give their
// total in any order and by hand, and their decimals stay exact when printed.
#pragma once

#include <cstdint>

namespace stet::scores {

/// 5725 are 5.725 points.
using Thousandths = int64_t;

/// Halves go away from zero. `value` is far below the range of the result.
inline Thousandths to_thousandths(double value) {
  const double scaled = value * 1000;
  return static_cast<Thousandths>(scaled + (scaled < 0 ? -0.5 : 0.5));
}

/// The double nearest to the decimal fraction, so that it prints as such.
inline double to_points(Thousandths thousandths) { return static_cast<double>(thousandths) / 1000; }

}  // namespace stet::scores
