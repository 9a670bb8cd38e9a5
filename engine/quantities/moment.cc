#include "engine/quantities/moment.h"

#include <algorithm>

#include "engine/base/number.h"
#include "engine/quantities/cardinals.h"
#include "engine/quantities/fractions.h"
#include "engine/quantities/numbers.h"

namespace stet::quantities {

namespace {

constexpr double grain_seconds[] = {1,
                                    60,
                                    3600,
                                    86400.0,
                                    2 * 86400.0,
                                    7 * 86400.0,
                                    14 * 86400.0,
                                    30 * 86400.0,
                                    90 * 86400.0,
                                    182 * 86400.0,
                                    365 * 86400.0,
                                    3650 * 86400.0,
                                    36500 * 86400.0,
                                    86400.0,
                                    86400.0};

struct Iso {
  std::string_view letters;
  int32_t factor;
};
constexpr Iso grain_iso[] = {{"S", 1}, {"M", 1},  {"H", 1},   {"D", 1},  {"WE", 1},
                             {"W", 1}, {"W", 2},  {"M", 1},   {"M", 3},  {"M", 6},
                             {"Y", 1}, {"Y", 10}, {"Y", 100}, {"BD", 1}, {"D", 1}};

}  // namespace

double Length::seconds() const {
  double all = 0;
  for (const Part& part : parts) all += part.count * grain_seconds[static_cast<size_t>(part.grain)];
  return all;
}

std::string Length::timex() const {
  std::string days = "P";
  std::string time;
  for (const Part& part : parts) {
    const Iso& iso = grain_iso[static_cast<size_t>(part.grain)];
    std::string& out = part.grain <= Grain::hour ? time : days;
    base::append_double(out, part.count * iso.factor);
    out += iso.letters;
  }
  return time.empty() ? days : days + 'T' + time;
}

bool Length::below_day() const {
  return std::any_of(parts.begin(), parts.end(),
                     [](const Part& part) { return part.grain <= Grain::hour; });
}

Context::Context(const Pieces& text, int64_t reference)
    : pieces(text), words(Lexicon::get()), now(reference) {
  int64_t time = 0;
  today = day_part(now, time);
  date = date_of(today);
}

bool Context::take(std::string_view said, uint32_t& at) const {
  if (!pieces.may_say(at, said)) return false;
  uint32_t next = at;
  for (size_t begin = 0; begin < said.size(); ++next) {
    const size_t end = std::min(said.find(' ', begin), said.size());
    if (!says(next, said.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  at = next;
  return true;
}

bool Context::take_any(std::initializer_list<std::string_view> choices, uint32_t& at) const {
  return std::any_of(choices.begin(), choices.end(),
                     [&](std::string_view choice) { return take(choice, at); });
}

Count Context::count(uint32_t at) const {
  Count count;
  uint32_t end = at;
  if (take("another", end)) return {end, 1};
  if (take_any({"a couple of", "couple of", "a couple", "couple"}, end)) return {end, 2};
  if (take_any({"a few", "few", "several", "some"}, end)) return {end, 3, false, true};
  if (take_any({"half a", "half an"}, end)) return {end, 0.5};
  // "three quarters" may be a fraction; a number before a unit of time is none.
  if (const Whole small = whole(at);
      small.end != 0 && !small.ordinal && find(small.end, Sort::grain)) {
    return {small.end, static_cast<double>(small.value)};
  }
  Number number;
  if (read_number(pieces, at, number) && number.begin == at && number.value >= 0) {
    return {number.end, number.value};
  }
  if (take_any({"a", "an"}, end)) {
    count.end = end;
    count.value = 1;
    count.article = true;
  }
  return count;
}

Whole Context::whole(uint32_t at) const {
  Number number;
  if (read_ordinal(pieces, at, number)) {
    if (number.value > 9999) return {};
    const bool digits = pieces.is_digits(at);
    return {number.end, static_cast<int32_t>(number.value), digits ? pieces[at].span.size() : 0,
            true};
  }
  const Cardinal cardinal = read_cardinal(pieces, at);
  if (cardinal.end == 0 || cardinal.decimals || cardinal.power || cardinal.article) return {};
  if (cardinal.value > 99999999) return {};
  const bool digits = pieces.is_digits(at);
  if (digits && !cardinal.bare) return {};
  return {cardinal.end, static_cast<int32_t>(cardinal.value), digits ? pieces[at].span.size() : 0};
}

Whole Context::year(uint32_t at) const {
  const Whole first = whole(at);
  if (first.end == 0 || first.ordinal) return {};
  if (first.digits > 0) return first.digits == 4 ? first : Whole{};
  if (first.value >= 1500 && first.value < 2100) {
    const Word small = find(at, Sort::small);
    const bool fits = small && (small.value <= 2 || small.value >= 15);
    return fits ? first : Whole{};
  }
  // "nineteen ninety six", "twenty twenty"
  Word tens = find(at, Sort::small);
  if (!tens) tens = find(at, Sort::tens);
  if (!tens || (tens.value != 20 && (tens.value < 15 || tens.value > 19))) return {};
  uint32_t next = tens.end;
  if (take_any({"oh", "o"}, next)) {
    const Word unit = find(next, Sort::small);
    return unit && unit.value < 10 ? Whole{unit.end, tens.value * 100 + unit.value} : Whole{};
  }
  if (take("hundred", next)) {
    take("and", next);
    const Whole rest = whole(next);
    const bool small = rest.end != 0 && rest.digits == 0 && rest.value < 100 && !rest.ordinal;
    return small ? Whole{rest.end, tens.value * 100 + rest.value} : Whole{next, tens.value * 100};
  }
  const Whole rest = whole(next);
  if (rest.end == 0 || rest.digits > 0 || rest.ordinal || rest.value < 10 || rest.value > 99)
    return {};
  return {rest.end, tens.value * 100 + rest.value};
}

Whole Context::day_of_month(uint32_t at) const {
  Whole day = whole(at);
  if (day.end == 0) return day;
  if (day.digits == 0 && day.value > 31) {
    // "twenty five nineteen eighty six": the day ends before the year.
    const Word tens = find(at, Sort::tens);
    if (!tens) return {};
    day = {tens.end, tens.value};
  }
  if (day.value < 1 || day.value > 31 || day.digits > 2) return {};
  return day;
}

int64_t Context::start_of(Grain grain, int64_t day) const {
  CivilDate of = date_of(day);
  switch (grain) {
    case Grain::week:
    case Grain::fortnight: return day - weekday_of(day) + 1;
    case Grain::weekend: return day - weekday_of(day) + 6;
    case Grain::month: return days_of({of.year, of.month, 1});
    case Grain::quarter: return days_of({of.year, (of.month - 1) / 3 * 3 + 1, 1});
    case Grain::half: return days_of({of.year, of.month > 6 ? 7 : 1, 1});
    case Grain::year: return days_of({of.year, 1, 1});
    case Grain::decade: return days_of({of.year / 10 * 10, 1, 1});
    case Grain::century: return days_of({of.year / 100 * 100, 1, 1});
    default: return day;
  }
}

int64_t Context::add(int64_t day, Grain grain, int32_t count) {
  switch (grain) {
    case Grain::weekend:
    case Grain::week: return day + int64_t{7} * count;
    case Grain::fortnight: return day + int64_t{14} * count;
    case Grain::month: return add_months(day, count);
    case Grain::quarter: return add_months(day, 3 * count);
    case Grain::half: return add_months(day, 6 * count);
    case Grain::year: return add_months(day, 12 * count);
    case Grain::decade: return add_months(day, 120 * count);
    case Grain::century: return add_months(day, 1200 * count);
    case Grain::business_day:
      for (int32_t left = count < 0 ? -count : count; left > 0;) {
        day += count < 0 ? -1 : 1;
        if (weekday_of(day) <= 5) --left;
      }
      return day;
    default: return day + count;
  }
}

void Context::resolve_day(int32_t month, int32_t day, Day& out) const {
  out.month = month;
  out.day = day;
  out.timex = "XXXX-" + padded(month, 2) + "-" + padded(day, 2);
  const bool leap_day = month == 2 && day == 29;
  int32_t future = date.year;
  int32_t past = date.year;
  const auto exists = [&](int32_t year) { return is_valid({year, month, day}); };
  if (!leap_day && !exists(date.year)) {
    out.resolved = false;
    return;
  }
  while (!exists(future) || days_of({future, month, day}) * day_seconds < now) ++future;
  while (!exists(past) || days_of({past, month, day}) * day_seconds >= now) --past;
  out.future = days_of({future, month, day});
  out.past = days_of({past, month, day});
}

std::string padded(int64_t value, size_t width) {
  std::string digits;
  base::append_int(digits, value);
  return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

std::string iso_date(int64_t days) {
  const CivilDate date = date_of(days);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string clock_timex(const Clock& clock, int32_t hours_later) {
  std::string text = "T" + padded(clock.hour + hours_later, 2);
  if (clock.minute >= 0) text += ":" + padded(clock.minute, 2);
  if (clock.second >= 0) text += ":" + padded(clock.second, 2);
  return text;
}

std::string seconds_timex(int64_t seconds) {
  std::string text = "PT";
  const auto part = [&](int64_t value, char letter) {
    if (value > 0) base::append_int(text, value), text += letter;
  };
  part(seconds / 3600, 'H');
  part(seconds / 60 % 60, 'M');
  part(seconds % 60, 'S');
  return text;
}

std::string week_timex(int64_t monday) {
  // The week belongs to the year of its Thursday.
  const int64_t thursday = monday + 3;
  const int32_t year = date_of(thursday).year;
  const int64_t first = days_of({year, 1, 1});
  return padded(year, 4) + "-W" + padded((thursday - first) / 7 + 1, 2);
}

}  // namespace stet::quantities
