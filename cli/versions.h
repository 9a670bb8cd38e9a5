// A folder that keeps every version of a methodology, and the one that was in force on a day.
#pragma once

#include <string>

#include "cli/invocation.h"

namespace stet::cli {

/// The file in `folder` whose `effective` is the last on or before `day` (2026-11-01). Files that
/// are no methodologies of their own (lists, parts that others extend) are passed over. Empty when
/// there is none, or two of one day, or of two methodologies, or one cannot be read: told, with
/// Exit::wrong_usage.
std::string version_in_force(const std::string& folder, const std::string& day,
                             Invocation& invocation);

}  // namespace stet::cli
