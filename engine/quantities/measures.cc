#include "engine/quantities/measures.h"

#include <algorithm>
#include <string>

#include "engine/quantities/digits.h"
#include "engine/quantities/moment_words.h"
#include "engine/quantities/unit_names.h"
#include "engine/quantities/units.h"

namespace stet::quantities {

namespace {

constexpr Kind percent_kinds[] = {Kind::percent, Kind::percentage_point, Kind::basis_point};

class Finder {
 public:
  Finder(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& out)
      : pieces_(pieces), numbers_(numbers.numbers), words_(Lexicon::get()), out_(out) {}

  void find() {
    uint32_t done = 0;  // pieces before it are spoken for
    for (index_ = 0; index_ < numbers_.size(); ++index_) {
      const Number& number = numbers_[index_];
      if (number.begin < done) continue;
      Found found = plain(pieces_, number, Kind::number);
      Found weight = found;
      const bool is_money = !percent(found) && money(found, done);
      if (!is_money && found.quantity.kind == Kind::number && !measure(found)) continue;
      alone(done, found.begin);
      // A pound is money and weight; what it is here, the text alone may not say.
      if (is_money && found.quantity.unit == "Pound" && !numbers_[index_].scaled &&
          measure(weight)) {
        out_.push_back(std::move(weight));
      }
      done = found.end;
      out_.push_back(std::move(found));
    }
    alone(done, pieces_.size());
  }

 private:
  const Number& number() const { return numbers_[index_]; }

  void finish(Found& found, uint32_t begin, uint32_t end, Kind kind) const {
    found.begin = begin;
    found.end = end;
    found.quantity.kind = kind;
    found.quantity.span = pieces_.span(begin, end);
  }

  /// Skips what may stand between a number and its unit: "3-inch", "20 (kg)", "20 <kg>".
  uint32_t before_unit(uint32_t at, char& close) const {
    close = 0;
    if (pieces_.is_dash(at)) return at + 1;
    if (pieces_.is_mark(at, '(')) close = ')';
    if (pieces_.is_mark(at, '<')) close = '>';
    return close != 0 ? at + 1 : at;
  }

  bool percent(Found& found) const {
    uint32_t at = found.number_end;
    if (pieces_.is_dash(at) && pieces_.is_word(at + 1)) ++at;
    if (const Word word = words_.find(pieces_, at, Sort::percent)) {
      finish(found, found.number_begin, word.end, percent_kinds[word.value]);
      return true;
    }
    // "percent of 10"
    at = found.number_begin;
    if (at < 2 || !pieces_.says(at - 1, "of") || !pieces_.is_word(at - 2)) return false;
    for (uint32_t back = 2; back <= 3 && back <= at; ++back) {
      const Word word = words_.find(pieces_, at - back, Sort::percent);
      if (!word || word.end != at - 1 || word.value != 0) continue;
      if (pieces_.is_digits(at - back - 1)) continue;
      finish(found, at - back, found.number_end, Kind::percent);
      return true;
    }
    return false;
  }

  bool money(Found& found, uint32_t done) {
    return money_before(found, done) || money_after(found);
  }

