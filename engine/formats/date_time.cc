// A cursor over the fixed layout of RFC 3339, and the days since 1970 by counting leap years.
// Tested in tests/formats/parts_test.cc.
#include "engine/formats/date_time.h"

namespace stet::formats {
namespace {

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (peek() != c || at_end()) return false;
    ++at_;
    return true;
  }
  /// Exactly `count` digits between `low` and `high`.
  bool number(int count, int low, int high, int& value) {
    value = 0;
    for (int i = 0; i < count; ++i) {
      if (peek() < '0' || peek() > '9') return false;
      value = value * 10 + (text_[at_++] - '0');
    }
    return value >= low && value <= high;
  }
  /// The digits after the point, as nanoseconds; further ones are dropped.
  bool fraction(int32_t& nanoseconds) {
    int32_t scale = 100000000;
    bool any = false;
    while (peek() >= '0' && peek() <= '9') {
      nanoseconds += (text_[at_++] - '0') * scale;
      scale /= 10;
      any = true;
    }
    return any;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int64_t days_since_1970(int year, int month, int day) {
  constexpr int before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const int64_t past = year - 1;  // year 0 has one leap day before 1 March, counted below
  const auto floor_div = [](int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); };
  int64_t days = past * 365 + floor_div(past, 4) - floor_div(past, 100) + floor_div(past, 400);
  days += before_month[month - 1] + (month > 2 && is_leap(year) ? 1 : 0) + day - 1;
  return days - 719162;  // from 0001-01-01 to 1970-01-01
}

/// "Z" or "+02:00", in seconds east of Greenwich.
bool read_offset(Cursor& cursor, int64_t& seconds) {
  if (cursor.take('Z') || cursor.take('z')) return true;
  const bool west = cursor.peek() == '-';
  if (!cursor.take('+') && !cursor.take('-')) return false;
  int hours = 0;
  int minutes = 0;
  if (!cursor.number(2, 0, 23, hours) || !cursor.take(':')) return false;
  if (!cursor.number(2, 0, 59, minutes)) return false;
  seconds = (hours * 60 + minutes) * 60 * (west ? -1 : 1);
  return true;
}

}  // namespace

std::optional<Instant> parse_date_time(std::string_view text) {
  Cursor cursor(text);
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (!cursor.number(4, 0, 9999, year) || !cursor.take('-')) return {};
  if (!cursor.number(2, 1, 12, month) || !cursor.take('-')) return {};
  if (!cursor.number(2, 1, days_in_month(year, month), day)) return {};
  Instant instant;
  instant.seconds = days_since_1970(year, month, day) * 86400;
  if (cursor.at_end()) return instant;
  if (!cursor.take('T') && !cursor.take('t') && !cursor.take(' ')) return {};
  if (!cursor.number(2, 0, 23, hour) || !cursor.take(':')) return {};
  if (!cursor.number(2, 0, 59, minute) || !cursor.take(':')) return {};
  if (!cursor.number(2, 0, 60, second)) return {};
  if (cursor.take('.') && !cursor.fraction(instant.nanoseconds)) return {};
  int64_t offset = 0;
  if (!read_offset(cursor, offset) || !cursor.at_end()) return {};
  instant.seconds += hour * 3600 + minute * 60 + second - offset;
  return instant;
}

}  // namespace stet::formats
