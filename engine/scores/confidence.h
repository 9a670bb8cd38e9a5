// Source-cluster confidence, 0 to 1.
//   value = (1 − Π over clusters (1 − perSource × worth)) × (1 − unsupported × share)
//           × (1 − hedging)
// Worth is the weight of the cluster less what its age takes. The share is of claims that are not
// supported; hedging is that of the story, not of those it quotes. An added independent source
// never lowers it; a discovered dependence never raises it.
//
// value = points of all parts, exactly (points.h): clusters add, claims and hedges take away.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"
#include "engine/scores/points.h"

namespace stet::scores {

/// Exactly one of cluster, claim and hedge is set.
struct ConfidencePart {
  const evidence::Cluster* cluster = nullptr;
  const evidence::Support* claim = nullptr;
  const evidence::Hit* hedge = nullptr;
  double worth = 0;  ///< of a cluster, 0–1
  Thousandths points = 0;
};

struct Confidence {
  double value = 0;           ///< 0–1
  double sources = 0;         ///< 0–1, from clusters alone
  double support_factor = 1;  ///< 0–1
  double hedging_factor = 1;  ///< 0.5–1
  uint32_t clusters = 0;      ///< that weigh something
  uint32_t unsupported_claims = 0;
  double hedge_weight = 0;
  std::span<const ConfidencePart> parts;  ///< clusters by worth, claims and hedges in order
};

Confidence score_confidence(const methodology::Methodology& methodology,
                            const evidence::Evidence& evidence, base::Arena& arena);

}  // namespace stet::scores
