// Source-cluster confidence, 0 to 1.
//   value = (1 − Π over clusters (1 − perSource × weight)) × (1 − unsupported × share) × (1 −
//   hedging)
// The share is of claims that are not supported; hedging is that of the story, not of those it
// quotes. An added independent source never lowers it; a discovered dependence never raises it.
#pragma once

#include <cstdint>
#include <span>

#include "engine/evidence/evidence.h"

namespace stet::scores {

struct Confidence {
  double value = 0;           ///< 0–1
  double sources = 0;         ///< 0–1, from clusters alone
  double support_factor = 1;  ///< 0–1
  double hedging_factor = 1;  ///< 0.5–1
  uint32_t clusters = 0;      ///< that weigh something
  uint32_t unsupported_claims = 0;
  double hedge_weight = 0;
};

Confidence score_confidence(const methodology::Methodology& methodology,
                            const evidence::Evidence& evidence);

}  // namespace stet::scores
