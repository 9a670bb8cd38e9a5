// Lines and characters as editors count them: both from 0, characters in units of UTF-16 or of
// UTF-8, a line ending with \n, \r\n or \r. Tested in tests/assist/positions_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stet::assist {

enum class Encoding : uint8_t { utf16, utf8 };

struct Position {
  uint32_t line = 0, character = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

class Positions {
 public:
  /// `text` outlives it.
  Positions(std::string_view text, Encoding encoding);

  /// The offset is clamped to the text.
  Position at(uint32_t offset) const;
  /// A character behind the end of its line is the end of the line, a line behind the last is the
  /// end of the text; inside of a code point it is the begin of the code point.
  uint32_t offset(Position position) const;

 private:
  /// Where the line ends, without its line end.
  uint32_t line_end(size_t line) const;

  std::string_view text_;
  Encoding encoding_;
  std::vector<uint32_t> begins_;
};

}  // namespace stet::assist
