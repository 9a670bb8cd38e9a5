// Durations: "3h", "an hour and a half", "one week three days", "all day", "half a year".
#include "engine/quantities/moment.h"

namespace stet::quantities {

namespace {

class Reader {
 public:
  explicit Reader(const Context& context) : c_(context) {}

  Length read(uint32_t at) const {
    Length length;
    uint32_t from = at;
    if (c_.take_any({"more than", "longer than", "over", "at least"}, from))
      length.modifier = "more";
    if (from == at && c_.take_any({"less than", "shorter than", "under", "at most"}, from)) {
      length.modifier = "less";
    }
    if (!all_of(from, length) && !counted(from, length)) return {};
    return length;
  }

 private:
  /// "all day", "full-year", "whole week", "the entire month".
  bool all_of(uint32_t at, Length& length) const {
    if (!c_.take_any({"all", "full", "whole", "entire"}, at)) return false;
    if (c_.pieces.is_dash(at)) ++at;
    c_.take("the", at);
    const Word grain = c_.find(at, Sort::grain);
    if (!grain || grain.value < static_cast<int32_t>(Grain::day) || is_letter(at)) return false;
    length.parts.push_back({1, static_cast<Grain>(grain.value)});
    length.end = grain.end;
    return true;
  }

  bool is_letter(uint32_t at) const { return c_.pieces[at].span.size() == 1; }

  /// The grain behind a number: "3h", "3-hour", "3 more hours"; a letter only where it is glued.
  Word grain(uint32_t at) const {
    if (c_.pieces.is_dash(at)) ++at;
    const Word found = c_.find(at, Sort::grain);
    if (!found) return found;
    if (is_letter(at) && !c_.pieces.glued(at)) return {};
    const auto which = static_cast<Grain>(found.value);
    if (which == Grain::half) return {};
    return found;
  }

  bool part(uint32_t at, Length& length) const {
    const Count count = c_.count(at);
    if (count.end == 0) return false;
    uint32_t end = count.end;
    c_.take_any({"more", "full", "whole", "consecutive", "straight"}, end);
    if (c_.says(end, "quarter") && count.article) return false;
    const Word found = grain(end);
    if (!found) return false;
    const auto which = static_cast<Grain>(found.value);
    double value = count.value;
    end = found.end;
    // "an hour and a half", "one year and a quarter"
    uint32_t more = end;
    if (c_.take("and", more)) {
      if (c_.take_any({"a half", "half"}, more) && !c_.find(more, Sort::grain)) {
        value += 0.5;
        end = more;
      } else if (c_.take("a quarter", more) && !c_.find(more, Sort::grain)) {
        value += 0.25;
        end = more;
      }
    }
    length.few = length.few || count.few;
    length.parts.push_back({value, which});
    length.end = end;
    return true;
  }

  static bool is_said(const Length& length, Grain grain) {
    for (const Length::Part& part : length.parts) {
      if (part.grain == grain) return true;
    }
    return false;
  }

  bool counted(uint32_t at, Length& length) const {
    if (!part(at, length)) return false;
    for (;;) {
      uint32_t next = length.end;
      if (c_.pieces.is_mark(next, ',')) ++next;
      c_.take("and", next);
      Length more;
      if (!part(next, more) || is_said(length, more.parts[0].grain)) return true;
      length.parts.push_back(more.parts[0]);
      length.end = more.end;
    }
  }

  const Context& c_;
};

}  // namespace

Length read_length(const Context& context, uint32_t at) {
  return context.recent_lengths.at(at, [&] { return Reader(context).read(at); });
}

}  // namespace stet::quantities
