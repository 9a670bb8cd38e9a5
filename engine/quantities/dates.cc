#include "engine/quantities/dates.h"

#include <algorithm>

namespace stet::quantities {

namespace {

/// One part of "2019-sep-1".
struct Slot {
  uint32_t end = 0;
  int32_t value = 0;
  uint32_t digits = 0;  ///< 0: the name of a month
};

class DigitReader {
 public:
  DigitReader(const Context& context, bool dotted)
      : c_(context), p_(context.pieces), dotted_(dotted) {}

  Day read(uint32_t at) const {
    const char before = mark_before(at);
    if (before == 'd') return {};
    if (const Day day = before == 0 ? one_number(at) : Day{}; day.end != 0) return day;
    Slot slots[3];
    slots[0] = slot(at);
    if (slots[0].end == 0) return {};
    char mark = 0;
    uint32_t count = 1;
    for (; count < 3; ++count) {
      const uint32_t end = slots[count - 1].end;
      const char separator = separator_at(end, count == 2);
      if (separator == 0 || (mark != 0 && separator != mark && separator != ',')) break;
      slots[count] = slot(end + (separator == ' ' ? 0 : 1));
      if (slots[count].end == 0) break;
      if (separator != ',') mark = separator;
    }
    // "5/1/2019-5/7/2020" are two.
    if (count < 2 || (before != 0 && (before == mark || mark != '/'))) return {};
    const uint32_t end = slots[count - 1].end;
    if (goes_on(end) || (mark == ' ' && count < 3)) return {};
    return count == 3 ? three(slots, mark) : two(slots, mark);
  }

 private:
  /// The mark between this and digits before it, 'd' when none stands there; 0: free.
  char mark_before(uint32_t at) const {
    if (at == 0 || !p_.glued(at) || !p_.is_digits(at)) return 0;
    const uint32_t before = at - 1;
    if (p_[before].kind != PieceKind::mark) return 'd';
    return before > 0 && p_.glued(before) && p_.is_digits(before - 1) ? p_.written(before)[0]
                                                                      : '\0';
  }
  /// More digits behind a mark: "222-2222", "8/1.5".
  bool goes_on(uint32_t at) const {
    if (p_.glued(at) && (p_.is_digits(at) || p_.is_mark(at, '%'))) return true;
    const bool mark = p_.is_mark(at, '-') || p_.is_mark(at, '/') || p_.is_mark(at, '.');
    return mark && p_.glued(at) && p_.glued(at + 1) && p_.is_digits(at + 1) &&
           !p_.is_mark(at + 2, ':') && !p_.is_mark(at + 2, '/');
  }

  Slot slot(uint32_t at) const {
    if (p_.is_digits(at)) {
      const uint32_t size = p_[at].span.size();
      if (size > 4 || size == 3) return {};
      int32_t value = 0;
      for (const char c : p_.written(at)) value = value * 10 + (c - '0');
      return {at + 1, value, size};
    }
    const Word month = c_.find(at, Sort::month);
    return month ? Slot{month.end, month.value, 0} : Slot{};
  }
  /// The mark before the next slot; ' ' between pieces with a space.
  char separator_at(uint32_t at, bool last) const {
    for (const char mark : {'-', '/', '.'}) {
      if (p_.is_mark(at, mark) && p_.glued(at) && p_.glued(at + 1)) return mark;
    }
    if (last && p_.is_mark(at, ',') && p_.is_digits(at + 1) && p_[at + 1].span.size() == 4)
      return ',';
    return p_.is_digits(at) && !p_.glued(at) ? ' ' : 0;
  }

  /// "20161016"
  Day one_number(uint32_t at) const {
    if (!p_.is_digits(at) || p_[at].span.size() != 8 || goes_on(at + 1)) return {};
    int32_t value = 0;
    for (const char c : p_.written(at)) value = value * 10 + (c - '0');
    const CivilDate date{value / 10000, value / 100 % 100, value % 100};
    if (!is_valid(date) || date.year < 1900 || date.year > 2100) return {};
    return fixed_day(at + 1, days_of(date));
  }

