#include "engine/cel/zones.h"

#include <algorithm>
#include <iterator>

#include "engine/cel/time.h"

namespace stet::cel {
namespace {

/// The `week`-th `weekday` of `month` (5: the last), `second` seconds after midnight, local time.
struct Date {
  int8_t month, week, weekday;
  int32_t second;
};

/// What holds after the last change: quarter minutes, and when daylight saving begins and ends.
struct Rule {
  int16_t standard, daylight;
  Date start, end;
};

// Change i of a zone comes steps[step_of_change[i]] seconds after the one before (the first: after
// 1970); from then on local time is offsets[offset_of_change[i]] quarter minutes ahead of UTC. Few
// steps and offsets are different, so this is half of what moments would take, and packs well.
struct Zone {
  std::string_view name;
  uint16_t first, count;  // of its changes
  int16_t before;         // quarter minutes before the first of them
  int16_t rule;           // −1: none
};

#include "engine/cel/zones_table.inc"

constexpr int32_t seconds_per_unit = 15;
constexpr int64_t seconds_per_day = 86400;

/// Seconds since 1970 of the date in `year`, as if local time were UTC.
int64_t moment_of(const Date& date, int64_t year) {
  const int64_t first = days_from_civil(year, date.month, 1);
  const int64_t next =
      date.month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, date.month + 1, 1);
  const int64_t weekday = ((first + 4) % 7 + 7) % 7;
  int64_t day = first + (date.weekday - weekday + 7) % 7 + (date.week - 1) * 7;
  if (day >= next) day -= 7;
  return day * seconds_per_day + date.second;
}

int32_t rule_offset(const Rule& rule, int64_t seconds) {
  const int64_t year = civil_time(seconds + rule.standard * seconds_per_unit).year;
  const int64_t start = moment_of(rule.start, year) - rule.standard * seconds_per_unit;
  const int64_t end = moment_of(rule.end, year) - rule.daylight * seconds_per_unit;
  const bool inside =
      start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return inside ? rule.daylight : rule.standard;
}

}  // namespace

std::optional<int32_t> named_zone_offset(std::string_view zone, int64_t seconds) {
  const Zone* found = std::lower_bound(
      std::begin(zones), std::end(zones), zone,
      [](const Zone& candidate, std::string_view name) { return candidate.name < name; });
  if (found == std::end(zones) || found->name != zone) return std::nullopt;
  int32_t offset = found->before;
  int64_t moment = 0;
  uint32_t passed = 0;
  for (; passed < found->count; ++passed) {
    const uint32_t change = found->first + passed;
    moment += int64_t{steps[step_of_change[change]]};
    if (moment > seconds) break;
    offset = offsets[offset_of_change[change]];
  }
  if (passed == found->count && found->rule >= 0) {
    offset = rule_offset(rules[found->rule], seconds);
  }
  return offset * seconds_per_unit;
}

}  // namespace stet::cel
