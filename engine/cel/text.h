// Texts by code point, for functions whose indices count those, and texts within texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "engine/base/short_text.h"

namespace stet::cel {

inline bool begins_with(std::string_view text, std::string_view begin) {
  return text.size() >= begin.size() && base::equal(text.substr(0, begin.size()), begin);
}

inline bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && base::equal(text.substr(text.size() - end.size()), end);
}

/// Does `wanted` occur in `text`? Eight places at a time are looked at for its first and last byte.
bool occurs(std::string_view text, std::string_view wanted);

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
