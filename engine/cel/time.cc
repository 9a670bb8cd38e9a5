#include "engine/cel/time.h"

#include "engine/base/number.h"
#include "engine/cel/zones.h"

namespace stet::cel {
namespace {

constexpr int64_t seconds_per_day = 86400;
constexpr int64_t nanoseconds_per_second = 1'000'000'000;

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int64_t year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// Reads digits and separators from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool digit() const { return peek() >= '0' && peek() <= '9'; }
  std::optional<int> digits(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (!digit()) return std::nullopt;
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }
  /// After a decimal point: up to nine digits count, more are dropped.
  std::optional<int64_t> nanoseconds() {
    if (!digit()) return std::nullopt;
    int64_t value = 0, scale = nanoseconds_per_second / 10;
    while (digit()) {
      value += (text_[at_++] - '0') * scale;
      scale /= 10;
    }
    return value;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

/// "+02:00", "-09:30", "02:00"; the whole text.
std::optional<int32_t> fixed_offset(std::string_view zone) {
  const bool negative = !zone.empty() && zone[0] == '-';
  if (negative || (!zone.empty() && zone[0] == '+')) zone.remove_prefix(1);
  Scanner scanner(zone);
  const auto hours = scanner.digits(2);
  if (!hours || !scanner.take(':')) return std::nullopt;
  const auto minutes = scanner.digits(2);
  if (!minutes || !scanner.at_end() || *hours > 23 || *minutes > 59) return std::nullopt;
  const int32_t seconds = *hours * 3600 + *minutes * 60;
  return negative ? -seconds : seconds;
}

void append_two(std::string& out, int value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

/// ".5", ".000000001", or nothing for zero.
void append_fraction(std::string& out, int32_t nanoseconds) {
  if (nanoseconds == 0) return;
  std::string digits = std::to_string(nanoseconds);
  digits.insert(0, 9 - digits.size(), '0');
  while (digits.back() == '0') digits.pop_back();
  out.append(".").append(digits);
}

struct Unit {
  std::string_view name;
  int64_t nanoseconds;
};
// Longer names before those they start with.
constexpr Unit units[] = {
    {"ns", 1},
    {"us", 1000},
    {"µs", 1000},
    {"ms", 1'000'000},
    {"h", 3600 * nanoseconds_per_second},
    {"m", 60 * nanoseconds_per_second},
    {"s", nanoseconds_per_second},
};

}  // namespace

int64_t days_from_civil(int64_t year, int month, int day) {
  // Years that begin in March put the leap day last; eras of 400 years repeat.
  year -= month <= 2 ? 1 : 0;
  const int64_t era = floor_divide(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilTime civil_time(int64_t seconds) {
  const int64_t days = floor_divide(seconds, seconds_per_day);
  const auto rest = static_cast<int>(seconds - days * seconds_per_day);
  const int64_t shifted = days + 719468;
  const int64_t era = floor_divide(shifted, 146097);
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_index = (5 * day_of_year + 2) / 153;
  CivilTime civil;
  civil.day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
  civil.month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  civil.hour = rest / 3600;
  civil.minute = rest / 60 % 60;
  civil.second = rest % 60;
  civil.weekday = static_cast<int>(((days + 4) % 7 + 7) % 7);
  civil.year_day = static_cast<int>(days - days_from_civil(civil.year, 1, 1));
  return civil;
}

std::optional<Value> make_timestamp(int64_t seconds, int64_t nanoseconds) {
  seconds += floor_divide(nanoseconds, nanoseconds_per_second);
  nanoseconds -= floor_divide(nanoseconds, nanoseconds_per_second) * nanoseconds_per_second;
  if (seconds < min_timestamp_seconds || seconds > max_timestamp_seconds) return std::nullopt;
  return Value::timestamp(seconds, static_cast<uint32_t>(nanoseconds));
}

std::optional<Value> make_duration(int64_t seconds, int64_t nanoseconds) {
  int64_t total = 0;
  if (__builtin_mul_overflow(seconds, nanoseconds_per_second, &total) ||
      __builtin_add_overflow(total, nanoseconds, &total)) {
    return std::nullopt;
  }
  return Value::duration(total / nanoseconds_per_second,
                         static_cast<int32_t>(total % nanoseconds_per_second));
}

std::optional<Value> parse_timestamp(std::string_view text) {
  Scanner scanner(text);
  const auto year = scanner.digits(4);
  if (!year || !scanner.take('-')) return std::nullopt;
  const auto month = scanner.digits(2);
  if (!month || !scanner.take('-')) return std::nullopt;
  const auto day = scanner.digits(2);
  if (!day || !(scanner.take('T') || scanner.take('t'))) return std::nullopt;
  const auto hour = scanner.digits(2);
  if (!hour || !scanner.take(':')) return std::nullopt;
  const auto minute = scanner.digits(2);
  if (!minute || !scanner.take(':')) return std::nullopt;
  const auto second = scanner.digits(2);
  if (!second) return std::nullopt;
  int64_t nanoseconds = 0;
  if (scanner.take('.')) {
    const auto fraction = scanner.nanoseconds();
    if (!fraction) return std::nullopt;
    nanoseconds = *fraction;
  }
  int32_t offset = 0;
  if (!scanner.take('Z') && !scanner.take('z')) {
    const auto sign = text.find_first_of("+-", 19);
    const auto zone =
        sign == std::string_view::npos ? std::nullopt : fixed_offset(text.substr(sign));
    if (!zone || (scanner.peek() != '+' && scanner.peek() != '-')) return std::nullopt;
    offset = *zone;
  } else if (!scanner.at_end()) {
    return std::nullopt;
  }
  if (*year < 1 || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month) ||
      *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  const int64_t seconds = days_from_civil(*year, *month, *day) * seconds_per_day + *hour * 3600 +
                          *minute * 60 + *second - offset;
  return make_timestamp(seconds, nanoseconds);
}

std::optional<Value> parse_duration(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  if (text == "0") return Value::duration(0);
  if (text.empty()) return std::nullopt;
  int64_t total = 0;
  while (!text.empty()) {
    int64_t whole = 0, fraction = 0, scale = 1;
    size_t at = 0;
    bool any = false;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, any = true) {
      if (__builtin_mul_overflow(whole, 10, &whole) ||
          __builtin_add_overflow(whole, text[at] - '0', &whole)) {
        return std::nullopt;
      }
    }
    if (at < text.size() && text[at] == '.') {
      for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, any = true) {
        if (scale >= nanoseconds_per_second) continue;  // finer than a nanosecond of any unit
        fraction = fraction * 10 + (text[at] - '0');
        scale *= 10;
      }
    }
    if (!any) return std::nullopt;
    text.remove_prefix(at);
    const Unit* unit = nullptr;
    for (const Unit& candidate : units) {
      if (text.substr(0, candidate.name.size()) != candidate.name) continue;
      unit = &candidate;
      break;
    }
    if (unit == nullptr) return std::nullopt;
    text.remove_prefix(unit->name.size());
    int64_t part = 0;
    const auto fine =
        static_cast<int64_t>(static_cast<double>(fraction) *
                             (static_cast<double>(unit->nanoseconds) / static_cast<double>(scale)));
    if (__builtin_mul_overflow(whole, unit->nanoseconds, &part) ||
        __builtin_add_overflow(part, fine, &part) || __builtin_add_overflow(total, part, &total)) {
      return std::nullopt;
    }
  }
  return make_duration(0, negative ? -total : total);
}

void append_timestamp(std::string& out, const Value& timestamp) {
  const CivilTime civil = civil_time(timestamp.seconds());
  const std::string year = std::to_string(civil.year);
  out.append(year.size() < 4 ? 4 - year.size() : 0, '0').append(year).append("-");
  append_two(out, civil.month);
  out += '-';
  append_two(out, civil.day);
  out += 'T';
  append_two(out, civil.hour);
  out += ':';
  append_two(out, civil.minute);
  out += ':';
  append_two(out, civil.second);
  append_fraction(out, timestamp.nanoseconds());
  out += 'Z';
}

void append_duration(std::string& out, const Value& duration) {
  const int64_t seconds = duration.seconds();
  const int32_t nanoseconds = duration.nanoseconds();
  if (seconds < 0 || nanoseconds < 0) out += '-';
  base::append_int(out, seconds < 0 ? -seconds : seconds);
  append_fraction(out, nanoseconds < 0 ? -nanoseconds : nanoseconds);
  out += 's';
}

std::optional<int32_t> zone_offset(std::string_view zone, int64_t seconds) {
  if (zone == "UTC" || zone == "Z" || zone.empty()) return 0;
  if (const auto fixed = fixed_offset(zone)) return fixed;
  return named_zone_offset(zone, seconds);
}

}  // namespace stet::cel
