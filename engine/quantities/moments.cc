#include "engine/quantities/moments.h"

#include <algorithm>

#include "engine/quantities/dates.h"
#include "engine/quantities/day_ranges.h"
#include "engine/quantities/day_times.h"
#include "engine/quantities/readings.h"
#include "engine/quantities/sets.h"

namespace stet::quantities {

namespace {

/// What a date or time may begin with, besides digits.
constexpr uint32_t starting = bit(Sort::small) | bit(Sort::tens) | bit(Sort::ordinal) |
                              bit(Sort::scale) | bit(Sort::fraction) | bit(Sort::month) |
                              bit(Sort::weekday) | bit(Sort::grain) | bit(Sort::season) |
                              bit(Sort::day_part) | bit(Sort::day_word) | bit(Sort::relation) |
                              bit(Sort::every) | bit(Sort::starter) | bit(Sort::link);
/// One of these or a digit stands near the beginning of every one.
constexpr uint32_t telling = bit(Sort::month) | bit(Sort::weekday) | bit(Sort::grain) |
                             bit(Sort::season) | bit(Sort::day_part) | bit(Sort::day_word) |
                             bit(Sort::every) | bit(Sort::small) | bit(Sort::tens) |
                             bit(Sort::starter);

/// How many pieces may stand before it: "from the very beginning of the same".
constexpr uint32_t farthest_telling = 8;

uint32_t next_telling(const Pieces& pieces, uint32_t at) {
  while (at < pieces.size() && !pieces.is_digits(at) && (pieces[at].sorts & telling) == 0) ++at;
  return at;
}

enum class Cut : uint8_t { none, before, after, until, since };

class Finder {
 public:
  explicit Finder(const Context& context) : c_(context), p_(context.pieces) {}

  Moment at(uint32_t begin) const {
    Moment best = unbounded(begin);
    const auto better = [&](Moment moment) {
      if (moment.end > best.end) best = std::move(moment);
    };
    better(bounded(begin));
    better(day_bounded(begin));
    better(around(begin));
    if (best.end != 0) bounded_behind(best);
    return best;
  }

 private:
  Moment unbounded(uint32_t begin) const {
    Moment best;
    const auto better = [&](Moment moment) {
      if (moment.end > best.end) best = std::move(moment);
    };
    better(read_set(c_, begin));
    better(read_day_range(c_, begin));
    better(read_day_time(c_, begin));
    if (const Span span = read_span(c_, begin); span.end > best.end) best = span_moment(span);
    if (const Hours hours = read_hours(c_, begin);
        hours.end > best.end && hours.modifier != "bare") {
      best = hours_moment(hours);
    }
    better(read_relative_time(c_, begin));
    better(hour_alone(begin));
    if (best.end == 0) {
      const Length length = read_length(c_, begin);
      if (length.end != 0 && is_duration(begin, length)) best = length_moment(length);
    } else if (const Length length = read_length(c_, begin); length.end > best.end) {
      best = length_moment(length);
    }
    return best;
  }

  /// "around tomorrow 10am", "circa 5 in the morning"
  Moment around(uint32_t begin) const {
    uint32_t next = begin;
    if (!c_.take_any({"around", "circa"}, next)) return {};
    Moment moment = unbounded(next);
    if (moment.end == 0) moment = unbounded(c_.skip_the(next));
    const bool point =
        moment.kind == Kind::date || moment.kind == Kind::time || moment.kind == Kind::datetime;
    if (moment.end == 0 || !point) return {};
    moment.modifier = "about";
    return moment;
  }

  /// "a second round" is no duration.
  bool is_duration(uint32_t begin, const Length& length) const {
    const bool second = c_.says(length.end - 1, "second");
    return !(second && c_.says(begin, "a") && p_.is_word(length.end));
  }

