// Byte offset → line and column, for people and editors.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

namespace stet::base {

/// 1-based. `column` counts Unicode code points, as editors and compilers do.
struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
};

class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  LineColumn at(uint32_t offset) const;
  /// Without its line end. `line` is 1-based.
  std::string_view line(uint32_t line) const;
  uint32_t line_begin(uint32_t line) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> starts_;
};

}  // namespace stet::base
