// What a character is: its class for word breaking (UAX #29), finer where that standard only says
// "other", and its simple case folding. Tables come from the Unicode Character Database through
// tools/unicode/make_tables.py. Tested with tokens.h.
#pragma once

#include <cstdint>

namespace stet::text {

/// Word_Break property values; Symbol, OtherLetter, Punctuation, Quote, Dash and Space divide its
/// "Other". The order is that of make_tables.py.
enum class Class : uint8_t {
  symbol,
  cr,
  lf,
  newline,
  extend,
  zwj,
  format,
  regional_indicator,
  katakana,
  hebrew_letter,
  a_letter,
  single_quote,
  double_quote,
  mid_num_let,
  mid_letter,
  mid_num,
  numeric,
  extend_num_let,
  w_seg_space,
  other_letter,  ///< letters and numbers of scripts that do not put spaces between words
  punctuation,
  quote,
  dash,
  space,
};

struct CharClass {
  Class word_break = Class::symbol;
  bool folds = false;       ///< has another, small form: a capital
  bool pictograph = false;  ///< Extended_Pictographic
};

/// What `char_class` takes apart, as the tables of unicode_tables.inc have it.
uint8_t char_class_bits(char32_t point);

inline CharClass char_class(char32_t point) {
  const uint8_t bits = char_class_bits(point);
  return {static_cast<Class>(bits & 0x1F), (bits & 0x20) != 0, (bits & 0x40) != 0};
}

/// Simple case folding (CaseFolding.txt, C and S).
char32_t fold_case(char32_t point);

/// A small Latin letter with one accent as one character, or 0: ('e', U+0301) → 'é'.
char32_t compose(char32_t letter, char32_t accent);

}  // namespace stet::text
