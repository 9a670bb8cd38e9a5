#include "engine/quantities/numbers.h"

#include "engine/quantities/cardinals.h"
#include "engine/quantities/digits.h"
#include "engine/quantities/fractions.h"

namespace stet::quantities {

namespace {

constexpr uint32_t longest_address = 64;  ///< pieces

class Scanner {
 public:
  explicit Scanner(const Pieces& pieces) : pieces_(pieces), words_(Lexicon::get()) {}

  bool number(uint32_t at, Number& out) const {
    if (!may_begin(at)) return false;
    const Cardinal whole = read_cardinal(pieces_, at);
    const Fraction fraction = read_fraction(pieces_, at, whole);
    if (whole.end == 0 && fraction.end == 0) return false;
    out = {};
    out.begin = at;
    if (fraction.end >= whole.end && fraction.end != 0) {
      out.end = fraction.end;
      out.value = fraction.value;
      out.form = Form::fraction;
    } else {
      out.end = whole.end;
      out.value = whole.value;
      out.precision = whole.precision;
      out.form = whole.power ? Form::power : whole.decimals ? Form::decimal : Form::integer;
      out.bare = whole.bare;
      out.scaled = whole.scaled;
    }
    out.glued = pieces_[out.end - 1].kind == PieceKind::digits && pieces_.glued(out.end) &&
                pieces_.is_word(out.end);
    read_sign(out);
    return true;
  }

  /// "11th", "twenty-first", "one hundred twenty-fifth".
  bool ordinal(uint32_t at, Number& out) const {
    out = {};
    out.begin = at;
    out.form = Form::ordinal;
    out.precision = 1;
    if (pieces_.is_digits(at)) return ordinal_digits(at, out);
    if (!pieces_.is_word(at)) return false;
    if (const Word word = words_.find(pieces_, at, Sort::ordinal)) {
      return finish_ordinal(word, 0, out);
    }
    const Cardinal whole = read_cardinal(pieces_, at);
    if (whole.end == 0 || whole.article) return false;
    uint32_t end = whole.end;
    if (pieces_.is_dash(end)) ++end;
    if (pieces_.says(end, "and")) ++end;
    const Word word = words_.find(pieces_, end, Sort::ordinal);
    if (!word) return false;
    const auto value = static_cast<int64_t>(whole.value);
    // "two hundredth", "a hundred trillionth"
    if (word.value >= scale_ordinal) {
      finish_ordinal(word, 0, out);
      out.value *= whole.value;
      return true;
    }
    const int64_t room = word.value < 10 ? 10 : 100;
    if (whole.value < 20 || whole.value > 1e15 || value % room != 0) return false;
    return finish_ordinal(word, whole.value, out);
  }

 private:
  bool may_begin(uint32_t at) const {
    const Piece& piece = pieces_[at];
    if (piece.kind == PieceKind::digits) return !continues_word(at) && !in_address(at);
    constexpr uint32_t sorts = bit(Sort::small) | bit(Sort::tens) | bit(Sort::scale) |
                               bit(Sort::fraction) | bit(Sort::ordinal);
    if (piece.kind != PieceKind::word) return piece.kind == PieceKind::mark;
    const bool sign = static_cast<uint8_t>(pieces_.written(at).front()) >= 0x80;  // "½"
    return sign || (piece.sorts & sorts) != 0 || pieces_.may_say(at, "a");
  }
  /// "Q3", "scp173", "v2": digits that belong to a name.
  bool continues_word(uint32_t at) const {
    if (at == 0 || !pieces_.glued(at) || !pieces_.is_word(at - 1)) return false;
    // "USD115", "Rs500"
    const bool money = words_.find(pieces_, at - 1, Sort::money) &&
                       pieces_[at - 1].span.size() <= 3 && pieces_[at - 1].span.size() >= 2;
    return !money || pieces_.glued(at - 1);
  }

  /// "https://example.com/?q=30": digits of a web address.
  bool in_address(uint32_t at) const {
    const uint32_t first = at > longest_address ? at - longest_address : 1;
    for (; at > first && pieces_.glued(at); --at) {
      if (pieces_.is_mark(at, '/') && pieces_.is_mark(at - 1, '/')) return true;
    }
    return false;
  }

  /// "-5", "minus five", "negative ten".
  void read_sign(Number& out) const {
    const uint32_t at = out.begin;
    if (at == 0) return;
    const bool word = pieces_.says(at - 1, "minus") || pieces_.says(at - 1, "negative");
    const bool close = pieces_.glued(at) || at == 1;
    const bool dash = pieces_.is_dash(at - 1) && close && pieces_[at].kind != PieceKind::word &&
                      (at == 1 || pieces_.is_mark(at - 2, '(') ||
                       (!pieces_.glued(at - 1) && !pieces_.is_digits(at - 2)));
    if (!word && !dash) return;
    out.begin = at - 1;
    out.value = -out.value;
    out.bare = false;
  }

  bool ordinal_digits(uint32_t at, Number& out) const {
    const Digits digits = read_digits(pieces_, at);
    if (digits.end == 0 || digits.decimals || digits.power || continues_word(at)) return false;
    if (!pieces_.glued(digits.end)) return false;
    for (const char* suffix : {"th", "st", "nd", "rd"}) {
      if (!pieces_.says(digits.end, suffix)) continue;
      out.end = digits.end + 1;
      out.value = digits.value;
      return !pieces_.glued(out.end) || !pieces_.is_digits(out.end);
    }
    return false;
  }
  bool finish_ordinal(const Word& word, double whole, Number& out) const {
    out.end = word.end;
    const bool power = word.value >= scale_ordinal;
    out.value = whole + (power ? power_of_ten(word.value - scale_ordinal) : word.value);
    return true;
  }

  const Pieces& pieces_;
  const Lexicon& words_;
};

}  // namespace

bool read_number(const Pieces& pieces, uint32_t at, Number& out) {
  return Scanner(pieces).number(at, out);
}
bool read_ordinal(const Pieces& pieces, uint32_t at, Number& out) {
  return Scanner(pieces).ordinal(at, out);
}

void find_all_numbers(const Pieces& pieces, Numbers& out) {
  out.numbers.clear();
  out.ordinals.clear();
  const Scanner scanner(pieces);
  uint32_t ordinals_from = 0;
  for (uint32_t at = 0; at < pieces.size();) {
    Number found;
    if (at >= ordinals_from && scanner.ordinal(at, found)) {
      out.ordinals.push_back(found);
      ordinals_from = found.end;
    }
    const bool ordinal = ordinals_from > at;
    const bool power = ordinal && out.ordinals.back().value >= 100 && !pieces.is_digits(at);
    if (scanner.number(at, found) && (!ordinal || found.end > ordinals_from || power)) {
      out.numbers.push_back(found);
      // Inside of "a thirtieth" stands an ordinal.
      Number inside;
      const bool article = found.form == Form::fraction && pieces.says(found.end - 2, "a");
      if (article && scanner.ordinal(found.end - 1, inside)) out.ordinals.push_back(inside);
      at = found.end;
    } else {
      at = ordinal ? ordinals_from : at + 1;
    }
  }
}

}  // namespace stet::quantities
