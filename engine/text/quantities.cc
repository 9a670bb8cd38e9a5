#include "engine/text/quantities.h"

#include <cstring>
#include <iterator>
#include <string>

#include "engine/base/number.h"
#include "engine/text/dates.h"
#include "engine/text/word_set.h"

namespace stet::text {

namespace {

constexpr WordSet scales("hundred", "thousand", "million", "billion", "trillion", "mn", "bn", "tn",
                         "trn", "lakh", "lakhs", "crore", "crores", "mln", "bln", "millions",
                         "billions", "k", "m", "b");
constexpr int8_t scale_exponents[] = {2, 3, 6, 9, 12, 6, 9, 12, 12, 5,
                                      5, 7, 7, 6, 9,  6, 9, 3,  6,  9};
/// Those from "k" on are too short to mean a scale when they stand alone.
constexpr size_t first_glued_scale = 17;

constexpr double powers_of_ten[] = {1e0, 1e1, 1e2, 1e3,  1e4,  1e5, 1e6,
                                    1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

struct Currency {
  std::string_view sign;
  const char* code;
};

constexpr Currency signs[] = {{"$", "USD"}, {"€", "EUR"},   {"£", "GBP"}, {"¥", "JPY"},
                              {"₹", "INR"}, {"₽", "RUB"}, {"₩", "KRW"}, {"₺", "TRY"},
                              {"₴", "UAH"}, {"₦", "NGN"},   {"₪", "ILS"}, {"₫", "VND"},
                              {"฿", "THB"}, {"₱", "PHP"}};

// What stands glued before a dollar sign: US$, A$, HK$.
constexpr WordSet dollars("us", "a", "au", "c", "ca", "hk", "nz", "s", "r", "nt");
constexpr const char* dollar_codes[] = {"USD", "AUD", "AUD", "CAD", "CAD",
                                        "HKD", "NZD", "SGD", "BRL", "TWD"};

constexpr WordSet words("dollar", "dollars", "euro", "euros", "pound", "pounds", "yen", "yuan",
                        "renminbi", "rupee", "rupees", "rouble", "roubles", "ruble", "rubles",
                        "won", "franc", "francs", "usd", "eur", "gbp", "jpy", "cny", "rmb", "inr",
                        "chf", "cad", "aud", "rub", "krw", "hkd", "sgd", "brl", "mxn", "zar", "sek",
                        "nok", "dkk", "pln", "try");
constexpr const char* word_codes[] = {"USD", "USD", "EUR", "EUR", "GBP", "GBP", "JPY", "CNY",
                                      "CNY", "INR", "INR", "RUB", "RUB", "RUB", "RUB", "KRW",
                                      "CHF", "CHF", "USD", "EUR", "GBP", "JPY", "CNY", "CNY",
                                      "INR", "CHF", "CAD", "AUD", "RUB", "KRW", "HKD", "SGD",
                                      "BRL", "MXN", "ZAR", "SEK", "NOK", "DKK", "PLN", "TRY"};

const char* code_of_sign(std::string_view sign) {
  for (const Currency& row : signs) {
    if (row.sign == sign) return row.code;
  }
  return nullptr;
}

/// The code of a word, null if it is none of the set.
template <size_t count>
const char* code_of_word(const WordSet<count>& set, const char* const (&codes)[count],
                         uint64_t key) {
  const size_t index = set.index_of(key);
  return index < count ? codes[index] : nullptr;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number in digits; more of them than there is room for are an identifier.
class Digits {
 public:
  void clear() { size_ = 0, whole_ = 0, has_point_ = false; }
  /// A digit or the point.
  void add(char c) {
    if (size_ < longest) text_[size_] = c;
    ++size_;
    has_point_ |= c == '.';
    whole_ = whole_ * 10 + static_cast<uint64_t>(c - '0');
  }
  bool fit() const { return size_ <= longest; }
  /// The number × 10^exponent, which is at most 99. It goes into the decimal text, so that 5.2bn is
  /// exactly the double of 5.2e9.
  double value(int exponent) {
    constexpr size_t exact = 15;  // so many digits a double holds, whatever they are
    if (exponent == 0 && !has_point_ && size_ <= exact) return static_cast<double>(whole_);
    if (exponent > 0) add_exponent(exponent);
    return base::parse_double({text_, size_}).value_or(0);
  }

 private:
  void add_exponent(int exponent) {
    text_[size_++] = 'e';
    if (exponent > 9) text_[size_++] = static_cast<char>('0' + exponent / 10);
    text_[size_++] = static_cast<char>('0' + exponent % 10);
  }

  static constexpr size_t longest = 40;
  char text_[longest + 3];
  size_t size_ = 0;
  uint64_t whole_ = 0;  ///< of the digits, while there is no point
  bool has_point_ = false;
};

/// Reads "1,200.50" from the beginning of `text`; digits without commas go to `digits`.
/// The number of bytes read, or 0 if the grouping is not that of a number.
uint32_t read_digits(std::string_view text, Digits& digits) {
  size_t at = 0;
  size_t group = 0;
  bool grouped = false;
  for (; at < text.size() && (is_digit(text[at]) || text[at] == ','); ++at) {
    if (text[at] == ',') {
      const bool known = grouped ? group == 3 || group == 2 : group >= 1 && group <= 3;
      if (!known) return 0;
      grouped = true;
      group = 0;
    } else {
      digits.add(text[at]);
      ++group;
    }
  }
  if (grouped && group != 3) return 0;
  if (at < text.size() && text[at] == '.') {
    digits.add(text[at++]);
    for (; at < text.size() && is_digit(text[at]); ++at) digits.add(text[at]);
  }
  if (at < text.size() && !((text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z')) return 0;
  return static_cast<uint32_t>(at);
}

class Reader {
 public:
  Reader(std::string_view text, const Buffer<Token>& all) : text_(text), all_(all) {}

  bool read(uint32_t index, NumberToken& out) {
    const Token& token = all_[index];
    first_ = index;
    end_ = index + 1;
    exponent_ = 0;
    digits_.clear();
    const std::string_view written = base::slice(text_, token.span);
    const uint32_t size = read_digits(written, digits_);
    if (size == 0 || !digits_.fit()) return false;
    if (size < written.size() && !read_suffix(written.substr(size), out)) return false;
    out.digits = {token.span.begin, token.span.begin + size};
    read_before(out);
    if (exponent_ == 0 && out.unit != NumberUnit::percent) read_scale();
    if (out.unit == NumberUnit::none) read_unit(out);
    finish(out);
    return true;
  }

 private:
  /// The key of a token; 0 beyond the last.
  uint64_t key(uint32_t index) const { return index < all_.size() ? all_[index].key : 0; }

  bool scale_of(uint64_t word, bool glued) {
    const size_t index = scales.index_of(word);
    if (index >= (glued ? std::size(scale_exponents) : first_glued_scale)) return false;
    exponent_ = scale_exponents[index];
    return true;
  }

  /// Letters glued to the digits: "bn", "bps". Others make it no number: "10am", "3rd", "4K".
  bool read_suffix(std::string_view suffix, NumberToken& out) {
    word_.clear();
    append_folded(word_, suffix);
    const uint64_t word = word_key(word_);
    if (word == word_key("bp") || word == word_key("bps")) {
      out.unit = NumberUnit::basis_point;
      return true;
    }
    if (word == word_key("pc") || word == word_key("pct")) {
      out.unit = NumberUnit::percent;
      return true;
    }
    return scale_of(word, true);
  }

  void set_currency(const char* code, NumberToken& out) {
    out.unit = NumberUnit::currency;
    std::memcpy(out.currency, code, 3);
  }

  void read_before(NumberToken& out) {
    if (out.unit == NumberUnit::none && first_ > 0) {
      const Token& before = all_[first_ - 1];
      const bool glued = !all_[first_].has(space_before);
      if (before.kind == TokenKind::symbol && glued) {
        const char* code = code_of_sign(base::slice(text_, before.span));
        if (code != nullptr) {
          set_currency(code, out);
          --first_;
          read_dollar(out);
        }
      } else if (before.kind == TokenKind::word && !glued && before.has(all_upper) &&
                 before.span.size() == 3) {
        const char* code = code_of_word(words, word_codes, key(first_ - 1));
        if (code != nullptr) {
          set_currency(code, out);
          --first_;
        }
      }
    }
    read_sign();
  }

  void read_dollar(NumberToken& out) {
    if (first_ == 0 || all_[first_].has(space_before) || all_[first_].key != '$') return;
    if (all_[first_ - 1].kind != TokenKind::word) return;
    const char* code = code_of_word(dollars, dollar_codes, key(first_ - 1));
    if (code == nullptr) return;
    std::memcpy(out.currency, code, 3);
    --first_;
  }

  void read_sign() {
    negative_ = false;
    if (first_ == 0 || all_[first_].has(space_before)) return;
    const Token& before = all_[first_ - 1];
    const bool sign = before.has(space_before) || (first_ >= 2 && all_[first_ - 2].key == '(');
    if (!sign || (before.kind != TokenKind::dash && before.key != '+')) return;
    negative_ = before.kind == TokenKind::dash;
    --first_;
  }

  void read_scale() {
    if (end_ < all_.size() && all_[end_].kind == TokenKind::word && scale_of(key(end_), false)) {
      ++end_;
    }
  }

  void read_unit(NumberToken& out) {
    if (end_ >= all_.size()) return;
    if (all_[end_].key == '%') {
      out.unit = NumberUnit::percent;
      ++end_;
    } else if (all_[end_].kind == TokenKind::symbol && !all_[end_].has(space_before)) {
      const char* code = code_of_sign(base::slice(text_, all_[end_].span));
      if (code != nullptr && all_[end_].key != '$') take_currency(code, out);
    } else if (all_[end_].kind == TokenKind::word) {
      read_unit_word(out);
    }
  }

  void take_currency(const char* code, NumberToken& out) {
    set_currency(code, out);
    ++end_;
  }

  void read_unit_word(NumberToken& out) {
    const uint64_t word = key(end_);
    const uint64_t next = key(end_ + 1);
    const bool points = next == word_key("point") || next == word_key("points");
    if (word == word_key("percent") || word == word_key("pct")) {
      out.unit = NumberUnit::percent;
      end_ += 1;
    } else if (word == word_key("per") && next == word_key("cent")) {
      out.unit = NumberUnit::percent;
      end_ += 2;
    } else if (word == word_key("percentage") && points) {
      out.unit = NumberUnit::percentage_point;
      end_ += 2;
    } else if (word == word_key("basis") && points) {
      out.unit = NumberUnit::basis_point;
      end_ += 2;
    } else if (word == word_key("bp") || word == word_key("bps")) {
      out.unit = NumberUnit::basis_point;
      end_ += 1;
    } else if (const char* code = code_of_word(words, word_codes, word);
               code != nullptr && word != word_key("try")) {
      take_currency(code, out);
    }
  }

  void finish(NumberToken& out) {
    const double value = digits_.value(exponent_);
    out.value = negative_ ? -value : value;
    out.scale = powers_of_ten[exponent_];
    out.first_token = first_;
    out.token_count = end_ - first_;
    out.span = {all_[first_].span.begin, all_[end_ - 1].span.end};
  }

  std::string_view text_;
  const Buffer<Token>& all_;
  Digits digits_;
  std::string word_;
  uint32_t first_ = 0;
  uint32_t end_ = 0;
  int exponent_ = 0;
  bool negative_ = false;
};

}  // namespace

void find_numbers(std::string_view text, const Tokens& tokens, std::vector<NumberToken>& out) {
  out.clear();
  if (tokens.numbers.empty()) return;
  Reader reader(text, tokens.all);
  for (const uint32_t index : tokens.numbers) {
    if (!reader.read(index, out.emplace_back())) out.pop_back();
  }
  mark_dates(text, tokens, out);
}

}  // namespace stet::text
