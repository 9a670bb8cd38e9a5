#include "engine/evidence/freshness.h"

#include <algorithm>

namespace stet::evidence {

namespace {

constexpr int64_t seconds_per_day = 24 * 60 * 60;

// Whole days, and thousandths: so that people can check it.
double freshness(const formats::Source& source, const formats::Time& story,
                 const methodology::Confidence& rules) {
  if (!source.date_published.present()) return 1;
  const int64_t days =
      story.seconds / seconds_per_day - source.date_published.seconds / seconds_per_day;
  const double stale = std::clamp(static_cast<double>(days) / rules.stale_days, 0.0, 1.0);
  return static_cast<double>(static_cast<int64_t>((1 - rules.age_penalty * stale) * 1000)) / 1000;
}

}  // namespace

std::span<const double> worth_of_clusters(const formats::Article& article,
                                          const SourcePolicy& policy,
                                          std::span<const Cluster> clusters, base::Arena& arena) {
  const methodology::Confidence& rules = policy.methodology().confidence;
  const bool ages = rules.age_penalty > 0 && article.date_published.present();
  const std::span<double> worth = arena.make_array<double>(clusters.size());
  for (size_t i = 0; i < worth.size(); ++i) {
    if (!ages) {
      worth[i] = clusters[i].weight;
      continue;
    }
    for (const uint32_t index : clusters[i].sources) {
      const formats::Source& source = article.sources[index];
      const double weight = policy.weight_of(source, policy.kind_of(source));
      worth[i] = std::max(worth[i], weight * freshness(source, article.date_published, rules));
    }
  }
  return worth;
}

}  // namespace stet::evidence
