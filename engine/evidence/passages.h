// The texts of an article that are read for phrases, in the order in which readers meet them:
// headline, description, takeaways, claims, body. Headings belong to the body.
#pragma once

#include <span>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/source_ids.h"

namespace stet::evidence {

/// Absent and empty texts are left out. The result lives in `arena` and refers to the article.
std::span<Passage> find_passages(const formats::Article& article, const SourceIds& ids,
                                 base::Arena& arena);

}  // namespace stet::evidence