  Day three(const Slot (&slots)[3], char mark) const {
    if (mark == ' ' && (slots[0].digits != 4 || slots[1].digits == 0 || slots[2].digits == 0))
      return {};
    int32_t year = -1;
    int32_t month = 0;
    int32_t day = 0;
    uint32_t year_digits = 0;
    const auto is_year = [&](int i) { return slots[i].digits == 4; };
    const int name = slots[0].digits == 0   ? 0
                     : slots[1].digits == 0 ? 1
                     : slots[2].digits == 0 ? 2
                                            : -1;
    int at_year = is_year(0) ? 0 : is_year(1) ? 1 : 2;
    if (name == 2 && !is_year(1)) at_year = 0;
    if (name == at_year) return {};
    year = slots[at_year].value;
    year_digits = slots[at_year].digits;
    int rest[2];
    int count = 0;
    for (int i = 0; i < 3; ++i) {
      if (i != at_year) rest[count++] = i;
    }
    if (name >= 0) {
      month = slots[name].value;
      day = slots[rest[0] == name ? rest[1] : rest[0]].value;
    } else {
      if (at_year == 1) return {};
      month = slots[rest[0]].value;
      day = slots[rest[1]].value;
      if (month > 12) std::swap(month, day);
    }
    if (month < 1 || month > 12 || day < 1 || day > 31) return {};
    if (year_digits == 4) return make_day(c_, slots[2].end, year, month, day);
    if (year_digits == 2) return short_year(slots[2].end, year, month, day);
    return {};
  }

  /// Two digits: the thirties may be of either century.
  Day short_year(uint32_t end, int32_t year, int32_t month, int32_t day) const {
    if (year >= 30 && year < 40) {
      Day both = make_day(c_, end, 2000 + year, month, day);
      const Day past = make_day(c_, end, 1900 + year, month, day);
      both.past = past.past;
      both.timex = "XX" + both.timex.substr(2);
      return both;
    }
    return make_day(c_, end, (year < 30 ? 2000 : 1900) + year, month, day);
  }

  Day two(const Slot (&slots)[3], char mark) const {
    if (slots[0].digits > 2 || slots[1].digits > 2) return {};
    int32_t month = slots[0].value;
    int32_t day = slots[1].value;
    const bool named = slots[0].digits == 0 || slots[1].digits == 0;
    if (named) {
      if (slots[0].digits == slots[1].digits) return {};
      if (slots[1].digits == 0) std::swap(month, day);
    } else {
      const bool alone =
          !p_.is_word(slots[1].end) || c_.says(slots[1].end, "with") || c_.says(slots[1].end, "at");
      if ((mark == '-' && !(dotted_ && alone)) || (mark == '.' && !dotted_)) return {};
      if (month > 12) std::swap(month, day);
    }
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(2000, month)) return {};
    const uint32_t end = slots[1].end;
    if (!named && p_.is_word(end) && p_.glued(end)) return {};
    if (const Whole year = named || mark == '/' ? read_year_after(c_, end) : Whole{};
        year.end != 0) {
      return make_day(c_, year.end, year.value, month, day);
    }
    return make_day(c_, end, -1, month, day);
  }

  const Context& c_;
  const Pieces& p_;
  bool dotted_;
};

class NamedReader {
 public:
  explicit NamedReader(const Context& context) : c_(context), p_(context.pieces) {}

  Day read(uint32_t at) const {
    const Day first = month_first(at);
    return first.end != 0 ? first : day_first(at);
  }

