// The only clock of the project: the engine is told the time, it never asks.
#pragma once

#include <cstdint>
#include <string>

namespace stet::cli {

/// Nanoseconds since an arbitrary start; never goes back.
uint64_t monotonic_ns();

/// The current time as RFC 3339 in UTC, whole seconds: "2026-11-24T09:30:00Z".
std::string now_rfc3339();

}  // namespace stet::cli
