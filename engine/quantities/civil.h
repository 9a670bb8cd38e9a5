// Civil time without a zone: days and seconds since 1970-01-01, Gregorian throughout.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/quantities/quantities.h"

namespace stet::quantities {

struct CivilDate {
  int32_t year = 1970;
  int32_t month = 1;
  int32_t day = 1;
};

inline constexpr int64_t day_seconds = 86400;

int64_t days_of(CivilDate date);
CivilDate date_of(int64_t days);
int32_t days_in_month(int32_t year, int32_t month);
bool is_valid(CivilDate date);
/// Monday 1 … Sunday 7.
int32_t weekday_of(int64_t days);
/// The same day of the month `months` later, or the last one of a shorter month.
int64_t add_months(int64_t days, int32_t months);
/// Days and the time of day of seconds, also before 1970.
int64_t day_part(int64_t seconds, int64_t& time_of_day);

/// "2016-11-07", with or without time: seconds since 1970. A zone is read over.
std::optional<int64_t> read_civil(std::string_view text);

/// As kinds show it: "2016-11-07", "16:00:00", "2016-11-07 16:00:00".
std::string print_civil(int64_t seconds, Kind kind);

}  // namespace stet::quantities
