#include "engine/quantities/years.h"

#include <algorithm>

#include "engine/quantities/dates.h"

namespace stet::quantities {

namespace {

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context), p_(context.pieces) {}

  Span named(uint32_t at) const {
    Span best;
    const auto better = [&](const Span& span) {
      if (span.end > best.end) best = span;
    };
    better(month(at));
    better(month_in_digits(at));
    better(part_of_year(at));
    better(season(at));
    better(decade(at));
    better(fiscal(at));
    return best;
  }

  Span year(uint32_t at) const {
    uint32_t begin = at;
    const bool said = c_.take_any({"year", "calendar year", "cy"}, begin);
    const Whole year = c_.year(begin);
    if (year.end == 0) {
      const Whole number = said ? c_.whole(begin) : Whole{};
      const bool small = number.end != 0 && number.digits == 3 && !number.ordinal;
      return small ? year_span(number.end, number.value) : Span{};
    }
    if (year.digits > 0 && !stands_alone(begin, year, said)) return {};
    if (year.digits == 0 && year.value < 100) return {};
    return year_span(year.end, year.value);
  }

 private:
  /// Four digits are a year if nothing says that they count or belong to something else.
  bool stands_alone(uint32_t at, const Whole& year, bool said) const {
    if (year.value < 1500 || year.value > 2100) return said && year.value < 3000;
    if (at > 0 && p_.glued(at) && !free_before(at - 1)) return false;
    if (p_.glued(year.end) && !free_after(year.end)) return false;
    if (at > 0 && p_[at - 1].kind == PieceKind::mark && is_currency(at - 1)) return false;
    return said || !counts(year.end);
  }
  bool free_before(uint32_t mark) const {
    if (p_[mark].kind != PieceKind::mark) return false;
    const bool joins = p_.is_dash(mark) || p_.is_mark(mark, '/') || p_.is_mark(mark, '.') ||
                       p_.is_mark(mark, ',') || p_.is_mark(mark, ':') || p_.is_mark(mark, '+');
    if (!joins) return true;
    return mark == 0 || !p_.glued(mark) || p_.is_word(mark - 1) ||
           (p_.is_digits(mark - 1) && p_[mark - 1].span.size() == 4 && p_.is_dash(mark) &&
            !(mark > 1 && p_.glued(mark - 1)));
  }
  bool free_after(uint32_t at) const {
    if (p_[at].kind == PieceKind::word) return false;
    if (p_.is_mark(at, '%') || p_.is_mark(at, '/')) return false;
    return !(p_.glued(at + 1) && p_.is_digits(at + 1)) || p_.is_mark(at, '~') ||
           (p_.is_dash(at) && p_[at + 1].span.size() == 4 &&
            !(p_.glued(at + 2) && p_.is_dash(at + 2)));
  }
  bool is_currency(uint32_t at) const { return static_cast<bool>(c_.find(at, Sort::money)); }
  /// "2000 jobs": a word in the plural is what there are so many of.
  bool counts(uint32_t at) const {
    if (!p_.is_word(at)) return false;
    const std::string_view next = p_.written(at);
    if (c_.find(at, Sort::unit) || c_.find(at, Sort::money) || c_.find(at, Sort::percent)) {
      return next.size() > 2;
    }
    if (next.size() < 4 || next.back() != 's' || next.ends_with("ss")) return false;
    return !c_.says(at, "this") && !c_.says(at, "does") && !c_.says(at, "says") &&
           !c_.says(at, "sees") && !c_.find(at, Sort::grain) && !p_[at].upper;
  }

