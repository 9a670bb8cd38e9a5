// Each signal counts once, at its first place: saying a thing ten times is no more consequence.
#include "engine/scores/impact.h"

#include <algorithm>
#include <vector>

namespace stet::scores {
namespace {

using methodology::Axis;
using methodology::Signal;

/// A currency amount, not a count or a percentage.
bool is_money(const evidence::Figure& figure) {
  return figure.unit.size() == 3 && figure.unit[0] >= 'A' && figure.unit[0] <= 'Z';
}

const evidence::Finding* first_place(const Signal& signal, const ImpactInput& input) {
  if (signal.list) {
    const auto hits = input.list_hits[*signal.list];
    return hits.empty() ? nullptr : &hits.front();
  }
  if (!signal.amount_from) return nullptr;
  for (const evidence::Figure& figure : input.figures) {
    if (is_money(figure) && figure.value >= *signal.amount_from) return &figure;
  }
  return nullptr;
}

/// Strongest first; among equals the order of the file decides.
std::vector<ImpactPart> fired_signals(const Axis& axis, const ImpactInput& input) {
  std::vector<ImpactPart> parts;
  for (const Signal& signal : axis.signals) {
    const evidence::Finding* place = first_place(signal, input);
    if (place) parts.push_back({&signal, place, signal.points});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const ImpactPart& a, const ImpactPart& b) {
    return a.signal->points > b.signal->points;
  });
  return parts;
}

/// The strongest counts whole, each further one half as much as the one before, up to 10 in all.
AxisScore score_axis(const Axis& axis, const ImpactInput& input, base::Arena& arena) {
  std::vector<ImpactPart> parts = fired_signals(axis, input);
  AxisScore score;
  score.axis = &axis;
  double share = 1.0;
  for (ImpactPart& part : parts) {
    part.points = std::min(10.0 - score.value, part.points * share);
    score.value = score.value + part.points;
    share = share * 0.5;
  }
  score.parts = arena.copy_array(parts);
  return score;
}

bool fired(const AxisScore& axis, const std::string& signal) {
  return std::any_of(axis.parts.begin(), axis.parts.end(),
                     [&](const ImpactPart& part) { return part.signal->id == signal; });
}

}  // namespace

Impact score_impact(const methodology::Methodology& methodology, const ImpactInput& input,
                    base::Arena& arena) {
  std::vector<AxisScore> axes;
  double weighted = 0;
  for (const Axis& axis : methodology.impact.axes) {
    axes.push_back(score_axis(axis, input, arena));
    weighted = weighted + axis.weight * axes.back().value;
  }
  Impact impact;
  impact.axes = arena.copy_array(axes);
  impact.value = std::min(10.0, 1.0 + 9.0 * weighted / 10.0);
  for (const methodology::Floor& floor : methodology.impact.floors) {
    const bool applies = std::any_of(axes.begin(), axes.end(), [&](const AxisScore& axis) {
      return fired(axis, floor.signal);
    });
    if (!applies || floor.value <= impact.value) continue;
    impact.value = floor.value;
    impact.floor = &floor;
  }
  impact.rounded = static_cast<int64_t>(impact.value + 0.5);
  return impact;
}

}  // namespace stet::scores
