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

/// Bytes of a word up to a possessive: "port's", "port’s".
size_t length_of(std::string_view word) {
  const size_t most = std::min(word.size(), longest_word);
  for (size_t at = 0; at < most; at += 8) {
    const uint64_t bytes = text::key_bytes(word.substr(0, most), at);
    const uint64_t found = where(bytes, '\'') | where(bytes, 0xE2);
    if (found != 0) return at + static_cast<size_t>(std::countr_zero(found)) / 8;
  }
  return most;
}

/// Bytes that are left of a word without its ending: -ing, -ed, -es, -s, -e.
size_t without_ending(std::string_view word) {
  const size_t size = word.size();
  if (size <= shortest) return size;
  const auto letter = [&](size_t from_end) { return word[size - from_end] | 0x20; };
  const auto left = [&](size_t ending) { return size >= ending + shortest ? size - ending : size; };
  switch (letter(1)) {
    case 'g': return letter(2) == 'n' && letter(3) == 'i' ? left(3) : size;
    case 'd': return letter(2) == 'e' ? left(2) : size;
    case 's': return letter(2) == 'e' && size >= 2 + shortest ? size - 2 : size - 1;
    case 'e': return size - 1;
    default: return size;
  }
}

}  // namespace

uint64_t stem_of(std::string_view text, const text::Token& token) {
  const std::string_view word = base::slice(text, token.span);
  const size_t whole = length_of(word);
  if (whole == 0) return text::word_key(word) | 1;
  const size_t size = without_ending(word.substr(0, whole));
  uint64_t stem = lower(text::key_bytes(word.substr(0, std::min(size, kept)), 0));
  if (size > shortest && size <= kept) {
    const size_t last = 8 * (size - 1);
    if ((stem >> last) == 'y') stem ^= uint64_t{'y' ^ 'i'} << last;
  }
  return stem | uint64_t{1} << 63;
}

}  // namespace stet::evidence