  /// "Sept 2019", "dec, 2018", "2016 June", "April of 1987"; "may" only where it must be the month.
  Span month(uint32_t at) const {
    if (const Whole year = c_.year(at); year.end != 0 && year.value > 1000) {
      uint32_t end = year.end;
      if (p_.is_mark(end, ',')) ++end;
      const Word name = c_.find(end, Sort::month);
      const bool free = at == 0 || !p_.glued(at);
      if (name && free && is_month(end, true) && !p_.is_digits(name.end)) {
        return month_span(c_, name.end, year.value, name.value);
      }
    }
    const Word name = c_.find(at, Sort::month);
    if (!name) return {};
    uint32_t end = name.end;
    if (p_.is_mark(end, '.')) ++end;
    if ((p_.is_dash(end) || p_.is_mark(end, '/')) && p_.is_digits(end + 1) &&
        p_[end + 1].span.size() == 4)
      ++end;
    if (p_.is_digits(end) && p_[end].span.size() == 2 && value(end) > 31 && !p_.glued(end + 1)) {
      return month_span(c_, end + 1, 1900 + value(end), name.value);  // "August 99"
    }
    if (const Whole year = read_year_after(c_, end); year.end != 0) {
      return month_span(c_, year.end, year.value, name.value);
    }
    uint32_t of = name.end;
    c_.take_any({"of", "in"}, of);
    const Word relation = c_.find(of, Sort::relation);
    if (relation && relation.value <= 1 && c_.says(relation.end, "year")) {
      return month_span(c_, relation.end + 1, c_.date.year + relation.value, name.value);
    }
    return is_month(at, false) ? month_span(c_, name.end, -1, name.value) : Span{};
  }
  bool is_month(uint32_t at, bool sure) const {
    if (c_.says(at, "mar") || c_.says(at, "jan")) return sure || p_[at].upper;
    if (!c_.says(at, "may") && !c_.says(at, "march")) return true;
    if (!p_[at].upper) return false;
    if (sure) return true;
    if (at == 0 || p_.is_mark(at - 1, '.')) return false;
    for (const char* word :
         {"in",   "of",     "since", "by",      "until",  "till",   "mid",    "early",
          "late", "last",   "next",  "this",    "from",   "to",     "and",    "through",
          "for",  "before", "after", "between", "during", "around", "happen", "end"}) {
      if (c_.says(at - 1, word)) return true;
    }
    return p_.is_dash(at - 1) || c_.says(at + 1, "to");
  }

  /// "2015-3", "2015.3", "2016/11", "11/2016", "2016 -11", "12-2015".
  Span month_in_digits(uint32_t at) const {
    if (!p_.is_digits(at) || !p_.is_digits(at + 2)) return {};
    if (!p_.glued(at + 2) && (p_[at].span.size() != 4 || p_.is_word(at + 3))) return {};
    if (at > 0 && p_.glued(at) && p_[at - 1].kind != PieceKind::word &&
        (p_.is_digits(at - 1) || (at > 1 && p_.is_digits(at - 2) && p_.glued(at - 1)))) {
      return {};
    }
    const bool dash = p_.is_dash(at + 1);
    const bool slash = p_.is_mark(at + 1, '/');
    const bool point = p_.is_mark(at + 1, '.');
    if (!dash && !slash && !point) return {};
    if (!p_.glued(at + 1) && !dash && !slash) return {};
    const uint32_t after = at + 3;
    const bool more =
        p_.glued(after) && (p_.is_digits(after) || p_.is_word(after) || p_.is_mark(after, '%') ||
                            (p_.glued(after + 1) && p_.is_digits(after + 1)));
    const uint32_t first = p_[at].span.size();
    const uint32_t second = p_[at + 2].span.size();
    const bool year_first = first == 4 && second <= 2;
    if (more || (!year_first && !(first <= 2 && second == 4 && !point))) return {};
    const int32_t year = value(year_first ? at : at + 2);
    const int32_t month = value(year_first ? at + 2 : at);
    if (month < 1 || month > 12 || year < 1500 || year > 2100) return {};
    return month_span(c_, after, year, month);
  }
  int32_t value(uint32_t at) const {
    int32_t number = 0;
    for (const char c : p_.written(at)) number = number * 10 + (c - '0');
    return number;
  }

