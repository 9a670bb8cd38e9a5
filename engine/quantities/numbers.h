// Numbers and ordinals among the pieces of a text.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/quantities/lexicon.h"
#include "engine/quantities/pieces.h"

namespace stet::quantities {

enum class Form : uint8_t { integer, decimal, fraction, power, ordinal };

/// Half-open range of pieces.
struct Number {
  uint32_t begin = 0, end = 0;
  double value = 0;
  double precision = 0;  ///< one unit of the last digit written; 0 for fractions
  Form form = Form::integer;
  bool bare = false;    ///< digits alone: what may be part of a date
  bool glued = false;   ///< letters follow without space: "180ml"
  bool scaled = false;  ///< with a scale word
  bool only_ordinal = false;
};

/// All numbers in order, the longest at each place; and ordinals, which may stand inside of one.
struct Numbers {
  std::vector<Number> numbers;
  std::vector<Number> ordinals;
};

void find_all_numbers(const Pieces& pieces, Numbers& out);

/// A number that begins at piece `at`; false for none. `sign` allows "minus" and '-'.
bool read_number(const Pieces& pieces, uint32_t at, Number& out);
bool read_ordinal(const Pieces& pieces, uint32_t at, Number& out);

}  // namespace stet::quantities