  /// "at 6.": the hour, when nothing follows that it could count.
  Moment hour_alone(uint32_t begin) const {
    if (begin == 0 || !c_.says(begin - 1, "at")) return {};
    const Clock clock = read_hour(c_, begin);
    if (clock.end == 0) return {};
    const bool decimal = p_.is_mark(clock.end, '.') && p_.is_digits(clock.end + 1);
    const bool closes =
        clock.end >= p_.size() || c_.says(clock.end, "or") ||
        (p_[clock.end].kind == PieceKind::mark && !p_.is_mark(clock.end, '%') && !decimal &&
         !p_.is_mark(clock.end, ',') && !p_.is_dash(clock.end) && !p_.is_mark(clock.end, '/'));
    return closes ? clock_moment(clock) : Moment{};
  }

  Cut cut_words(uint32_t& at) const {
    if (c_.take_any({"before", "prior to", "on or before", "at or before", "earlier than",
                     "no later than", "not later than", "by", "sooner than"},
                    at)) {
      return Cut::before;
    }
    if (c_.take_any({"on or after", "since", "starting on", "starting from", "starting",
                     "beginning on", "beginning", "as early as", "beginning on", "any time since",
                     "any time from", "no earlier than", "not earlier than", "at or after"},
                    at)) {
      return Cut::since;
    }
    if (c_.take_any({"after", "later than", "subsequent to", "anytime after", "any time after",
                     "greater than", "more than", "sometime after"},
                    at))
      return Cut::after;
    if (c_.take_any({"until", "till", "up to", "as late as", "through", "ending on"}, at))
      return Cut::until;
    return Cut::none;
  }

  /// "before 2018", "since last August", "after January 1, 2007", "year greater than 2012".
  Moment bounded(uint32_t begin) const {
    uint32_t next = begin;
    if (c_.says(begin, "year")) {
      ++next;
      if (!c_.says(next, "greater") && !c_.says(next, "later")) return {};
    }
    const bool by = c_.says(next, "by");
    const Cut cut = cut_words(next);
    if (cut == Cut::none) return {};
    if (cut == Cut::until && !c_.says(begin, "up") && c_.take("date", next)) {
      Moment moment = span_now(next);
      return moment;
    }
    const bool quantity =
        c_.says(next - 1, "than") && !c_.says(next - 2, "later") && !c_.says(next - 2, "earlier");
    Moment inner = unbounded(next);
    if (const Word meal = c_.find(next, Sort::day_part);
        inner.end == 0 && meal && meal.value >= 6) {
      inner = hours_moment(read_meal(c_, next));
    }
    const uint32_t the = c_.skip_the(next);
    if (the > next) {
      Moment behind = unbounded(the);
      if (behind.end > inner.end) inner = std::move(behind);
    }
    if (inner.end == 0 || inner.kind == Kind::duration || inner.kind == Kind::set) return {};
    if (quantity && inner.kind != Kind::date_period && inner.kind != Kind::date) return {};
    const bool unresolved = !inner.readings[0].has_start;
    if (by && (unresolved || inner.kind == Kind::time_period)) return {};
    apply(inner, cut);
    return inner;
  }
  Moment span_now(uint32_t end) const {
    Moment moment;
    moment.end = end;
    moment.kind = Kind::date_period;
    moment.modifier = "before";
    Reading reading;
    reading.timex = "PRESENT_REF";
    reading.has_end = true;
    reading.end = c_.today * day_seconds;
    moment.readings.push_back(reading);
    return moment;
  }