  struct Part {
    uint32_t end = 0;
    int32_t months = 3;
    int32_t number = 0;
  };
  /// "Q3", "H1", "the third quarter", "first half".
  Part part(uint32_t at) const {
    const bool q = c_.says(at, "q");
    if ((q || c_.says(at, "h")) && p_.is_digits(at + 1) && p_.glued(at + 1)) {
      const int32_t number = value(at + 1);
      if (number < 1 || number > (q ? 4 : 2) || (p_.is_digits(at + 2) && p_.glued(at + 2)))
        return {};
      return {at + 2, q ? 3 : 6, number};
    }
    if (p_.is_digits(at) && (c_.says(at + 1, "q") || c_.says(at + 1, "h")) && p_.glued(at + 1)) {
      const bool quarter = c_.says(at + 1, "q");
      const int32_t number = value(at);
      const bool fits = number >= 1 && number <= (quarter ? 4 : 2) && p_[at].span.size() == 1;
      if (fits && !p_.glued(at + 2)) return {at + 2, quarter ? 3 : 6, number};
    }
    const uint32_t begin = c_.skip_the(at);
    Whole ordinal = c_.whole(begin);
    if (c_.says(begin, "last")) ordinal = {begin + 1, 0, 0, true};
    if (ordinal.end == 0 || !ordinal.ordinal) return {};
    const uint32_t grain = ordinal.end + (p_.is_dash(ordinal.end) ? 1 : 0);
    const bool quarter = c_.says(grain, "quarter");
    if (!quarter && !c_.says(grain, "half")) return {};
    const int32_t number = ordinal.value == 0 ? (quarter ? 4 : 2) : ordinal.value;
    if (number < 1 || number > (quarter ? 4 : 2)) return {};
    // "last quarter" is the one before this, "the last quarter of 2016" its fourth.
    if (ordinal.value == 0 && !c_.says(grain + 1, "of")) return {};
    return {grain + 1, quarter ? 3 : 6, number};
  }
  Span in_year(uint32_t end, const Part& part, int32_t year) const {
    const int64_t begin = days_of({year, (part.number - 1) * part.months + 1, 1});
    const int64_t finish = add_months(begin, part.months);
    const Grain grain = part.months == 3 ? Grain::quarter : Grain::half;
    return fixed_span(end, range_timex(begin, finish, part.months == 3 ? "P3M" : "P6M"), begin,
                      finish, grain);
  }
  Span part_of_year(uint32_t at) const {
    if (const Whole year = c_.year(at);
        year.end != 0 && year.value > 1000 && !(at > 0 && p_.glued(at))) {
      uint32_t next = year.end;
      if (p_.is_dash(next) || p_.is_mark(next, ',')) ++next;
      const Part found = part(next);
      if (found.end != 0) return in_year(found.end, found, year.value);
    }
    if (at > 0 && p_.glued(at) && p_.is_digits(at - 1)) return {};
    const Part found = part(at);
    if (found.end == 0) return {};
    uint32_t next = found.end;
    if (p_.is_dash(next) || p_.is_mark(next, '/')) ++next;
    if (const Whole year = read_year_after(c_, next); year.end != 0) {
      return in_year(year.end, found, year.value);
    }
    c_.take_any({"of", "in"}, next);
    const uint32_t the = c_.skip_the(next);
    const Word relation = c_.find(the, Sort::relation);
    if (relation && relation.value <= 1 && c_.says(relation.end, "year")) {
      return in_year(relation.end + 1, found, c_.date.year + relation.value);
    }
    if (the > next && c_.says(the, "year")) return in_year(the + 1, found, c_.date.year);
    // "the last half" and "the first half" of a match are no half of a year.
    if (found.months == 6 && p_[at].kind == PieceKind::word && !c_.says(at, "h")) return {};
    return near(found);
  }
  Span near(const Part& part) const {
    Span future = in_year(part.end, part, c_.date.year);
    Span past = future;
    if (future.future * day_seconds < c_.now) future = in_year(part.end, part, c_.date.year + 1);
    if (past.past * day_seconds >= c_.now) past = in_year(part.end, part, c_.date.year - 1);
    future.past = past.past;
    future.past_end = past.past_end;
    const auto unsaid = [](int64_t days) { return "XXXX" + iso_date(days).substr(4); };
    future.timex = "(" + unsaid(future.future) + "," + unsaid(future.future_end) + "," +
                   (part.months == 3 ? "P3M)" : "P6M)");
    future.has_year = false;
    return future;
  }

