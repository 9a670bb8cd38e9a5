// IANA time zones from a table that is compiled in, so native and WebAssembly agree and nothing is
// read from the system. The table is made by tools/make_zones.py from the tz database.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stet::cel {

/// Seconds east of Greenwich in `zone` ("Europe/Berlin") at `seconds` since 1970.
std::optional<int32_t> named_zone_offset(std::string_view zone, int64_t seconds);

}  // namespace stet::cel
