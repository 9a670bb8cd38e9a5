// How each claim stands, from the sources it cites. See Support in evidence.h.
#pragma once

#include <span>

#include "engine/base/arena.h"
#include "engine/evidence/clusters.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/source_ids.h"

namespace stet::evidence {

/// One per claim, in their order. The result lives in `arena` and refers to the article.
std::span<const Support> find_support(const formats::Article& article, const SourceIds& ids,
                                      const Clustering& clustering, base::Arena& arena);

}  // namespace stet::evidence