  /// "$ 75", "hk $ 10", "usd 20", "MAUD 60".
  bool money_before(Found& found, uint32_t done) const {
    const uint32_t number = found.number_begin;
    for (uint32_t back = std::min<uint32_t>(6, number - std::min(number, done)); back > 0; --back) {
      uint32_t at = number - back;
      double scale = 1;
      const Word word = money_at(at, scale);
      // "mxn$15"
      const bool sign_after = word && word.end + 1 == number && pieces_.is_mark(word.end, '$') &&
                              pieces_.glued(word.end) && word.end == at + 1 && is_code(word);
      if (!sign_after && (!word || word.end != number)) continue;
      if (!may_precede(at, number)) continue;
      if (is_article(at) || sign_of_another(at, number)) continue;
      if (scale != 1) scale_by(found, scale);
      million_after_sign(found);
      sign_before(found, at);
      finish(found, at, found.number_end, Kind::currency);
      set_money(found, word);
      return true;
    }
    return false;
  }
  /// "a $5 bill", "the group 's $5": small letters that stand apart from the sign.
  bool is_article(uint32_t at) const {
    const bool letter = pieces_.is_word(at) && pieces_[at].span.size() == 1 && !pieces_[at].upper;
    return letter && pieces_.is_mark(at + 1, '$') && !pieces_.glued(at + 1) &&
           !pieces_.says(at, "c");
  }
  static bool is_code(const Word& word) {
    return !currency_rows()[static_cast<size_t>(word.value)].code.empty();
  }
  /// "10 $ 30 cents": the sign of the number before, when the next one has its own unit.
  bool sign_of_another(uint32_t at, uint32_t begin) const {
    if (at + 1 != begin || pieces_.glued(begin) || !pieces_.is_mark(at, '$')) return false;
    return index_ > 0 && numbers_[index_ - 1].end == at && has_unit(begin);
  }
  bool has_unit(uint32_t begin) const {
    const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), begin,
                                        [](const Number& n, uint32_t at) { return n.begin < at; });
    if (found == numbers_.end() || found->begin != begin) return false;
    return static_cast<bool>(words_.find(pieces_, found->end, Sort::money));
  }
  /// Signs, and words that are codes: "dollar 5" is none, "RMB 5" is one.
  bool may_precede(uint32_t at, uint32_t number) const {
    if (at > 0 && pieces_.glued(at) && pieces_.is_word(at - 1) && pieces_.is_word(at)) return false;
    const Piece& last = pieces_[number - 1];
    if (last.kind == PieceKind::mark) {
      return pieces_.written(number - 1) != "¢" && !pieces_.is_mark(number - 1, '.');
    }
    if (at + 1 != number || last.span.size() > 4) return false;
    const std::string_view written = pieces_.written(at);
    if (is_common_word(at)) return pieces_.written(at)[1] <= 'Z' && !pieces_.says(at, "all");
    for (const std::string_view word :
         {"won",  "cent", "euro", "lira", "rand", "mark", "leu", "yen", "p",  "fen",  "mao",
          "kuai", "real", "buck", "punt", "peso", "rial", "lei", "fr",  "kr", "quid", "dong"}) {
      if (pieces_.says(at, word)) return written.size() == 3 && written[1] <= 'Z';
    }
    return true;
  }
  /// "-$5": the sign of the number stands before the currency.
  void sign_before(Found& found, uint32_t& at) const {
    if (at == 0 || !pieces_.is_dash(at - 1) || !pieces_.glued(at)) return;
    if (at >= 2 && pieces_.glued(at - 1) && !pieces_.is_mark(at - 2, '(')) return;
    if (at >= 2 && !pieces_.glued(at - 1) && pieces_.is_digits(at - 2)) return;
    --at;
    Quantity& quantity = found.quantity;
    quantity.value = -quantity.value;
    quantity.low = quantity.high = quantity.value;
  }
  void scale_by(Found& found, double scale) const {
    Quantity& quantity = found.quantity;
    quantity.value *= scale;
    quantity.precision *= scale;
    quantity.low = quantity.high = quantity.value;
  }
  /// "$3m" is three million, "3m" alone three metres.
  void million_after_sign(Found& found) const {
    const uint32_t end = found.number_end;
    if (!pieces_.says(end, "m") || !pieces_.glued(end) || !number().glued) return;
    scale_by(found, 1e6);
    found.number_end = end + 1;
  }

  /// A currency at a piece; "MUSD" and "M USD" are millions.
  Word money_at(uint32_t at, double& scale) const {
    const Word word = words_.find(pieces_, at, Sort::money);
    if (word) return word;
    const std::string_view written = pieces_.written(at);
    if (!pieces_.is_word(at) || written.size() != 4 || (written[0] | 0x20) != 'm') return {};
    const Word code = words_.find_text(written.substr(1), at, Sort::money);
    if (!code || currency_rows()[static_cast<size_t>(code.value)].code.empty()) return {};
    scale = 1e6;
    return code;
  }

