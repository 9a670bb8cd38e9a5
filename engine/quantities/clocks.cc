// Times of day: "7:30", "8.30pm", "half past seven", "eight o'clock", "noon", "at 6".
#include "engine/quantities/moment.h"

namespace stet::quantities {

namespace {

enum class Half : uint8_t { unsaid, morning, evening, both };

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context) {}

  Clock read(uint32_t at, bool bare) const {
    for (Clock clock : {named(at), past(at), written(at, false)}) {
      if (clock.end == 0) continue;
      day_part(clock);
      return clock;
    }
    Clock clock = written(at, true);
    const uint32_t end = clock.end;
    if (end != 0) day_part(clock);
    return bare || clock.end != end ? clock : Clock{};
  }

 private:
  const Pieces& p() const { return c_.pieces; }

  Clock named(uint32_t at) const {
    uint32_t end = c_.skip_the(at);
    const bool mid = c_.take("mid", end);
    if (mid && p().is_dash(end)) ++end;
    if (mid && c_.take("morning", end)) return {end, 10};
    if (mid && c_.take("afternoon", end)) return {end, 14};
    if (c_.take_any({"noon", "noonish", "noontime", "midday", "12 noon", "twelve noon"}, end) ||
        (mid && c_.take("day", end))) {
      return {end, 12};
    }
    if (c_.take_any({"midnight", "12 midnight"}, end) || (mid && c_.take("night", end)))
      return {end, 0};
    return {};
  }

  /// "half past 7", "10 past 9", "quarter to eight", "thirty-six minutes past eight".
  Clock past(uint32_t at) const {
    uint32_t end = at;
    int32_t minutes = 0;
    if (c_.take("half", end)) {
      minutes = 30;
    } else if (c_.take_any({"a quarter", "quarter"}, end)) {
      minutes = 15;
    } else {
      const Whole count = c_.whole(at);
      if (count.end == 0 || count.ordinal || count.value < 1 || count.value > 59) return {};
      minutes = count.value;
      end = count.end;
      c_.take_any({"minutes", "minute", "mins", "min"}, end);
    }
    const bool after = c_.take_any({"past", "after"}, end);
    if (!after && !c_.take_any({"to", "till", "before"}, end)) return {};
    if (!after && p().is_digits(at) && !c_.says(end - 2, "minutes") && minutes % 5 != 0) return {};
    Clock hour = hour_at(end);
    if (hour.end == 0 || hour.minute >= 0) return {};
    const bool said = half(hour);
    // "5 to 6" may be a range; "ten to six" and "5 minutes to 6" are not.
    if (!after && !said && p().is_digits(at) && end == at + 2) return {};
    if (!after && p().is_digits(at) && end == at + 2) return {};
    const int32_t all = hour.hour * 60 + (after ? minutes : -minutes);
    hour.hour = (all + 1440) / 60 % 24;
    hour.minute = (all + 1440) % 60;
    return hour;
  }

  Clock hour_at(uint32_t at) const {
    const Whole hour = p().is_digits(at) ? plain(at) : c_.whole(at);
    if (hour.end == 0 || hour.ordinal || hour.value > 24 || hour.digits > 2) return {};
    Clock clock{hour.end, hour.value % 24};
    clock.ambiguous = hour.value <= 12 && hour.value > 0 && !(hour.digits == 2 && hour.value < 10);
    return clock;
  }

  /// "am", "p.m.", "a m", "o'clock", "in the morning": settles which half of the day.
  bool half(Clock& clock) const {
    uint32_t end = clock.end;
    clock_word(end);
    const Half found = half_word(end);
    if (found == Half::unsaid) {
      const bool said = end != clock.end;
      clock.end = end;
      return said;
    }
    clock.end = end;
    if (found == Half::both) return true;
    if (clock.hour > 12) return true;
    clock.ambiguous = false;
    if (found == Half::morning && clock.hour == 12) clock.hour = 0;
    if (found == Half::evening && clock.hour < 12) clock.hour += 12;
    return true;
  }
  bool clock_word(uint32_t& at) const {
    if (c_.take_any({"oclock", "oclocks"}, at)) return true;
    const bool split =
        c_.says(at, "o") && p()[at + 1].kind == PieceKind::mark && c_.says(at + 2, "clock");
    if (split) at += 3;
    return split;
  }
  Half half_word(uint32_t& at) const {
    const bool dash =
        p().is_dash(at) && p().glued(at) && (c_.says(at + 1, "am") || c_.says(at + 1, "pm"));
    if (dash) ++at;
    const uint32_t next = at + 1;
    if (p().glued(at) && p().glued(next) && p()[next].kind != PieceKind::mark) return Half::unsaid;
    if (c_.take_any({"ampm"}, at)) return Half::both;
    if (c_.take_any({"am", "a m"}, at)) return Half::morning;
    if (c_.take_any({"pm", "p m"}, at)) return Half::evening;
    const bool a = c_.says(at, "a");
    if ((a || c_.says(at, "p")) && p().is_mark(at + 1, '.') && c_.says(at + 2, "m")) {
      at += 3;
      if (p().is_mark(at, '.') && p().glued(at)) ++at;
      return a ? Half::morning : Half::evening;
    }
    // "5p", "11a"
    if ((a || c_.says(at, "p")) && p().glued(at)) {
      ++at;
      return a ? Half::morning : Half::evening;
    }
    return Half::unsaid;
  }

