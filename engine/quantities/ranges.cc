#include "engine/quantities/ranges.h"

#include <algorithm>
#include <limits>
#include <string>

namespace stet::quantities {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double about_width = 0.05;

enum class Side : uint8_t { none, lower, upper, equal };

struct Bound {
  Side side = Side::none;
  bool open = false;
  uint32_t end = 0;  ///< piece after the words
};

struct Row {
  std::string_view words;
  Side side;
  bool open;
};

// "than", "to" and "or equal" after these are read by the grammar.
constexpr Row before_rows[] = {
    {"at the least", Side::lower, false},  {"at the most", Side::upper, false},
    {"no larger", Side::upper, false},     {"no bigger", Side::upper, false},
    {"not larger", Side::upper, false},    {"not bigger", Side::upper, false},
    {"not higher", Side::upper, false},    {"no smaller", Side::lower, false},
    {"no lower", Side::lower, false},      {"not smaller", Side::lower, false},
    {"not lower", Side::lower, false},     {"not fewer", Side::lower, false},
    {"not exceeding", Side::upper, false}, {"upwards of", Side::lower, false},
    {"beyond", Side::lower, true},         {"not over", Side::upper, false},
    {"not above", Side::upper, false},     {"not below", Side::lower, false},
    {"no less", Side::lower, false},       {"not less", Side::lower, false},
    {"no fewer", Side::lower, false},      {"no more", Side::upper, false},
    {"not more", Side::upper, false},      {"no greater", Side::upper, false},
    {"no higher", Side::upper, false},     {"not greater", Side::upper, false},
    {"at least", Side::lower, false},      {"at most", Side::upper, false},
    {"up to", Side::upper, false},         {"as many as", Side::upper, false},
    {"as much as", Side::upper, false},    {"as little as", Side::lower, false},
    {"minimum of", Side::lower, false},    {"maximum of", Side::upper, false},
    {"in excess of", Side::lower, true},   {"more", Side::lower, true},
    {"greater", Side::lower, true},        {"larger", Side::lower, true},
    {"higher", Side::lower, true},         {"bigger", Side::lower, true},
    {"above", Side::lower, true},          {"over", Side::lower, true},
    {"exceed", Side::lower, true},         {"exceeds", Side::lower, true},
    {"exceeded", Side::lower, true},       {"exceeding", Side::lower, true},
    {"surpass", Side::lower, true},        {"surpassing", Side::lower, true},
    {"less", Side::upper, true},           {"smaller", Side::upper, true},
    {"lower", Side::upper, true},          {"fewer", Side::upper, true},
    {"below", Side::upper, true},          {"under", Side::upper, true},
    {"equal", Side::equal, false},         {"equals", Side::equal, false},
    {"equaling", Side::equal, false},      {"equalling", Side::equal, false},
};

/// After "or" or "and" behind a number.
constexpr Row after_rows[] = {
    {"more", Side::lower, false},   {"greater", Side::lower, false}, {"larger", Side::lower, false},
    {"higher", Side::lower, false}, {"above", Side::lower, false},   {"over", Side::lower, false},
    {"bigger", Side::lower, false}, {"less", Side::upper, false},    {"lower", Side::upper, false},
    {"fewer", Side::upper, false},  {"smaller", Side::upper, false}, {"below", Side::upper, false},
    {"under", Side::upper, false},
};

constexpr std::string_view about_words[] = {"about", "around", "approximately", "roughly",  "some",
                                            "circa", "nearly", "almost",        "estimated"};
constexpr size_t first_below = 6;  ///< "nearly" and what follows say less than

struct Comparison {
  uint32_t begin = 0, end = 0;
  Bound bound;
  size_t number = 0;
};

class Finder {
 public:
  Finder(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& found)
      : pieces_(pieces), numbers_(numbers.numbers), found_(found) {}

  void find() {
    const size_t measured = found_.size();
    compare();
    for (size_t i = 0; i < measured; ++i) interval(found_[i]);
    pairs_of_measures(measured);
    ranges_of_numbers();
  }

 private:
  bool says(uint32_t at, std::string_view word) const { return pieces_.says(at, word); }

  /// Whether `words` stand at a piece; moves behind them.
  bool take(std::string_view words, uint32_t& at) const {
    if (!pieces_.may_say(at, words)) return false;
    uint32_t next = at;
    for (size_t begin = 0; begin < words.size(); ++next) {
      const size_t end = std::min(words.find(' ', begin), words.size());
      if (!says(next, words.substr(begin, end - begin))) return false;
      begin = end + 1;
    }
    at = next;
    return true;
  }

