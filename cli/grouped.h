// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stet::cli {

/// "1,234,567".
inline std::string grouped(uint64_t value) {
  std::string text = std::to_string(value);
  for (size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

/// "1 story", "2 stories".
inline std::string counted(uint64_t value, std::string_view one, std::string_view many) {
  return grouped(value) + " " + std::string(value == 1 ? one : many);
}

}  // namespace stet::cli