  /// "this summer", "summer of 2016": named, without dates of its own.
  Span season(uint32_t at) const {
    constexpr std::string_view names[] = {"SP", "SU", "FA", "WI"};
    uint32_t begin = c_.skip_the(at);
    const Word relation = c_.find(begin, Sort::relation);
    if (relation) begin = relation.end;
    const Word season = c_.find(begin, Sort::season);
    if (!season || (relation && relation.value > 1)) return {};
    const bool verb = c_.says(begin, "fall") || c_.says(begin, "spring");
    Span span;
    span.resolved = false;
    span.grain = Grain::quarter;
    span.end = season.end;
    const std::string_view name = names[season.value];
    if (const Whole year = read_year_after(c_, season.end); year.end != 0) {
      span.end = year.end;
      span.timex = padded(year.value, 4) + "-" + std::string(name);
    } else if (relation) {
      span.timex = padded(c_.date.year + relation.value, 4) + "-" + std::string(name);
    } else if (!verb || (begin > 0 && (c_.says(begin - 1, "in") || c_.says(begin - 1, "the")) &&
                         !p_.is_word(season.end))) {
      span.timex = name;
    } else {
      return {};
    }
    return span;
  }

  /// "1990s", "the 1990's", "the '90s", "the nineteen seventies", "the two thousand and tens".
  Span decade(uint32_t at) const {
    uint32_t begin = c_.skip_the(at);
    int32_t year = -1;
    uint32_t end = 0;
    bool short_year = false;
    if (p_[begin].kind == PieceKind::mark && p_.is_digits(begin + 1) &&
        p_[begin + 1].span.size() == 2 &&
        (p_.is_mark(begin, '\'') || p_.written(begin) == "’" || p_.written(begin) == "‘")) {
      ++begin;
    }
    if (p_.is_digits(begin)) {
      const uint32_t size = p_[begin].span.size();
      end = begin + 1;
      if (p_[end].kind == PieceKind::mark && p_.glued(end) && c_.says(end + 1, "s")) ++end;
      const bool apart = !p_.glued(end) && size == 4;
      if (!c_.says(end, "s") || (!p_.glued(end) && !apart)) return {};
      ++end;
      year = value(begin);
      short_year = size == 2 && year >= 30;
      if (size == 2) year += year >= 30 ? 1900 : 2000;
      if (year % 10 != 0 || (size != 4 && size != 2)) return {};
    } else {
      year = decade_words(begin, end, short_year);
      if (year < 0) return {};
    }
    if (year < 1000 || year > 2200) return {};
    const int64_t first = days_of({year, 1, 1});
    const int64_t last = days_of({year + 10, 1, 1});
    Span span = fixed_span(end, range_timex(first, last, "P10Y"), first, last, Grain::decade);
    if (short_year) {  // of which century, the text does not say
      span.future = days_of({year + 100, 1, 1});
      span.future_end = days_of({year + 110, 1, 1});
      span.timex = "(XX" + iso_date(first).substr(2) + ",XX" + iso_date(last).substr(2) + ",P10Y)";
    }
    return span;
  }
  int32_t decade_words(uint32_t at, uint32_t& end, bool& short_year) const {
    int32_t century = 1900;
    uint32_t next = at;
    const Word small = c_.find(at, Sort::small);
    if (small && small.value >= 15) {
      century = small.value * 100;
      next = small.end;
    } else if (c_.take("two thousand and", next) || c_.take("twenty", next)) {
      century = 2000;
    } else if (c_.take("two thousands", next)) {
      end = next;
      return 2000;
    }
    constexpr std::string_view names[] = {"noughties", "tens",    "twenties", "thirties",
                                          "forties",   "fifties", "sixties",  "seventies",
                                          "eighties",  "nineties"};
    for (int32_t i = 0; i < 10; ++i) {
      if (!c_.says(next, names[i])) continue;
      if (i == 1 && next == at) return -1;
      short_year = next == at && i >= 3;
      // "a man in his fifties"
      if (next == at && at > 0 &&
          (c_.says(at - 1, "his") || c_.says(at - 1, "her") || c_.says(at - 1, "their"))) {
        return -1;
      }
      end = next + 1;
      return (i == 0 ? 2000 : century) + 10 * i;
    }
    return -1;
  }

