#include "engine/quantities/fractions.h"

#include <vector>

#include "engine/quantities/digits.h"
#include "engine/quantities/lexicon.h"

namespace stet::quantities {

namespace {

/// A word of a fraction: "ninety-five" is one.
struct Atom {
  double value = 0;  ///< 0 for "and"
  bool is_and = false;
};

/// Whether "big small" is one number: twenty three, hundred fifty.
bool composable(double big, double small) {
  const int base = small > 10 ? 100 : 10;
  return big >= base && big < 1e15 && static_cast<int64_t>(big) % base == 0;
}

class Reader {
 public:
  Reader(const Pieces& pieces, uint32_t at, const Cardinal& whole)
      : pieces_(pieces), words_(Lexicon::get()), at_(at), whole_(whole) {}

  Fraction read() const {
    for (const Fraction& found : {slash(), sign(), over(), mixed(), half_of(), in_words()}) {
      if (found.end != 0) return found;
    }
    return {};
  }

 private:
  bool is_article(uint32_t at) const { return pieces_.says(at, "a") || pieces_.says(at, "an"); }

  /// "3/4", and "1 1/2" when a whole number stands before.
  Fraction slash() const {
    if (whole_.end == 0 || whole_.power || whole_.decimals || whole_.scaled) return {};
    if (Fraction simple = slash_at(at_, whole_); simple.end != 0) {
      simple.value *= scaled(simple);
      return simple;
    }
    if (!whole_.bare || pieces_.glued(whole_.end)) return {};
    const Cardinal next = read_cardinal(pieces_, whole_.end);
    Fraction part = slash_at(whole_.end, next);
    if (part.end == 0 || part.value >= 1) return {};
    const double value = (whole_.value + part.value) * scaled(part);
    return {part.end, value};
  }
  /// No part of "1/2/2015", nor of "222-2222/2222".
  Fraction slash_at(uint32_t at, const Cardinal& upper) const {
    const uint32_t slash = upper.end;
    if (!upper.bare || !pieces_.is_mark(slash, '/') || !pieces_.glued(slash)) return {};
    if (at >= 2 && pieces_.glued(at) && !pieces_.is_mark(at - 1, '(') &&
        pieces_.is_digits(at - 2) && pieces_.glued(at - 1)) {
      return {};
    }
    const Digits lower = read_digits(pieces_, slash + 1);
    if (lower.end == 0 || !pieces_.glued(slash + 1) || !lower.bare || lower.value == 0) return {};
    if (pieces_.is_mark(lower.end, '/') && pieces_.glued(lower.end)) return {};
    return {lower.end, upper.value / lower.value};
  }
  Fraction sign() const {
    struct Row {
      std::string_view sign;
      double value;
    };
    constexpr Row rows[] = {{"½", 0.5},     {"¼", 0.25},    {"¾", 0.75},    {"⅓", 1.0 / 3},
                            {"⅔", 2.0 / 3}, {"⅕", 0.2},     {"⅖", 0.4},     {"⅗", 0.6},
                            {"⅘", 0.8},     {"⅙", 1.0 / 6}, {"⅚", 5.0 / 6}, {"⅛", 0.125},
                            {"⅜", 0.375},   {"⅝", 0.625},   {"⅞", 0.875}};
    const bool after = whole_.end != 0 && whole_.bare;
    const uint32_t at = after ? whole_.end : at_;
    for (const Row& row : rows) {
      if (pieces_.written(at) == row.sign) return {at + 1, row.value + (after ? whole_.value : 0)};
    }
    return {};
  }

  /// "one over three", "2 out of 500s".
  Fraction over() const {
    uint32_t at = whole_.end;
    if (at == 0 || whole_.article) return {};
    const bool over = pieces_.says(at, "over");
    if (over) {
      ++at;
    } else if (pieces_.says(at, "out") && pieces_.says(at + 1, "of")) {
      at += 2;
    } else {
      return {};
    }
    const Cardinal lower = read_cardinal(pieces_, at);
    if (lower.end == 0 || lower.value == 0 || whole_.power) return {};
    if (!over && lower.value < whole_.value) return {};
    // "$10,000 over 3 years"
    const bool money = at_ > 0 && words_.find(pieces_, at_ - 1, Sort::money);
    if (over && (money || words_.find(pieces_, lower.end, Sort::grain))) return {};
    return {lower.end, whole_.value / lower.value};
  }

