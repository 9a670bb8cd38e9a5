// One day: "tomorrow", "next Friday", "Tuesday of next week", "two days ago", "the second Monday of
// May", "Christmas Eve", and dates with a month (dates.h).
#include "engine/quantities/dates.h"
#include "engine/quantities/holidays.h"

namespace stet::quantities {

namespace {

class Reader {
 public:
  explicit Reader(const Context& context, uint32_t depth = 0)
      : c_(context), p_(context.pieces), depth_(depth) {}

  Day read(uint32_t at) const {
    Day best;
    const auto better = [&](const Day& day) {
      if (day.end > best.end) best = day;
    };
    better(day_word(at));
    better(read_named_date(c_, at));
    better(read_digit_date(c_, at, may_be_dotted(at)));
    better(with_weekday(at));
    better(related_weekday(at));
    better(related_date(at));
    better(week_then_weekday(at));
    better(ordinal_weekday(at));
    better(counted(at));
    if (Day holiday = read_holiday(c_, at); holiday.end > best.end) {
      best = holiday;
      best.holiday = true;
    }
    if (best.end == 0) better(day_alone(at));
    weekday_in_brackets(best);
    return best;
  }

 private:
  bool may_be_dotted(uint32_t at) const {
    return at > 0 && (c_.says(at - 1, "on") || c_.says(at - 1, "in"));
  }

  Day day_word(uint32_t at) const {
    const Word word = c_.find(at, Sort::day_word);
    if (!word) return {};
    if (word.end == at + 2 && c_.says(at, "the") && c_.says(at + 1, "day")) {
      const bool for_the_day = at > 0 && c_.says(at - 1, "for");
      if (!for_the_day || c_.says(word.end, "of")) return {};
    }
    return fixed_day(word.end, c_.today + word.value);
  }

  /// "may/22(tue)"
  void weekday_in_brackets(Day& day) const {
    if (day.end == 0 || !p_.is_mark(day.end, '(')) return;
    const Word weekday = c_.find(day.end + 1, Sort::weekday);
    if (weekday && p_.is_mark(weekday.end, ')')) day.end = weekday.end + 1;
  }

  bool is_weekday(const Word& weekday, uint32_t at) const {
    if (!weekday || p_.written(at).ends_with("days")) return false;
    const bool word =
        c_.says(at, "sat") || c_.says(at, "sun") || c_.says(at, "wed") || c_.says(at, "mon");
    return !word || p_[at].upper;
  }

  /// "monday", "Wed, 22 of Jan", "Friday 7.6", "Friday the 26th", "mon 13th", "tuesday next week".
  Day with_weekday(uint32_t at) const {
    const Word weekday = c_.find(at, Sort::weekday);
    if (!weekday || p_.written(at).ends_with("days")) return {};
    uint32_t end = weekday.end;
    if (p_.is_mark(end, '.') && p_.glued(end)) ++end;
    if (p_.is_mark(end, ',')) ++end;
    for (const uint32_t from : {end, c_.skip_the(end)}) {
      Day date = read_named_date(c_, from);
      if (date.end == 0) date = read_digit_date(c_, from, true);
      if (date.end == 0 && p_.is_mark(from, '(')) {
        date = read_named_date(c_, from + 1);
        if (date.end == 0) date = read_digit_date(c_, from + 1, true);
        if (date.end != 0 && p_.is_mark(date.end, ')')) ++date.end;
      }
      if (date.end != 0) return date;
    }
    if (const Day day = and_number(weekday, weekday.end); day.end != 0) return day;
    if (const Day day = of_week(weekday); day.end != 0) return day;
    if (const Day day = counted(weekday.end); day.end != 0) return in_week(weekday.value, day);
    return is_weekday(weekday, at) ? near(weekday) : Day{};
  }

  Day near(const Word& weekday) const {
    Day day;
    day.end = weekday.end;
    day.timex = "XXXX-WXX-" + std::to_string(weekday.value);
    const int64_t monday = c_.start_of(Grain::week, c_.today);
    day.future = day.past = monday + weekday.value - 1;
    if (day.future < c_.today) day.future += 7;
    if (day.past >= c_.today) day.past -= 7;
    return day;
  }

