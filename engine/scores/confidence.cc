// Products are taken from the worthiest cluster down, so the order of sources does not show in the
// last bit either. Rounding is monotone: one more factor of at most 1 never makes a product larger,
// whatever follows. Tested in tests/scores/confidence_test.cc.
#include "engine/scores/confidence.h"

#include <algorithm>

#include "engine/scores/fixed.h"
#include "engine/scores/weight_sum.h"

namespace stet::scores {

namespace {

using evidence::Evidence;
using evidence::Hit;
using evidence::Support;

/// The value so far, and the parts that led to it.
class Sum {
 public:
  explicit Sum(std::span<ConfidencePart> parts) : parts_(parts) {}

  /// The part that brings the value to `value`.
  void add(ConfidencePart part, double value) {
    const Thousandths now = to_thousandths(value);
    part.points = now - value_;
    value_ = now;
    parts_[count_++] = part;
  }
  Thousandths value() const { return value_; }
  std::span<const ConfidencePart> parts() const { return parts_.first(count_); }

 private:
  std::span<ConfidencePart> parts_;
  size_t count_ = 0;
  Thousandths value_ = 0;
};

// Of equals the first by source; they add the same.
std::span<const uint32_t> by_worth(const Evidence& evidence, base::Arena& arena) {
  const std::span<uint32_t> order = arena.make_array<uint32_t>(evidence.worth.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return evidence.worth[a] != evidence.worth[b] ? evidence.worth[a] > evidence.worth[b] : a < b;
  });
  return order;
}

void add_clusters(const methodology::Confidence& rules, const Evidence& evidence,
                  base::Arena& arena, Confidence& score, Sum& sum) {
  double gap = 1;
  for (const uint32_t index : by_worth(evidence, arena)) {
    const double worth = evidence.worth[index];
    if (worth <= 0) break;
    gap *= 1 - std::min(1.0, rules.per_source * worth);
    ++score.clusters;
    ConfidencePart part;
    part.cluster = &evidence.clusters[index];
    part.worth = worth;
    sum.add(part, 1 - gap);
  }
  score.sources = 1 - gap;
}

void add_claims(const methodology::Confidence& rules, std::span<const Support> support,
                Confidence& score, Sum& sum) {
  for (const Support& claim : support) {
    if (claim.state == evidence::SupportState::supported) continue;
    ++score.unsupported_claims;
    const double share =
        static_cast<double>(score.unsupported_claims) / static_cast<double>(support.size());
    score.support_factor = 1 - rules.unsupported_penalty * share;
    ConfidencePart part;
    part.claim = &claim;
    sum.add(part, score.sources * score.support_factor);
  }
}

// What somebody else hedges, in a quotation, is not the story's hedging.
void add_hedges(const methodology::Confidence& rules, const Evidence& evidence, Confidence& score,
                Sum& sum) {
  WeightSum weight;
  for (const uint32_t list : rules.hedges) {
    for (const Hit& hit : evidence.list_hits[list]) {
      if (hit.voice == evidence::Voice::quotation) continue;
      weight.add(hit.weight);
      const double hedging = rules.hedge_penalty * std::max(0.0, weight.value());
      score.hedging_factor = 1 - std::min(most_hedging, hedging);
      ConfidencePart part;
      part.hedge = &hit;
      sum.add(part, score.sources * score.support_factor * score.hedging_factor);
    }
  }
  score.hedge_weight = weight.value();
}

size_t most_parts(const methodology::Confidence& rules, const Evidence& evidence) {
  size_t count = evidence.clusters.size() + evidence.support.size();
  for (const uint32_t list : rules.hedges) count += evidence.list_hits[list].size();
  return count;
}

}  // namespace

Confidence score_confidence(const methodology::Methodology& methodology, const Evidence& evidence,
                            base::Arena& arena) {
  const methodology::Confidence& rules = methodology.confidence;
  Confidence score;
  Sum sum(arena.make_array<ConfidencePart>(most_parts(rules, evidence)));
  add_clusters(rules, evidence, arena, score, sum);
  add_claims(rules, evidence.support, score, sum);
  add_hedges(rules, evidence, score, sum);
  score.value = to_points(sum.value());
  score.parts = sum.parts();
  return score;
}

}  // namespace stet::scores
