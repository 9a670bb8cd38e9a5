// Where the tokens of a JSON text begin: the first of the two steps of reading JSON.
//
//   {"id": "a", "n": [1, 22]}      one position for each bracket, comma and colon, for each opening
//   ↑↑   ↑ ↑  ↑ ↑  ↑ ↑↑↑ ↑ ↑↑      quote and for the first byte of each number and literal
//
// simdjson finds them 64 bytes at a time, and checks UTF-8 and the ends of strings on the way. When
// it finds a fault, which it cannot place, a slow pass of our own repeats the work and tells where.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace stet::formats {

enum class JsonFault : uint8_t {
  none,
  invalid_utf8,       ///< a byte that is not UTF-8
  unclosed_string,    ///< at the opening quote
  control_character,  ///< U+0000 … U+001F inside a string
};

class JsonIndex {
 public:
  JsonIndex();
  ~JsonIndex();
  JsonIndex(JsonIndex&&) noexcept;
  JsonIndex& operator=(JsonIndex&&) noexcept;

  /// Less than 4 GB.
  void build(std::string_view text);

  /// `size` positions, ascending, then the size of the text once more.
  const uint32_t* positions() const { return positions_; }
  uint32_t size() const { return size_; }
  JsonFault fault() const { return fault_; }
  uint32_t fault_at() const { return fault_at_; }

 private:
  struct State;
  void build_slowly(std::string_view text);

  std::unique_ptr<State> state_;
  const uint32_t* positions_ = nullptr;
  uint32_t size_ = 0;
  uint32_t fault_at_ = 0;
  JsonFault fault_ = JsonFault::none;
};

}  // namespace stet::formats