  /// "Friday the 26th" is of this month; "mon 13th" of any month that has one.
  Day and_number(const Word& weekday, uint32_t at) const {
    const uint32_t from = c_.skip_the(at);
    const Whole number = c_.day_of_month(from);
    if (number.end == 0 || p_.is_mark(number.end, ':')) return {};
    if (p_.glued(number.end) && p_.is_word(number.end)) return {};
    if (from > at) {
      return make_day(c_, number.end, c_.date.year, c_.date.month, number.value);
    }
    if (!number.ordinal && number.digits == 0) return {};
    if (c_.says(number.end, "am") || c_.says(number.end, "pm") || c_.says(number.end, "a") ||
        c_.says(number.end, "p") || c_.says(number.end, "oclock") || c_.says(number.end, "o") ||
        (p_.is_mark(number.end, '.') && p_.is_digits(number.end + 1)) || p_.is_dash(number.end)) {
      return {};
    }
    if (c_.find(number.end, Sort::grain) || c_.says(number.end, "to")) return {};
    Day day;
    day.end = number.end;
    day.timex = "XXXX-WXX-" + std::to_string(weekday.value);
    day.past = search(weekday.value, number.value, -1);
    day.future = search(weekday.value, number.value, 1);
    return day;
  }
  int64_t search(int32_t weekday, int32_t number, int32_t step) const {
    const int64_t month = c_.start_of(Grain::month, c_.today);
    for (int32_t i = 0; i < 240; ++i) {
      CivilDate date = date_of(add_months(month, i * step));
      date.day = number;
      if (!is_valid(date)) continue;
      const int64_t days = days_of(date);
      const bool side = step > 0 ? days * day_seconds >= c_.now : days * day_seconds < c_.now;
      if (side && weekday_of(days) == weekday) return days;
    }
    return c_.today;
  }

  /// "Tuesday [of] next week"
  Day of_week(const Word& weekday) const {
    uint32_t end = weekday.end;
    c_.take_any({"of", "in"}, end);
    const Word relation = c_.find(c_.skip_the(end), Sort::relation);
    if (!relation || relation.value > 1 || !c_.says(relation.end, "week")) return {};
    const int64_t monday = c_.start_of(Grain::week, c_.today) + 7 * relation.value;
    return fixed_day(relation.end + 1, monday + weekday.value - 1);
  }
  /// "next week [on] Tuesday"
  Day week_then_weekday(uint32_t at) const {
    const Word relation = c_.find(at, Sort::relation);
    if (!relation || relation.value > 1 || !c_.says(relation.end, "week")) return {};
    uint32_t end = relation.end + 1;
    if (p_.is_mark(end, ',')) ++end;
    c_.take("on", end);
    const Word weekday = c_.find(end, Sort::weekday);
    if (!weekday) return {};
    const int64_t monday = c_.start_of(Grain::week, c_.today) + 7 * relation.value;
    return fixed_day(weekday.end, monday + weekday.value - 1);
  }
  Day in_week(int32_t weekday, const Day& day) const {
    // Weeks begin on Sunday when somebody counts from another day.
    const int64_t sunday = day.past - weekday_of(day.past) % 7;
    return fixed_day(day.end, sunday + weekday % 7);
  }

  /// "next Friday" is of next week, "this upcoming Friday" the nearest.
  Day related_weekday(uint32_t at) const {
    uint32_t begin = c_.skip_the(at);
    const bool nearest_said = c_.take("this", begin);
    Word relation = c_.find(begin, Sort::relation);
    bool nearest = false;
    if (relation && relation.value != 9) {
      nearest = nearest_said || c_.says(begin, "upcoming") || c_.says(begin, "coming");
    } else if (nearest_said) {
      relation = {0, begin};
    } else {
      return {};
    }
    const Word weekday = c_.find(relation.end, Sort::weekday);
    if (!weekday || p_.written(relation.end).ends_with("days")) return {};
    const int64_t monday = c_.start_of(Grain::week, c_.today);
    int64_t day = monday + weekday.value - 1;
    if (!nearest) {
      day += 7 * relation.value;
    } else if (relation.value > 0 && day <= c_.today) {
      day += 7;
    } else if (relation.value < 0 && day >= c_.today) {
      day -= 7;
    }
    return fixed_day(weekday.end, day);
  }

