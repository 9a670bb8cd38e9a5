// Short texts, ids, names and words, compared and loaded without a call. Tested in
// tests/base/short_text_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace stet::base {

inline uint64_t load8(const char* bytes) {
  uint64_t value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

inline uint32_t load4(const char* bytes) {
  uint32_t value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

/// The first `size` bytes, at most eight, as a number: the first lowest, zeros above. Reads no byte
/// beyond; what is read twice falls on itself.
inline uint64_t load_up_to_8(const char* bytes, size_t size) {
  if (size >= 8) return load8(bytes);
  if (size >= 4) {
    return load4(bytes) | uint64_t{load4(bytes + size - 4)} << (8 * (size - 4));
  }
  if (size == 0) return 0;
  const auto byte = [bytes](size_t i) { return uint64_t{static_cast<uint8_t>(bytes[i])}; };
  return byte(0) | byte(size / 2) << (8 * (size / 2)) | byte(size - 1) << (8 * (size - 1));
}

inline bool equal(std::string_view a, std::string_view b) {
  const size_t size = a.size();
  if (size != b.size()) return false;
  if (size <= 8) return load_up_to_8(a.data(), size) == load_up_to_8(b.data(), size);
  if (size > 16) return std::memcmp(a.data(), b.data(), size) == 0;
  return load8(a.data()) == load8(b.data()) &&
         load8(a.data() + size - 8) == load8(b.data() + size - 8);
}

}  // namespace stet::base
