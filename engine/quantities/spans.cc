// Periods of days by relation and number: "next week", "the past three months", "the first week of
// October", "rest of the week", and parts of them: "early next year", "mid-November".
#include <algorithm>

#include "engine/quantities/dates.h"
#include "engine/quantities/years.h"

namespace stet::quantities {

namespace {

class Reader {
 public:
  explicit Reader(const Context& context, uint32_t depth = 0)
      : c_(context), p_(context.pieces), depth_(depth) {}

  Span read(uint32_t at) const {
    Span best;
    const auto better = [&](const Span& span) {
      if (span.end > best.end) best = span;
    };
    better(whole(at));
    better(part(at));
    better(rest(at));
    better(to_date(at));
    better(within(at));
    better(from_day(at));
    better(less_than(at));
    return best;
  }

 private:
  Span whole(uint32_t at) const {
    Span best = read_named_span(c_, at);
    const auto better = [&](const Span& span) {
      if (span.end > best.end) best = span;
    };
    better(related(at));
    better(counted(at));
    better(numbered(at));
    better(week_of(at));
    better(after_next(at));
    if (best.end == 0) better(read_year_span(c_, at));
    return best;
  }

  Span aligned(uint32_t end, Grain grain, int32_t offset) const {
    const int64_t begin = Context::add(c_.start_of(grain, c_.today), grain, offset);
    const int64_t finish = grain == Grain::weekend ? begin + 2 : Context::add(begin, grain, 1);
    return fixed_span(end, span_timex(grain, begin), begin, finish, grain);
  }

  /// "this week", "next month", "last Sept", "the weekend", "my week", "same year".
  Span related(uint32_t at) const {
    const uint32_t begin = c_.skip_the(at);
    uint32_t next = begin;
    int32_t offset = 0;
    Word relation = c_.find(begin, Sort::relation);
    // "this coming week"
    if (relation && c_.says(begin, "this")) {
      const Word second = c_.find(relation.end, Sort::relation);
      if (second && second.value <= 1) relation = second;
    }
    if (relation) {
      offset = relation.value;
      next = relation.end;
    } else if (c_.says(at, "that") && c_.says(at + 1, "weekend")) {
      Span span = aligned(at + 2, Grain::weekend, 0);
      span.timex = "XXXX-WXX-WE";
      return span;
    } else if (!c_.take("my", next) && begin == at && !c_.says(at, "weekend")) {
      return {};
    }
    // "the" belongs to "the weekend" and "the next decade", not to "the next week".
    if (relation && begin > at && !c_.says(next, "decade") && !c_.says(next, "century")) return {};
    if (const Word month = c_.find(next, Sort::month); month && relation && offset <= 1) {
      const bool verb = c_.says(next, "may") || c_.says(next, "march");
      if (p_.is_digits(month.end) || (verb && !p_[next].upper)) return {};
      return month_span(c_, month.end, c_.date.year + offset, month.value);
    }
    if (relation && offset <= 1) {
      const Span span = year_of(next, offset);
      if (span.end != 0) return span;
    }
    if (c_.take_any({"workweek", "work week", "working week"}, next)) {
      const int64_t monday = c_.start_of(Grain::week, c_.today) + 7 * (offset == 9 ? 0 : offset);
      return fixed_span(next, week_timex(monday), monday, monday + 5, Grain::week);
    }
    const Word grain = c_.find(next, Sort::grain);
    const auto which = static_cast<Grain>(grain.value);
    if (!grain || which < Grain::weekend || which > Grain::century || p_[next].span.size() == 1)
      return {};
    if (p_.written(next).back() == 's') return {};
    if (which == Grain::half && !relation) return {};
    if (offset == 9) return same(grain.end, which);
    if (!relation && (which == Grain::quarter || which == Grain::half || which >= Grain::decade))
      return {};
    if (c_.says(grain.end, "of") || (!relation && c_.says(grain.end, "to"))) return {};
    if (!relation && p_.is_digits(grain.end)) return {};
    return aligned(grain.end, which, offset);
  }

  /// "last fiscal year", "this school year", "this calendar year".
  Span year_of(uint32_t next, int32_t offset) const {
    const bool calendar = c_.take("calendar year", next);
    if (calendar) return year_span(next, c_.date.year + offset);
    const bool fiscal = c_.take_any({"fiscal year", "financial year"}, next);
    if (!fiscal && !c_.take("school year", next)) return {};
    Span span;
    span.end = next;
    span.resolved = false;
    span.grain = Grain::year;
    span.timex = (fiscal ? "FY" : "SY") + padded(c_.date.year + offset, 4);
    return span;
  }

