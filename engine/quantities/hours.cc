// Times between: "in the morning", "5 to 6pm", "from 10 am for 3 hours", "between 9:30 and 3:00
// pm".
#include "engine/quantities/moment.h"

namespace stet::quantities {

namespace {

struct DayPart {
  std::string_view timex;
  int64_t begin, end;  ///< hours
};
// In the order of Sort::day_part.
constexpr DayPart parts[] = {{"TMO", 8, 12},   {"TAF", 12, 16}, {"TEV", 16, 20},  {"TNI", 20, 24},
                             {"TDT", 8, 18},   {"TBH", 8, 18},  {"TMEL", 11, 13}, {"TMEB", 8, 12},
                             {"TMED", 16, 20}, {"TMER", 9, 11}};

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context), p_(context.pieces) {}

  Hours read(uint32_t at) const {
    Hours best;
    for (const Hours& hours : {part(at), clocks(at), lasting(at)}) {
      if (hours.end > best.end) best = hours;
    }
    return best;
  }

 private:
  /// "in the evening", "early morning", "later in the afternoon".
  Hours part(uint32_t at) const {
    uint32_t next = at;
    std::string_view modifier;
    const auto modify = [&] {
      if (!modifier.empty()) return;
      if (c_.take_any({"early", "earlier"}, next)) modifier = "start";
      if (modifier.empty() && c_.take_any({"late", "later"}, next)) modifier = "end";
      if (!modifier.empty() && p_.is_dash(next)) ++next;
    };
    modify();
    const bool said = c_.take_any({"in the", "in", "at", "during the", "during"}, next);
    if (!said || c_.says(next - 1, "the")) modify();
    const Word word = c_.find(next, Sort::day_part);
    if (!word || c_.says(next, "am")) return {};
    if (!said && at > 0 && (c_.says(at - 1, "good") || c_.says(at - 1, "nice"))) return {};
    // "night" and "lunch" are words of their own.
    if (!said && (word.value >= 6 || word.value == 4)) return {};
    if (!said && p_.written(next).ends_with("s") && word.value < 4) return {};
    const bool at_said = said && c_.says(at, "at");
    if (c_.says(next, "day") || (at_said && word.value != 3 && word.value < 6)) return {};
    size_t index = static_cast<size_t>(word.value);
    Hours hours;
    hours.end = word.end;
    hours.modifier = modifier;
    hours.timex = parts[index].timex;
    hours.start = parts[index].begin * 3600;
    hours.finish = parts[index].end * 3600 - (index == 3 ? 1 : 0);
    if (index == 3 && (c_.says(word.end - 1, "time") || c_.says(word.end - 1, "nighttime"))) {
      hours.timex = "TNT";
      hours.start = 0;
      hours.finish = 8 * 3600;
    }
    if (modifier == "start") hours.finish = hours.start + 2 * 3600;
    if (modifier == "end") hours.start += 2 * 3600;
    return hours;
  }

  static void finish_clocks(Hours& hours) {
    hours.start = hours.from.seconds();
    hours.finish = hours.to.seconds();
  }

  /// "from A to B", "A - B", "between A and B".
  Hours clocks(uint32_t at) const {
    uint32_t next = at;
    const bool between = c_.take("between", next);
    const bool from = !between && c_.take("from", next);
    const Clock first_sure = read_clock(c_, next);
    Clock first = first_sure.end != 0 ? first_sure : read_hour(c_, next);
    if (first.end == 0) return {};
    uint32_t to = first.end;
    if (p_.is_dash(to) || p_.is_mark(to, '~')) {
      ++to;
    } else if (!c_.take_any({"to", "until", "till", "til", "thru", "through"}, to) &&
               !(between && c_.take("and", to))) {
      return {};
    }
    const Clock second_sure = read_clock(c_, to);
    Clock second = second_sure.end != 0 ? second_sure : read_hour(c_, to);
    if (second.end == 0) return {};
    Hours hours;
    hours.end = second.end;
    const bool minutes = first.minute >= 0 && (second.minute >= 0 || !p_.is_digits(next)) &&
                         (!p_.is_digits(next) || p_.written(next)[0] == '0');
    const bool sure = first_sure.end != 0 || second_sure.end != 0 || minutes;
    const bool single = p_.is_digits(next) && p_.is_digits(to);
    // "10-12" is no time on its own; the one who asks knows whether a date stands beside it.
    hours.modifier = sure ? "" : single || from || between ? "bare" : "none";
    if (hours.modifier == "none") return {};
    agree(first, second);
    hours.from = first;
    hours.to = second;
    hours.ambiguous = first.ambiguous && second.ambiguous;
    finish_clocks(hours);
    return hours;
  }
  /// The half of the day that one end says holds for the other: "5 to 6pm", "8am-3".
  static void agree(Clock& first, Clock& second) {
    if (first.ambiguous && !second.ambiguous) {
      const bool evening = second.hour >= 12;
      if (evening && first.hour < 12 && first.hour + 12 <= second.hour) first.hour += 12;
      if (!evening && first.hour == 12) first.hour = 0;
      first.ambiguous = false;
    } else if (!first.ambiguous && second.ambiguous) {
      if (second.hour < 12 && second.hour <= first.hour) second.hour += 12;
      second.ambiguous = false;
    } else if (first.ambiguous && second.ambiguous && first.hour > second.hour && first.hour < 12 &&
               second.hour < 12) {
      second.hour += 12;
      first.ambiguous = second.ambiguous = false;
    }
  }

  /// "from 10 am for 3 hours", "for 3 hours from 10 am".
  Hours lasting(uint32_t at) const {
    uint32_t next = at;
    Clock start;
    Length length;
    uint32_t end = 0;
    if (c_.take("for", next)) {
      length = read_length(c_, next);
      next = length.end;
      if (length.end == 0 ||
          !c_.take_any({"from", "starting at", "starting", "beginning at"}, next))
        return {};
      start = read_clock(c_, next);
      end = start.end;
    } else {
      c_.take_any({"from", "starting at"}, next);
      start = read_clock(c_, next);
      next = start.end;
      if (start.end == 0 || !c_.take("for", next)) return {};
      length = read_length(c_, next);
      end = length.end;
    }
    if (end == 0 || length.end == 0 || !length.below_day()) return {};
    Hours hours;
    hours.end = end;
    hours.from = start;
    const int64_t finish = start.seconds() + static_cast<int64_t>(length.seconds());
    hours.to = {end, static_cast<int32_t>(finish / 3600), static_cast<int32_t>(finish / 60 % 60),
                static_cast<int32_t>(finish % 60)};
    hours.ambiguous = start.ambiguous;
    hours.length = length.timex();
    finish_clocks(hours);
    return hours;
  }

  const Context& c_;
  const Pieces& p_;
};

}  // namespace

Hours read_meal(const Context& context, uint32_t at) {
  Hours hours;
  const Word word = context.find(at, Sort::day_part);
  if (!word || word.value < 6) return hours;
  const DayPart& part = parts[word.value];
  hours.end = word.end;
  hours.timex = part.timex;
  hours.start = part.begin * 3600;
  hours.finish = part.end * 3600;
  return hours;
}

Hours read_hours(const Context& context, uint32_t at) {
  return context.recent_hours.at(at, [&] { return Reader(context).read(at); });
}

}  // namespace stet::quantities
