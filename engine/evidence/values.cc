#include "engine/evidence/values.h"

#include <algorithm>
#include <limits>

#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

using text::NumberToken;
using text::NumberUnit;
using text::word_key;

constexpr uint64_t number_words[] = {word_key("one"),   word_key("two"),    word_key("three"),
                                     word_key("four"),  word_key("five"),   word_key("six"),
                                     word_key("seven"), word_key("eight"),  word_key("nine"),
                                     word_key("ten"),   word_key("eleven"), word_key("twelve")};
constexpr uint64_t about_words[] = {
    word_key("about"),  word_key("around"), word_key("roughly"),      word_key("some"),
    word_key("almost"), word_key("nearly"), word_key("approximately")};
constexpr uint64_t above_words[] = {word_key("over"), word_key("above"), word_key("exceeding")};
constexpr uint64_t below_words[] = {word_key("under"), word_key("below")};
constexpr double about_share = 0.1;
constexpr double rounding = 1 + 1e-9;  ///< of the arithmetic on both sides

template <size_t size>
size_t index_in(uint64_t key, const uint64_t (&keys)[size]) {
  return static_cast<size_t>(std::find(keys, keys + size, key) - keys);
}

/// Half a unit of the last digit: 0.05 of "5.2".
double half_digit(std::string_view digits) {
  double unit = 1;
  const size_t point = digits.rfind('.');
  if (point != std::string_view::npos) {
    for (size_t i = point + 1; i < digits.size(); ++i) unit /= 10;
    return unit / 2;
  }
  // "200" may be exact or round; "5,000" is taken as written.
  return 0.5;
}

/// Widens a value by the words before it: "about", "more than", "at least", "less than".
void widen(const text::Tokens& tokens, uint32_t first, Value& value) {
  if (first == 0) return;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const uint64_t word = tokens.all[first - 1].key;
  const uint64_t before = first < 2 ? 0 : tokens.all[first - 2].key;
  const bool than = word == word_key("than");
  const bool at = before == word_key("at");
  if (index_in(word, about_words) < std::size(about_words)) {
    value.low -= about_share * value.high;
    value.high += about_share * value.high;
  } else if (index_in(word, above_words) < std::size(above_words) ||
             (than && before == word_key("more")) || (at && word == word_key("least"))) {
    value.high = infinity;
  } else if (index_in(word, below_words) < std::size(below_words) ||
             (than && (before == word_key("less") || before == word_key("fewer"))) ||
             (at && word == word_key("most"))) {
    value.low = -infinity;
  }
}

void add_figure(std::string_view text, const text::Tokens& tokens, const NumberToken& number,
                std::vector<Value>& out) {
  Value& value = out.emplace_back();
  const double half = half_digit(base::slice(text, number.digits)) * number.scale;
  // What is counted, without a scale word, is exact.
  const bool exact = number.unit == NumberUnit::none && number.scale == 1 && half == 0.5;
  value.span = number.span;
  value.low = number.value - (exact ? 0 : half);
  value.high = number.value + (exact ? 0 : half);
  value.unit = number.unit;
  std::copy(std::begin(number.currency), std::end(number.currency), std::begin(value.currency));
  value.end_token = number.first_token + number.token_count;
  if (number.unit == NumberUnit::basis_point) {
    value.low /= 100;
    value.high /= 100;
    value.unit = NumberUnit::percentage_point;
  }
  widen(tokens, number.first_token, value);
}

}  // namespace

void find_values(std::string_view text, const text::Tokens& tokens,
                 std::vector<NumberToken>& numbers, std::vector<Value>& out) {
  out.clear();
  text::find_numbers(text, tokens, numbers);
  size_t next = 0;
  for (uint32_t i = 0; i < tokens.all.size(); ++i) {
    if (next < numbers.size() && numbers[next].first_token <= i) {
      const NumberToken& number = numbers[next++];
      if (!number.in_date) add_figure(text, tokens, number, out);
      i = std::max(i + 1, number.first_token + number.token_count) - 1;
      continue;
    }
    const size_t word = index_in(tokens.all[i].key, number_words);
    if (word == std::size(number_words)) continue;
    // "one of them", "no one": a pronoun more often than a number.
    if (word == 0) continue;
    Value& value = out.emplace_back();
    value.span = tokens.all[i].span;
    value.low = value.high = static_cast<double>(word + 1);
    value.end_token = i + 1;
    widen(tokens, i, value);
  }
}

bool comparable(const Value& a, const Value& b) {
  return a.unit == b.unit &&
         (a.unit != NumberUnit::currency ||
          std::equal(std::begin(a.currency), std::end(a.currency), std::begin(b.currency)));
}

bool agree(const Value& a, const Value& b) {
  const auto below = [](double low, double high) {
    return low <= high || (high > 0 ? low <= high * rounding : low * rounding <= high);
  };
  return below(a.low, b.high) && below(b.low, a.high);
}

}  // namespace stet::evidence