  Span same(uint32_t end, Grain grain) const {
    Span span = aligned(end, grain, 0);
    span.timex = grain == Grain::week ? "XXXX-WXX" : grain == Grain::month ? "XXXX-XX" : "XXXX";
    span.modifier = "ref_undef";
    if (grain != Grain::week && grain != Grain::month && grain != Grain::year) return {};
    return span;
  }

  /// "the past two decades", "next 3 days", "3 next weeks", "5 upcoming years", "past few days".
  Span counted(uint32_t at) const {
    uint32_t next = at;
    const uint32_t begin = c_.skip_the(at);
    Word relation = c_.find(begin, Sort::relation);
    Count count;
    if (relation) {
      count = c_.count(relation.end);
      next = count.end;
    } else {
      count = c_.count(at);
      relation = count.end == 0 ? Word{} : c_.find(count.end, Sort::relation);
      next = relation.end;
    }
    if (!relation || relation.value == 0 || relation.value > 1 || count.end == 0 || count.article)
      return {};
    const Word grain = c_.find(next, Sort::grain);
    const auto which = static_cast<Grain>(grain.value);
    if (!grain || which < Grain::day || count.value < 1 || count.value > 1000) return {};
    if (which == Grain::weekend || which == Grain::half) return {};
    const Length length = read_length(c_, count.end == next ? relation.end : next);
    const bool decades = which == Grain::decade || which == Grain::century;
    // "the" belongs to decades, which are counted whole.
    if (begin > at && !decades) return {};
    const auto number = static_cast<int32_t>(count.value);
    if (number > 1 && p_.written(next).back() != 's') return {};
    Length said = length;
    if (said.end <= grain.end) {
      said.parts = {{count.value, which}};
      said.end = grain.end;
    }
    return moved(said, which, number, relation.value);
  }
  Span moved(const Length& said, Grain grain, int32_t number, int32_t sign) const {
    if (grain == Grain::decade || grain == Grain::century || grain == Grain::quarter) {
      const int64_t now = c_.start_of(grain, c_.today);
      const int64_t from =
          sign > 0 ? Context::add(now, grain, 1) : Context::add(now, grain, -number);
      const int64_t to = sign > 0 ? Context::add(now, grain, number + 1) : now;
      return fixed_span(said.end, range_timex(from, to, said.timex()), from, to, grain);
    }
    if (grain == Grain::business_day) {
      const int64_t from = Context::add(c_.today, grain, sign > 0 ? 1 : -number);
      const int64_t to = sign > 0 ? Context::add(c_.today, grain, number + 1) : c_.today;
      return fixed_span(said.end, range_timex(from, to, said.timex()), from, to, grain);
    }
    int64_t from = sign > 0 ? c_.today + 1 : c_.today;
    int64_t to = from;
    for (const Length::Part& part : said.parts) {
      to = Context::add(to, part.grain, sign * static_cast<int32_t>(part.count));
    }
    if (sign < 0) std::swap(from, to);
    return fixed_span(said.end, range_timex(from, to, said.timex()), from, to, grain);
  }

