#include "engine/text/char_class.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace stet::text {

namespace {

/// Every `step`-th code point of [first, last] folds to itself plus `delta`.
struct FoldRange {
  char32_t first;
  char32_t last;
  uint32_t step;
  int32_t delta;
};

struct Composition {
  char letter;
  char32_t accent;
  char32_t composed;
};

#include "engine/text/unicode_tables.inc"

constexpr size_t page_size = 0x10000 / std::size(page_index);
}  // namespace

uint8_t char_class_bits(char32_t point) {
  if (point < 0x10000) return pages[page_index[point / page_size] * page_size + point % page_size];
  // A range is (first code point << 8 | bits) and reaches to the next one.
  const auto* after = std::upper_bound(std::begin(class_ranges), std::end(class_ranges),
                                       static_cast<uint32_t>(point) << 8 | 0xFF);
  return static_cast<uint8_t>(after[-1] & 0xFF);
}

char32_t fold_case(char32_t point) {
  const auto* after =
      std::upper_bound(std::begin(fold_ranges), std::end(fold_ranges), point,
                       [](char32_t value, const FoldRange& range) { return value < range.first; });
  if (after == std::begin(fold_ranges)) return point;
  const FoldRange& range = after[-1];
  if (point > range.last || (point - range.first) % range.step != 0) return point;
  return static_cast<char32_t>(static_cast<int32_t>(point) + range.delta);
}

char32_t compose(char32_t letter, char32_t accent) {
  if (letter > 'z' || accent < 0x300) return 0;
  for (const Composition& row : compositions) {
    if (static_cast<char32_t>(row.letter) == letter && row.accent == accent) return row.composed;
  }
  return 0;
}

}  // namespace stet::text
