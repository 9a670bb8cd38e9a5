// 64 bytes of text as bit sets, one bit per byte: the first step of cutting text into tokens.
#pragma once

#include <cstdint>

namespace stet::text {

/// Bit i speaks of byte i.
struct ByteMasks {
  uint64_t letter = 0;  ///< A–Z, a–z
  uint64_t digit = 0;   ///< 0–9 and _
  uint64_t space = 0;   ///< space, \t, \n, \v, \f, \r
  uint64_t mid = 0;     ///< ' " . , : ; which may stand inside of words and numbers
  uint64_t non_ascii = 0;
};

/// Reads 64 bytes at `bytes`.
ByteMasks classify_bytes(const char* bytes);

/// The same, byte by byte: what machines without SSE2 do, and what tests compare with.
ByteMasks classify_bytes_portable(const char* bytes);

}  // namespace stet::text
