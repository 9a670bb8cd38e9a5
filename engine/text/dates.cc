#include "engine/text/dates.h"

#include <algorithm>
#include <string_view>

#include "engine/text/word_set.h"

namespace stet::text {

namespace {

constexpr WordSet months("january", "february", "march", "april", "may", "june", "july", "august",
                         "september", "october", "november", "december", "jan", "feb", "mar", "apr",
                         "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

/// A bare number of four digits after one of these is a year.
constexpr WordSet before_years("in", "since", "until", "till", "during", "early", "late", "mid",
                               "fiscal", "year", "years", "end", "spring", "summer", "autumn",
                               "fall", "winter", "through", "throughout", "the", "a", "its",
                               "their", "our", "this", "last", "next", "q1", "q2", "q3", "q4", "h1",
                               "h2");

/// After one of these too, unless it counts something: "by 2030", but "by 2000 jobs".
constexpr WordSet perhaps_before_years("of", "by", "from", "before", "after", "for", "between");

/// Words that begin no thing that could be counted.
constexpr WordSet never_counted("the", "a", "an", "and", "or", "to", "when", "as", "is", "was",
                                "were", "will", "would", "has", "had", "that", "but", "it", "he",
                                "she", "they", "on", "in", "at", "with", "by");

constexpr WordSet after_hours("am", "pm", "a.m", "p.m", "o'clock");

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Marker {
 public:
  Marker(std::string_view text, const Tokens& tokens, std::vector<NumberToken>& numbers)
      : text_(text), all_(tokens.all), numbers_(numbers) {}

  void mark() {
    for (size_t i = 0; i < numbers_.size(); ++i) {
      if (numbers_[i].in_date || !is_bare(i)) continue;
      if (!mark_written_in_digits(i)) numbers_[i].in_date = is_day(i) || is_year(i) || is_hour(i);
    }
    // "26–27 April", "26 and 27 April": the month stands behind the second.
    for (size_t i = numbers_.size(); i-- > 1;) {
      const bool shares = numbers_[i].in_date && is_month(after(i)) && has_day_value(i - 1);
      if (shares && (joined(i - 1, false) || says(between(i - 1), word_key("and")))) {
        numbers_[i - 1].in_date = true;
      }
    }
  }

 private:
  const NumberToken& number(size_t i) const { return numbers_[i]; }
  uint32_t after(size_t i) const { return number(i).first_token + number(i).token_count; }

  /// Digits alone, without unit, scale, comma or point.
  bool is_bare(size_t i) const {
    const NumberToken& one = number(i);
    const std::string_view digits = base::slice(text_, one.digits);
    return one.unit == NumberUnit::none && one.token_count == 1 && digits.size() <= 4 &&
           one.digits == one.span && std::all_of(digits.begin(), digits.end(), is_digit);
  }
  bool has_size(size_t i, uint32_t least, uint32_t most) const {
    return number(i).digits.size() >= least && number(i).digits.size() <= most && is_bare(i);
  }
  bool has_day_value(size_t i) const {
    return number(i).value >= 1 && number(i).value <= 31 && has_size(i, 1, 2);
  }
  bool has_year_value(size_t i) const {
    return number(i).value >= 1900 && number(i).value < 2100 && has_size(i, 4, 4);
  }

  /// The key of the word at a token, 0 if it is no word.
  uint64_t word(uint32_t token) const {
    const bool is_word = token < all_.size() && all_[token].kind == TokenKind::word;
    return is_word ? all_[token].key : 0;
  }
  bool says(uint32_t token, uint64_t expected) const { return word(token) == expected; }

  /// "May" is one, "may" is none.
  bool is_month(uint32_t token) const {
    return token < all_.size() && all_[token].has(begins_upper) && months.has(word(token));
  }
  bool is_mark(uint32_t token, char mark) const {
    return token < all_.size() && all_[token].key == static_cast<uint64_t>(mark);
  }
  /// A month before token number `token`, its full stop between them.
  bool month_before(uint32_t token) const {
    if (token == 0) return false;
    return is_month(token - 1) || (token > 1 && is_mark(token - 1, '.') && is_month(token - 2));
  }

  /// The token between number `i` and the next when there is just one, else none.
  uint32_t between(size_t i) const {
    if (i + 1 >= numbers_.size() || number(i + 1).first_token != after(i) + 1) return no_token;
    return after(i);
  }
  /// A dash or `slash` joins number `i` and the next.
  bool joined(size_t i, bool slash) const {
    const uint32_t token = between(i);
    if (token == no_token) return false;
    return all_[token].kind == TokenKind::dash || (slash && is_mark(token, '/'));
  }
  bool glued_by(size_t i, char mark) const {
    const uint32_t token = between(i);
    return token != no_token && is_mark(token, mark) && !all_[token].has(space_before) &&
           !all_[token + 1].has(space_before);
  }

  /// "2024-04-26", "26/04/2024", "10:30", "10:30:05".
  bool mark_written_in_digits(size_t i) {
    for (const char mark : {'-', '/', ':'}) {
      size_t last = i;
      while (last < i + 2 && glued_by(last, mark)) ++last;
      if (!is_written_in_digits(i, last, mark)) continue;
      for (size_t part = i; part <= last; ++part) numbers_[part].in_date = true;
      return true;
    }
    return false;
  }
  bool is_written_in_digits(size_t first, size_t last, char mark) const {
    if (mark == ':') {
      return last > first && has_size(first, 1, 2) && number(first).value < 24 &&
             has_size(first + 1, 2, 2) && number(first + 1).value < 60;
    }
    if (last != first + 2) return false;
    const bool year_first = has_size(first, 4, 4) && has_day_value(last);
    const bool year_last = has_day_value(first) && has_size(last, 4, 4);
    return has_day_value(first + 1) && (year_first || year_last);
  }

  /// "26 April", "April 26", "April 26–27".
  bool is_day(size_t i) const {
    if (!has_day_value(i)) return false;
    if (is_month(after(i)) || month_before(number(i).first_token)) return true;
    return i > 0 && number(i - 1).in_date && has_day_value(i - 1) && joined(i - 1, false) &&
           month_before(number(i - 1).first_token);
  }

  bool is_year(size_t i) const {
    const uint32_t first = number(i).first_token;
    if (number(i).digits.size() == 4 && ends_date(first) && is_bare(i)) return true;
    if (i > 0 && number(i - 1).in_date && has_year_value(i - 1) && continues(i)) return true;
    if (!has_year_value(i)) return false;
    if (first > 0 && is_mark(first - 1, '-') && first > 1 && says(first - 2, word_key("mid")))
      return true;
    if (first > 0 && before_years.has(word(first - 1))) return true;
    const bool perhaps = begins_sentence(first) || perhaps_before_years.has(word(first - 1));
    return perhaps && !counts_something(i);
  }
  /// A month stands before, or a month with its day: "April 2024", "April 26, 2024".
  bool ends_date(uint32_t first) const {
    if (month_before(first)) return true;
    return first > 1 && is_mark(first - 1, ',') && (is_month(first - 2) || month_before(first - 2));
  }
  /// "2019–20", "2019 to 2024", after a year.
  bool continues(size_t i) const {
    if (has_size(i, 2, 2)) return joined(i - 1, true);
    const uint32_t token = between(i - 1);
    return has_year_value(i) && (joined(i - 1, true) || says(token, word_key("to")) ||
                                 says(token, word_key("and")) || says(token, word_key("or")));
  }
  bool begins_sentence(uint32_t first) const {
    return first == 0 || is_mark(first - 1, '.') || is_mark(first - 1, '(');
  }
  /// Whether what follows may be what there are so many of.
  bool counts_something(size_t i) const {
    const uint64_t next = word(after(i));
    return next != 0 && !never_counted.has(next);
  }

  /// "4 p.m.", "10 am".
  bool is_hour(size_t i) const {
    if (number(i).value > 24 || !has_size(i, 1, 2)) return false;
    return after_hours.has(word(after(i)));
  }

  static constexpr uint32_t no_token = UINT32_MAX;

  std::string_view text_;
  const Buffer<Token>& all_;
  std::vector<NumberToken>& numbers_;
};

}  // namespace

void mark_dates(std::string_view text, const Tokens& tokens, std::vector<NumberToken>& numbers) {
  Marker(text, tokens, numbers).mark();
}

}  // namespace stet::text
