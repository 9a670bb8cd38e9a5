#include "engine/quantities/day_times.h"

#include <algorithm>

#include "engine/quantities/dates.h"

namespace stet::quantities {

namespace {

constexpr int64_t noon = 12 * 3600;

class DayTimeReader {
 public:
  explicit DayTimeReader(const Context& context) : c_(context), p_(context.pieces) {}

  /// Takes parts as long as each adds something that was not said.
  Moment read(uint32_t at) {
    uint32_t end = 0;
    for (uint32_t next = at; take_part(next);) {
      end = next;
      if (day_.holiday) break;
      connect(next);
    }
    return end == 0 ? Moment{} : result(end);
  }

 private:
  bool has_day() const { return day_.end != 0; }
  bool has_time() const { return clock_.end != 0 || hours_.end != 0; }

  /// What may stand between two parts.
  void connect(uint32_t& at) {
    at_said_ = false;
    if (p_.is_mark(at, ',')) ++at;
    if (p_.is_dash(at) && p_.glued(at) && has_day() && !has_time()) ++at;
    if (c_.says(at, "t") && p_.glued(at) && p_.is_digits(at + 1)) {
      ++at;
      return;
    }
    if ((has_day() || part_.end != 0) &&
        c_.take_any({"at around", "at about", "at", "around", "about", "approximately at"}, at)) {
      at_said_ = true;
    } else if (!has_day()) {
      c_.take("on", at);
      c_.take("of", at);
    }
  }

  bool take_part(uint32_t& at) {
    if (!has_day() && take_day_part_of_day(at)) return true;
    if (!has_time() && take_hours(at)) return true;
    if (!has_time() && take_clock(at)) return true;
    if (!has_day() && take_day(at)) return true;
    return part_.end == 0 && take_part_of_day(at);
  }

  bool take_day(uint32_t& at) {
    day_ = read_day(c_, at);
    // A weekday may stand behind its part: "early in the day Wednesday".
    if (day_.end == 0 && has_time()) day_ = read_day(c_, c_.skip_the(at));
    if (day_.end == 0) day_ = number_before_hours(at);
    if (day_.end == 0) return false;
    at = day_.end;
    return true;
  }
  /// "the 17 from 2pm to 4pm"
  Day number_before_hours(uint32_t at) const {
    if (!c_.says(at, "the")) return {};
    const Whole number = c_.day_of_month(at + 1);
    if (number.end == 0 || (!c_.says(number.end, "from") && !c_.says(number.end, "at") &&
                            !c_.says(number.end, "between"))) {
      return {};
    }
    if (at == 0 || !c_.says(at - 1, "on")) return {};
    return read_day(c_, at);
  }

