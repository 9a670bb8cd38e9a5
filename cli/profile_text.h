// The table of `stet check --profile`.
#pragma once

#include <string>

#include "cli/tally.h"

namespace stet::cli {

/// Time per stage and per rule, the slowest rule first: total, share, and per story.
std::string profile_text(const Tally& tally, const methodology::Methodology& methodology);

}  // namespace stet::cli
