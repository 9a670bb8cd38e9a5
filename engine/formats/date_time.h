// Dates and times as RFC 3339 writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stet::formats {

struct Instant {
  int64_t seconds = 0;      ///< since 1970-01-01T00:00:00Z
  int32_t nanoseconds = 0;  ///< 0 … 999,999,999
};

/// "2024-05-31T09:30:00.25+02:00", or "2024-05-31" for midnight UTC; years 0000 to 9999. Nothing
/// for any other text, a day that the month does not have, or a time without its offset from UTC.
std::optional<Instant> parse_date_time(std::string_view text);

}  // namespace stet::formats
