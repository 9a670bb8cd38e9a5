// UTF-8: validity, code points, and the UTF-16 offsets that JavaScript counts in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stet::base {

/// Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7).
std::optional<uint32_t> find_invalid_utf8(std::string_view bytes);

struct CodePoint {
  char32_t value = 0;
  uint32_t size = 0;  ///< bytes, 1–4; 0 at the end of the text
};

/// Decodes at `offset`; malformed bytes give U+FFFD of size 1.
CodePoint decode_utf8(std::string_view text, uint32_t offset);
void append_utf8(std::string& out, char32_t value);

/// Number of UTF-16 code units that the well-formed `text` would have.
uint32_t utf16_length(std::string_view text);

}  // namespace stet::base
