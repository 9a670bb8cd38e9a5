// What clusters are worth on the day of the story: a source that was old by then weighs less.
#pragma once

#include <span>

#include "engine/base/arena.h"
#include "engine/evidence/clusters.h"

namespace stet::evidence {

/// By cluster, the greatest weight × freshness among its sources; so a cluster that grows is never
/// worth more than its parts were one by one. Freshness falls in proportion to the age of a source,
/// from 1 to 1 − agePenalty at `staleDays`. What has no date is fresh; without a date of the story
/// everything is. Tested in tests/evidence/freshness_test.cc.
std::span<const double> worth_of_clusters(const formats::Article& article,
                                          const SourcePolicy& policy,
                                          std::span<const Cluster> clusters, base::Arena& arena);

}  // namespace stet::evidence