  /// ">", ">=", "> =", "≤".
  Bound sign(uint32_t at) const {
    Bound bound;
    if (at > 0 && (pieces_.is_mark(at - 1, '=') || pieces_.is_mark(at - 1, '<'))) return bound;
    const std::string_view mark = pieces_.written(at);
    bound.end = at + 1;
    if (mark == ">" || mark == "<") {
      bound.side = mark == ">" ? Side::lower : Side::upper;
      bound.open = !pieces_.is_mark(at + 1, '=');
      bound.end += bound.open ? 0 : 1;
    } else if (mark == "≥" || mark == "≤") {
      bound.side = mark == "≥" ? Side::lower : Side::upper;
    } else if (mark == "=" && pieces_[at + 1].kind != PieceKind::mark) {
      bound.side = Side::equal;
    }
    return bound;
  }

  template <size_t N>
  Bound row(const Row (&rows)[N], uint32_t at) const {
    for (const Row& each : rows) {
      uint32_t end = at;
      if (take(each.words, end)) return {each.side, each.open, end};
    }
    return {};
  }

  /// "more than", "less than or equal to", "equal to or less than", "bigger or equal than".
  Bound bound_at(uint32_t at) const {
    if (pieces_[at].kind == PieceKind::mark) return sign(at);
    Bound bound = row(before_rows, at);
    if (bound.side == Side::none) return bound;
    take("than", bound.end);
    if (bound.side == Side::equal && !take("to", bound.end)) take("with", bound.end);
    uint32_t more = bound.end;
    if (!take("or", more) && !take("and", more)) return bound;
    const Bound other = row(before_rows, more);
    if (other.side == Side::none || (other.side == Side::equal) == (bound.side == Side::equal)) {
      return bound;
    }
    if (bound.side == Side::equal) bound.side = other.side;
    bound.open = false;
    bound.end = other.end;
    if (!take("than", bound.end)) take("to", bound.end);
    return bound;
  }

