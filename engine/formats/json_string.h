// The inside of a JSON string: from escapes to text.
#pragma once

#include <cstdint>
#include <string_view>

namespace stet::formats {

enum class EscapeFault : uint8_t { none, bad_escape, lone_surrogate };

struct DecodedString {
  uint32_t size = 0;      ///< bytes written
  uint32_t fault_at = 0;  ///< offset of the backslash
  EscapeFault fault = EscapeFault::none;
};

/// Decodes `raw` to `out`, which has room for as many bytes as `raw`. Stops at the first fault.
DecodedString decode_json_string(std::string_view raw, char* out);

/// How many bytes of `raw` the first `decoded` bytes of its text were written with.
uint32_t raw_json_size(std::string_view raw, uint32_t decoded);

/// The first fault in `raw`, decoding nothing.
DecodedString check_json_string(std::string_view raw);

}  // namespace stet::formats
