// The keys that tokens carry (tokens.h), also as constants: word_key("billion").
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "engine/base/short_text.h"

namespace stet::text {

/// Set in the keys of words that are longer than a key has bytes.
inline constexpr uint64_t long_key = uint64_t{1} << 63;

constexpr uint64_t mix_key(uint64_t a, uint64_t b) {
  uint64_t h = (a ^ 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
  h ^= std::rotl((b + 0x94D049BB133111EBu) * 0xD6E8FEB86659FD93u, 31);
  h = (h ^ h >> 32) * 0xFF51AFD7ED558CCDu;
  return h ^ h >> 29;
}

/// The key of at most 16 folded bytes, zeros after them.
constexpr uint64_t short_word_key(uint64_t low, uint64_t high) {
  const bool fits = (low >> 56) == 0;  // folded text holds no zero bytes of its own
  return fits ? low : mix_key(low, high) | long_key;
}

/// Up to eight bytes of `text` from `at` on, the first lowest, zeros after them.
constexpr uint64_t key_bytes(std::string_view text, size_t at) {
  uint64_t bytes = 0;
  if (std::is_constant_evaluated()) {
    for (size_t i = 0; i < 8 && at + i < text.size(); ++i) {
      bytes |= uint64_t{static_cast<uint8_t>(text[at + i])} << (8 * i);
    }
  } else if (at < text.size()) {
    bytes = base::load_up_to_8(text.data() + at, text.size() - at);
  }
  return bytes;
}

/// The key of a folded word.
constexpr uint64_t word_key(std::string_view folded) {
  if (folded.size() <= 16) return short_word_key(key_bytes(folded, 0), key_bytes(folded, 8));
  uint64_t key = 0;
  for (size_t at = 0; at < folded.size(); at += 16) {
    key = mix_key(key_bytes(folded, at) ^ key, key_bytes(folded, at + 8));
  }
  return key | long_key;
}

}  // namespace stet::text
