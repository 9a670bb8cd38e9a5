// Memory for a run that is over in milliseconds.
#pragma once

namespace stet::cli {

/// Has the heap's first megabytes come in large pages, where the system has them (Linux with glibc;
/// elsewhere it does nothing): of a check of one story, half was a thousand page faults.
void use_large_pages();

}  // namespace stet::cli