  /// "half", "a quarter", "two thirds", and what it is of: "three quarters billion".
  Fraction simple(uint32_t at) const {
    double upper = 1;
    const bool article = is_article(at);
    bool counted = article;
    if (article) {
      ++at;
    } else if (const Word small = words_.find(pieces_, at, Sort::small); small && small.value > 0) {
      upper = small.value;
      at = small.end;
      counted = true;
    }
    if (counted && pieces_.is_dash(at)) ++at;
    const std::string_view written = pieces_.written(at);
    const bool plural = written.ends_with('s') && !written.ends_with("ss");
    if (const Word part = words_.find(pieces_, at, Sort::fraction)) {
      const bool alone = !counted && (pieces_.says(at, "half") ||
                                      (pieces_.says(at, "quarter") && scale_or_dozen(part.end)));
      if (!alone && !counted) return {};
      return {part.end, upper / part.value};
    }
    if (!counted || (upper == 1) == plural) return {};
    const Word lower = ordinal(at);
    if (!lower || lower.value < 3) return {};
    return {lower.end, upper / denominator(lower)};
  }
  double scaled(Fraction& part) const {
    uint32_t end = part.end;
    if (is_article(end) && scale_or_dozen(end + 1)) ++end;
    if (pieces_.says(end, "dozen")) {
      part.end = end + 1;
      return 12;
    }
    const int power = read_scales(pieces_, end, end);
    if (power == 0) return 1;
    part.end = end;
    return power_of_ten(power);
  }
  bool scale_or_dozen(uint32_t at) const {
    return words_.find(pieces_, at, Sort::scale) || pieces_.says(at, "dozen");
  }

  /// "five and a half", "3 million and a half" (of a million), "one billion and a quarter million".
  Fraction mixed() const {
    if (whole_.end == 0 || whole_.article || whole_.power) return {};
    if (whole_.and_end != 0) {
      const Fraction found = mixed_at(whole_.and_end, whole_.and_value);
      if (found.end != 0) return found;
    }
    return mixed_at(whole_.end, whole_.value);
  }
  Fraction mixed_at(uint32_t end, double whole) const {
    if (!pieces_.says(end, "and")) return {};
    const uint32_t at = end + 1;
    Fraction part = simple(at);
    if (part.end == 0) return {};
    const double factor = scaled(part);
    const bool ends_in_scale = whole_.last_scale > 1 && words_.find(pieces_, end - 1, Sort::scale);
    if (factor == 1)
      return {part.end, whole + part.value * (ends_in_scale ? whole_.last_scale : 1)};
    // "one and a half million" is all millions.
    const bool all = whole_.last_scale == 1;
    return {part.end, all ? (whole + part.value) * factor : whole + part.value * factor};
  }

  Fraction half_of() const {
    Fraction part = simple(at_);
    if (part.end == 0) return {};
    part.value *= scaled(part);
    return part;
  }

  Word ordinal(uint32_t at) const {
    if (const Word word = words_.find(pieces_, at, Sort::ordinal)) return word;
    // "fifths": the same word without its last letter.
    const std::string_view written = pieces_.written(at);
    if (!pieces_.is_word(at) || written.size() < 5 || written.back() != 's') return {};
    return words_.find_text(written.substr(0, written.size() - 1), at, Sort::ordinal);
  }
  static double denominator(const Word& ordinal) {
    return ordinal.value >= scale_ordinal ? power_of_ten(ordinal.value - scale_ordinal)
                                          : ordinal.value;
  }

