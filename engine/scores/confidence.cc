// Products are taken from the strongest cluster to the weakest, so the order of sources does not
// show in the last bit either. Rounding is monotone: one more factor of at most 1 never makes a
// product larger, whatever follows. Tested in tests/scores/confidence_test.cc.
#include "engine/scores/confidence.h"

#include <algorithm>

#include "engine/scores/weight_sum.h"

namespace stet::scores {

namespace {

/// Hedging takes at most this share.
constexpr double most_hedging = 0.5;

// The weightiest clusters below `bound`, by turns: there are as many weights as kinds of sources,
// and no list of them is needed.
double next_weight(std::span<const evidence::Cluster> clusters, double bound) {
  double next = 0;
  for (const evidence::Cluster& cluster : clusters) {
    if (cluster.weight < bound) next = std::max(next, cluster.weight);
  }
  return next;
}

void score_clusters(const methodology::Confidence& rules,
                    std::span<const evidence::Cluster> clusters, Confidence& score) {
  constexpr double above_all = 2;
  double gap = 1;
  for (double weight = next_weight(clusters, above_all); weight > 0;
       weight = next_weight(clusters, weight)) {
    const double factor = 1 - std::min(1.0, rules.per_source * weight);
    for (const evidence::Cluster& cluster : clusters) {
      if (cluster.weight != weight) continue;
      gap *= factor;
      ++score.clusters;
    }
  }
  score.sources = 1 - gap;
}

void score_support(const methodology::Confidence& rules, std::span<const evidence::Support> support,
                   Confidence& score) {
  for (const evidence::Support& claim : support) {
    if (claim.state != evidence::SupportState::supported) ++score.unsupported_claims;
  }
  if (support.empty()) return;
  const double share =
      static_cast<double>(score.unsupported_claims) / static_cast<double>(support.size());
  score.support_factor = 1 - rules.unsupported_penalty * share;
}

// What somebody else hedges, in a quotation, is not the story's hedging.
void score_hedging(const methodology::Confidence& rules,
                   std::span<const std::span<const evidence::Hit>> list_hits, Confidence& score) {
  WeightSum weight;
  for (const uint32_t list : rules.hedges) {
    for (const evidence::Hit& hit : list_hits[list]) {
      if (hit.voice != evidence::Voice::quotation) weight.add(hit.weight);
    }
  }
  score.hedge_weight = weight.value();
  const double hedging = rules.hedge_penalty * std::max(0.0, score.hedge_weight);
  score.hedging_factor = 1 - std::min(most_hedging, hedging);
}

}  // namespace

Confidence score_confidence(const methodology::Methodology& methodology,
                            const evidence::Evidence& evidence) {
  const methodology::Confidence& rules = methodology.confidence;
  Confidence score;
  score_clusters(rules, evidence.clusters, score);
  score_support(rules, evidence.support, score);
  score_hedging(rules, evidence.list_hits, score);
  score.value = score.sources * score.support_factor * score.hedging_factor;
  return score;
}

}  // namespace stet::scores
