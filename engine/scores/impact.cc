// A signal counts once, at its strongest place: to say a thing ten times is no more consequence.
// Tested in tests/scores/impact_test.cc.
#include "engine/scores/impact.h"

#include <algorithm>
#include <cmath>

namespace stet::scores {

namespace {

using evidence::Figure;
using evidence::Finding;
using evidence::Hit;
using methodology::Axis;
using methodology::Signal;

constexpr double scale_end = 10;

/// Where a signal fires and how much of its points it brings.
struct Fired {
  const Finding* finding = nullptr;
  double share = 0;
};

// An ISO 4217 code, neither "%" nor "bp".
bool is_money(const Figure& figure) {
  return figure.unit.size() == 3 && figure.unit[0] >= 'A' && figure.unit[0] <= 'Z';
}

// The largest amount from `from` on, the first of equals; in `sentence` only, if there is one.
const Figure* largest_amount(std::span<const Figure> figures, double from, const Hit* beside) {
  const Figure* largest = nullptr;
  for (const Figure& figure : figures) {
    if (!is_money(figure) || figure.value < from) continue;
    if (beside != nullptr &&
        (figure.passage != beside->passage || figure.sentence != beside->sentence)) {
      continue;
    }
    if (largest == nullptr || figure.value > largest->value) largest = &figure;
  }
  return largest;
}

// A signal with both a list and an amount wants them in one sentence.
Fired fire(const Signal& signal, const ImpactInput& input) {
  Fired fired;
  if (!signal.list) {
    if (!signal.amount_from) return fired;
    fired.finding = largest_amount(input.figures, *signal.amount_from, nullptr);
    fired.share = 1;
    return fired;
  }
  for (const Hit& hit : input.list_hits[*signal.list]) {
    if (hit.weight <= fired.share) continue;
    const Finding* finding = &hit;
    if (signal.amount_from) finding = largest_amount(input.figures, *signal.amount_from, &hit);
    if (finding == nullptr) continue;
    fired.finding = finding;
    fired.share = hit.weight;
  }
  return fired;
}

// Behind all that are at least as strong: among equals the order of the file decides.
void insert(std::span<ImpactPart> parts, size_t count, const ImpactPart& part) {
  size_t at = count;
  for (; at > 0 && parts[at - 1].points < part.points; --at) parts[at] = parts[at - 1];
  parts[at] = part;
}

// The value is the very sum of what its parts show. Where 10 is reached, the part that reaches it
// shows what it could still add: exact, because 10 - x is for x from 5 to 10.
AxisScore score_axis(const Axis& axis, const ImpactInput& input, base::Arena& arena) {
  AxisScore score;
  score.axis = &axis;
  const std::span<ImpactPart> parts = arena.make_array<ImpactPart>(axis.signals.size());
  size_t count = 0;
  for (const Signal& signal : axis.signals) {
    const Fired fired = fire(signal, input);
    if (fired.finding == nullptr) continue;
    insert(parts, count++, {&signal, fired.finding, signal.points * fired.share});
  }
  double share = 1;
  for (ImpactPart& part : parts.first(count)) {
    part.points = std::min(part.points * share, scale_end - score.value);
    score.value += part.points;
    share *= 0.5;
  }
  score.parts = parts.first(count);
  return score;
}

bool has_fired(std::span<const AxisScore> axes, std::string_view signal) {
  for (const AxisScore& axis : axes) {
    for (const ImpactPart& part : axis.parts) {
      if (part.signal->id == signal) return true;
    }
  }
  return false;
}

}  // namespace

Impact score_impact(const methodology::Methodology& methodology, const ImpactInput& input,
                    base::Arena& arena) {
  const methodology::Impact& rules = methodology.impact;
  const std::span<AxisScore> axes = arena.make_array<AxisScore>(rules.axes.size());
  double weighted = 0;
  for (size_t i = 0; i < axes.size(); ++i) {
    axes[i] = score_axis(rules.axes[i], input, arena);
    weighted += axes[i].axis->weight * axes[i].value;
  }
  Impact impact;
  impact.axes = axes;
  impact.value = std::min(scale_end, 1 + 9 * weighted / scale_end);
  for (const methodology::Floor& floor : rules.floors) {
    if (floor.value <= impact.value || !has_fired(axes, floor.signal)) continue;
    impact.value = std::min(scale_end, floor.value);
    impact.floor = &floor;
  }
  impact.rounded = std::llround(impact.value);
  return impact;
}

}  // namespace stet::scores
