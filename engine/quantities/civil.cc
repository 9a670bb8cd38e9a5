#include "engine/quantities/civil.h"

#include "engine/base/number.h"

namespace stet::quantities {

namespace {

void append_padded(std::string& out, int64_t value, size_t width) {
  std::string digits;
  base::append_int(digits, value);
  out.append(digits.size() < width ? width - digits.size() : 0, '0').append(digits);
}

std::optional<int64_t> number_at(std::string_view text, size_t at, size_t size) {
  return at + size <= text.size() ? base::parse_int(text.substr(at, size)) : std::nullopt;
}

}  // namespace

int64_t days_of(CivilDate date) {
  // Years begin in March, so that the leap day is their last.
  const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t of_era = year - era * 400;
  const int64_t month = (date.month + 9) % 12;
  const int64_t of_year = (153 * month + 2) / 5 + date.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

CivilDate date_of(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t of_era = days - era * 146097;
  const int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const int64_t month = (5 * of_year + 2) / 153;
  const auto shown = static_cast<int32_t>(month < 10 ? month + 3 : month - 9);
  return {static_cast<int32_t>(year + era * 400 + (shown <= 2 ? 1 : 0)), shown,
          static_cast<int32_t>(of_year - (153 * month + 2) / 5 + 1)};
}

int32_t days_in_month(int32_t year, int32_t month) {
  constexpr int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[(month + 11) % 12];
}

bool is_valid(CivilDate date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

int32_t weekday_of(int64_t days) {
  const int64_t since_monday = (days + 3) % 7;
  return static_cast<int32_t>(since_monday < 0 ? since_monday + 8 : since_monday + 1);
}

int64_t add_months(int64_t days, int32_t months) {
  CivilDate date = date_of(days);
  const int32_t all = date.year * 12 + date.month - 1 + months;
  date.year = all >= 0 ? all / 12 : (all - 11) / 12;
  date.month = all - date.year * 12 + 1;
  const int32_t last = days_in_month(date.year, date.month);
  if (date.day > last) date.day = last;
  return days_of(date);
}

int64_t day_part(int64_t seconds, int64_t& time_of_day) {
  const int64_t days = (seconds >= 0 ? seconds : seconds - (day_seconds - 1)) / day_seconds;
  time_of_day = seconds - days * day_seconds;
  return days;
}

std::optional<int64_t> read_civil(std::string_view text) {
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  const auto day = number_at(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  const CivilDate date{static_cast<int32_t>(*year), static_cast<int32_t>(*month),
                       static_cast<int32_t>(*day)};
  if (!is_valid(date)) return std::nullopt;
  const int64_t hour = number_at(text, 11, 2).value_or(0);
  const int64_t minute = number_at(text, 14, 2).value_or(0);
  const int64_t second = number_at(text, 17, 2).value_or(0);
  return days_of(date) * day_seconds + hour * 3600 + minute * 60 + second;
}

std::string print_civil(int64_t seconds, Kind kind) {
  int64_t time = 0;
  const CivilDate date = date_of(day_part(seconds, time));
  const bool with_date = kind != Kind::time && kind != Kind::time_period;
  const bool with_time = kind != Kind::date && kind != Kind::date_period;
  std::string out;
  if (with_date) {
    append_padded(out, date.year, 4);
    append_padded(out += '-', date.month, 2);
    append_padded(out += '-', date.day, 2);
  }
  if (!with_time) return out;
  if (with_date) out += ' ';
  append_padded(out, time / 3600, 2);
  append_padded(out += ':', time / 60 % 60, 2);
  append_padded(out += ':', time % 60, 2);
  return out;
}

}  // namespace stet::quantities
