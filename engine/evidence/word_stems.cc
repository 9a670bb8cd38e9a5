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

/// Of a word of at most seven bytes, all ASCII, from its key: its letters are there already, small.
uint64_t stem_of_key(uint64_t key) {
  const uint64_t possessive = where(key, '\'');
  if (possessive != 0) key &= (possessive & (0 - possessive)) / 0x80 - 1;
  const auto bytes_of = [](uint64_t bytes) {
    return static_cast<uint32_t>(8 - std::countl_zero(bytes | 1) / 8);
  };
  const auto first = [key](uint32_t size) { return key & ((uint64_t{1} << (8 * size)) - 1); };
  const uint32_t size = bytes_of(key);
  uint32_t left = size;
  if (size > shortest) {
    const auto letter = [&](uint32_t from_end) { return key >> (8 * (size - from_end)) & 0xFF; };
    const auto without = [&](uint32_t ending) {
      return size >= ending + shortest ? size - ending : size;
    };
    switch (letter(1)) {
      case 'g': left = letter(2) == 'n' && letter(3) == 'i' ? without(3) : size; break;
      case 'd': left = letter(2) == 'e' ? without(2) : size; break;
      case 's': left = letter(2) == 'e' && size >= 2 + shortest ? size - 2 : size - 1; break;
      case 'e': left = size - 1; break;
      default: break;
    }
  }
  uint64_t stem = first(std::min<uint32_t>(left, kept));
  if (left > shortest && left <= kept) {
    const uint32_t last = 8 * (left - 1);
    if ((stem >> last) == 'y') stem ^= uint64_t{'y' ^ 'i'} << last;
  }
  return stem | uint64_t{1} << 63;
}

}  // namespace

uint64_t stem_of(std::string_view text, const text::Token& token) {
  const bool ascii = (token.key & each_byte(0x80)) == 0;
  if (ascii && (token.key & 0xFF) != '\'') return stem_of_key(token.key);
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
