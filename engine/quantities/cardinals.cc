#include "engine/quantities/cardinals.h"

#include <string>

#include "engine/base/number.h"
#include "engine/quantities/digits.h"
#include "engine/quantities/lexicon.h"

namespace stet::quantities {

namespace {

constexpr uint32_t longest_cardinal = 40;  ///< words; what is longer is nobody's number

class Reader {
 public:
  Reader(const Pieces& pieces, uint32_t at) : pieces_(pieces), words_(Lexicon::get()), at_(at) {}

  Cardinal read() {
    if (!may_begin() || !first()) return {};
    for (uint32_t words = 1; words < longest_cardinal && next();) ++words;
    out_.value = total_ + (chunk_ < 0 ? 0 : chunk_);
    point();
    out_.end = at_;
    return out_;
  }

 private:
  /// Most words are no number.
  bool may_begin() const {
    constexpr uint32_t sorts = bit(Sort::small) | bit(Sort::tens) | bit(Sort::scale);
    return !pieces_.is_word(at_) || (pieces_[at_].sorts & sorts) != 0 || pieces_.may_say(at_, "a");
  }
  bool first() {
    if (pieces_.is_word(at_)) return first_word();
    const Digits digits = read_digits(pieces_, at_);
    if (digits.end == 0) return false;
    at_ = digits.end;
    chunk_ = digits.value;
    out_.precision = digits.precision;
    out_.decimals = digits.decimals;
    out_.power = digits.power;
    out_.bare = digits.bare;
    in_digits_ = true;
    scale_digits(digits);
    return true;
  }

  bool first_word() {
    if (pieces_.says(at_, "a") || pieces_.says(at_, "an")) {
      const Word scale = words_.find(pieces_, at_ + 1, Sort::scale);
      const bool dozen = pieces_.says(at_ + 1, "dozen");
      if (!scale && !dozen) return false;
      ++at_;
      chunk_ = 1;
      out_.article = true;
      return dozen ? take_dozen() : take_scale(scale);
    }
    if (const Word word = small_or_tens(at_)) {
      take(word);
      return true;
    }
    const Word scale = words_.find(pieces_, at_, Sort::scale);
    const bool alone = scale && scale.value != 6 ? pieces_[at_].span.size() >= 4
                                                 : scale && pieces_[at_].span.size() >= 7;
    if (!alone || pieces_.written(at_).back() == 's') return false;
    chunk_ = 1;
    return take_scale(scale);
  }

  Word small_or_tens(uint32_t at) const {
    const Word small = words_.find(pieces_, at, Sort::small);
    return small ? small : words_.find(pieces_, at, Sort::tens);
  }
  void take(const Word& word) {
    chunk_ = (chunk_ < 0 ? 0 : chunk_) + word.value;
    low_ = word.value;
    at_ = word.end;
    in_digits_ = false;
    out_.bare = false;
  }

  /// "5.2bn", "5.2 billion", "1,674.5 G": the power goes into the decimal text, so that 5.2bn is
  /// exactly the double of 5.2e9.
  void scale_digits(const Digits& digits) {
    uint32_t end = at_;
    int power = glued_scale(end);
    if (power == 0) power = read_scales(pieces_, at_, end);
    // "$5-million"
    const bool dash = pieces_.is_dash(at_) && pieces_.glued(at_) && pieces_.glued(at_ + 1);
    if (power == 0 && dash && pieces_[at_ + 1].span.size() > 5)
      power = read_scales(pieces_, at_ + 1, end);
    if (power == 0) return;
    at_ = end;
    const double exact =
        base::parse_double(digits.decimal + 'e' + std::to_string(power)).value_or(0);
    const double scale = power_of_ten(power);
    scale_value(digits.power ? digits.value * scale : exact, power);
    out_.precision *= scale;
    in_digits_ = false;
  }
  int glued_scale(uint32_t& end) const {
    if (!pieces_.is_word(at_)) return 0;
    const Word word =
        pieces_.written(at_) == "MM" ? Word{6, at_ + 1} : words_.find(pieces_, at_, Sort::glued);
    const Piece& after = pieces_[at_ + 1];
    if (!word || (after.glued && after.kind != PieceKind::mark)) return 0;
    const std::string_view written = pieces_.written(at_);
    const bool letter = written.size() == 1;
    const bool capital = pieces_[at_].upper;
    // 3m is three metres, 3M three million; both "b" and "k" are unmistakable.
    if (written == "MM") {
      end = at_ + 1;
      return 6;
    }
    if (letter && !capital && written != "k" && written != "b") return 0;
    const bool stands_alone = !pieces_.glued(at_);
    if (stands_alone && (!letter || written == "b" || pieces_.is_word(at_ + 1))) return 0;
    end = at_ + 1;
    return word.value;
  }

