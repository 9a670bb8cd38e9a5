// Timestamps and durations: conversions and the parts of a date, in UTC or in a zone.
#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/time.h"

namespace stet::cel {
namespace {

Value identity(Evaluation&, const Value* a) { return a[0]; }

Value timestamp_from_string(Evaluation& e, const Value* a) {
  const auto value = parse_timestamp(a[0].as_text());
  return value
             ? *value
             : e.fail(ErrorCode::conversion, "cannot convert " + to_string(a[0]) + " to timestamp");
}
Value timestamp_from_int(Evaluation& e, const Value* a) {
  const auto value = make_timestamp(a[0].as_int(), 0);
  return value ? *value : e.fail(ErrorCode::overflow, "timestamp out of range");
}
Value duration_from_string(Evaluation& e, const Value* a) {
  const auto value = parse_duration(a[0].as_text());
  return value
             ? *value
             : e.fail(ErrorCode::conversion, "cannot convert " + to_string(a[0]) + " to duration");
}
Value duration_from_int(Evaluation& e, const Value* a) {
  const auto value = make_duration(a[0].as_int(), 0);
  return value ? *value : e.fail(ErrorCode::overflow, "duration out of range");
}

int64_t full_year(const CivilTime& civil) { return civil.year; }
int64_t month_from_0(const CivilTime& civil) { return civil.month - 1; }
int64_t day_from_0(const CivilTime& civil) { return civil.day - 1; }
int64_t day_from_1(const CivilTime& civil) { return civil.day; }
int64_t weekday(const CivilTime& civil) { return civil.weekday; }
int64_t year_day(const CivilTime& civil) { return civil.year_day; }
int64_t hour(const CivilTime& civil) { return civil.hour; }
int64_t minute(const CivilTime& civil) { return civil.minute; }
int64_t second(const CivilTime& civil) { return civil.second; }

template <int64_t (*part)(const CivilTime&)>
Value utc(Evaluation&, const Value* a) {
  return Value::integer(part(civil_time(a[0].seconds())));
}
template <int64_t (*part)(const CivilTime&)>
Value zoned(Evaluation& e, const Value* a) {
  const auto offset = zone_offset(a[1].as_text(), a[0].seconds());
  if (!offset) {
    return e.fail(ErrorCode::invalid_argument, "found no time zone " + to_string(a[1]));
  }
  return Value::integer(part(civil_time(a[0].seconds() + *offset)));
}
Value milliseconds(Evaluation&, const Value* a) {
  return Value::integer(a[0].nanoseconds() / 1'000'000);
}
template <int64_t seconds_per_unit>
Value whole(Evaluation&, const Value* a) {
  return Value::integer(a[0].seconds() / seconds_per_unit);
}

constexpr Function table[] = {
    {"timestamp", "timestamp_to_timestamp", "(timestamp) -> timestamp", identity,
     "A point in time, from RFC 3339 text or seconds since 1970."},
    {"timestamp", "string_to_timestamp", "(string) -> timestamp", timestamp_from_string, ""},
    {"timestamp", "int64_to_timestamp", "(int) -> timestamp", timestamp_from_int, ""},
    {"duration", "duration_to_duration", "(duration) -> duration", identity,
     "A span of time, from a text such as '1h30m'."},
    {"duration", "string_to_duration", "(string) -> duration", duration_from_string, ""},
    {"duration", "int64_to_duration", "(int) -> duration", duration_from_int, ""},
    {"getFullYear", "timestamp_to_year", "timestamp.() -> int", utc<full_year>,
     "Year, in UTC or in a zone such as '+02:00' or 'Europe/Berlin'."},
    {"getFullYear", "timestamp_to_year_with_tz", "timestamp.(string) -> int", zoned<full_year>, ""},
    {"getMonth", "timestamp_to_month", "timestamp.() -> int", utc<month_from_0>,
     "Month from 0, which is January."},
    {"getMonth", "timestamp_to_month_with_tz", "timestamp.(string) -> int", zoned<month_from_0>,
     ""},
    {"getDayOfMonth", "timestamp_to_day_of_month", "timestamp.() -> int", utc<day_from_0>,
     "Day of the month from 0."},
    {"getDayOfMonth", "timestamp_to_day_of_month_with_tz", "timestamp.(string) -> int",
     zoned<day_from_0>, ""},
    {"getDate", "timestamp_to_day_of_month_1_based", "timestamp.() -> int", utc<day_from_1>,
     "Day of the month from 1."},
    {"getDate", "timestamp_to_day_of_month_1_based_with_tz", "timestamp.(string) -> int",
     zoned<day_from_1>, ""},
    {"getDayOfWeek", "timestamp_to_day_of_week", "timestamp.() -> int", utc<weekday>,
     "Day of the week from 0, which is Sunday."},
    {"getDayOfWeek", "timestamp_to_day_of_week_with_tz", "timestamp.(string) -> int",
     zoned<weekday>, ""},
    {"getDayOfYear", "timestamp_to_day_of_year", "timestamp.() -> int", utc<year_day>,
     "Day of the year from 0."},
    {"getDayOfYear", "timestamp_to_day_of_year_with_tz", "timestamp.(string) -> int",
     zoned<year_day>, ""},
    {"getHours", "timestamp_to_hours", "timestamp.() -> int", utc<hour>,
     "Hour of the day; of a duration, all of its hours."},
    {"getHours", "timestamp_to_hours_with_tz", "timestamp.(string) -> int", zoned<hour>, ""},
    {"getHours", "duration_to_hours", "duration.() -> int", whole<3600>, ""},
    {"getMinutes", "timestamp_to_minutes", "timestamp.() -> int", utc<minute>,
     "Minute of the hour; of a duration, all of its minutes."},
    {"getMinutes", "timestamp_to_minutes_with_tz", "timestamp.(string) -> int", zoned<minute>, ""},
    {"getMinutes", "duration_to_minutes", "duration.() -> int", whole<60>, ""},
    {"getSeconds", "timestamp_to_seconds", "timestamp.() -> int", utc<second>,
     "Second of the minute; of a duration, all of its seconds."},
    {"getSeconds", "timestamp_to_seconds_with_tz", "timestamp.(string) -> int", zoned<second>, ""},
    {"getSeconds", "duration_to_seconds", "duration.() -> int", whole<1>, ""},
    {"getMilliseconds", "timestamp_to_milliseconds", "timestamp.() -> int", milliseconds,
     "Milliseconds within the second."},
    {"getMilliseconds", "timestamp_to_milliseconds_with_tz", "timestamp.(string) -> int",
     milliseconds, ""},
    {"getMilliseconds", "duration_to_milliseconds", "duration.() -> int", milliseconds, ""},
};

}  // namespace

std::span<const Function> time_functions() { return table; }

}  // namespace stet::cel
