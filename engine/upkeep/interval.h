// Which numbers a part of a condition can be: everything from `least` to `most`, whole numbers only
// when `whole`.
#pragma once

#include <limits>

#include "engine/cel/program.h"

namespace stet::upkeep {

struct Interval {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool least_open = false, most_open = false;  ///< the bound itself is not part of it
  bool whole = false;

  static Interval only(double value) { return {value, value, false, false, false}; }
  bool empty() const;
  bool is_single() const { return least == most && !least_open && !most_open; }
  bool unbounded() const;
};

Interval intersect(const Interval& a, const Interval& b);
/// The smallest that has both.
Interval join(const Interval& a, const Interval& b);
Interval add(const Interval& a, const Interval& b);
Interval negate(const Interval& a);
Interval multiply(const Interval& a, const Interval& b);
/// What is left of `left` when `left relation right` holds.
Interval refine(const Interval& left, cel::Relation relation, const Interval& right);

cel::Relation turned(cel::Relation relation);  ///< of b and a: < becomes >

}  // namespace stet::upkeep