  /// "this morning", "tonight", "last night", "next evening".
  bool take_day_part_of_day(uint32_t& at) {
    uint32_t next = at;
    std::string_view modifier;
    if (c_.take_any({"early", "earlier"}, next)) modifier = "start";
    if (modifier.empty() && c_.take_any({"late", "later"}, next)) modifier = "end";
    int32_t offset = 0;
    if (c_.take_any({"tonight", "tonite"}, next)) {
      part_ = named_part("TNI", 20, 24);
    } else {
      const Word relation = c_.find(next, Sort::relation);
      if (!relation || relation.value > 1) return false;
      offset = relation.value;
      next = relation.end;
      if (c_.take_any({"early", "earlier"}, next)) modifier = "start";
      if (modifier.empty() && c_.take_any({"late", "later"}, next)) modifier = "end";
      if (!part_word(next, true)) return false;
    }
    if (modifier == "start") part_.finish = part_.start + 2 * 3600;
    if (modifier == "end") part_.start += 2 * 3600;
    part_.modifier = modifier;
    part_.end = next;
    day_ = fixed_day(next, c_.today + offset);
    at = next;
    return true;
  }
  static Hours named_part(std::string_view timex, int64_t from, int64_t to) {
    Hours hours;
    hours.timex = timex;
    hours.start = from * 3600;
    hours.finish = to * 3600 - (to == 24 ? 1 : 0);
    return hours;
  }
  bool part_word(uint32_t& at, bool any) {
    if (has_day() && !any && (c_.says(at, "am") || c_.says(at, "pm"))) {
      part_ = c_.says(at, "am") ? named_part("TMO", 8, 12) : named_part("TAF", 12, 16);
      ++at;  // "today pm"
      return true;
    }
    const Word word = c_.find(at, Sort::day_part);
    if (!word || c_.says(at, "am")) return false;
    if (!any && (word.value >= 6 || p_.written(at).ends_with("s"))) return false;
    constexpr std::string_view timex[] = {"TMO", "TAF",  "TEV",  "TNI",  "TDT",
                                          "TBH", "TMEL", "TMEB", "TMED", "TMER"};
    constexpr int64_t begin[] = {8, 12, 16, 20, 8, 8, 11, 8, 16, 9};
    constexpr int64_t end[] = {12, 16, 20, 24, 18, 18, 13, 12, 20, 11};
    const auto index = static_cast<size_t>(word.value);
    part_ = named_part(timex[index], begin[index], end[index]);
    at = word.end;
    return true;
  }
  /// "in the morning", "early morning", "afternoon", "early in the day".
  bool take_part_of_day(uint32_t& at) {
    uint32_t next = at;
    std::string_view modifier;
    if (c_.take_any({"early in the day", "earlier in the day"}, next)) {
      part_ = named_part("", 0, 12);
      part_.modifier = "start";
      part_.end = next;
      at = next;
      return true;
    }
    if (c_.take_any({"early", "earlier"}, next)) modifier = "start";
    if (modifier.empty() && c_.take_any({"late", "later"}, next)) modifier = "end";
    c_.take_any({"in the", "during the", "in"}, next);
    if (!part_word(next, false)) return false;
    if (modifier == "start") part_.finish = part_.start + 2 * 3600;
    if (modifier == "end") part_.start += 2 * 3600;
    part_.modifier = modifier;
    part_.end = next;
    at = next;
    return true;
  }

  bool take_hours(uint32_t& at) {
    const Hours hours = read_hours(c_, at);
    if (hours.end == 0 || !hours.timex.empty()) return false;
    if (hours.modifier == "bare" && !has_day() && !date_follows(hours.end)) return false;
    hours_ = hours;
    hours_.modifier = {};
    at = hours.end;
    return true;
  }
  bool date_follows(uint32_t at) const {
    if (c_.take("in the", at)) return static_cast<bool>(c_.find(at, Sort::day_part));
    c_.take("on", at);
    if (c_.says(at, "tonight") || read_day(c_, at).end != 0) return true;
    const Word relation = c_.find(at, Sort::relation);
    return relation && relation.value <= 1 && c_.find(relation.end, Sort::day_part);
  }

  bool take_clock(uint32_t& at) {
    Clock clock = read_clock(c_, at);
    const bool bare = clock.end == 0;
    if (bare) clock = read_hour(c_, at);
    if (clock.end == 0) return false;
    const bool placed = (has_day() || part_.end != 0) && at_said_;
    if (bare && !placed && !tonight_follows(clock.end)) return false;
    if (bare && (p_.is_mark(clock.end, '%') || p_.is_mark(clock.end, '/') || p_.is_dash(clock.end)))
      return false;
    clock_ = clock;
    at = clock.end;
    return true;
  }
  /// "10, tonight", "7 this evening"
  bool tonight_follows(uint32_t at) const {
    if (has_day()) return false;
    const bool comma = p_.is_mark(at, ',');
    if (comma) ++at;
    if (c_.says(at, "tonight")) return true;
    return false;
  }

