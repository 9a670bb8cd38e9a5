// What the readers of dates and times share: the text, the reference, the parts they find.
//
//   Day     one day            "monday", "4th of July"      past and future day it may be
//   Clock   a time of day      "7:30", "at 6"               perhaps morning or evening
//   Span    days, half-open    "next week", "in 2014"       past and future
//   Hours   times, half-open   "in the morning", "5 to 6pm"
//   Length  a duration         "two weeks and a day"
//
// Each ends at a piece; `end` 0 says that there is none. "Past" and "future" are the two ways to
// understand what has no year or week of its own, seen from the reference.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/quantities/civil.h"
#include "engine/quantities/lexicon.h"
#include "engine/quantities/moment_words.h"
#include "engine/quantities/pieces.h"

namespace stet::quantities {

struct Day {
  uint32_t end = 0;
  std::string timex;
  int64_t past = 0, future = 0;  ///< days since 1970
  bool resolved = true;          ///< false: no such day, 30 February
  bool has_year = false;
  bool holiday = false;
  int32_t month = 0, day = 0;  ///< as said, 0 where not
};

struct Clock {
  uint32_t end = 0;
  int32_t hour = 0, minute = -1, second = -1;
  bool ambiguous = false;  ///< morning or evening, the text does not say

  int64_t seconds() const {
    return hour * 3600 + (minute > 0 ? minute * 60 : 0) + (second > 0 ? second : 0);
  }
};

struct Span {
  uint32_t end = 0;
  std::string timex;
  int64_t past = 0, past_end = 0;
  int64_t future = 0, future_end = 0;
  bool resolved = true;
  bool has_year = false;
  Grain grain = Grain::day;
  std::string_view modifier;  ///< "start", "mid", "end", "approx"
  int32_t month = 0;          ///< when it is one without a year
};

struct Hours {
  uint32_t end = 0;
  std::string timex;              ///< "TMO"; empty for two clocks
  Clock from, to;                 ///< of two clocks
  int64_t start = 0, finish = 0;  ///< seconds of the day
  bool ambiguous = false;
  std::string_view modifier;
  std::string length;  ///< "PT2H" when said, not computed
};

struct Length {
  struct Part {
    double count = 0;
    Grain grain = Grain::day;
  };
  uint32_t end = 0;
  std::vector<Part> parts;
  std::string_view modifier;  ///< "more", "less"
  bool few = false;           ///< "few", "several": no number of their own

  double seconds() const;
  std::string timex() const;
  bool below_day() const;
};

/// How many, of what follows: "3", "two", "a", "half a", "a couple of".
struct Count {
  uint32_t end = 0;
  double value = 0;
  bool article = false;
  bool few = false;
};

/// A small whole number as days, hours and years have it.
struct Whole {
  uint32_t end = 0;
  int32_t value = 0;
  uint32_t digits = 0;  ///< 0: in words
  bool ordinal = false;
};

/// What a reader found at the last few pieces: several readings of a moment begin with the same
/// one.
template <typename T>
class Recent {
 public:
  template <typename Read>
  T at(uint32_t piece, const Read& read) {
    Slot& slot = slots_[piece % slot_count];
    if (slot.next == piece + 1) return slot.value;
    T value = read();  // which may come here, too
    slots_[piece % slot_count] = {piece + 1, value};
    return value;
  }

 private:
  static constexpr uint32_t slot_count = 4;
  struct Slot {
    uint32_t next = 0;  ///< the piece behind; 0: none yet
    T value;
  };
  Slot slots_[slot_count];
};

class Context {
 public:
  Context(const Pieces& pieces, int64_t now);

  const Pieces& pieces;
  const Lexicon& words;
  int64_t now;    ///< seconds
  int64_t today;  ///< days
  CivilDate date;
  mutable Recent<Day> recent_days;
  mutable Recent<Span> recent_spans;
  mutable Recent<Hours> recent_hours;
  mutable Recent<Length> recent_lengths;

  bool says(uint32_t at, std::string_view word) const { return pieces.says(at, word); }
  /// Whether these words stand at a piece; moves behind them.
  bool take(std::string_view said, uint32_t& at) const;
  bool take_any(std::initializer_list<std::string_view> choices, uint32_t& at) const;
  Word find(uint32_t at, Sort sort) const { return words.find(pieces, at, sort); }
  uint32_t skip_the(uint32_t at) const { return says(at, "the") ? at + 1 : at; }

  Count count(uint32_t at) const;
  /// A cardinal or ordinal without decimals, scales or sign.
  Whole whole(uint32_t at) const;
  /// "2014", "nineteen ninety six", "two thousand and fifteen".
  Whole year(uint32_t at) const;
  /// 1–31, "31st", "twenty-first".
  Whole day_of_month(uint32_t at) const;

  int64_t start_of(Grain grain, int64_t day) const;
  /// `count` grains after a day.
  static int64_t add(int64_t day, Grain grain, int32_t count);
  /// Past and future year of a month and day, as the reference divides them.
  void resolve_day(int32_t month, int32_t day, Day& out) const;
};

std::string iso_date(int64_t days);
std::string padded(int64_t value, size_t width);
std::string clock_timex(const Clock& clock, int32_t hours_later = 0);
std::string seconds_timex(int64_t seconds);
/// Monday of the week as ISO has it: "2016-W46".
std::string week_timex(int64_t monday);

// The readers. Each takes the piece where to begin.
Day read_day(const Context& context, uint32_t at);
Clock read_clock(const Context& context, uint32_t at);
/// A clock also without ":", "am" or "o'clock": "7", "seven", "0730".
Clock read_hour(const Context& context, uint32_t at);
Length read_length(const Context& context, uint32_t at);
Span read_span(const Context& context, uint32_t at);
Hours read_hours(const Context& context, uint32_t at);
/// "lunch", "dinnertime": times only behind "before", "after", "at".
Hours read_meal(const Context& context, uint32_t at);

}  // namespace stet::quantities
