// Work in pieces that do not depend on each other, on several threads, with a line of progress on a
// terminal.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "cli/output.h"

namespace stet::cli {

/// The number of threads that `jobs` stands for; 0: as many as there are processors.
unsigned thread_count(unsigned jobs);

/// Calls `work(begin, end)` for pieces of [0, size) of at most `piece`, each once, in any order and
/// on any thread. `what` is counted in the line: "mutants".
void in_parallel(size_t size, size_t piece, unsigned jobs, const std::string& what, Output& err,
                 const std::function<void(size_t begin, size_t end)>& work);

}  // namespace stet::cli