  Moment result(uint32_t end) {
    if (part_.end != 0) settle();
    year_behind(end);
    Moment moment;
    if (has_day() && hours_.end != 0) {
      if (!day_.resolved) return {};
      moment = day_hours_moment(day_, hours_);
    } else if (has_day() && clock_.end != 0) {
      moment = day_clock_moment(day_, clock_);
    } else if (has_day() && part_.end != 0) {
      moment = day_.resolved ? day_hours_moment(day_, part_) : Moment{};
      if (part_.timex.empty() && moment.end != 0) {
        for (Reading& reading : moment.readings) reading.timex = day_.timex;
      }
    } else if (has_day()) {
      moment = day_moment(day_);
    } else if (hours_.end != 0) {
      moment = hours_moment(hours_);
    } else if (clock_.end != 0) {
      moment = clock_moment(clock_);
    } else {
      return {};
    }
    moment.end = end;
    return moment;
  }

  /// "Oct 26 15:50:06 2016"
  void year_behind(uint32_t& end) {
    if (day_.end == 0 || day_.has_year || day_.month == 0 || clock_.second < 0) return;
    const Whole year = c_.year(end);
    if (year.end == 0 || year.value < 1000) return;
    day_ = make_day(c_, day_.end, year.value, day_.month, day_.day);
    end = year.end;
  }

  /// The part of the day decides what a time leaves open.
  void settle() {
    if (clock_.end != 0) settle(clock_);
    if (hours_.end == 0) return;
    settle(hours_.from);
    settle(hours_.to);
    if (hours_.from.hour > hours_.to.hour && hours_.from.hour >= 12 && part_.timex == "TMO")
      hours_.from.hour -= 12;
    hours_.ambiguous = false;
    hours_.start = hours_.from.seconds();
    hours_.finish = hours_.to.seconds();
  }
  void settle(Clock& clock) const {
    if (!clock.ambiguous) return;
    clock.ambiguous = false;
    const bool night = part_.timex == "TNI";
    if (night && clock.hour < 6) return;
    if (part_.start >= noon && clock.hour < 12) clock.hour += 12;
  }

  const Context& c_;
  const Pieces& p_;
  Day day_;
  Clock clock_;
  Hours hours_;  ///< from one clock to another
  Hours part_;   ///< "in the morning"
  bool at_said_ = false;
};

class RelativeReader {
 public:
  explicit RelativeReader(const Context& context) : c_(context) {}

  Moment read(uint32_t at) const {
    Moment best;
    for (Moment& moment :
         std::vector<Moment>{now(at), end_of_day(at), counted(at), around_now(at)}) {
      if (moment.end > best.end) best = std::move(moment);
    }
    return best;
  }

 private:
  Moment now(uint32_t at) const {
    uint32_t end = at;
    if (c_.take_any({"as soon as possible", "asap"}, end)) {
      return point_moment(end, "FUTURE_REF", c_.now);
    }
    if (!c_.take_any({"right now", "just now", "at this moment", "at this time", "at the moment",
                      "at the minute", "at present", "now"},
                     end))
      return {};
    return point_moment(end, "PRESENT_REF", c_.now);
  }

  /// "end of tomorrow", "the end of the day", "end of this Sunday".
  Moment end_of_day(uint32_t at) const {
    uint32_t next = c_.skip_the(at);
    if (!c_.take_any({"end of", "eod"}, next)) return {};
    Day day;
    if (c_.says(next - 1, "eod")) {
      day = fixed_day(next, c_.today);
    } else {
      uint32_t end = c_.skip_the(next);
      if (c_.take("day", end)) {
        day = fixed_day(end, c_.today);
      } else {
        day = read_day(c_, next);
        if (day.end == 0) day = read_day(c_, c_.skip_the(next));
      }
    }
    if (day.end == 0 || !day.resolved) return {};
    Clock last{day.end, 23, 59, 59};
    Moment moment = day_clock_moment(day, last);
    return c_.says(at, "the") && !c_.says(at + 1, "eod") ? Moment{} : moment;
  }