  /// "the first week of Oct", "third month of 2021", "first 2 weeks of 2021", "week 31".
  Span numbered(uint32_t at) const {
    if (c_.says(at, "week")) {
      const Whole number = c_.whole(at + 1);
      const bool fits =
          number.end != 0 && !number.ordinal && number.value >= 1 && number.value <= 53;
      if (!fits) return {};
      uint32_t end = number.end;
      const Whole year = read_year_after(c_, number.end);
      if (year.end != 0) end = year.end;
      return week_of_year(end, year.end != 0 ? year.value : c_.date.year, number.value, 1);
    }
    const uint32_t begin = c_.skip_the(at);
    int32_t ordinal = 0;
    uint32_t next = begin;
    if (c_.take("last", next)) {
      ordinal = -1;
    } else if (const Whole number = c_.whole(begin); number.end != 0 && number.ordinal) {
      ordinal = number.value;
      next = number.end;
    } else {
      return {};
    }
    int32_t times = 1;
    if (const Whole count = c_.whole(next); count.end != 0 && !count.ordinal) {
      times = count.value;
      next = count.end;
    }
    const bool week = c_.take_any({"week", "weeks"}, next);
    if (!week && !c_.take_any({"month", "months"}, next)) return {};
    c_.take_any({"of", "in"}, next);
    return week ? numbered_week(next, ordinal, times) : numbered_month(next, ordinal, times);
  }
  /// What a week or month is of; "first week of the first week of …" ends somewhere.
  Span outer(uint32_t at) const { return depth_ < 3 ? Reader(c_, depth_ + 1).whole(at) : Span{}; }
  Span numbered_week(uint32_t at, int32_t number, int32_t times) const {
    const Span of = outer(at);
    if (of.end == 0 || !of.resolved) return {};
    if (of.grain == Grain::year) {
      const int32_t year = date_of(of.future).year;
      return week_of_year(of.end, year, number < 0 ? weeks_in(year) : number, times);
    }
    if (of.grain != Grain::month || number > 5) return {};
    Span span = of;
    span.grain = Grain::week;
    span.timex = of.timex + "-W" + padded(number < 0 ? 5 : number, 2);
    span.past = week_of_month(of.past, of.past_end, number);
    span.future = week_of_month(of.future, of.future_end, number);
    span.past_end = span.past + 7 * times;
    span.future_end = span.future + 7 * times;
    return span;
  }
  /// The weeks of a month, too, are those whose Thursday it has.
  int64_t week_of_month(int64_t begin, int64_t end, int32_t number) const {
    if (number < 0) {
      const int64_t monday = c_.start_of(Grain::week, end - 1);
      return monday + 3 < end ? monday : monday - 7;
    }
    const int64_t monday = c_.start_of(Grain::week, begin);
    return (monday + 3 >= begin ? monday : monday + 7) + 7 * (number - 1);
  }
  int32_t weeks_in(int32_t year) const {
    const int64_t last = c_.start_of(Grain::week, days_of({year, 12, 31}));
    return week_timex(last).substr(6) == "01" ? 52 : (week_timex(last).substr(6) == "53" ? 53 : 52);
  }
  Span week_of_year(uint32_t end, int32_t year, int32_t number, int32_t times) const {
    const int64_t first = c_.start_of(Grain::week, days_of({year, 1, 4}));
    const int64_t begin = first + 7 * (number - 1);
    const int64_t finish = begin + 7 * times;
    if (times > 1) {
      return fixed_span(end, range_timex(begin, finish, "P" + std::to_string(times) + "W"), begin,
                        finish, Grain::week);
    }
    return fixed_span(end, padded(year, 4) + "-W" + padded(number, 2), begin, finish, Grain::week);
  }
  Span numbered_month(uint32_t at, int32_t number, int32_t times) const {
    const Span of = outer(at);
    if (of.end == 0 || of.grain != Grain::year || !of.resolved || number > 12) return {};
    if (times > 1 && times < 12) {  // "the last four months of 2021"
      const int64_t begin = add_months(of.future, number < 0 ? 12 - times : number - 1);
      const int64_t finish = add_months(begin, times);
      return fixed_span(of.end, range_timex(begin, finish, "P" + std::to_string(times) + "M"),
                        begin, finish, Grain::month);
    }
    return month_span(c_, of.end, date_of(of.future).year, number < 0 ? 12 : number);
  }

  /// "the week of the 18th", "w/c Feb 4".
  Span week_of(uint32_t at) const {
    uint32_t next = c_.skip_the(at);
    const bool commencing =
        c_.says(next, "w") && p_.is_mark(next + 1, '/') && c_.says(next + 2, "c");
    if (commencing) {
      next += 3;
    } else if (!c_.take_any({"week of", "week starting on", "week beginning on", "week commencing",
                             "week beginning", "week starting"},
                            next)) {
      return {};
    }
    Day day = read_day(c_, c_.skip_the(next));
    if (day.end == 0) day = read_day(c_, next);
    if (day.end == 0) {
      const Whole number = c_.day_of_month(c_.skip_the(next));
      if (number.end == 0 || !number.ordinal) return {};
      day.end = number.end;
      day.timex = "XXXX-XX-" + padded(number.value, 2);
      const int64_t month = c_.start_of(Grain::month, c_.today);
      const int64_t this_one = month + number.value - 1;
      const bool ahead = this_one * day_seconds >= c_.now;
      day.future = ahead ? this_one : add_months(month, 1) + number.value - 1;
      day.past = ahead ? add_months(month, -1) + number.value - 1 : this_one;
    }
    if (!day.resolved) return {};
    Span span;
    span.end = day.end;
    span.timex = day.timex;
    span.grain = Grain::week;
    span.past = c_.start_of(Grain::week, day.past);
    span.future = c_.start_of(Grain::week, day.future);
    span.past_end = span.past + 7;
    span.future_end = span.future + 7;
    return span;
  }

