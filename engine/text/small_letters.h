// Capitals of ASCII as small letters, eight bytes at a time. Tested through phrases and stems.
#pragma once

#include <cstdint>

namespace stet::text {

/// All other bytes stay as they are.
constexpr uint64_t small_letters(uint64_t bytes) {
  constexpr uint64_t each = 0x0101010101010101;
  const uint64_t low = bytes & (0x7F * each);
  const uint64_t capital = (low + (0x80 - 'A') * each) & ~(low + (0x7F - 'Z') * each) & ~bytes;
  return bytes | (capital & (0x80 * each)) >> 2;
}

}  // namespace stet::text
