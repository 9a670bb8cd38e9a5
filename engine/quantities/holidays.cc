#include "engine/quantities/holidays.h"

#include <algorithm>

#include "engine/quantities/dates.h"

namespace stet::quantities {

namespace {

/// A fixed day, or the `number`th `weekday` of a month (5: the last), or days after Easter.
struct Row {
  std::string_view words;  ///< with '|' between; apostrophes left out
  int32_t month;           ///< 0: counted from Easter
  int32_t day;
  int32_t weekday = 0;
};

constexpr Row rows[] = {
    {"christmas eve|xmas eve", 12, 24},
    {"christmas day|christmas|xmas day|xmas", 12, 25},
    {"boxing day", 12, 26},
    {"new years eve|new year eve", 12, 31},
    {"new years day|new year day|new years|new year", 1, 1},
    {"valentines day|valentine day", 2, 14},
    {"saint patricks day|st patricks day|st . patricks day|saint patrick day|saint patrick|st "
     "patrick",
     3, 17},
    {"april fools day|april fools|fools day", 4, 1},
    {"earth day", 4, 22},
    {"may day|international workers day", 5, 1},
    {"cinco de mayo", 5, 5},
    {"juneteenth|emancipation day|freedom day|jubilee day", 6, 19},
    {"independence day", 7, 4},
    {"halloween day|halloween", 10, 31},
    {"veterans day|armistice day|remembrance day", 11, 11},
    {"guy fawkes day|guy fawkes night", 11, 5},
    {"martin luther king day|mlk day", 1, 3, 1},
    {"presidents day|washingtons birthday", 2, 3, 1},
    {"mothers day|mother day", 5, 2, 7},
    {"memorial day", 5, 5, 1},
    {"fathers day|father day", 6, 3, 7},
    {"labor day|labour day", 9, 1, 1},
    {"columbus day", 10, 2, 1},
    {"thanksgiving day|thanksgiving", 11, 4, 4},
    {"black friday", 11, 4, 5},
    {"good friday", 0, -2},
    {"easter sunday|easter day|easter", 0, 0},
    {"easter monday", 0, 1},
    {"ash wednesday", 0, -46},
    {"mardi gras", 0, -47},
    {"palm sunday", 0, -7},
    {"maundy thursday", 0, -3},
    {"ascension day", 0, 39},
    {"groundhog day", 2, 2},
    {"international womens day|womens day", 3, 8},
    {"flag day", 6, 14},
    {"all saints day", 11, 1},
    {"all souls day", 11, 2},
    {"cyber monday", 11, 5, 1},
    {"pentecost", 0, 49},
};

/// Gregorian, after Gauss and Butcher.
int64_t easter(int32_t year) {
  const int32_t a = year % 19;
  const int32_t b = year / 100;
  const int32_t c = year % 100;
  const int32_t d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int32_t e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int32_t f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return days_of({year, f / 31, f % 31 + 1});
}

int64_t in_year(const Row& row, int32_t year) {
  if (row.month == 0) return easter(year) + row.day;
  if (row.weekday == 0) return days_of({year, row.month, row.day});
  const int64_t first = days_of({year, row.month, 1});
  int64_t day = first + (row.weekday - weekday_of(first) + 7) % 7 + 7 * (row.day - 1);
  if (date_of(day).month != row.month) day -= 7;
  return day;
}

std::string timex_of(const Row& row, const std::string& year, int64_t day) {
  if (row.month != 0 && row.weekday != 0) {
    return year + "-" + padded(row.month, 2) + "-WXX-" + std::to_string(row.weekday) + "-" +
           std::to_string(row.day);
  }
  const CivilDate date = date_of(day);
  return year + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context) {}

  Day read(uint32_t at) const {
    uint32_t begin = at;
    const Word relation = c_.find(begin, Sort::relation);
    if (relation && relation.value <= 1) begin = relation.end;
    const Row* longest = nullptr;
    uint32_t end = 0;
    for (const Row& row : rows) {
      const uint32_t after = name(row.words, begin);
      if (after > end) longest = &row;
      end = std::max(end, after);
    }
    return longest == nullptr ? Day{} : resolve(*longest, end, relation);
  }

 private:
  uint32_t name(std::string_view words, uint32_t at) const {
    for (size_t begin = 0; begin < words.size();) {
      const size_t end = std::min(words.find('|', begin), words.size());
      if (const uint32_t after = spelled(words.substr(begin, end - begin), at)) return after;
      begin = end + 1;
    }
    return 0;
  }
  /// "new year's day" for "new years day": the mark in front of the "s" may stand or not.
  uint32_t spelled(std::string_view words, uint32_t at) const {
    const Pieces& p = c_.pieces;
    if (!p.may_say(at, words)) return 0;
    for (size_t begin = 0; begin < words.size();) {
      const size_t end = std::min(words.find(' ', begin), words.size());
      const std::string_view word = words.substr(begin, end - begin);
      if (word == ".") {
        if (!p.is_mark(at++, '.')) return 0;
      } else if (c_.says(at, word)) {
        ++at;
        // "workers' day"
        if (word.back() == 's' && end < words.size() && p[at].kind == PieceKind::mark &&
            p.glued(at))
          ++at;
      } else if (word.back() == 's' && c_.says(at, word.substr(0, word.size() - 1)) &&
                 p[at + 1].kind == PieceKind::mark && c_.says(at + 2, "s") && p.glued(at + 2)) {
        at += 3;
      } else {
        return 0;
      }
      begin = end + 1;
    }
    return at;
  }

  Day resolve(const Row& row, uint32_t end, const Word& relation) const {
    int32_t year = 0;
    uint32_t after = end;
    if (const Whole said = read_year_after(c_, end); said.end != 0) {
      year = said.value;
      after = said.end;
    } else if (relation) {
      year = c_.date.year + relation.value;
      if (relation.value > 0 && in_year(row, c_.date.year) >= c_.today) --year;
      if (relation.value < 0 && in_year(row, c_.date.year) < c_.today) ++year;
    }
    if (year == 0) {
      uint32_t next = end;
      c_.take("of", next);
      const Word other = c_.find(next, Sort::relation);
      if (other && other.value <= 1 && c_.says(other.end, "year")) {
        year = c_.date.year + other.value;
        after = other.end + 1;
      }
    }
    Day day;
    if (year != 0) {
      return fixed_day(after, in_year(row, year));
    }
    day.end = end;
    day.future = day.past = in_year(row, c_.date.year);
    if (day.future * day_seconds < c_.now) day.future = in_year(row, c_.date.year + 1);
    if (day.past * day_seconds >= c_.now) day.past = in_year(row, c_.date.year - 1);
    day.timex = timex_of(row, "XXXX", in_year(row, c_.date.year));
    return day;
  }

  const Context& c_;
};

}  // namespace

Day read_holiday(const Context& context, uint32_t at) { return Reader(context).read(at); }

}  // namespace stet::quantities
