// How often a story has been told before, by what it says it follows.
#pragma once

#include <cstdint>

#include "engine/formats/article.h"

namespace stet::evidence {

/// The predecessors that are at most `days` older than the story. One without a date, or with a
/// story that has none, counts: what is not told cannot make a story newer.
uint32_t count_repeats(const formats::Article& article, int64_t days);

}  // namespace stet::evidence