  static void apply(Moment& moment, Cut cut) {
    const bool ends_late = moment.modifier == "end";
    for (Reading& reading : moment.readings) {
      const bool point = reading.is_point;
      if (!reading.has_start) continue;
      if (cut == Cut::before || cut == Cut::until) {
        if (point || (!ends_late && cut == Cut::before) ||
            (!point && cut == Cut::until && !ends_late)) {
          reading.end = reading.start;
        }
        reading.has_end = true;
        reading.has_start = false;
        reading.start = 0;
      } else {
        if (cut == Cut::after && !point && reading.has_end) reading.start = reading.end;
        reading.has_end = false;
        reading.end = 0;
      }
      reading.is_point = false;
    }
    constexpr std::string_view names[] = {"", "before", "after", "until", "since"};
    moment.modifier = names[static_cast<size_t>(cut)];
    if (moment.kind == Kind::date) moment.kind = Kind::date_period;
    if (moment.kind == Kind::time) moment.kind = Kind::time_period;
    if (moment.kind == Kind::datetime) moment.kind = Kind::datetime_period;
  }

  /// "tomorrow before 5pm", "next Wednesday later than 10 in the morning".
  Moment day_bounded(uint32_t begin) const {
    const Day day = read_day(c_, begin);
    if (day.end == 0 || !day.resolved) return {};
    uint32_t next = day.end;
    const Cut cut = cut_words(next);
    if (cut == Cut::none) return {};
    Clock clock = read_clock(c_, next);
    if (clock.end == 0) return {};
    Moment moment = day_clock_moment(day, clock);
    moment.end = clock.end;
    apply(moment, cut);
    return moment;
  }

  /// "2012 or later", "1/1/2016 and after".
  void bounded_behind(Moment& moment) const {
    if (is_moment_without_ends(moment)) return;
    uint32_t next = moment.end;
    uint32_t other = next;
    // "or before 2000" speaks of the next one.
    if (c_.take_any({"or before", "and before", "and after", "or after"}, other) &&
        (p_.is_word(other) || p_.is_digits(other))) {
      return;
    }
    if (c_.take_any({"or later", "and later", "or earlier", "and earlier"}, other) &&
        c_.says(other, "than"))
      return;
    if (c_.take_any({"or later", "and later", "and after", "or after", "and onwards", "and onward",
                     "onwards", "or newer", "and newer"},
                    next)) {
      apply(moment, Cut::since);
    } else if (c_.take_any({"or before", "and before", "or earlier", "and earlier"}, next)) {
      apply(moment, Cut::until);
    } else {
      return;
    }
    moment.end = next;
  }
  static bool is_moment_without_ends(const Moment& moment) {
    return moment.kind == Kind::duration || moment.kind == Kind::set || moment.readings.empty() ||
           !moment.readings[0].has_start || !moment.modifier.empty();
  }

  const Context& c_;
  const Pieces& p_;
};

Found found_from(const Pieces& pieces, uint32_t begin, Moment& moment) {
  Found found;
  found.begin = begin;
  found.end = moment.end;
  Quantity& quantity = found.quantity;
  quantity.span = pieces.span(begin, moment.end);
  quantity.kind = moment.kind;
  quantity.modifier = moment.modifier;
  quantity.has_value = moment.has_value;
  quantity.value = quantity.low = quantity.high = moment.value;
  quantity.readings = std::move(moment.readings);
  return found;
}

}  // namespace

void find_moments(const Pieces& pieces, int64_t now, std::vector<Found>& out) {
  const Context context(pieces, now);
  const Finder finder(context);
  uint32_t telling_at = 0;
  for (uint32_t at = 0; at < pieces.size();) {
    telling_at = next_telling(pieces, std::max(at, telling_at));
    if (telling_at == pieces.size()) return;
    if (telling_at > at + farthest_telling) {
      at = telling_at - farthest_telling;
      continue;
    }
    const bool money = at > 0 && pieces.glued(at) && pieces.is_mark(at - 1, '$');
    const bool starts = !money && (pieces.is_digits(at) || (pieces[at].sorts & starting) != 0 ||
                                   pieces.is_mark(at, '\''));
    Moment moment = starts ? finder.at(at) : Moment{};
    if (moment.end == 0) {
      ++at;
      continue;
    }
    out.push_back(found_from(pieces, at, moment));
    at = moment.end;
  }
}

}  // namespace stet::quantities
