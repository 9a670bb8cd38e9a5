// Byte offset → line and columns, for texts with very long lines.
//
// An article in JSON is often a single line of a hundred kilobytes, and a full verdict names
// hundreds of places in it, so base::LineIndex, which walks the line each time, would be quadratic.
// Here a checkpoint every 256 bytes knows its line and both columns:
//
//   bytes   0        256       512       768
//           ├─────────┼─────────┼─────────┤
//           1:1       1:255     3:12      3:268       line:column, and the UTF-16 column
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
};

class Places {
 public:
  explicit Places(std::string_view text);
  /// Clamped to the end of the text. Inside a code point: the place of that code point.
  Position at(uint32_t offset) const;

 private:
  static constexpr uint32_t step = 256;

  std::string_view text_;
  std::vector<Position> checkpoints_;
};

}  // namespace stet::report
