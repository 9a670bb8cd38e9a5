#include "engine/text/quantities.h"

#include <cstring>
#include <span>
#include <string>

#include "engine/base/number.h"
#include "engine/text/dates.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

struct Scale {
  constexpr Scale(std::string_view text, int power, bool only_glued = false)
      : word(word_key(text)), exponent(power), glued_only(only_glued) {}
  uint64_t word;
  int exponent;
  bool glued_only;  ///< too short to mean a scale when it stands alone
};

constexpr Scale scales[] = {
    {"hundred", 2},  {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12},
    {"mn", 6},       {"bn", 9},       {"tn", 12},     {"trn", 12},    {"lakh", 5},
    {"lakhs", 5},    {"crore", 7},    {"crores", 7},  {"mln", 6},     {"bln", 9},
    {"millions", 6}, {"billions", 9}, {"k", 3, true}, {"m", 6, true}, {"b", 9, true},
};

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

struct CurrencyWord {
  constexpr CurrencyWord(std::string_view text, const char* iso)
      : word(word_key(text)), code(iso) {}
  uint64_t word;
  const char* code;
};

// What stands glued before a dollar sign: US$, A$, HK$.
constexpr CurrencyWord dollars[] = {{"us", "USD"}, {"a", "AUD"},  {"au", "AUD"}, {"c", "CAD"},
                                    {"ca", "CAD"}, {"hk", "HKD"}, {"nz", "NZD"}, {"s", "SGD"},
                                    {"r", "BRL"},  {"nt", "TWD"}};

constexpr CurrencyWord words[] = {
    {"dollar", "USD"},   {"dollars", "USD"}, {"euro", "EUR"},   {"euros", "EUR"},
    {"pound", "GBP"},    {"pounds", "GBP"},  {"yen", "JPY"},    {"yuan", "CNY"},
    {"renminbi", "CNY"}, {"rupee", "INR"},   {"rupees", "INR"}, {"rouble", "RUB"},
    {"roubles", "RUB"},  {"ruble", "RUB"},   {"rubles", "RUB"}, {"won", "KRW"},
    {"franc", "CHF"},    {"francs", "CHF"},  {"usd", "USD"},    {"eur", "EUR"},
    {"gbp", "GBP"},      {"jpy", "JPY"},     {"cny", "CNY"},    {"rmb", "CNY"},
    {"inr", "INR"},      {"chf", "CHF"},     {"cad", "CAD"},    {"aud", "AUD"},
    {"rub", "RUB"},      {"krw", "KRW"},     {"hkd", "HKD"},    {"sgd", "SGD"},
    {"brl", "BRL"},      {"mxn", "MXN"},     {"zar", "ZAR"},    {"sek", "SEK"},
    {"nok", "NOK"},      {"dkk", "DKK"},     {"pln", "PLN"},    {"try", "TRY"}};

const char* code_of_sign(std::string_view sign) {
  for (const Currency& row : signs) {
    if (row.sign == sign) return row.code;
  }
  return nullptr;
}

const char* code_of_word(std::span<const CurrencyWord> table, uint64_t key) {
  for (const CurrencyWord& row : table) {
    if (row.word == key) return row.code;
  }
  return nullptr;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads "1,200.50" from the beginning of `text`; digits without commas go to `digits`.
/// The number of bytes read, or 0 if the grouping is not that of a number.
uint32_t read_digits(std::string_view text, std::string& digits) {
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
      digits += text[at];
      ++group;
    }
  }
  if (grouped && group != 3) return 0;
  if (at < text.size() && text[at] == '.') {
    digits += text[at++];
    for (; at < text.size() && is_digit(text[at]); ++at) digits += text[at];
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
    if (size == 0 || digits_.size() > longest) return false;
    if (size < written.size() && !read_suffix(written.substr(size), out)) return false;
    out.digits = {token.span.begin, token.span.begin + size};
    read_before(out);
    if (exponent_ == 0 && out.unit != NumberUnit::percent) read_scale();
    if (out.unit == NumberUnit::none) read_unit(out);
    finish(out);
    return true;
  }

 private:
  static constexpr size_t longest = 40;  ///< more digits are an identifier

  /// The key of a token; 0 beyond the last.
  uint64_t key(uint32_t index) const { return index < all_.size() ? all_[index].key : 0; }

  bool scale_of(uint64_t word, bool glued) {
    for (const Scale& scale : scales) {
      if (scale.word != word || (scale.glued_only && !glued)) continue;
      exponent_ = scale.exponent;
      return true;
    }
    return false;
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
        const char* code = code_of_word(words, key(first_ - 1));
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
    const char* code = code_of_word(dollars, key(first_ - 1));
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
    } else if (const char* code = code_of_word(words, word);
               code != nullptr && word != word_key("try")) {
      take_currency(code, out);
    }
  }

  /// The scale goes into the decimal text, so that 5.2bn is exactly the double of 5.2e9.
  void finish(NumberToken& out) {
    if (exponent_ > 0) base::append_int(digits_ += 'e', exponent_);
    const double value = base::parse_double(digits_).value_or(0);
    out.value = negative_ ? -value : value;
    out.scale = powers_of_ten[exponent_];
    out.first_token = first_;
    out.token_count = end_ - first_;
    out.span = {all_[first_].span.begin, all_[end_ - 1].span.end};
  }

  std::string_view text_;
  const Buffer<Token>& all_;
  std::string digits_;
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
    NumberToken number;
    if (reader.read(index, number)) out.push_back(number);
  }
  mark_dates(text, tokens, out);
}

}  // namespace stet::text
