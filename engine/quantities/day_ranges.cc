#include "engine/quantities/day_ranges.h"

#include <algorithm>

#include "engine/quantities/dates.h"
#include "engine/quantities/years.h"

namespace stet::quantities {

namespace {

enum class EndSort : uint8_t { none, number, day, span };

/// One end: a day, the point that a period stands for, or a number of a day alone.
struct End {
  uint32_t end = 0;
  EndSort sort = EndSort::none;
  std::string timex;
  int64_t past = 0, future = 0;
  Grain grain = Grain::day;
  bool has_year = false;
  bool modified = false;
  bool weekday = false;
  bool is_now = false;
  int32_t number = 0;  ///< day of the month
};

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context), p_(context.pieces) {}

  Moment read(uint32_t at) const {
    if (const Moment moment = in_month(at); moment.end != 0) return moment;
    uint32_t next = at;
    const int64_t week = week_before(next);
    const bool between = c_.take("between", next);
    if (!between) c_.take("from", next);
    if (week != no_week && next == at) return {};
    End left = end_at(next);
    if (left.sort == EndSort::none) return {};
    uint32_t to = left.end;
    if (p_.is_dash(to) || p_.is_mark(to, '~')) {
      // "10-12-2015" is no range, and neither is "1995-01".
      if (p_.glued(to) && left.sort == EndSort::number && p_.glued(to + 1) &&
          p_.is_digits(to + 1) && next == at && !c_.find(to + 2, Sort::month)) {
        return {};
      }
      ++to;
    } else {
      if (p_.is_mark(to, ',')) ++to;
      if (!c_.take_any({"to", "until", "till", "til", "through", "thru", "thru"}, to) &&
          !(between && c_.take("and", to))) {
        return {};
      }
    }
    c_.take("on", to);
    End right = end_at(to);
    if (right.sort == EndSort::none || !agree(left, right)) return {};
    if (week != no_week) {
      if (!left.weekday || !right.weekday) return {};
      place(left, week);
      place(right, week);
    }
    return range(left, right);
  }

 private:
  static constexpr int64_t no_week = INT64_MIN;

  /// "February between the 2nd and the 7th", "Nov from 19 to 20, 2018"
  Moment in_month(uint32_t at) const {
    const Word month = c_.find(at, Sort::month);
    uint32_t next = month.end;
    if (!month || !c_.take_any({"between", "from"}, next)) return {};
    const Whole first = c_.day_of_month(c_.skip_the(next));
    next = first.end;
    if (first.end == 0 || !c_.take_any({"and", "to", "until", "till", "through"}, next)) return {};
    const Whole last = c_.day_of_month(c_.skip_the(next));
    if (last.end == 0 || last.value <= first.value) return {};
    const Whole year = read_year_after(c_, last.end);
    const uint32_t end = year.end != 0 ? year.end : last.end;
    const int32_t of = year.end != 0 ? year.value : -1;
    const auto end_of = [&](const Whole& number) {
      const Day day = make_day(c_, end, of, month.value, number.value);
      End made{end, EndSort::day, day.timex, day.past, day.future};
      made.has_year = day.has_year;
      return made;
    };
    return range(end_of(first), end_of(last));
  }

  /// "this week from Tue to Thur"
  int64_t week_before(uint32_t& at) const {
    const Word relation = c_.find(at, Sort::relation);
    if (!relation || relation.value > 1 || !c_.says(relation.end, "week")) return no_week;
    uint32_t next = relation.end + 1;
    if (!c_.says(next, "from") && !c_.says(next, "between")) return no_week;
    at = next;
    return c_.start_of(Grain::week, c_.today) + 7 * relation.value;
  }
  static void place(End& end, int64_t monday) {
    end.past = end.future = monday + end.timex.back() - '1';
    end.timex = iso_date(end.future);
    end.weekday = false;
  }

  End end_at(uint32_t at) const {
    End end = said(at);
    if (end.sort == EndSort::none) end = said(c_.skip_the(at));
    if (end.sort != EndSort::none) return end;
    if (const uint32_t now = now_at(at); now != 0) {
      end = {now, EndSort::day, iso_date(c_.today), c_.today, c_.today};
      end.has_year = end.is_now = true;
      return end;
    }
    const Whole number = c_.day_of_month(c_.skip_the(at));
    if (number.end == 0 || p_.is_mark(number.end, ':') || p_.is_mark(number.end, '%')) return {};
    if (p_.glued(number.end) && (p_.is_word(number.end) || p_.is_digits(number.end))) return {};
    end.end = number.end;
    end.sort = EndSort::number;
    end.number = number.value;
    return end;
  }
  uint32_t now_at(uint32_t at) const {
    return c_.take_any({"right now", "now", "present", "the present", "date"}, at) ? at : 0;
  }