  size_t number_at(uint32_t at) const {
    const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), at,
                                        [](const Number& n, uint32_t p) { return n.begin < p; });
    const bool here = found != numbers_.end() && found->begin == at && !found->glued;
    return here ? static_cast<size_t>(found - numbers_.begin()) : numbers_.size();
  }

  /// All comparisons in order.
  void compare() {
    for (uint32_t at = 0; at < pieces_.size();) {
      const Bound bound = bound_at(at);
      const size_t number = bound.side == Side::none ? numbers_.size() : number_at(bound.end);
      if (number < numbers_.size()) {
        comparisons_.push_back({at, numbers_[number].end, bound, number});
        after(comparisons_.back());
        at = comparisons_.back().end;
        continue;
      }
      const size_t alone = number_at(at);
      if (alone < numbers_.size()) {
        Comparison comparison{at, numbers_[alone].end, {}, alone};
        after(comparison);
        if (comparison.bound.side != Side::none) comparisons_.push_back(comparison);
        at = comparison.end;
        continue;
      }
      ++at;
    }
  }

  /// "5 or more", "less than 5 or equal", "equal to 5 or more".
  void after(Comparison& comparison) const {
    uint32_t at = comparison.end;
    if (!take("or", at) && !take("and", at)) return;
    if (says(at, "equal")) {
      uint32_t end = at + 1;
      take("to", end);
      if (!comparison.bound.open || number_at(end) < numbers_.size()) return;
      comparison.bound.open = false;
      comparison.end = at + 1;
      return;
    }
    const bool free = comparison.bound.side == Side::none || comparison.bound.side == Side::equal;
    Bound bound = row(after_rows, at);
    if (!free || bound.side == Side::none) return;
    const uint32_t word_end = bound.end;
    if (take("than", bound.end) && number_at(bound.end) < numbers_.size()) return;
    if (comparison.bound.side == Side::none) bound.end = word_end;
    comparison.bound = bound;
    comparison.end = bound.end;
  }

  /// What a quantity may be, from the comparison or the approximation of its number.
  void interval(Found& found) const {
    Quantity& quantity = found.quantity;
    if (!quantity.has_value) return;
    const auto compared = std::lower_bound(
        comparisons_.begin(), comparisons_.end(), found.number_begin,
        [&](const Comparison& c, uint32_t at) { return numbers_[c.number].begin < at; });
    if (compared != comparisons_.end() && numbers_[compared->number].begin == found.number_begin) {
      const Comparison& comparison = *compared;
      set(quantity, comparison.bound, quantity.value);
      quantity.modifier = comparison.bound.side == Side::lower   ? "more"
                          : comparison.bound.side == Side::upper ? "less"
                                                                 : "equal";
      return;
    }
    if (found.begin == 0) return;
    uint32_t at = found.begin - 1;
    // "more than $5", "nearly -3"
    if (compare_before(found)) return;
    if (says(at, "an") || says(at, "a")) at -= at > 0 ? 1 : 0;
    for (size_t i = 0; i < std::size(about_words); ++i) {
      const bool sign = pieces_.is_mark(at, '~');
      if (!sign && !says(at, about_words[i])) continue;
      const double width = (quantity.value < 0 ? -quantity.value : quantity.value) * about_width;
      quantity.low = quantity.value - width;
      if (i < first_below || i + 1 == std::size(about_words))
        quantity.high = quantity.value + width;
      quantity.modifier = i >= first_below && i + 1 < std::size(about_words) ? "nearly" : "about";
      return;
    }
  }
  /// A comparison whose number has its unit before it: "more than $5".
  bool compare_before(Found& found) const {
    if (found.begin == found.number_begin) return false;
    for (uint32_t back = 1; back <= 5 && back <= found.begin; ++back) {
      const Bound bound = bound_at(found.begin - back);
      if (bound.side == Side::none || bound.end != found.begin) continue;
      set(found.quantity, bound, found.quantity.value);
      found.quantity.modifier = bound.side == Side::lower ? "more" : "less";
      return true;
    }
    return false;
  }
  static void set(Quantity& quantity, const Bound& bound, double value) {
    quantity.low = bound.side == Side::upper ? -infinity : value;
    quantity.high = bound.side == Side::lower ? infinity : value;
    quantity.low_open = bound.side == Side::upper || (bound.side == Side::lower && bound.open);
    quantity.high_open = bound.side == Side::lower || (bound.side == Side::upper && bound.open);
  }

  /// Whether what stands between two ends makes them a range; `begin` moves before "from" and
  /// "between".
  bool joins(uint32_t first_end, uint32_t second_begin, uint32_t& begin) const {
    const bool between = begin > 0 && says(begin - 1, "between");
    const bool from = begin > 0 && says(begin - 1, "from");
    uint32_t at = first_end;
    const bool dash = pieces_.is_dash(at) || pieces_.is_mark(at, '~');
    if (dash) {
      ++at;
    } else if (!take("to", at) && !take("through", at) && !take("until", at) && !take("till", at) &&
               !(between && take("and", at))) {
      return false;
    }
    if (at != second_begin) return false;
    if (between || from) --begin;
    return true;
  }
  bool chained(uint32_t begin, uint32_t end) const {
    const auto mark = [&](uint32_t at) {
      return pieces_.is_dash(at) || pieces_.is_mark(at, '/') || pieces_.is_mark(at, ':') ||
             pieces_.is_mark(at, '.');
    };
    const bool before =
        begin > 1 && mark(begin - 1) && pieces_[begin - 2].kind == PieceKind::digits;
    return before || (mark(end) && pieces_.glued(end) && pieces_.is_digits(end + 1));
  }

  static Found range(const Found& low, const Found& high) {
    Found found = high;
    Quantity& quantity = found.quantity;
    const bool percent = quantity.kind == Kind::percent ||
                         quantity.kind == Kind::percentage_point ||
                         quantity.kind == Kind::basis_point;
    if (percent) quantity.unit = to_string(quantity.kind);
    quantity.kind = Kind::number_range;
    quantity.has_value = false;
    quantity.value = 0;
    quantity.modifier = {};
    quantity.number = {};
    quantity.low = low.quantity.value;
    quantity.high = high.quantity.value;
    quantity.low_open = false;
    quantity.high_open = true;
    quantity.precision = std::max(low.quantity.precision, high.quantity.precision);
    return found;
  }

  /// "3 % to 4.5 %", "$5 to $10", "3 to 4.5 %": both ends are what the second one counts.
  void pairs_of_measures(size_t measured) {
    for (size_t i = 0; i < measured; ++i) {
      if (!found_[i].quantity.has_value || found_[i].quantity.kind == Kind::number) continue;
      Found low = i > 0 ? found_[i - 1] : Found{};
      uint32_t begin = low.begin;
      const bool pair = i > 0 && low.quantity.has_value &&
                        comparable(low.quantity, found_[i].quantity) &&
                        joins(low.end, found_[i].begin, begin);
      if (!pair && !low_alone(found_[i], low, begin)) continue;
      Found both = range(low, found_[i]);
      if (both.quantity.low >= both.quantity.high) continue;
      if (found_[i].quantity.currency.empty()) both.quantity.currency = low.quantity.currency;
      add(both, begin, found_[i].end);
    }
  }
  /// "3 to 4.5 %", "$3 to 5 million": the end without unit, on its own.
  bool low_alone(const Found& high, Found& low, uint32_t& begin) const {
    if (high.begin != high.number_begin) return false;
    const auto after = std::lower_bound(numbers_.begin(), numbers_.end(), high.begin,
                                        [](const Number& n, uint32_t at) { return n.begin < at; });
    if (after != numbers_.begin()) {
      const Number& number = *(after - 1);
      begin = number.begin;
      if (number.glued || number.end > high.begin || !joins(number.end, high.begin, begin))
        return false;
      if (chained(number.begin, number.end) && pieces_.is_dash(number.end)) return false;
      low = plain(pieces_, number, Kind::number);
      // "2 to 3 million" are millions, unless the first has a scale of its own.
      if (high.quantity.precision >= 100 && low.quantity.precision <= 1 &&
          low.quantity.value < 1000) {
        low.quantity.value *= scale_of(high);
      }
      return true;
    }
    return false;
  }
  /// The scale word of a quantity's number: a power of a thousand that its precision shows.
  static double scale_of(const Found& found) {
    double scale = 1;
    while (scale * 1000 <= found.quantity.precision * 100) scale *= 1000;
    return scale;
  }

  void add(Found& both, uint32_t begin, uint32_t end) {
    both.begin = begin;
    both.end = end;
    both.quantity.span = pieces_.span(begin, end);
    found_.push_back(both);
  }

  void ranges_of_numbers() {
    size_t next = 0;  // comparison
    for (size_t i = 0; i < numbers_.size(); ++i) {
      const Number& low = numbers_[i];
      while (next < comparisons_.size() && comparisons_[next].number < i) ++next;
      if (next < comparisons_.size() && comparisons_[next].number == i) {
        i = emit_comparison(next);
        continue;
      }
      if (i + 1 >= numbers_.size() || low.glued || numbers_[i + 1].glued) continue;
      const Number& high = numbers_[i + 1];
      uint32_t begin = low.begin;
      if (low.value >= high.value || !joins(low.end, high.begin, begin)) continue;
      if (chained(low.begin, high.end) || zero_padded(high)) continue;
      Found both = range(plain(pieces_, low, Kind::number), plain(pieces_, high, Kind::number));
      add(both, begin, high.end);
      ++i;
    }
  }
  bool zero_padded(const Number& number) const {
    const std::string_view digits = pieces_.written(number.begin);
    return digits.size() > 1 && digits[0] == '0' && number.bare;
  }

  /// One comparison, or two that bound a value from both sides; the number they end at.
  size_t emit_comparison(size_t index) {
    const Comparison& first = comparisons_[index];
    const Number& number = numbers_[first.number];
    Found found = plain(pieces_, number, Kind::number_range);
    double value = number.value;
    // "2 in 5 or more"
    uint32_t begin = first.begin;
    Quantity& quantity = found.quantity;
    quantity.has_value = false;
    quantity.value = 0;
    if (first.begin == number.begin && begin > 1 && says(begin - 1, "in") && number.bare) {
      const Number* upper = first.number > 0 ? &numbers_[first.number - 1] : nullptr;
      if (upper != nullptr && upper->end == begin - 1 && upper->bare && value > 0) {
        value = upper->value / value;
        begin = upper->begin;
      }
    }
    set(quantity, first.bound, value);
    uint32_t end = first.end;
    size_t last = first.number;
    if (index + 1 < comparisons_.size()) join(comparisons_[index + 1], quantity, end, last);
    add(found, begin, end);
    return last;
  }
  void join(const Comparison& second, Quantity& quantity, uint32_t& end, size_t& last) const {
    uint32_t at = end;
    if (pieces_.is_mark(at, ',')) ++at;
    if (!take("and", at) && !take("but", at) && at == end) return;
    if (at != second.begin || second.bound.side == Side::equal) return;
    const double value = numbers_[second.number].value;
    const bool upper = second.bound.side == Side::upper;
    if (upper ? quantity.high != infinity || quantity.low >= value
              : quantity.low != -infinity || quantity.high <= value) {
      return;
    }
    if (upper) {
      quantity.high = value;
      quantity.high_open = second.bound.open;
    } else {
      quantity.low = value;
      quantity.low_open = second.bound.open;
    }
    end = second.end;
    last = second.number;
  }

  const Pieces& pieces_;
  const std::vector<Number>& numbers_;
  std::vector<Found>& found_;
  std::vector<Comparison> comparisons_;
};

}  // namespace

void find_ranges(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& found) {
  Finder(pieces, numbers, found).find();
}

}  // namespace stet::quantities