  Clock written(uint32_t at, bool bare) const {
    Clock clock = four_digits(at, bare);
    if (clock.end != 0) return clock;
    clock = hour_at(at);
    if (clock.end == 0) return {};
    const bool minutes = minutes_after(clock);
    if (clock.minute < 0 && c_.says(clock.end, "ish") && p().glued(clock.end)) {
      return {clock.end + 1, clock.hour};
    }
    if (clock.minute < 0 && p().is_dash(clock.end) && c_.says(clock.end + 1, "ish")) {
      return {clock.end + 2, clock.hour};
    }
    const bool settled = half(clock);
    if (!minutes && !settled) {
      if (!bare) return {};
      word_minutes(clock);
      half(clock);
    } else if (!minutes && !p().is_digits(at)) {
      word_minutes(clock);
      half(clock);
    }
    return clock;
  }

  /// ":30", ":30:05", and ".30" where a word follows that makes it a time.
  bool minutes_after(Clock& clock) const {
    const uint32_t at = clock.end;
    const bool colon = p().is_mark(at, ':');
    if (!colon && !p().is_mark(at, '.')) {
      return p().is_digits(at - 1) ? false : word_minutes_before_half(clock);
    }
    const bool two =
        p().is_digits(at + 1) && p().glued(at + 1) && p().glued(at) && p()[at + 1].span.size() == 2;
    const Whole minute = two ? plain(at + 1) : Whole{};
    if (minute.end == 0 || minute.value > 59) return false;
    Clock with = clock;
    with.end = at + 2;
    with.minute = minute.value;
    if (p().is_mark(with.end, ':') && p().is_digits(with.end + 1)) {
      const Whole second = plain(with.end + 1);
      if (second.end != 0 && second.value < 60) {
        with.second = second.value;
        with.end += 2;
      }
    }
    if (!colon) {
      if (p().is_mark(with.end, '.') && p().is_digits(with.end + 1)) return false;
      Clock settled = with;
      const bool at_before = at >= 2 && (c_.says(at - 2, "at"));
      if (!half(settled) && !at_before) return false;
    }
    clock = with;
    return true;
  }
  /// Digits as they stand: "8.30" is no decimal here.
  Whole plain(uint32_t at) const {
    if (p()[at].span.size() > 4) return {};
    int32_t value = 0;
    for (const char c : p().written(at)) value = value * 10 + (c - '0');
    return {at + 1, value, p()[at].span.size()};
  }

  /// "five thirty pm", "six forty-three minutes".
  bool word_minutes_before_half(Clock& clock) const {
    Clock with = clock;
    word_minutes(with);
    if (with.end == clock.end) return false;
    Clock settled = with;
    const bool minutes = c_.take_any({"minutes", "minute"}, with.end);
    if (!minutes && !half(settled)) return false;
    clock = with;
    return true;
  }
  void word_minutes(Clock& clock) const {
    const uint32_t at = clock.end + (p().is_dash(clock.end) && p().glued(clock.end) ? 1 : 0);
    if (clock.minute >= 0 || p().is_digits(at)) return;
    const Whole minute = c_.whole(at);
    if (minute.end == 0 || minute.ordinal || minute.value < 10 || minute.value > 59) return;
    clock.minute = minute.value;
    clock.end = minute.end;
    c_.take_any({"minutes", "minute"}, clock.end);
  }

  /// "0730", "1430h".
  Clock four_digits(uint32_t at, bool bare) const {
    if (!p().is_digits(at) || p()[at].span.size() != 4) return {};
    const Whole all = plain(at);
    if (all.value / 100 > 23 || all.value % 100 > 59) return {};
    Clock clock{at + 1, all.value / 100, all.value % 100};
    clock.ambiguous = clock.hour <= 12 && clock.hour > 0;
    if (!half(clock) && !bare) return {};
    return clock;
  }

  /// "7 in the morning", "8:00 this evening" says which half of the day.
  void day_part(Clock& clock) const {
    uint32_t end = clock.end;
    if (!c_.take_any({"in the early", "in the", "in", "at"}, end)) return;
    if (c_.take_any({"morning", "mornings"}, end)) {
      if (clock.hour == 12 && clock.ambiguous) clock.hour = 0;
    } else if (c_.take_any({"afternoon", "evening", "night", "afternoons", "evenings"}, end)) {
      if (clock.ambiguous && clock.hour < 12) clock.hour += 12;
    } else {
      return;
    }
    clock.ambiguous = false;
    clock.end = end;
  }

  const Context& c_;
};

}  // namespace

Clock read_clock(const Context& context, uint32_t at) { return Reader(context).read(at, false); }
Clock read_hour(const Context& context, uint32_t at) { return Reader(context).read(at, true); }

}  // namespace stet::quantities
