// Text cut into words, numbers and marks, in one pass.
//
// The pieces are the words of Unicode's UAX #29 (so "can't", "1,200.50", "5.2bn" and "example.com"
// are one piece, "state-run" three), without the white space. Runs of ASCII letters, which are
// nearly all of a news text, take a short path; all else follows the tables in char_class.h.
// Tested in tests/text/tokens_test.cc, there also with Unicode's own WordBreakTest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/buffer.h"

namespace stet::text {

enum class TokenKind : uint8_t {
  word,         ///< has letters and begins with none of the digits
  number,       ///< begins with a digit: "5", "1,200.50", "5.2bn", "3rd"
  punctuation,  ///< . , ; : ! ? … brackets, slashes
  quote,        ///< “ ” « » " and apostrophes that stand outside of words
  dash,         ///< - – — and their like
  symbol,       ///< % $ € + # emoji, and bytes that are not UTF-8
};

/// Bits of Token::flags.
enum TokenFlag : uint8_t {
  begins_upper = 1,  ///< begins with a capital
  all_upper = 2,     ///< two letters or more, and no small one
  space_before = 4,  ///< white space or the beginning of the text stands before it
};

/// One piece. Equal words have equal keys however they are typed: case, ’ or ', – or -, soft
/// hyphens and combining accents make no difference.
struct Token {
  base::Span span;
  /// The folded bytes, first byte lowest, if they are seven or fewer (then the top byte is zero and
  /// equal keys mean equal words); else their hash with the top bit set.
  uint64_t key = 0;
  TokenKind kind = TokenKind::word;
  uint8_t flags = 0;

  bool has(TokenFlag flag) const { return (flags & flag) != 0; }
};

struct Tokens {
  Buffer<Token> all;
  std::vector<uint32_t> marks;    ///< indices of punctuation and quotes, ascending
  std::vector<uint32_t> numbers;  ///< indices of numbers, ascending
  uint32_t word_count = 0;        ///< words and numbers

  /// Working memory of `tokenise`, kept between calls.
  std::vector<uint64_t> bits;
  std::string folded;

  void clear();
};

/// Appends nothing to what was there: `out` is cleared first and its memory reused.
void tokenise(std::string_view text, Tokens& out);

/// Offset of the next word boundary of UAX #29 after `offset`, which must be one itself; the text
/// counts as ending at `end`.
uint32_t next_word_boundary(std::string_view text, uint32_t offset, uint32_t end);

/// Appends the folded form of a word: what keys are made of. `keep_case` folds typography only.
void append_folded(std::string& out, std::string_view word, bool keep_case = false);

/// The tokens separated by '|', for tests and `stet inspect`.
std::string print_tokens(std::string_view text, const Tokens& tokens);

}  // namespace stet::text