  /// "the month after the next", "the week after next".
  Span after_next(uint32_t at) const {
    uint32_t next = c_.skip_the(at);
    const Word grain = c_.find(next, Sort::grain);
    const auto which = static_cast<Grain>(grain.value);
    if (!grain || which < Grain::week || which > Grain::decade) return {};
    next = grain.end;
    if (!c_.take_any({"after the next", "after next"}, next)) return {};
    return aligned(next, which, 2);
  }

  /// "early next year", "end of March", "mid-November", "later in the year", "start of next week".
  Span part(uint32_t at) const {
    enum class Which : uint8_t { start, mid, end };
    uint32_t next = at;
    Which which = Which::start;
    bool comparative = false;
    if (c_.take_any({"earlier", "later"}, next)) {
      comparative = true;
      which = c_.says(next - 1, "later") ? Which::end : Which::start;
      c_.take("on", next);
    } else if (c_.take_any({"early", "start", "beginning", "beginning part"}, next)) {
      which = Which::start;
    } else if (c_.take_any({"mid", "middle"}, next)) {
      which = Which::mid;
    } else if (c_.take_any({"late", "end", "ending"}, next)) {
      which = Which::end;
    } else {
      return {};
    }
    const uint32_t word = next;
    if (p_.is_dash(next)) ++next;
    const bool of = c_.take("of", next);
    if (!of && comparative) c_.take("in", next);
    const uint32_t the = c_.skip_the(next);
    Span base = whole(next);
    if (base.end == 0) base = whole(the);
    if (const Word grain = c_.find(next, Sort::grain); base.end == 0 && of && grain) {
      const auto unit = static_cast<Grain>(grain.value);  // "end of month"
      if (unit >= Grain::week && unit <= Grain::year) base = aligned(grain.end, unit, 0);
    }
    const bool noun = c_.says(word - 1, "end") || c_.says(word - 1, "start") ||
                      c_.says(word - 1, "beginning") || c_.says(word - 1, "middle") ||
                      c_.says(word - 1, "ending");
    if (base.end == 0 || (noun && !of)) return {};
    constexpr std::string_view names[] = {"start", "mid", "end"};
    base.modifier = names[static_cast<size_t>(which)];
    if (!base.resolved) return base;
    const bool relative = !p_.is_digits(base.end - 1) && base.grain == Grain::year;
    const bool current = base.past <= c_.today && c_.today < base.past_end;
    cut(base.past, base.past_end, base.grain, static_cast<int>(which), relative);
    cut(base.future, base.future_end, base.grain, static_cast<int>(which), relative);
    if (comparative && which == Which::start && is_current(next, the)) {
      base.past_end = base.future_end = std::min(base.past_end, c_.today);
      base.modifier = {};
    }
    if (comparative && which == Which::end && current) {
      base.past = base.future = std::max(base.past, c_.today);
    }
    return base;
  }
  bool is_current(uint32_t at, uint32_t the) const {
    return the > at || c_.says(at, "this") || c_.says(at, "the") || c_.says(at, "my");
  }
  /// A third of a month or year, half of what is near, days of a week.
  static void cut(int64_t& begin, int64_t& end, Grain grain, int which, bool relative) {
    const int64_t from = begin;
    if (grain == Grain::week) {
      constexpr int64_t days[][2] = {{0, 3}, {1, 5}, {3, 7}};
      begin = from + days[which][0];
      end = from + days[which][1];
    } else if (grain == Grain::month) {
      constexpr int64_t days[][2] = {{0, 15}, {9, 20}, {15, 0}};
      begin = from + days[which][0];
      if (which != 2) end = from + days[which][1];
    } else if (grain == Grain::year && relative && which != 1) {
      (which == 0 ? end : begin) = add_months(from, 6);
    } else if (grain == Grain::year) {
      begin = add_months(from, 4 * which);
      end = add_months(from, 4 * which + 4);
    } else {
      const int64_t third = (end - from) / 3;
      begin = from + third * which;
      if (which != 2) end = begin + third;
    }
  }

