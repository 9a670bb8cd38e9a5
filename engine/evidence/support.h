// How each claim stands, from the sources it cites. See Support in evidence.h.
#pragma once

#include <span>

#include "engine/base/arena.h"
#include "engine/evidence/claim_check.h"
#include "engine/evidence/clusters.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/source_ids.h"

namespace stet::evidence {

/// Which texts claims will be compared with: all that a claim cites.
void want_cited(const formats::Article& article, const SourceIds& ids, TextIndex& texts);

/// One per claim, in their order. Sources that are not in `texts` support by citation. The result
/// lives in `arena` and refers to the article.
std::span<const Support> find_support(const formats::Article& article, const SourceIds& ids,
                                      const Clustering& clustering, TextIndex& texts,
                                      ClaimChecker& checker, base::Arena& arena);

/// N, as the methodology counts it.
uint32_t count_verified(const methodology::Verification& rules, const Clustering& clustering,
                        std::span<const Support> support);

}  // namespace stet::evidence
