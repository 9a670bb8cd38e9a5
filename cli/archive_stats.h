// What the rules do in an archive, for `stet rules stats` and the methodology page.
#pragma once

#include "cli/archive_run.h"
#include "engine/upkeep/stats.h"

namespace stet::cli {

upkeep::ArchiveStats archive_stats(const ArchiveArguments& arguments, const gate::Gate& gate,
                                   Invocation& invocation);

}  // namespace stet::cli