  End said(uint32_t at) const {
    const Day day = read_day(c_, at);
    const Span span = read_span(c_, at);
    End end;
    if (day.end != 0 && day.end >= span.end) {
      end = {day.end, EndSort::day, day.timex, day.past, day.future};
      end.has_year = day.has_year || day.timex.find('X') == std::string::npos;
      end.weekday = day.timex.starts_with("XXXX-WXX");
      end.number = day.day;
      return day.resolved || day.timex.size() == 10 ? end : End{};
    }
    if (span.end == 0 || !span.resolved) return {};
    end.end = span.end;
    end.sort = EndSort::span;
    end.grain = span.grain;
    end.has_year = span.has_year;
    end.past = point(span, span.past, span.past_end);
    end.future = point(span, span.future, span.future_end);
    end.modified = !span.modifier.empty();
    end.timex = span.has_year ? iso_date(end.future) : "XXXX" + iso_date(end.future).substr(4);
    return end;
  }
  /// Where a period begins; where a modified one says: "the end of March" is 1 April.
  static int64_t point(const Span& span, int64_t begin, int64_t end) {
    if (span.modifier == "end") return end;
    if (span.modifier != "mid") return begin;
    return span.grain == Grain::month ? begin + 6 : begin + (end - begin + 1) / 2;
  }

  /// Month and year that one end says hold for the other; false when they are no range.
  bool agree(End& left, End& right) const {
    if (left.sort == EndSort::number && right.sort == EndSort::number) return false;
    if (left.sort == EndSort::number) {
      if (right.sort != EndSort::day || right.number == 0) return false;
      return take_month(left, right, false) && left.future < right.future;
    }
    if (right.sort == EndSort::number) {
      if (left.sort != EndSort::day || left.weekday || left.number == 0) return false;
      return take_month(right, left, left.number > right.number);
    }
    if (right.weekday && !left.weekday) after(right, left.future);
    if (right.weekday && left.weekday) follow(left, right);
    if (left.is_now && !right.has_year) {
      right.past = right.future;
    } else if (left.has_year != right.has_year && !left.weekday && !right.weekday) {
      share_year(left, right);
    }
    if (left.future > right.future && !left.has_year && !right.has_year) {
      left.future = add_months(left.future, -12);
    }
    if (left.past > right.past && !right.has_year) right.past = add_months(right.past, 12);
    return left.future < right.future && left.past < right.past;
  }
  bool take_month(End& number, const End& other, bool next_month) const {
    const auto in_month = [&](int64_t day) {
      CivilDate date = date_of(next_month ? add_months(c_.start_of(Grain::month, day), 1) : day);
      date.day = number.number;
      return is_valid(date) ? days_of(date) : day;
    };
    number.sort = EndSort::day;
    number.past = in_month(other.past);
    number.future = in_month(other.future);
    number.has_year = other.has_year;
    number.timex = iso_date(number.future);
    if (!other.has_year) number.timex = other.timex.substr(0, 4) + number.timex.substr(4);
    if (other.timex.starts_with("XXXX-XX")) number.timex = "XXXX-XX" + number.timex.substr(7);
    return number.past != other.past;
  }
  void after(End& weekday, int64_t day) const {
    const int32_t wanted = weekday.timex.back() - '0';
    const int64_t found = day + (wanted - weekday_of(day) + 7) % 7;
    weekday.past = weekday.future = found;
    weekday.timex = iso_date(found);
    weekday.weekday = false;
    weekday.has_year = true;
  }
  static void follow(const End& left, End& right) {
    const int32_t steps = (right.timex.back() - left.timex.back() + 7) % 7;
    right.past = left.past + steps;
    right.future = left.future + steps;
  }
  /// "Nov 18 - Dec 19, 2015", "nov-feb 2017": the year that is said holds for both.
  static void share_year(End& left, End& right) {
    End& without = left.has_year ? right : left;
    const End& with = left.has_year ? left : right;

    CivilDate date = date_of(without.future);
    date.year = date_of(with.future).year;
    if (&without == &left && days_of(date) > with.future) --date.year;
    if (&without == &right && days_of(date) < with.future) ++date.year;
    if (!is_valid(date)) date.day = days_in_month(date.year, date.month);
    without.past = without.future = days_of(date);
    without.timex = iso_date(without.future);
    without.has_year = true;
  }

  static int64_t months_between(int64_t from, int64_t to) {
    const CivilDate a = date_of(from);
    const CivilDate b = date_of(to);
    return (b.year - a.year) * 12 + b.month - a.month;
  }
  static std::string length(const End& left, const End& right, int64_t from, int64_t to) {
    const auto coarse = [](const End& end) {
      return end.grain >= Grain::month && end.grain <= Grain::year;
    };
    if (left.grain == Grain::year && right.grain == Grain::year && !left.modified &&
        !right.modified) {
      return "P" + std::to_string(months_between(from, to) / 12) + "Y";
    }
    if (coarse(left) && coarse(right)) return "P" + std::to_string(months_between(from, to)) + "M";
    if (left.grain == Grain::week && right.grain == Grain::week) {
      return "P" + std::to_string((to - from) / 7) + "W";
    }
    return "P" + std::to_string(to - from) + "D";
  }
  static Moment range(const End& left, const End& right) {
    Moment moment;
    moment.end = right.end;
    moment.kind = Kind::date_period;
    const std::string timex = "(" + left.timex + "," + right.timex + "," +
                              length(left, right, left.future, right.future) + ")";
    add_reading(moment, range_reading(timex, left.past * day_seconds, right.past * day_seconds));
    add_reading(moment,
                range_reading(timex, left.future * day_seconds, right.future * day_seconds));
    return moment;
  }

  const Context& c_;
  const Pieces& p_;
};

}  // namespace

Moment read_day_range(const Context& context, uint32_t at) { return Reader(context).read(at); }

}  // namespace stet::quantities
