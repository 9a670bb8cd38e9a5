#include "engine/scores/confidence.h"

#include <algorithm>
#include <vector>

namespace stet::scores {
namespace {

/// Hedging never takes more than this share.
constexpr double max_hedging = 0.5;

/// 1 − Π (1 − perSource × weight), in order of the factors so that the order of sources is nothing.
double from_clusters(const methodology::Confidence& rules, const evidence::Evidence& evidence,
                     uint32_t& counted) {
  std::vector<double> gaps;
  for (const evidence::Cluster& cluster : evidence.clusters) {
    if (!cluster.qualifies) continue;
    gaps.push_back(1.0 - rules.per_source * cluster.weight);
  }
  std::sort(gaps.begin(), gaps.end());
  double gap = 1.0;
  for (double factor : gaps) gap = gap * factor;
  counted = static_cast<uint32_t>(gaps.size());
  return 1.0 - gap;
}

uint32_t count_unsupported(const evidence::Evidence& evidence) {
  uint32_t count = 0;
  for (const evidence::Support& support : evidence.support) {
    if (support.state != evidence::SupportState::supported) ++count;
  }
  return count;
}

double sum_hedges(const methodology::Confidence& rules, const evidence::Evidence& evidence) {
  double weight = 0;
  for (uint32_t list : rules.hedges) {
    for (const evidence::Hit& hit : evidence.list_hits[list]) {
      if (hit.voice != evidence::Voice::quotation) weight = weight + hit.weight;
    }
  }
  return weight;
}

}  // namespace

Confidence score_confidence(const methodology::Methodology& methodology,
                            const evidence::Evidence& evidence) {
  const methodology::Confidence& rules = methodology.confidence;
  Confidence score;
  score.sources = from_clusters(rules, evidence, score.clusters);
  score.unsupported_claims = count_unsupported(evidence);
  if (!evidence.support.empty()) {
    const double share = static_cast<double>(score.unsupported_claims) /
                         static_cast<double>(evidence.support.size());
    score.support_factor = 1.0 - rules.unsupported_penalty * share;
  }
  score.hedge_weight = sum_hedges(rules, evidence);
  score.hedging_factor =
      1.0 - std::min(max_hedging, rules.hedge_penalty * score.hedge_weight);
  score.value = score.sources * score.support_factor * score.hedging_factor;
  return score;
}

}  // namespace stet::scores