  /// "next 5/12", "this Friday 7.6", "this friday (jun-15)": the date, in the year that is said.
  Day related_date(uint32_t at) const {
    const Word relation = c_.find(at, Sort::relation);
    if (!relation || relation.value > 1 || relation.value < 0) return {};
    uint32_t next = relation.end;
    if (const Word weekday = c_.find(next, Sort::weekday)) next = weekday.end;
    const bool brackets = p_.is_mark(next, '(');
    if (brackets) ++next;
    Day day = read_digit_date(c_, next, next > relation.end);
    if (day.end == 0) day = read_named_date(c_, next);
    if (day.end == 0 || day.has_year || !day.resolved || day.month == 0) return {};
    if (brackets && !p_.is_mark(day.end++, ')')) return {};
    const CivilDate date{c_.date.year + relation.value, day.month, day.day};
    if (!is_valid(date)) return {};
    day.past = day.future = days_of(date);
    return day;
  }

  /// "the second Monday of next month", "first Monday in May 2018", "second Sunday" of this month.
  Day ordinal_weekday(uint32_t at) const {
    const uint32_t begin = c_.skip_the(at);
    int32_t number = -1;
    uint32_t end = begin;
    if (c_.take("last", end)) {
      number = 5;
    } else if (const Whole ordinal = c_.whole(begin); ordinal.end != 0 && ordinal.ordinal) {
      number = ordinal.value;
      end = ordinal.end;
    }
    const Word weekday = number > 0 && number <= 5 ? c_.find(end, Sort::weekday) : Word{};
    if (!weekday) return {};
    end = weekday.end;
    int64_t month = c_.start_of(Grain::month, c_.today);
    const bool of = c_.take_any({"of", "in"}, end);
    if (!of) {
      if (number == 5) return {};
      return fixed_day(weekday.end, in_month(month, weekday.value, number));
    }
    const uint32_t the = c_.skip_the(end);
    Day day;
    const std::string tail =
        "-WXX-" + std::to_string(weekday.value) + "-#" + std::to_string(number);
    const Word relation = c_.find(the, Sort::relation);
    if ((relation && c_.says(relation.end, "month")) || (the > end && c_.says(the, "month"))) {
      const int32_t months = relation ? relation.value : 0;
      month = add_months(month, months);
      day =
          fixed_day(relation ? relation.end + 1 : the + 1, in_month(month, weekday.value, number));
      day.timex = "XXXX-" + padded(date_of(month).month, 2) + tail;
      return day;
    }
    const Word name = c_.find(end, Sort::month);
    if (!name) return {};
    if (const Whole year = read_year_after(c_, name.end); year.end != 0) {
      day = fixed_day(year.end,
                      in_month(days_of({year.value, name.value, 1}), weekday.value, number));
      day.timex = padded(year.value, 4) + "-" + padded(name.value, 2) + tail;
      return day;
    }
    day.end = name.end;
    day.timex = "XXXX-" + padded(name.value, 2) + tail;
    const auto of_year = [&](int32_t year) {
      return in_month(days_of({year, name.value, 1}), weekday.value, number);
    };
    day.future = of_year(c_.date.year);
    day.past = day.future;
    if (day.future * day_seconds < c_.now) day.future = of_year(c_.date.year + 1);
    if (day.past * day_seconds >= c_.now) day.past = of_year(c_.date.year - 1);
    return day;
  }
  static int64_t in_month(int64_t first, int32_t weekday, int32_t number) {
    int64_t day = first + (weekday - weekday_of(first) + 7) % 7 + 7 * (number - 1);
    if (date_of(day).month != date_of(first).month) day -= 7;
    return day;
  }