  /// The words up to the ordinal that ends them; false if none does.
  bool collect(std::vector<Atom>& atoms, uint32_t& end) const {
    bool one = false;  // stands right before the ordinal
    for (uint32_t at = at_; atoms.size() < 24;) {
      const bool dash = !atoms.empty() && pieces_.is_dash(at);
      if (dash) ++at;
      if (const Word small = small_or_tens(at)) {
        const bool joins = dash && !atoms.empty() && atoms.back().value >= 20 &&
                           atoms.back().value < 100 && small.value < 10;
        if (joins) {
          atoms.back().value += small.value;
        } else {
          atoms.push_back({static_cast<double>(small.value)});
        }
        one = small.value == 1 && !joins;
        at = small.end;
      } else if (const Word scale = words_.find(pieces_, at, Sort::scale); scale && !dash) {
        atoms.push_back({power_of_ten(scale.value)});
        one = false;
        at = scale.end;
      } else if (pieces_.says(at, "and") && !atoms.empty() && !dash) {
        atoms.push_back({0, true});
        one = false;
        ++at;
      } else if (is_article(at) && (atoms.empty() || atoms.back().is_and) && !dash) {
        atoms.push_back({1});
        one = true;
        ++at;
      } else {
        const Word last = ordinal(at);
        const bool plural = pieces_.written(at).ends_with('s');
        if (!last || atoms.empty() || atoms.back().is_and) return false;
        // "one twenty-fifth": the words before the ordinal are no single number.
        const bool hundredth =
            last.value < 100 && !plural && whole_.end != 0 && whole_.end + (dash ? 1 : 0) < at;
        if (!plural && !one && !hundredth) return false;
        if (one && !plural && last.value < 3) return false;
        atoms.push_back({denominator(last)});
        end = last.end;
        return true;
      }
    }
    return false;
  }
  Word small_or_tens(uint32_t at) const {
    const Word small = words_.find(pieces_, at, Sort::small);
    return small ? small : words_.find(pieces_, at, Sort::tens);
  }

  /// Where the denominator begins: its last words that are one number. "hundred thirty fifths" is
  /// read as 100 thirty-fifths, "hundred and thirty fifths" as 130 fifths.
  static size_t split(const std::vector<Atom>& atoms) {
    size_t at = atoms.size() - 1;
    double round = 1;
    double current = atoms[at].value;
    while (at > 0) {
      --at;
      if (atoms[at].is_and) continue;
      const double previous = current;
      current = atoms[at].value;
      const bool above = previous >= 100 && previous > current;
      if (!above && !(previous < 100 && composable(current, previous))) return at + 1;
      if (previous < 100 && current < round) return at + 1;
      if (previous < 100) round = current;
    }
    for (at = 1; at + 2 <= atoms.size(); ++at) {
      const Atom& next = atoms[at + 1];
      if (atoms[at].value >= 100 && !next.is_and && next.value < 100) return at + 1;
    }
    return atoms.size() - 1;
  }
  static double value_of(const std::vector<Atom>& atoms, size_t begin, size_t end) {
    double total = 0;
    double chunk = 0;
    for (size_t i = begin; i < end; ++i) {
      if (atoms[i].is_and) continue;
      const double value = atoms[i].value;
      if (value < 100) {
        chunk += value;
      } else if (value == 100) {
        chunk = (chunk == 0 ? 1 : chunk) * value;
      } else if (chunk == 0 && total > 0) {
        total *= value;
      } else {
        total += (chunk == 0 ? 1 : chunk) * value;
        chunk = 0;
      }
    }
    return total + chunk;
  }

  Fraction in_words() const {
    std::vector<Atom> atoms;
    uint32_t end = 0;
    if (!pieces_.is_word(at_) || !collect(atoms, end)) return {};
    const size_t lower = split(atoms);
    if (lower == 0) return {};
    const double denominator = value_of(atoms, lower, atoms.size());
    if (denominator == 0) return {};
    size_t upper = lower;
    for (size_t i = lower; i-- > 0;) {
      if (atoms[i].is_and && i + 1 < lower) {
        upper = i + 1;
        break;
      }
    }
    const double numerator = value_of(atoms, upper, lower);
    if (upper != lower && numerator < denominator) {
      return {end, value_of(atoms, 0, upper) + numerator / denominator};
    }
    return {end, value_of(atoms, 0, lower) / denominator};
  }

  const Pieces& pieces_;
  const Lexicon& words_;
  uint32_t at_;
  const Cardinal& whole_;
};

}  // namespace

Fraction read_fraction(const Pieces& pieces, uint32_t at, const Cardinal& whole) {
  return Reader(pieces, at, whole).read();
}

}  // namespace stet::quantities