  bool money_after(Found& found) {
    char close = 0;
    double scale = 1;
    uint32_t at = before_unit(found.number_end, close);
    // "1.5m euros"
    const bool million = is_million(at);
    if (million) ++at;
    Word word = money_at(at, scale);
    if (million && word) scale *= 1e6;
    if (!word || close != 0 || !may_follow(at, found.number_end)) return false;
    if (scale != 1) scale_by(found, scale);
    finish(found, found.number_begin, word.end, Kind::currency);
    set_money(found, word);
    add_parts(found, word.value);
    return true;
  }
  bool is_million(uint32_t at) const {
    return pieces_.says(at, "m") && pieces_.glued(at) && pieces_.is_digits(at - 1);
  }
  /// "10 $" is money, the first part of "1 $10" is not; "5 p.m." and "50 m" are none.
  bool may_follow(uint32_t at, uint32_t number_end) const {
    const bool sign = pieces_[at].kind == PieceKind::mark;
    if (sign && pieces_.is_digits(at + 1) && !pieces_.glued(at + 1) && has_unit(at + 1))
      return true;
    if (sign && pieces_.is_digits(at + 1)) return pieces_.glued(at) && !pieces_.glued(at + 1);
    const std::string_view written = pieces_.written(at);
    const bool short_word = written.size() == 1 && pieces_.is_word(at);
    if (is_common_word(at)) return written[1] <= 'Z' && !pieces_.says(at, "all");
    // "above the 8,500 mark"
    if (pieces_.says(at, "mark")) return false;
    return !short_word || (pieces_.glued(number_end) && !pieces_.is_mark(at + 1, '.')) ||
           static_cast<uint8_t>(written[0]) >= 0x80;
  }

  /// Codes that are words or units when they are not in capitals.
  bool is_common_word(uint32_t at) const {
    for (const std::string_view word : {"all", "bam", "bob", "cup", "gel", "lak", "mad", "mop",
                                        "pen", "ron", "sos", "top", "try", "dm"}) {
      if (pieces_.says(at, word)) return true;
    }
    return false;
  }

  static void set_money(Found& found, const Word& word) {
    const CurrencyRow& row = currency_rows()[static_cast<size_t>(word.value)];
    found.quantity.unit = row.name;
    found.quantity.currency = row.code;
  }

  /// "3 dollars 50 cents", "15 dollars and 50", "one kuai and five mao five".
  void add_parts(Found& found, int32_t row) {
    double worth = 1;
    for (;;) {
      uint32_t at = found.end;
      if (pieces_.says(at, "and")) ++at;
      if (index_ + 1 >= numbers_.size() || numbers_[index_ + 1].begin != at) return;
      const Number& next = numbers_[index_ + 1];
      if (next.value < 0 || next.value >= 100 || next.scaled || next.form != Form::integer) return;
      const CurrencyRow& whole = currency_rows()[static_cast<size_t>(row)];
      const Word part = words_.find(pieces_, next.end, Sort::money);
      uint32_t end = next.end;
      if (part) {
        const CurrencyRow& unit = currency_rows()[static_cast<size_t>(part.value)];
        const bool matches =
            unit.parts > 0 && (whole.name == unit.whole || whole.name.ends_with("ollar"));
        if (!matches) return;
        worth = unit.parts;
        end = part.end;
      } else {
        const bool ends =
            !pieces_.is_word(end) || pieces_.says(end, "and") || pieces_.says(end, "or");
        if (!ends || next.glued || pieces_[end].kind == PieceKind::digits ||
            (pieces_[end].kind == PieceKind::mark && !pieces_.is_mark(end, '.') &&
             !pieces_.is_mark(end, ',') && !pieces_.is_mark(end, '?') &&
             !pieces_.is_mark(end, '!'))) {
          return;
        }
        worth = worth == 1 ? (whole.parts > 0 ? whole.parts : 100) : worth * 10;
      }
      Quantity& quantity = found.quantity;
      quantity.value += next.value / worth;
      quantity.low = quantity.high = quantity.value;
      quantity.precision = 1 / worth;
      found.end = end;
      quantity.span = pieces_.span(found.begin, end);
      ++index_;
    }
  }

