#include "engine/base/utf8.h"

#include <cstring>

namespace stet::base {

namespace {

constexpr uint64_t high_bits = 0x8080808080808080u;

bool is_ascii8(const char* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return (word & high_bits) == 0;
}

bool is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/// A well-formed multi-byte sequence at `at`, or size 0. Table 3-7 of the Unicode Standard: the
/// second byte's range excludes overlong forms, surrogates and values above U+10FFFF.
CodePoint decode_multibyte(const uint8_t* at, size_t left) {
  const uint8_t lead = at[0];
  if (lead < 0xC2 || lead > 0xF4 || left < 2) return {};
  const uint8_t second = at[1];
  if (lead < 0xE0) {
    if (!is_continuation(second)) return {};
    return {static_cast<char32_t>((lead & 0x1Fu) << 6 | (second & 0x3Fu)), 2};
  }
  if (left < 3 || !is_continuation(at[2])) return {};
  if (lead < 0xF0) {
    const uint8_t low = lead == 0xE0 ? 0xA0 : 0x80;
    const uint8_t high = lead == 0xED ? 0x9F : 0xBF;
    if (second < low || second > high) return {};
    return {static_cast<char32_t>((lead & 0x0Fu) << 12 | (second & 0x3Fu) << 6 | (at[2] & 0x3Fu)),
            3};
  }
  const uint8_t low = lead == 0xF0 ? 0x90 : 0x80;
  const uint8_t high = lead == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high || left < 4 || !is_continuation(at[3])) return {};
  return {static_cast<char32_t>((lead & 0x07u) << 18 | (second & 0x3Fu) << 12 |
                                (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu)),
          4};
}

}  // namespace

std::optional<uint32_t> find_invalid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t at = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && is_ascii8(bytes.data() + at)) {
      at += 8;
      continue;
    }
    if (data[at] < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode_multibyte(data + at, bytes.size() - at);
    if (point.size == 0) return static_cast<uint32_t>(at);
    at += point.size;
  }
  return std::nullopt;
}

CodePoint decode_utf8(std::string_view text, uint32_t offset) {
  if (offset >= text.size()) return {};
  const auto* at = reinterpret_cast<const uint8_t*>(text.data()) + offset;
  if (*at < 0x80) return {*at, 1};
  const CodePoint point = decode_multibyte(at, text.size() - offset);
  if (point.size == 0) return {0xFFFD, 1};
  return point;
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  const auto byte = [&out](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (value < 0x80) {
    byte(value);
  } else if (value < 0x800) {
    byte(0xC0 | value >> 6);
    byte(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    byte(0xE0 | value >> 12);
    byte(0x80 | (value >> 6 & 0x3F));
    byte(0x80 | (value & 0x3F));
  } else {
    byte(0xF0 | value >> 18);
    byte(0x80 | (value >> 12 & 0x3F));
    byte(0x80 | (value >> 6 & 0x3F));
    byte(0x80 | (value & 0x3F));
  }
}

uint32_t utf16_length(std::string_view text) {
  // One unit for each byte that begins a code point, one more where that takes four bytes.
  uint32_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    units += !is_continuation(byte);
    units += byte >= 0xF0;
  }
  return units;
}

}  // namespace stet::base