  /// "two days ago", "3 weeks from today", "in two weeks", "two Sundays from now".
  Day counted(uint32_t at) const {
    uint32_t begin = at;
    const bool in = c_.take("in", begin);
    const Length length = read_length(c_, begin);
    if (length.end == 0 || length.below_day() || !length.modifier.empty()) {
      return in ? Day{} : counted_weekdays(at);
    }
    if (in) {
      uint32_t end = length.end;
      // "in a fortnight's time"
      if (p_[end].kind == PieceKind::mark && c_.says(end + 1, "s") && c_.says(end + 2, "time")) {
        return moved(end + 3, c_.today, length, 1);
      }
      if (c_.take("since", end) || c_.take("from", end)) {
        const Whole year = c_.year(end);
        if (year.end != 0) return moved(year.end, days_of({year.value, 1, 1}), length, 1);
      }
      return moved(length.end, c_.today, length, 1);
    }
    uint32_t end = length.end;
    if (c_.take("ago", end)) return moved(end, c_.today, length, -1);
    if (c_.take_any({"from now", "later", "from this day"}, end))
      return moved(end, c_.today, length, 1);
    if (c_.take_any({"earlier", "back"}, end)) return moved(end, c_.today, length, -1);
    const bool before = c_.take_any({"before", "prior to"}, end);
    if (!before && !c_.take_any({"from", "after", "following"}, end)) return {};
    // "two days before the day before …" ends somewhere.
    const Day base = depth_ < 3 ? Reader(c_, depth_ + 1).read(end) : Day{};
    return base.end == 0 ? Day{} : moved(base.end, base.future, length, before ? -1 : 1);
  }
  static Day moved(uint32_t end, int64_t day, const Length& length, int32_t sign) {
    for (const Length::Part& part : length.parts) {
      const double count = part.count;
      const auto whole = static_cast<int32_t>(count);
      day = Context::add(day, part.grain, sign * whole);
      if (count != whole && part.grain >= Grain::month && part.grain <= Grain::year) {
        const int32_t months = part.grain == Grain::year ? 12 : 1;
        day = add_months(day, sign * static_cast<int32_t>((count - whole) * months));
      }
    }
    return fixed_day(end, day);
  }
  Day counted_weekdays(uint32_t at) const {
    const Count count = c_.count(at);
    const Word weekday = count.end == 0 ? Word{} : c_.find(count.end, Sort::weekday);
    if (!weekday || count.value < 1 || count.value > 1000) return {};
    uint32_t end = weekday.end;
    const bool ago = c_.take("ago", end);
    if (!ago && !c_.take_any({"from now", "from today", "later", "hence"}, end)) return {};
    const auto times = static_cast<int64_t>(count.value);
    int64_t day = c_.start_of(Grain::week, c_.today) + weekday.value - 1;
    if (!ago && day <= c_.today) day += 7;
    if (ago && day >= c_.today) day -= 7;
    return fixed_day(end, day + (times - 1) * (ago ? -7 : 7));
  }

  /// "on the 27th", "for the 27.": a number alone, where the words around it make it a day.
  Day day_alone(uint32_t at) const {
    if (at == 0 || (!c_.says(at - 1, "on") && !c_.says(at - 1, "for"))) return {};
    const uint32_t begin = c_.skip_the(at);
    const Whole number = c_.day_of_month(begin);
    if (number.end == 0 || (begin == at && !(number.ordinal && c_.says(at - 1, "on")))) return {};
    const bool closes = number.end >= p_.size() ||
                        (p_[number.end].kind == PieceKind::mark && !p_.is_mark(number.end, '%')) ||
                        c_.says(number.end, "from") || c_.says(number.end, "between") ||
                        c_.says(number.end, "at");
    if (!closes) return {};
    Day day;
    day.end = number.end;
    day.timex = "XXXX-XX-" + padded(number.value, 2);
    day.day = number.value;
    day.future = month_with(number.value, 1);
    day.past = month_with(number.value, -1);
    return day;
  }
  int64_t month_with(int32_t number, int32_t step) const {
    const int64_t month = c_.start_of(Grain::month, c_.today);
    for (int32_t i = 0; i < 13; ++i) {
      CivilDate date = date_of(add_months(month, i * step));
      date.day = number;
      const int64_t days = days_of(date);
      const bool side = step > 0 ? days * day_seconds >= c_.now : days * day_seconds < c_.now;
      if (is_valid(date) && side) return days;
    }
    return c_.today;
  }

  const Context& c_;
  const Pieces& p_;
  uint32_t depth_;
};

}  // namespace

Day read_day(const Context& context, uint32_t at) {
  return context.recent_days.at(at, [&] { return Reader(context).read(at); });
}

}  // namespace stet::quantities