 private:
  /// "January 12th, 2016", "October. 2", "May the fourth".
  Day month_first(uint32_t at) const {
    const Word month = c_.find(at, Sort::month);
    if (!month) return {};
    uint32_t end = month.end;
    if (p_.is_mark(end, '.') || p_.is_mark(end, ',')) ++end;
    end = c_.skip_the(end);
    const Whole day = c_.day_of_month(end);
    if (day.end == 0 || is_hour(day.end) || is_count(day)) return {};
    if (const Whole year = read_year_after(c_, day.end); year.end != 0) {
      return make_day(c_, year.end, year.value, month.value, day.value);
    }
    return make_day(c_, day.end, -1, month.value, day.value);
  }
  /// "Oct 5 pm" and "Oct 5:30" are no days.
  bool is_hour(uint32_t at) const {
    if (p_.is_mark(at, ':') && p_.is_digits(at + 1)) return true;
    if (p_.is_mark(at, '.') && p_.glued(at) && p_.glued(at + 1) && p_.is_digits(at + 1))
      return true;
    return c_.says(at, "am") || c_.says(at, "pm") || p_.is_mark(at, '%');
  }
  bool is_count(const Whole& day) const {
    return p_.glued(day.end) && (p_.is_digits(day.end) || p_.is_word(day.end));
  }

  /// "4th of July of 1995", "the fifteenth day of June", "the 21st this month".
  Day day_first(uint32_t at) const {
    const uint32_t begin = c_.skip_the(at);
    const Whole day = c_.day_of_month(begin);
    if (day.end == 0 || (begin > at && !day.ordinal)) return {};
    uint32_t end = day.end;
    const bool day_said = c_.take("day", end);
    c_.take_any({"of", "in"}, end);
    if (const Day relative = of_relative_month(day, end); relative.end != 0) return relative;
    const Word month = c_.find(end, Sort::month);
    if (!month || (begin > at && day_said)) return {};
    if (end == day.end && c_.says(month.end - 1, "may") && !p_[month.end - 1].upper) return {};
    end = month.end;
    if (p_.is_mark(end, '.') && p_.is_digits(end + 1) && p_[end + 1].span.size() == 4) ++end;
    if (const Whole year = read_year_after(c_, end); year.end != 0) {
      return make_day(c_, year.end, year.value, month.value, day.value);
    }
    return make_day(c_, month.end, -1, month.value, day.value);
  }
  Day of_relative_month(const Whole& day, uint32_t at) const {
    const uint32_t the = c_.skip_the(at);
    int32_t months = 0;
    uint32_t end = the;
    if (const Word relation = c_.find(the, Sort::relation); relation && relation.value <= 1) {
      months = relation.value;
      end = relation.end;
    } else if (the == at) {
      return {};
    }
    if (!c_.take("month", end)) return {};
    const CivilDate month = date_of(add_months(c_.start_of(Grain::month, c_.today), months));
    return make_day(c_, end, month.year, month.month, day.value);
  }

  const Context& c_;
  const Pieces& p_;
};

}  // namespace

Day fixed_day(uint32_t end, int64_t days) {
  Day day;
  day.end = end;
  day.past = day.future = days;
  day.timex = iso_date(days);
  day.has_year = true;
  const CivilDate date = date_of(days);
  day.month = date.month;
  day.day = date.day;
  return day;
}

Day make_day(const Context& context, uint32_t end, int32_t year, int32_t month, int32_t number) {
  Day day;
  day.end = end;
  if (year < 0) {
    context.resolve_day(month, number, day);
    return day;
  }
  if (is_valid({year, month, number})) return fixed_day(end, days_of({year, month, number}));
  day.timex = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(number, 2);
  day.resolved = false;
  day.has_year = true;
  return day;
}

Whole read_year_after(const Context& context, uint32_t at) {
  uint32_t end = at;
  const Pieces& pieces = context.pieces;
  if (pieces.is_mark(end, ',')) ++end;
  context.take_any({"of the year", "of year", "in year", "of", "in"}, end);
  const Whole year = context.year(end);
  const bool short_word = year.digits == 0 && year.value < 100;
  if (year.end == 0 || short_word || year.value < 1000) return {};
  if (pieces.is_mark(year.end, ':') || pieces.is_mark(year.end, '%')) return {};
  if (pieces.glued(year.end) && pieces.is_word(year.end)) return {};
  return year;
}

Day read_digit_date(const Context& context, uint32_t at, bool dotted) {
  return DigitReader(context, dotted).read(at);
}
Day read_named_date(const Context& context, uint32_t at) { return NamedReader(context).read(at); }

}  // namespace stet::quantities