  bool measure(Found& found) {
    char close = 0;
    const uint32_t at = before_unit(found.number_end, close);
    UnitName unit = read_unit(pieces_, at, pieces_.glued(at) && at == found.number_end);
    if (unit.end == 0 || names_something(found.begin)) return false;
    uint32_t end = unit.end;
    if (close != 0 && !pieces_.is_mark(end++, close)) return false;
    finish(found, found.number_begin, end, Kind::dimension);
    found.quantity.unit = std::move(unit.name);
    found.quantity.dimension = unit.dimension;
    add_smaller(found);
    return true;
  }
  /// "5 feet 2 inches".
  void add_smaller(Found& found) {
    if (index_ + 1 >= numbers_.size() || found.quantity.unit != "Foot") return;
    const Number& next = numbers_[index_ + 1];
    uint32_t at = found.end;
    if (pieces_.says(at, "and")) ++at;
    if (next.begin != at) return;
    const UnitName unit = read_unit(pieces_, next.end, true);
    if (unit.end == 0 || unit.name != "Inch" || next.value >= 12) return;
    found.quantity.value += next.value / 12;
    found.quantity.low = found.quantity.high = found.quantity.value;
    found.end = unit.end;
    found.quantity.span = pieces_.span(found.begin, found.end);
    ++index_;
  }
  /// "scp2-173m": the digits continue a name.
  bool names_something(uint32_t at) const {
    bool digits = false;
    bool dash = false;
    const uint32_t first = at > 16 ? at - 16 : 0;
    for (; at > first && pieces_.glued(at); --at) {
      const Piece& before = pieces_[at - 1];
      if (before.kind == PieceKind::word) return digits || dash || pieces_.is_digits(at);
      dash = dash || pieces_.is_dash(at - 1);
      digits = digits || before.kind == PieceKind::digits;
    }
    return false;
  }

  /// Units without a number among the pieces [begin, end): "the dollar", "a metric ton".
  void alone(uint32_t begin, uint32_t end) {
    for (uint32_t at = begin; at < end;) {
      Found found;
      const uint32_t after = alone_at(at, found);
      if (after == 0 || after > end) {
        ++at;
        continue;
      }
      finish(found, at, after, found.quantity.kind);
      out_.push_back(std::move(found));
      at = after;
    }
  }
  uint32_t alone_at(uint32_t at, Found& found) const {
    if (pieces_.is_mark(at, '%') && !pieces_.glued(at) && pieces_.says(at + 1, "of")) {
      found.quantity.kind = Kind::percent;  // "the % of increase"
      return at + 1;
    }
    if (!pieces_.is_word(at)) return 0;
    if (const Word word = words_.find(pieces_, at, Sort::money)) {
      const bool common = pieces_.says(at, "dollar") || pieces_.says(at, "dollars") ||
                          pieces_.says(at, "euro") || pieces_.says(at, "euros") ||
                          pieces_.says(at, "bitcoin") || pieces_.says(at, "bitcoins");
      if (!common && (word.end == at + 1 || !pieces_.is_word(word.end - 1))) return 0;
      found.quantity.kind = Kind::currency;
      set_money(found, word);
      return word.end;
    }
    if (pieces_.says(at, "percentage") && !pieces_.says(at + 1, "point") &&
        !pieces_.says(at + 1, "points")) {
      found.quantity.kind = Kind::percent;
      return at + 1;
    }
    const UnitName unit = read_unit(pieces_, at, false);
    if (unit.end < at + 2 || unit.dimension == "Age" || unit.dimension == "Temperature") return 0;
    found.quantity.kind = Kind::dimension;
    found.quantity.unit = unit.name;
    found.quantity.dimension = unit.dimension;
    return unit.end;
  }

  const Pieces& pieces_;
  const std::vector<Number>& numbers_;
  const Lexicon& words_;
  std::vector<Found>& out_;
  size_t index_ = 0;
};

}  // namespace

Found plain(const Pieces& pieces, const Number& number, Kind kind) {
  Found found;
  found.begin = found.number_begin = number.begin;
  found.end = found.number_end = number.end;
  Quantity& quantity = found.quantity;
  quantity.span = quantity.number = pieces.span(number.begin, number.end);
  quantity.kind = kind;
  quantity.has_value = true;
  quantity.value = quantity.low = quantity.high = number.value;
  quantity.precision = number.precision;
  return found;
}

void find_measures(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& out) {
  Finder(pieces, numbers, out).find();
}

}  // namespace stet::quantities
