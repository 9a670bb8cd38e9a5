// Operational impact, 1 to 10: regulatory, financial and operational consequence. Coverage volume
// is no input by construction: nothing here can reach it (ImpactInput has no article).
//   axis  = min(10, strongest signal + half of the next + a quarter of the third …)
//   signal = points × weight of its strongest hit; an amount of money counts with all its points
//   value = max(floor, 1 + 9 × Σ weight × axis / 10)
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"

namespace stet::scores {

/// All that impact may be computed from.
struct ImpactInput {
  std::span<const std::span<const evidence::Hit>> list_hits;
  std::span<const evidence::Figure> figures;
};

struct ImpactPart {
  const methodology::Signal* signal = nullptr;
  const evidence::Finding* finding = nullptr;  ///< the hit or figure that fired it
  double points = 0;                           ///< what it adds to its axis, 0–10
};

struct AxisScore {
  const methodology::Axis* axis = nullptr;
  double value = 0;  ///< 0–10
  std::span<const ImpactPart> parts;
};

struct Impact {
  double value = 1;  ///< 1–10
  int64_t rounded = 1;
  std::span<const AxisScore> axes;
  const methodology::Floor* floor = nullptr;  ///< the floor that decided, if one did
};

Impact score_impact(const methodology::Methodology& methodology, const ImpactInput& input,
                    base::Arena& arena);

}  // namespace stet::scores