  bool next() {
    uint32_t at = at_;
    const bool dash = pieces_.is_dash(at);
    if (dash) ++at;
    const bool conjunction = pieces_.says(at, "and");
    if (conjunction) ++at;
    if (dash && conjunction) return false;
    if (pieces_.is_digits(at)) return !dash && next_digits(at, conjunction);
    if (!pieces_.is_word(at)) return false;
    if (const Word word = small_or_tens(at)) return next_small(word, dash, conjunction);
    if (conjunction) return false;
    const bool dozen = pieces_.says(at, "dozen") || pieces_.says(at, "dozens") ||
                       pieces_.says(at, "dz") || pieces_.says(at, "dzs");
    if (dozen && chunk_ > 0 && total_ == 0 && !dash) {
      at_ = at;
      return take_dozen();
    }
    const Word scale = words_.find(pieces_, at, Sort::scale);
    if (!scale || (dash && in_digits_)) return false;
    return next_scale(scale);
  }

  /// "twenty point five", "zero point zero two".
  void point() {
    if (!pieces_.says(at_, "point") || out_.decimals) return;
    std::string decimal;
    uint32_t at = at_ + 1;
    for (; decimal.size() < 20; ++at) {
      const Word digit = words_.find(pieces_, at, Sort::small);
      if (!digit || digit.value > 9) break;
      decimal += static_cast<char>('0' + digit.value);
    }
    if (const Word tens = decimal.empty() ? small_or_tens(at) : Word{}; tens && tens.value > 9) {
      const Word unit =
          words_.find(pieces_, tens.end + (pieces_.is_dash(tens.end) ? 1 : 0), Sort::small);
      const bool both = unit && tens.value >= 20 && unit.value > 0 && unit.value < 10;
      decimal = std::to_string(tens.value + (both ? unit.value : 0));
      at = both ? unit.end : tens.end;
    }
    if (decimal.empty()) return;
    out_.precision = power_of_ten(-static_cast<int>(decimal.size()));
    std::string whole;
    base::append_int(whole, static_cast<int64_t>(out_.value < 1e15 ? out_.value : 0));
    uint32_t end = at;
    const int power = read_scales(pieces_, at, end);
    whole += '.' + decimal + 'e' + std::to_string(power);
    out_.value = base::parse_double(whole).value_or(out_.value);
    out_.precision *= power_of_ten(power);
    out_.decimals = true;
    out_.bare = false;
    out_.scaled = out_.scaled || power > 0;
    at_ = end;
  }

  /// Digits go on after a scale word: "4 thousand 3 hundred and 21", not "5 million 3".
  bool next_digits(uint32_t at, bool conjunction) {
    if (!out_.scaled || !pieces_.is_digits(at)) return false;
    const Digits digits = read_digits(pieces_, at);
    if (!digits.bare || (pieces_[digits.end].glued && pieces_.is_word(digits.end))) return false;
    const bool hundreds = chunk_ >= 100;
    const double room = hundreds ? 100 : last_scale_;
    if (digits.value <= 0 || digits.value >= room || (chunk_ >= 0 && !hundreds)) return false;
    const Word scale = words_.find(pieces_, digits.end, Sort::scale);
    if (!conjunction && !scale) return false;
    if (scale && digits.value * power_of_ten(scale.value) >= room) return false;
    chunk_ = (hundreds ? chunk_ : 0) + digits.value;
    at_ = digits.end;
    low_ = 1;
    return true;
  }