  std::string full(int64_t seconds) const {
    int64_t time = 0;
    const int64_t day = day_part(seconds, time);
    const Clock clock{1, static_cast<int32_t>(time / 3600), static_cast<int32_t>(time / 60 % 60),
                      static_cast<int32_t>(time % 60)};
    return iso_date(day) + clock_timex(clock);
  }
  int64_t moved(const Length& length, int32_t sign) const {
    int64_t time = 0;
    int64_t day = day_part(c_.now, time);
    for (const Length::Part& part : length.parts) {
      if (part.grain <= Grain::hour) {
        constexpr double seconds[] = {1, 60, 3600};
        time += sign * static_cast<int64_t>(part.count * seconds[static_cast<size_t>(part.grain)]);
      } else {
        day = Context::add(day, part.grain, sign * static_cast<int32_t>(part.count));
      }
    }
    return day * day_seconds + time;
  }

  /// "in 5 minutes", "an hour ago", "two hours from now", "within 3 min".
  Moment counted(uint32_t at) const {
    uint32_t next = at;
    const bool in = c_.take("in", next);
    const bool within = !in && c_.take_any({"within the next", "within"}, next);
    const Length length = read_length(c_, next);
    if (length.end == 0 || !length.below_day() || !length.modifier.empty()) return {};
    if (length.seconds() > 1e10) return {};
    if (in || within) {
      const int64_t then = moved(length, 1);
      if (in) return point_moment(length.end, full(then), then);
      return period(length.end, c_.now, then, length.timex());
    }
    uint32_t end = length.end;
    const bool ago = c_.take_any({"ago", "earlier", "before now"}, end);
    if (!ago && !c_.take_any({"from now", "later", "hence"}, end)) return {};
    const int64_t then = moved(length, ago ? -1 : 1);
    return point_moment(end, full(then), then);
  }
  Moment period(uint32_t end, int64_t from, int64_t to, const std::string& length) const {
    Moment moment;
    moment.end = end;
    moment.kind = Kind::datetime_period;
    add_reading(moment,
                range_reading("(" + full(from) + "," + full(to) + "," + length + ")", from, to));
    return moment;
  }

  /// "13 last minutes"
  Moment counted_around(uint32_t at) const {
    const Whole count = c_.whole(at);
    const Word relation =
        count.end == 0 || count.ordinal ? Word{} : c_.find(count.end, Sort::relation);
    if (!relation || relation.value == 0 || relation.value > 1) return {};
    const Word grain = c_.find(relation.end, Sort::grain);
    const bool plural = c_.pieces.written(relation.end).ends_with("s");
    if (!grain || !plural || grain.value > static_cast<int32_t>(Grain::hour)) return {};
    Length length;
    length.parts = {{static_cast<double>(count.value), static_cast<Grain>(grain.value)}};
    if (length.seconds() > 1e10) return {};
    const int64_t then = moved(length, relation.value);
    return relation.value > 0 ? period(grain.end, c_.now, then, length.timex())
                              : period(grain.end, then, c_.now, length.timex());
  }

  /// "last minute", "the next two hours".
  Moment around_now(uint32_t at) const {
    Word relation = c_.find(at, Sort::relation);
    if (!relation) return counted_around(at);
    if (relation.value > 1 || relation.value == 0) return {};
    Length length = read_length(c_, relation.end);
    if (length.end == 0) {
      const Word grain = c_.find(relation.end, Sort::grain);
      if (!grain || grain.value > static_cast<int32_t>(Grain::hour)) return {};
      if (c_.pieces[relation.end].span.size() == 1) return {};
      length.parts = {{1, static_cast<Grain>(grain.value)}};
      length.end = grain.end;
    }
    if (!length.below_day() || length.seconds() > 1e10) return {};
    const int64_t then = moved(length, relation.value);
    return relation.value > 0 ? period(length.end, c_.now, then, length.timex())
                              : period(length.end, then, c_.now, length.timex());
  }

  const Context& c_;
};

}  // namespace

Moment read_day_time(const Context& context, uint32_t at) {
  return DayTimeReader(context).read(at);
}
Moment read_relative_time(const Context& context, uint32_t at) {
  return RelativeReader(context).read(at);
}

}  // namespace stet::quantities
