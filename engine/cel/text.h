// Texts by code point, for functions whose indices count those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stet::cel {

inline size_t code_points(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

/// Byte offset of code point `index`; size() for the one behind the last; nothing beyond.
inline std::optional<size_t> byte_offset(std::string_view text, int64_t index) {
  if (index < 0) return std::nullopt;
  for (size_t at = 0;; ++at) {
    while (at < text.size() && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80) ++at;
    if (index == 0) return at;
    if (at >= text.size()) return std::nullopt;
    --index;
  }
}

}  // namespace stet::cel