  /// "rest of the week": up to its last day.
  Span rest(uint32_t at) const {
    uint32_t next = at;
    if (!c_.take_any({"rest of", "remaining of", "remainder of", "balance of"}, next) &&
        !(c_.take("rest", next) && (c_.says(next, "this") || c_.says(next, "the")))) {
      return {};
    }
    c_.take_any({"the", "this", "my", "current", "the current"}, next);
    const Word grain = c_.find(next, Sort::grain);
    const auto which = static_cast<Grain>(grain.value);
    if (!grain || which < Grain::week || which > Grain::century) return {};
    const int64_t last = Context::add(c_.start_of(which, c_.today), which, 1) - 1;
    const std::string length = "P" + std::to_string(last - c_.today) + "D";
    return fixed_span(grain.end, range_timex(c_.today, last, length), c_.today, last, Grain::day);
  }

  /// "year to date"
  Span to_date(uint32_t at) const {
    const Word grain = c_.find(at, Sort::grain);
    uint32_t next = grain.end;
    if (p_.is_dash(next)) ++next;
    if (!grain || !c_.take("to", next)) return {};
    if (p_.is_dash(next)) ++next;
    const auto which = static_cast<Grain>(grain.value);
    if (!c_.take("date", next) || which < Grain::week || which > Grain::year) return {};
    const int64_t begin = c_.start_of(which, c_.today);
    return fixed_span(next, span_timex(which, begin), begin, c_.today, Grain::day);
  }

  /// "within [the next] 3 years", "2 days hence".
  Span within(uint32_t at) const {
    uint32_t next = at;
    const bool inside = c_.take_any({"within", "in the next", "in the coming"}, next);
    if (!inside) {
      const Length length = read_length(c_, at);
      uint32_t end = length.end;
      if (length.end == 0 || length.below_day() || !c_.take("hence", end)) return {};
      Length said = length;
      said.end = end;
      return moved(said, Grain::day, 1, 1);
    }
    if (!c_.says(at, "within")) return {};
    c_.take("the", next);
    const Word relation = c_.find(next, Sort::relation);
    if (relation && relation.value == 1) next = relation.end;
    const Length length = read_length(c_, next);
    if (length.end == 0 || length.below_day() || !length.modifier.empty()) return {};
    int64_t to = c_.today;
    for (const Length::Part& part : length.parts) {
      to = Context::add(to, part.grain, static_cast<int32_t>(part.count));
    }
    uint32_t end = length.end;
    c_.take_any({"from now", "from today", "of today", "of now"}, end);
    return fixed_span(end, range_timex(c_.today, to, length.timex()), c_.today, to, Grain::day);
  }

  /// "less than 3 days after tomorrow", "less than two weeks ago": up to a day that is counted.
  Span less_than(uint32_t at) const {
    uint32_t next = at;
    if (!c_.take("less than", next)) return {};
    const Length length = read_length(c_, next);
    if (length.end == 0 || length.below_day()) return {};
    const Day day = read_day(c_, next);
    if (day.end <= length.end || !day.resolved) return {};
    int64_t base = day.future;
    const bool back = c_.says(length.end, "ago") || c_.says(length.end, "before");
    for (const Length::Part& part : length.parts) {
      base = Context::add(base, part.grain, (back ? 1 : -1) * static_cast<int32_t>(part.count));
    }
    const int64_t from = back ? day.future : base;
    const int64_t to = back ? base : day.future;
    return fixed_span(day.end, range_timex(from, to, length.timex()), from, to, Grain::day);
  }

  /// "2 weeks starting May 20th", "for 3 days from today".
  Span from_day(uint32_t at) const {
    uint32_t next = at;
    const bool said_for = c_.take("for", next);
    const Length length = read_length(c_, next);
    if (length.end == 0 || length.below_day() || !length.modifier.empty()) return {};
    uint32_t end = length.end;
    if (said_for && c_.pieces.is_mark(end, ',')) ++end;
    const bool starting = c_.take_any(
        {"starting on", "starting from", "starting", "beginning on", "beginning", "commencing"},
        end);
    if (!starting && !(said_for && c_.take("from", end))) return {};
    const Day day = read_day(c_, end);
    if (day.end == 0 || !day.resolved || (starting && said_for)) return {};
    const int64_t from = day.past;
    int64_t to = from;
    for (const Length::Part& part : length.parts) {
      to = Context::add(to, part.grain, static_cast<int32_t>(part.count));
    }
    return fixed_span(day.end, range_timex(from, to, length.timex()), from, to, Grain::day);
  }

  const Context& c_;
  const Pieces& p_;
  uint32_t depth_;
};

}  // namespace

Span read_span(const Context& context, uint32_t at) {
  return context.recent_spans.at(at, [&] { return Reader(context).read(at); });
}

}  // namespace stet::quantities
