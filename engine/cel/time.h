// Calendar arithmetic on timestamps and durations: RFC 3339 texts, the parts of a date, zones.
// Proleptic Gregorian calendar, years 1 to 9999, no leap seconds, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/cel/value.h"

namespace stet::cel {

inline constexpr int64_t min_timestamp_seconds = -62135596800;  ///< 0001-01-01T00:00:00Z
inline constexpr int64_t max_timestamp_seconds = 253402300799;  ///< 9999-12-31T23:59:59Z
inline constexpr int64_t max_duration_nanoseconds = INT64_MAX;  ///< about 292 years, as in Go

struct CivilTime {
  int64_t year = 1970;
  int month = 1, day = 1;  ///< from 1
  int hour = 0, minute = 0, second = 0;
  int weekday = 4;   ///< 0 is Sunday
  int year_day = 0;  ///< from 0
};

int64_t days_from_civil(int64_t year, int month, int day);
/// Of seconds since 1970, already moved to the zone.
CivilTime civil_time(int64_t seconds);

/// "2024-01-31T12:00:00.5+02:00"; nothing if it is no such text or out of range.
std::optional<Value> parse_timestamp(std::string_view text);
/// "1h30m", "-1.5s", "10ms"; nothing if it is no such text or out of range.
std::optional<Value> parse_duration(std::string_view text);
/// "2024-01-31T10:00:00.5Z", fraction only as long as needed.
void append_timestamp(std::string& out, const Value& timestamp);
/// "5400s", "-1.5s".
void append_duration(std::string& out, const Value& duration);

/// Seconds east of Greenwich at an instant: "UTC", "+02:00", "02:00", "Europe/Berlin".
std::optional<int32_t> zone_offset(std::string_view zone, int64_t seconds);

/// Seconds and nanoseconds brought to a common sign or to 0 … 999,999,999; nothing out of range.
std::optional<Value> make_timestamp(int64_t seconds, int64_t nanoseconds);
std::optional<Value> make_duration(int64_t seconds, int64_t nanoseconds);

}  // namespace stet::cel
