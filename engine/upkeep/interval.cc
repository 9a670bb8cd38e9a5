#include "engine/upkeep/interval.h"

#include <algorithm>

namespace stet::upkeep {
namespace {

using cel::Relation;

constexpr double exact_whole = 9007199254740992.0;  // 2^53

bool is_small(double value) { return value > -exact_whole && value < exact_whole; }
double floor_of(double value) {
  const auto cut = static_cast<double>(static_cast<int64_t>(value));
  return cut > value ? cut - 1 : cut;
}

/// Of whole numbers: bounds that are part of it.
Interval tight(Interval in) {
  if (!in.whole) return in;
  if (is_small(in.least)) {
    const double down = floor_of(in.least);
    in.least = down < in.least || in.least_open ? down + 1 : down;
    in.least_open = false;
  }
  if (is_small(in.most)) {
    const double down = floor_of(in.most);
    in.most = down == in.most && in.most_open ? down - 1 : down;
    in.most_open = false;
  }
  return in;
}

void raise(Interval& in, double least, bool open) {
  if (least < in.least) return;
  in.least_open = open || (least == in.least && in.least_open);
  in.least = least;
}

void lower(Interval& in, double most, bool open) {
  if (most > in.most) return;
  in.most_open = open || (most == in.most && in.most_open);
  in.most = most;
}

}  // namespace

bool Interval::empty() const {
  return least > most || (least == most && (least_open || most_open));
}

bool Interval::unbounded() const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return least == -infinity && most == infinity;
}

Interval intersect(const Interval& a, const Interval& b) {
  Interval out = a;
  raise(out, b.least, b.least_open);
  lower(out, b.most, b.most_open);
  out.whole = a.whole || b.whole;
  return tight(out);
}

Interval join(const Interval& a, const Interval& b) {
  Interval out;
  out.least = std::min(a.least, b.least);
  out.most = std::max(a.most, b.most);
  out.least_open = (a.least > out.least || a.least_open) && (b.least > out.least || b.least_open);
  out.most_open = (a.most < out.most || a.most_open) && (b.most < out.most || b.most_open);
  out.whole = a.whole && b.whole;
  return out;
}

Interval add(const Interval& a, const Interval& b) {
  return {a.least + b.least, a.most + b.most, a.least_open || b.least_open,
          a.most_open || b.most_open, a.whole && b.whole};
}

Interval negate(const Interval& a) {
  return {-a.most, -a.least, a.most_open, a.least_open, a.whole};
}

Interval multiply(const Interval& a, const Interval& b) {
  Interval out;
  out.whole = a.whole && b.whole;
  if (a.unbounded() || b.unbounded()) return out;
  const double corners[] = {a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most};
  for (const double corner : corners) {
    if (corner != corner) return out;  // nothing times infinity
  }
  out.least = *std::min_element(std::begin(corners), std::end(corners));
  out.most = *std::max_element(std::begin(corners), std::end(corners));
  return out;
}

Interval refine(const Interval& left, Relation relation, const Interval& right) {
  Interval out = left;
  switch (relation) {
    case Relation::equal: return intersect(left, right);
    case Relation::not_equal:
      if (!right.is_single()) return out;
      if (out.least == right.least) out.least_open = true;
      if (out.most == right.most) out.most_open = true;
      return tight(out);
    case Relation::less: lower(out, right.most, true); break;
    case Relation::less_equal: lower(out, right.most, right.most_open); break;
    case Relation::greater: raise(out, right.least, true); break;
    case Relation::greater_equal: raise(out, right.least, right.least_open); break;
  }
  return tight(out);
}

Relation turned(Relation relation) {
  switch (relation) {
    case Relation::less: return Relation::greater;
    case Relation::less_equal: return Relation::greater_equal;
    case Relation::greater: return Relation::less;
    case Relation::greater_equal: return Relation::less_equal;
    default: return relation;
  }
}

}  // namespace stet::upkeep
