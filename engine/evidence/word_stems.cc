// Tested through tests/evidence/claim_check_test.cc.
#include "engine/evidence/word_stems.h"

#include <algorithm>
#include <bit>

#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

constexpr size_t longest_word = 32;  ///< bytes looked at
constexpr size_t kept = 6;           ///< bytes of a stem
constexpr size_t shortest = 3;

constexpr uint64_t each_byte(uint64_t value) { return value * 0x0101010101010101u; }

/// The high bit of bytes that are `byte`; bits above the lowest such byte may be wrong.
constexpr uint64_t where(uint64_t bytes, uint8_t byte) {
  const uint64_t difference = bytes ^ each_byte(byte);
  return (difference - each_byte(1)) & ~difference & each_byte(0x80);
}

/// A to Z as small letters.
constexpr uint64_t lower(uint64_t bytes) {
  const uint64_t low = bytes & each_byte(0x7F);
  const uint64_t from_a = low + each_byte(0x80 - 'A');
  const uint64_t beyond_z = low + each_byte(0x7F - 'Z');
  return bytes | ((from_a & ~beyond_z & ~bytes & each_byte(0x80)) >> 2);
}

/// A word up to a possessive, small.
struct Letters {
  uint64_t first = 0;  ///< its first eight bytes, the first lowest
  uint32_t last = 0;   ///< its last three bytes, the last highest; the lowest byte is of no meaning
  size_t size = 0;     ///< bytes
};

/// Its stem: without -ing, -ed, -es, -s, -e, unless little would be left. Endings are as good as
/// random, so they are added up and not asked for one by one.
uint64_t stem_of(const Letters& word) {
  const uint32_t end = word.last >> 24, two = word.last >> 16, three = word.last >> 8;
  constexpr uint32_t ing = 'i' | 'n' << 8 | 'g' << 16, ed = 'e' | 'd' << 8, es = 'e' | 's' << 8;
  const size_t es_too = two == es && word.size >= 2 + shortest ? 1 : 0;
  const size_t ending = (three == ing ? 3u : 0u) + (two == ed ? 2u : 0u) + (end == 's' ? 1u : 0u) +
                        es_too + (end == 'e' ? 1u : 0u);
  const size_t left = word.size - (word.size >= ending + shortest ? ending : 0);
  const size_t in_stem = std::min(left, kept);
  uint64_t stem = word.first & ((uint64_t{1} << (8 * in_stem)) - 1);
  const bool whole = left > shortest && left <= kept;
  const size_t at = 8 * (in_stem - 1);
  stem ^= (whole && (stem >> at) == 'y' ? uint64_t{'y' ^ 'i'} : 0) << at;
  return stem | uint64_t{1} << 63;
}

/// Of a word of at most seven bytes, all ASCII, from its key: its letters are there already, small.
Letters letters_of_key(uint64_t key) {
  const uint64_t possessive = where(key, '\'');
  if (possessive != 0) key &= (possessive & (0 - possessive)) / 0x80 - 1;
  Letters letters;
  letters.first = key;
  letters.size = 8 - static_cast<size_t>(std::countl_zero(key)) / 8;
  letters.last = static_cast<uint32_t>(key << (64 - 8 * letters.size) >> 32);
  return letters;
}

/// "port's", "port’s": behind the letters.
size_t length_of(std::string_view word) {
  for (size_t at = 0; at < word.size(); at += 8) {
    // Of the last bytes those before are read once more, and had neither.
    const size_t from = at + 8 <= word.size() || word.size() < 8 ? at : word.size() - 8;
    const uint64_t bytes = text::key_bytes(word, from);
    const uint64_t found = where(bytes, '\'') | where(bytes, 0xE2);
    if (found != 0) return from + static_cast<size_t>(std::countr_zero(found)) / 8;
  }
  return word.size();
}

Letters letters_of(std::string_view word) {
  word = word.substr(0, longest_word);
  Letters letters;
  letters.size = length_of(word);
  letters.first = lower(text::key_bytes(word.substr(0, letters.size), 0));
  for (size_t i = 0; i < std::min<size_t>(letters.size, 3); ++i) {
    const auto byte = static_cast<uint8_t>(word[letters.size - 1 - i] | 0x20);
    letters.last |= uint32_t{byte} << (24 - 8 * i);
  }
  return letters;
}

}  // namespace

uint64_t stem_of(std::string_view text, const text::Token& token) {
  const bool ascii = (token.key & each_byte(0x80)) == 0;
  if (ascii && (token.key & 0xFF) != '\'') return stem_of(letters_of_key(token.key));
  const std::string_view word = base::slice(text, token.span);
  const Letters letters = letters_of(word);
  return letters.size == 0 ? text::word_key(word) | 1 : stem_of(letters);
}

}  // namespace stet::evidence
