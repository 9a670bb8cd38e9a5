// From what fired (impact_signals.h) to the value.
// A signal counts once, at its strongest place: to say a thing ten times is no more consequence.
// Tested in tests/scores/impact_test.cc.
#include "engine/scores/impact.h"

#include <algorithm>

#include "engine/scores/impact_signals.h"

namespace stet::scores {

namespace {

using methodology::Axis;
using methodology::Signal;

constexpr double scale_end = 10;
constexpr Thousandths least = 1000;
constexpr Thousandths most = 10000;

// Behind all that are at least as strong: among equals the order of the file decides.
void insert(std::span<ImpactPart> parts, size_t count, const ImpactPart& part) {
  size_t at = count;
  for (; at > 0 && parts[at - 1].level < part.level; --at) parts[at] = parts[at - 1];
  parts[at] = part;
}

AxisScore score_axis(const Axis& axis, const SignalReader& reader, double carry,
                     base::Arena& arena) {
  AxisScore score;
  score.axis = &axis;
  const std::span<ImpactPart> parts = arena.make_array<ImpactPart>(axis.signals.size());
  size_t count = 0;
  for (const Signal& signal : axis.signals) {
    ImpactPart part;
    if (reader.read(axis, signal, part)) insert(parts, count++, part);
  }
  double share = 1;
  for (ImpactPart& part : parts.first(count)) {
    part.level = std::min(part.level * share, scale_end - score.value);
    score.value += part.level;
    share *= carry;
  }
  score.parts = parts.first(count);
  return score;
}

// The weightier of equals leads.
const AxisScore* strongest(std::span<const AxisScore> axes) {
  const AxisScore* found = nullptr;
  for (const AxisScore& axis : axes) {
    if (found == nullptr || axis.value > found->value ||
        (axis.value == found->value && axis.axis->weight > found->axis->weight)) {
      found = &axis;
    }
  }
  return found;
}

// Rounding each part may lead past the end by some thousandths; the last of them gives way.
Thousandths share_out(std::span<AxisScore> axes, double lead) {
  Thousandths value = least;
  const AxisScore* leader = strongest(axes);
  for (AxisScore& axis : axes) {
    const double weight = (1 - lead) * axis.axis->weight + (&axis == leader ? lead : 0);
    for (ImpactPart& part : axis.parts) {
      part.points = std::min(to_thousandths(0.9 * weight * part.level), most - value);
      value += part.points;
      axis.points += part.points;
    }
  }
  return value;
}

// 0 when the signal did not fire.
double strength_of(std::span<const AxisScore> axes, std::string_view signal) {
  for (const AxisScore& axis : axes) {
    for (const ImpactPart& part : axis.parts) {
      if (part.signal->id == signal) return std::min(1.0, part.strength);
    }
  }
  return 0;
}

void raise_to_floor(const methodology::Impact& rules, Impact& impact, Thousandths& value) {
  const Thousandths before = value;
  for (const methodology::Floor& floor : rules.floors) {
    const double raised = 1 + (floor.value - 1) * strength_of(impact.axes, floor.signal);
    const Thousandths least_value = std::min(to_thousandths(raised), most);
    if (least_value <= value) continue;
    value = least_value;
    impact.floor = &floor;
  }
  impact.floor_points = value - before;
}

void fade(const methodology::Novelty& novelty, uint32_t repeats, Impact& impact,
          Thousandths& value) {
  constexpr uint32_t enough = 64;  // nothing is left by then
  double left = to_points(value - least);
  for (uint32_t i = 0; i < std::min(repeats, enough); ++i) left *= novelty.factor;
  impact.repeats = repeats;
  impact.novelty_points = least + to_thousandths(left) - value;
  value += impact.novelty_points;
}

}  // namespace

Impact score_impact(const methodology::Methodology& methodology, const ImpactInput& input,
                    base::Arena& arena) {
  const methodology::Impact& rules = methodology.impact;
  const SignalReader reader(rules, input, arena);
  const std::span<AxisScore> axes = arena.make_array<AxisScore>(rules.axes.size());
  for (size_t i = 0; i < axes.size(); ++i) {
    axes[i] = score_axis(rules.axes[i], reader, rules.carry, arena);
  }
  Impact impact;
  impact.axes = axes;
  Thousandths value = share_out(axes, rules.lead);
  raise_to_floor(rules, impact, value);
  fade(rules.novelty, input.repeats, impact, value);
  impact.value = to_points(value);
  impact.rounded = (value + 500) / 1000;
  return impact;
}

}  // namespace stet::scores
