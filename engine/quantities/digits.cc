#include "engine/quantities/digits.h"

#include "engine/base/number.h"

namespace stet::quantities {

namespace {

constexpr uint32_t longest = 40;  ///< more digits are an identifier

class Reader {
 public:
  Reader(const Pieces& pieces, uint32_t at) : pieces_(pieces), at_(at) {}

  Digits read() {
    if (glued_digits(at_ + 1) && pieces_.is_mark(at_, '.') && begins_decimal()) {
      out_.decimal = "0";
    } else if (pieces_.is_digits(at_)) {
      whole();
    } else {
      return {};
    }
    fraction();
    if (out_.decimal.size() > longest) return {};
    exponent();
    out_.value = base::parse_double(out_.decimal).value_or(0);
    power();
    out_.end = at_;
    return out_;
  }

 private:
  bool glued_digits(uint32_t at) const { return pieces_.is_digits(at) && pieces_.glued(at); }
  bool begins_decimal() const {
    return !pieces_.glued(at_) || at_ == 0 || pieces_[at_ - 1].kind == PieceKind::mark;
  }
  size_t size(uint32_t at) const { return pieces_[at].span.size(); }
  void take() { out_.decimal += pieces_.written(at_++); }

  /// Pieces up to a group of three digits behind a space that does not wrap; 0 for none.
  uint32_t group_space(uint32_t at) const {
    const uint32_t digits = pieces_.is_digits(at) ? at : at + 1;
    if (!pieces_.is_digits(digits) || size(digits) != 3) return 0;
    const base::Span between{pieces_[at - 1].span.end, pieces_[digits].span.begin};
    const std::string_view space = base::slice(pieces_.text(), between);
    const bool groups = space == "\u202f" || space == "\u00a0" || space == "\u2009";
    return groups || (space == " " && spaced_groups(at)) ? digits - at + 1 : 0;
  }
  /// "40 000": from here on groups of three digits alone, and no more digits after them.
  bool spaced_groups(uint32_t at) const {
    if (pieces_.is_digits(at - 2) && !pieces_.glued(at - 1) && size(at - 2) > 3) return false;
    const uint32_t last = at + longest;
    while (at < last && pieces_.is_digits(at) && size(at) == 3 && !pieces_.glued(at)) ++at;
    const bool mark = pieces_[at].kind == PieceKind::mark && pieces_.glued(at);
    if (mark && pieces_.is_digits(at + 1) && !pieces_.is_mark(at, '.')) return false;
    return !pieces_.is_digits(at) && !(pieces_.is_word(at) && pieces_.glued(at));
  }
  bool is_comma_group(uint32_t at) const {
    return pieces_.is_mark(at, ',') && pieces_.glued(at) && glued_digits(at + 1);
  }

  /// "1,234,567", "12,34,567", "1 234 567"; one group of another size follows a decimal comma.
  void whole() {
    const uint32_t first = at_;
    take();
    out_.bare = true;
    if (size(first) <= 3 && group_space(at_) > 0) {
      for (uint32_t space = group_space(at_); space > 0 && out_.decimal.size() <= longest;
           space = group_space(at_)) {
        at_ += space - 1;
        take();
      }
      out_.bare = false;
      return;
    }
    uint32_t end = at_;
    bool groups = size(first) <= 3;
    while (end - at_ < longest && is_comma_group(end)) {
      const bool last = !is_comma_group(end + 2);
      groups = groups && (size(end + 1) == 3 || (size(end + 1) == 2 && !last));
      end += 2;
    }
    if (end == at_) return;
    if (groups) {
      for (; at_ < end; take()) ++at_;
      out_.bare = false;
    } else if (end == at_ + 2 && size(at_ + 1) < 3 && !in_list() &&
               !(pieces_.is_mark(end, '.') && glued_digits(end + 1))) {
      out_.decimal += '.';
      decimals(at_ + 1);
    }
  }
  /// "22,24, 26": no decimal comma among commas.
  bool in_list() const { return pieces_.is_mark(at_ + 2, ',') || pieces_.is_mark(at_ - 2, ','); }

  void decimals(uint32_t at) {
    at_ = at;
    out_.precision = power_of_ten(-static_cast<int>(size(at_)));
    take();
    out_.decimals = true;
    out_.bare = false;
  }
  void fraction() {
    if (out_.decimals || !pieces_.is_mark(at_, '.') || !glued_digits(at_ + 1)) return;
    if (out_.bare && !pieces_.glued(at_)) return;
    out_.decimal += '.';
    decimals(at_ + 1);
  }

  /// "e10", "e+14", "x10^6": digits after a sign, as text; nothing if there are none.
  std::string signed_digits(uint32_t at, uint32_t& end) const {
    bool negative = false;
    const uint32_t last = at + 3;
    for (; at < last && (pieces_.is_dash(at) || pieces_.is_mark(at, '+')) && pieces_.glued(at);
         ++at) {
      negative ^= pieces_.is_dash(at);
    }
    if (!glued_digits(at) || size(at) > 3) return {};
    end = at + 1;
    return std::string(negative ? "-" : "") += pieces_.written(at);
  }
  void exponent() {
    uint32_t end = at_;
    std::string text;
    if (pieces_.says(at_, "e") && pieces_.glued(at_)) {
      text = signed_digits(at_ + 1, end);
    } else if ((pieces_.says(at_, "x") || pieces_.is_mark(at_, '*')) &&
               pieces_.written(at_ + 1) == "10" && pieces_.is_mark(at_ + 2, '^')) {
      text = signed_digits(at_ + 3, end);
    }
    if (text.empty()) return;
    if (!base::parse_double(out_.decimal + 'e' + text)) return;
    out_.decimal += 'e' + text;
    out_.power = true;
    out_.bare = false;
    at_ = end;
  }
  void power() {
    if (!pieces_.is_mark(at_, '^') || !pieces_.glued(at_)) return;
    uint32_t end = at_;
    const std::string text = signed_digits(at_ + 1, end);
    if (text.empty()) return;
    const auto exponent = static_cast<int>(base::parse_int(text).value_or(0));
    double result = 1;
    for (int i = exponent < 0 ? -exponent : exponent; i > 0; --i) result *= out_.value;
    out_.value = exponent < 0 ? 1 / result : result;
    out_.power = true;
    out_.bare = false;
    at_ = end;
  }

  const Pieces& pieces_;
  uint32_t at_;
  Digits out_;
};

}  // namespace

Digits read_digits(const Pieces& pieces, uint32_t at) { return Reader(pieces, at).read(); }

double power_of_ten(int exponent) {
  double power = 1;
  for (int i = exponent < 0 ? -exponent : exponent; i > 0; --i) power *= 10;
  return exponent < 0 ? 1 / power : power;
}

}  // namespace stet::quantities
