// Byte offset → line and columns, and → UTF-16 units: the one place where offsets change their
// unit.
//
// An article in JSON is often a single line of a hundred kilobytes, and a full verdict names
// hundreds of places in it, so base::LineIndex, which walks the line each time, would be quadratic.
// Here a checkpoint every 128 bytes knows its line, both columns and how many UTF-16 units stand
// before it:
//
//   bytes   0        128       256       384
//           ├─────────┼─────────┼─────────┤
//           1:1       1:127     3:12      3:140       line:column, and the UTF-16 column
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stet::report {

/// 1-based. `column` counts code points, `column_utf16` what JavaScript counts.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t column_utf16 = 1;
  uint32_t utf16 = 0;  ///< UTF-16 units before it
};

/// Reads the text when first asked. Offsets are clamped to its end; one inside a code point has the
/// place of that code point.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}
  Position at(uint32_t offset);
  /// UTF-16 units before `offset`.
  uint32_t utf16_offset(uint32_t offset) { return at(offset).utf16; }

 private:
  static constexpr uint32_t step = 128;
  struct Checkpoint {
    Position position;
    bool plain = false;  ///< up to the next: ASCII without a line end, nothing to count
  };
  Position advance(Position now, size_t at, size_t end) const;
  Position read_byte(Position now, size_t at) const;
  bool is_plain(size_t at, size_t end) const;
  void build();

  std::string_view text_;
  std::vector<Checkpoint> checkpoints_;
};

/// UTF-16 units of a text.
uint32_t utf16_units(std::string_view text);

}  // namespace stet::report
