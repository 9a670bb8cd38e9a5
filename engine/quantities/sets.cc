#include "engine/quantities/sets.h"

namespace stet::quantities {

namespace {

constexpr std::string_view part_timex[] = {"TMO", "TAF", "TEV", "TNI", "TDT", "TBH"};

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context), p_(context.pieces) {}

  Moment read(uint32_t at) const {
    if (const Word every = c_.find(at, Sort::every)) {
      const auto grain = static_cast<Grain>(every.value);
      Length length;
      length.parts = {{1, grain}};
      std::string timex = grain == Grain::half ? "P0.5Y" : length.timex();
      return with_clock(every.end, timex, grain == Grain::day);
    }
    if (const Moment plural = plurals(at); plural.end != 0) return plural;
    if (const Moment once = once_at(at); once.end != 0) return once;
    if (const Moment every = every_at(at); every.end != 0) return every;
    return clock_first(at);
  }

 private:
  /// "every", "each", "every other"; how many grains apart.
  bool every_word(uint32_t& at, double& step) const {
    step = 1;
    if (c_.take_any({"every other", "each other"}, at)) {
      step = 2;
      return true;
    }
    return c_.take_any({"every single", "every", "each"}, at);
  }

  /// "once a week"
  Moment once_at(uint32_t at) const {
    if (!c_.take_any({"once a", "once an", "once per", "once every"}, at)) return {};
    const Word grain = c_.find(at, Sort::grain);
    if (!grain || p_[at].span.size() == 1 || grain.value == static_cast<int32_t>(Grain::half))
      return {};
    Length length;
    length.parts = {{1, static_cast<Grain>(grain.value)}};
    return set_moment(grain.end, length.timex());
  }

  Moment every_at(uint32_t at) const {
    uint32_t next = at;
    double step = 1;
    if (!every_word(next, step)) return {};
    if (const Word weekday = c_.find(next, Sort::weekday)) {
      return with_clock(weekday.end, "XXXX-WXX-" + std::to_string(weekday.value), true);
    }
    if (c_.take_any({"weekday", "weekdays"}, next)) return with_clock(next, "P1WD", true);
    if (const Word part = c_.find(next, Sort::day_part); part && part.value < 6) {
      return with_clock(part.end, std::string(part_timex[part.value]), true);
    }
    if (const Word month = c_.find(next, Sort::month)) {
      return set_moment(month.end, "XXXX-" + padded(month.value, 2));
    }
    const Count count = c_.count(next);
    uint32_t grain_at = next;
    if (count.end != 0 && !count.article && count.value >= 1) {
      step = count.value;
      grain_at = count.end;
    }
    const Word grain = c_.find(grain_at, Sort::grain);
    if (!grain || p_[grain_at].span.size() == 1) return {};
    const auto which = static_cast<Grain>(grain.value);
    if (which == Grain::weekend && step == 1) return set_moment(grain.end, "XXXX-WXX-WE");
    if (which == Grain::half) return {};
    Length length;
    length.parts = {{step, which}};
    return with_clock(grain.end, length.timex(), which == Grain::day && step == 1);
  }

  /// A time of day in place of "each day" and after weekdays.
  Moment with_clock(uint32_t end, const std::string& timex, bool takes_clock) const {
    uint32_t next = end;
    const bool at = c_.take("at", next);
    Clock clock = read_clock(c_, next);
    if (clock.end == 0 && at) clock = read_hour(c_, next);
    if (!takes_clock || clock.end == 0 || p_.is_mark(clock.end, '%')) return set_moment(end, timex);
    const bool daily = !timex.starts_with("XXXX");
    return set_moment(clock.end, (daily ? "" : timex) + clock_timex(clock));
  }

  /// "3pm each day", "at 4pm every Monday"
  Moment clock_first(uint32_t at) const {
    const Clock clock = read_clock(c_, at);
    if (clock.end == 0) return {};
    uint32_t next = clock.end;
    double step = 1;
    if (const Word daily = c_.find(next, Sort::every);
        daily && daily.value == static_cast<int32_t>(Grain::day)) {
      return set_moment(daily.end, clock_timex(clock));
    }
    if (!every_word(next, step) || step != 1) return {};
    if (const Word weekday = c_.find(next, Sort::weekday)) {
      return set_moment(weekday.end,
                        "XXXX-WXX-" + std::to_string(weekday.value) + clock_timex(clock));
    }
    return c_.take_any({"day", "morning", "evening", "night", "afternoon"}, next)
               ? set_moment(next, clock_timex(clock))
               : Moment{};
  }

  /// "Mondays", "Tuesdays at 9am", "Friday mornings", "mornings".
  Moment plurals(uint32_t at) const {
    if (const Word weekday = c_.find(at, Sort::weekday)) {
      const std::string timex = "XXXX-WXX-" + std::to_string(weekday.value);
      if (p_.written(at).ends_with("days")) {
        if (at > 0 && (c_.count(at - 1).end == at)) return {};
        return with_clock(weekday.end, timex, true);
      }
      const Word part = plural_part(weekday.end);
      return part ? set_moment(part.end, timex + std::string(part_timex[part.value])) : Moment{};
    }
    const Word part = plural_part(at);
    return part ? with_clock(part.end, std::string(part_timex[part.value]), true) : Moment{};
  }
  Word plural_part(uint32_t at) const {
    const Word part = c_.find(at, Sort::day_part);
    const bool plural = part && part.value < 4 && p_.written(at).ends_with("s");
    return plural ? part : Word{};
  }

  const Context& c_;
  const Pieces& p_;
};

}  // namespace

Moment read_set(const Context& context, uint32_t at) { return Reader(context).read(at); }

}  // namespace stet::quantities
