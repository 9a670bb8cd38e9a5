// `stet --version`.
#pragma once

#include <string>

namespace stet::cli {

/// The engine's version and those of the libraries it was built with, one per line.
std::string version_text();

}  // namespace stet::cli
