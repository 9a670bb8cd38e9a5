// Words without their regular endings, as a number: what claims and the sentences of sources are
// aligned by. Coarse on purpose (the first letters of what is left): a claim is aligned by many
// words at once, and names and values are compared exactly elsewhere.
//
//   opens, opened, opening → open      cities, city → citi      the port's → port
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/text/tokens.h"

namespace stet::evidence {

namespace stems {

constexpr size_t kept = 6;  ///< bytes of a stem
constexpr size_t shortest = 3;

constexpr uint64_t each_byte(uint64_t value) { return value * 0x0101010101010101u; }

/// The high bit of bytes that are `byte`; bits above the lowest such byte may be wrong.
constexpr uint64_t where(uint64_t bytes, uint8_t byte) {
  const uint64_t difference = bytes ^ each_byte(byte);
  return (difference - each_byte(1)) & ~difference & each_byte(0x80);
}

/// A word up to a possessive, small.
struct Letters {
  uint64_t first = 0;  ///< its first eight bytes, the first lowest
  uint32_t last = 0;   ///< its last three bytes, the last highest; the lowest byte is of no meaning
  size_t size = 0;     ///< bytes
};

/// Its stem: without -ing, -ed, -es, -s, -e, unless little would be left. Endings are as good as
/// random, so they are added up and not asked for one by one.
inline uint64_t stem_of(const Letters& word) {
  const uint32_t end = word.last >> 24, two = word.last >> 16, three = word.last >> 8;
  constexpr uint32_t ing = 'i' | 'n' << 8 | 'g' << 16, ed = 'e' | 'd' << 8, es = 'e' | 's' << 8;
  const size_t es_too = two == es && word.size >= 2 + shortest ? 1 : 0;
  const size_t ending = (three == ing ? 3u : 0u) + (two == ed ? 2u : 0u) + (end == 's' ? 1u : 0u) +
                        es_too + (end == 'e' ? 1u : 0u);
  const size_t left = word.size - (word.size >= ending + shortest ? ending : 0);
  const size_t in_stem = left < kept ? left : kept;
  uint64_t stem = word.first & ((uint64_t{1} << (8 * in_stem)) - 1);
  const bool whole = left > shortest && left <= kept;
  const size_t at = 8 * (in_stem - 1);
  stem ^= (whole && (stem >> at) == 'y' ? uint64_t{'y' ^ 'i'} : 0) << at;
  return stem | uint64_t{1} << 63;
}

/// Of a word of at most seven bytes, all ASCII, from its key: its letters are there already, small.
inline uint64_t stem_of_key(uint64_t key) {
  const uint64_t possessive = where(key, '\'');
  if (possessive != 0) key &= (possessive & (0 - possessive)) / 0x80 - 1;
  Letters letters;
  letters.first = key;
  letters.size = 8 - static_cast<size_t>(std::countl_zero(key)) / 8;
  letters.last = static_cast<uint32_t>(key << (64 - 8 * letters.size) >> 32);
  return stem_of(letters);
}

}  // namespace stems

/// Of a word that is not short, or not ASCII.
uint64_t stem_of_text(std::string_view word);

/// Of a word of `text`; never 0.
inline uint64_t stem_of(std::string_view text, const text::Token& token) {
  const bool ascii = (token.key & stems::each_byte(0x80)) == 0;
  if (ascii && (token.key & 0xFF) != '\'') return stems::stem_of_key(token.key);
  return stem_of_text(base::slice(text, token.span));
}

}  // namespace stet::evidence