  /// "fiscal 2016", "FY2016", "fiscal year 2016": whose year, the text does not say.
  Span fiscal(uint32_t at) const {
    uint32_t end = at;
    const bool school = c_.take_any({"school year", "sy"}, end);
    if (!school && !c_.take_any({"fiscal year", "financial year", "fiscal", "fy"}, end)) return {};
    Whole year = c_.year(end);
    if (p_.is_digits(end) && p_.glued(end) && p_[end].span.size() == 2)
      year = {end + 1, 2000 + value(end), 2};
    Span span;
    span.resolved = false;
    span.grain = Grain::year;
    if (year.end == 0 || year.value < 1000) return {};
    span.end = year.end;
    span.timex = (school ? "SY" : "FY") + padded(year.value, 4);
    return span;
  }

  const Context& c_;
  const Pieces& p_;
};

}  // namespace

std::string span_timex(Grain grain, int64_t begin) {
  const CivilDate date = date_of(begin);
  switch (grain) {
    case Grain::week: return week_timex(begin);
    case Grain::weekend: return week_timex(begin - 5) + "-WE";
    case Grain::month: return padded(date.year, 4) + "-" + padded(date.month, 2);
    case Grain::year: return padded(date.year, 4);
    default: break;
  }
  const std::string_view length = grain == Grain::quarter     ? "P3M"
                                  : grain == Grain::half      ? "P6M"
                                  : grain == Grain::fortnight ? "P2W"
                                  : grain == Grain::decade    ? "P10Y"
                                                              : "P100Y";
  return range_timex(begin, Context::add(begin, grain, 1), length);
}

Span fixed_span(uint32_t end, std::string timex, int64_t begin, int64_t finish, Grain grain) {
  Span span;
  span.end = end;
  span.timex = std::move(timex);
  span.past = span.future = begin;
  span.past_end = span.future_end = finish;
  span.grain = grain;
  span.has_year = true;
  return span;
}

std::string range_timex(int64_t begin, int64_t end, std::string_view length) {
  return "(" + iso_date(begin) + "," + iso_date(end) + "," + std::string(length) + ")";
}

Span year_span(uint32_t end, int32_t year) {
  return fixed_span(end, padded(year, 4), days_of({year, 1, 1}), days_of({year + 1, 1, 1}),
                    Grain::year);
}

Span month_span(const Context& context, uint32_t end, int32_t year, int32_t month) {
  const auto begin = [&](int32_t of) { return days_of({of, month, 1}); };
  if (year >= 0) {
    const int64_t first = begin(year);
    return fixed_span(end, padded(year, 4) + "-" + padded(month, 2), first, add_months(first, 1),
                      Grain::month);
  }
  Span span;
  span.end = end;
  span.timex = "XXXX-" + padded(month, 2);
  span.grain = Grain::month;
  span.month = month;
  span.future = begin(context.date.year + (month < context.date.month ? 1 : 0));
  span.past = begin(context.date.year - (month >= context.date.month ? 1 : 0));
  span.future_end = add_months(span.future, 1);
  span.past_end = add_months(span.past, 1);
  return span;
}

Span read_named_span(const Context& context, uint32_t at) { return Reader(context).named(at); }
Span read_year_span(const Context& context, uint32_t at) { return Reader(context).year(at); }

}  // namespace stet::quantities