  bool next_small(const Word& word, bool dash, bool conjunction) {
    if (in_digits_) return false;
    if (chunk_ < 0) {
      if (dash) return false;
      note_and(conjunction);
      take(word);
      return true;
    }
    const bool after_tens = low_ >= 20 && low_ < 100 && word.value > 0 && word.value < 10;
    const bool after_hundreds = low_ >= 100 && !dash && word.value > 0;
    if (!after_tens && !after_hundreds) return false;
    if (conjunction && after_tens && total_ > 0) return false;
    note_and(conjunction);
    take(word);
    return true;
  }

  void note_and(bool conjunction) {
    if (!conjunction) return;
    out_.and_end = at_;
    out_.and_value = total_ + (chunk_ < 0 ? 0 : chunk_);
  }

  bool next_scale(const Word& scale) {
    if (pieces_[scale.end - 1].span.size() <= 3 && chunk_ < 0) return false;
    if (chunk_ < 0) {  // "three lakh crore"
      if (!ended_in_scale_) return false;
      at_ = scale.end;
      const double factor = power_of_ten(scale.value);
      total_ *= factor;
      last_scale_ *= factor;
      out_.precision *= factor;
      note_scale(scale.value);
      return true;
    }
    return take_scale(scale);
  }

  bool take_scale(const Word& scale) {
    const double factor = power_of_ten(scale.value);
    if (scale.value == 2) {
      if (chunk_ >= 100 || chunk_ * 100 >= last_scale_) return false;
      if (chunk_ == 0) return false;
      chunk_ *= 100;
      low_ = 100;
      out_.scaled = true;
      out_.bare = false;
      in_digits_ = false;
      at_ = scale.end;
      return true;
    }
    at_ = scale.end;
    scale_value(chunk_ * factor, scale.value);
    out_.precision *= in_digits_ ? factor : 1;
    in_digits_ = false;
    return true;
  }

  /// Ends a chunk: what it is worth in all joins the total.
  void scale_value(double value, int power) {
    const double factor = power_of_ten(power);
    if (power == 2) {
      chunk_ = value;
      low_ = 100;
      last_scale_ = factor;
    } else {
      // "two million five hundred thousand" adds, "two thousand million" multiplies.
      total_ = total_ > 0 && factor > last_scale_ ? total_ * factor + value : total_ + value;
      chunk_ = -1;
      last_scale_ = factor;
    }
    ended_in_scale_ = power != 2;
    note_scale(power);
  }
  void note_scale(int power) {
    out_.scaled = true;
    out_.bare = false;
    if (power >= 3) out_.last_scale = power_of_ten(power);
  }

  bool take_dozen() {
    ++at_;
    chunk_ *= 12;
    low_ = 1;
    out_.scaled = true;
    out_.bare = false;
    return true;
  }

  const Pieces& pieces_;
  const Lexicon& words_;
  uint32_t at_;
  double total_ = 0;
  double chunk_ = -1;  ///< below the next scale word; -1: nothing yet
  int low_ = 0;        ///< value of the last word of the chunk
  double last_scale_ = 1e300;
  bool in_digits_ = false;
  bool ended_in_scale_ = false;
  Cardinal out_;
};

}  // namespace

Cardinal read_cardinal(const Pieces& pieces, uint32_t at) { return Reader(pieces, at).read(); }

int read_scales(const Pieces& pieces, uint32_t at, uint32_t& end) {
  const Lexicon& words = Lexicon::get();
  int power = 0;
  end = at;
  while (power <= 30) {
    const Word scale = words.find(pieces, end, Sort::scale);
    if (!scale) break;
    // "3 hundred and …" goes on; a second abbreviation does not.
    if (power > 0 && (scale.value == 2 || pieces[end].span.size() <= 3)) break;
    power += scale.value;
    end = scale.end;
  }
  return power <= 30 ? power : 0;
}

}  // namespace stet::quantities
