#include "engine/base/line_index.h"

#include <algorithm>
#include <cstring>

#include "engine/base/utf8.h"

namespace stet::base {

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(0);
  size_t at = text.find('\n');
  while (at != std::string_view::npos) {
    starts_.push_back(static_cast<uint32_t>(at + 1));
    at = text.find('\n', at + 1);
  }
}

LineColumn LineIndex::at(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<uint32_t>(after - starts_.begin());
  uint32_t column = 1;
  for (uint32_t at = starts_[line - 1]; at < offset; ++column) {
    const uint32_t next = at + decode_utf8(text_, at).size;
    if (next > offset) break;  // inside a code point: the column of that code point
    at = next;
  }
  return {line, column};
}

std::string_view LineIndex::line(uint32_t line) const {
  if (line == 0 || line > starts_.size()) return {};
  const uint32_t begin = starts_[line - 1];
  std::string_view rest = text_.substr(begin);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

uint32_t LineIndex::line_begin(uint32_t line) const {
  if (line == 0) return 0;
  if (line > starts_.size()) return static_cast<uint32_t>(text_.size());
  return starts_[line - 1];
}

}  // namespace stet::base
