// Operational impact, 1 to 10: regulatory, financial and operational consequence. Coverage volume
// is no input by construction: nothing here can reach it (ImpactInput has no article).
//
//   signal = points × weight of its hit × factors × discounts     of its strongest place
//   axis   = min(10, strongest signal + carry × next + carry² × third …)
//   value  = 1 + 9 × (lead × strongest axis + (1 − lead) × Σ weight × axis) / 10
//            raised to the highest floor, then what is above 1 × novelty factor for each repeat
//
// value = 1 + points of all parts + floor + novelty, exactly (points.h): what each part shows is
// what it adds to the value.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"
#include "engine/scores/points.h"

namespace stet::scores {

/// All that impact may be computed from.
struct ImpactInput {
  std::span<const std::span<const evidence::Hit>> list_hits;
  std::span<const evidence::Figure> figures;
  uint32_t first_body_sentence = 0;
  uint32_t repeats = 0;  ///< stories within the window that this one follows
};

/// What changed the strength of a signal: a factor of its axis or a discount.
struct ImpactShare {
  std::string_view id;
  double share = 1;
  const evidence::Hit* hit = nullptr;  ///< null: a factor of which nothing was found
};

struct ImpactPart {
  const methodology::Signal* signal = nullptr;
  const evidence::Finding* finding = nullptr;  ///< the hit or figure that fired it
  double measure = 0;                          ///< what was read there; 1 for a phrase
  double strength = 1;  ///< 0–1 or more: weight of the hit × factors × discounts
  std::span<const ImpactShare> shares;
  double level = 0;        ///< what it adds to its axis, 0–10
  Thousandths points = 0;  ///< what it adds to the value
};

struct AxisScore {
  const methodology::Axis* axis = nullptr;
  double value = 0;  ///< 0–10
  Thousandths points = 0;
  std::span<ImpactPart> parts;
};

struct Impact {
  double value = 1;  ///< 1–10
  int64_t rounded = 1;
  std::span<const AxisScore> axes;
  const methodology::Floor* floor = nullptr;  ///< the floor that decided, if one did
  Thousandths floor_points = 0;
  uint32_t repeats = 0;
  Thousandths novelty_points = 0;  ///< not above 0
};

Impact score_impact(const methodology::Methodology& methodology, const ImpactInput& input,
                    base::Arena& arena);

}  // namespace stet::scores
