// Running something again whenever one of some files changes, until the process is stopped.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace stet::cli {

/// Calls `run`, which returns the files that it read, then again after each change of one of them.
/// Returns when `keep_on` says no after a run.
void watch(const std::function<std::vector<std::string>()>& run,
           const std::function<bool()>& keep_on);

}  // namespace stet::cli
