#include "engine/report/places.h"

#include <algorithm>

namespace stet::report {

namespace {

/// Passes over one byte. Code points are counted where they end, so that an offset inside one
/// still stands at its column.
void advance(Position& position, std::string_view text, size_t at) {
  const auto byte = static_cast<uint8_t>(text[at]);
  if (byte == '\n') {
    ++position.line;
    position.column = position.column_utf16 = 1;
    return;
  }
  const bool ends = at + 1 >= text.size() || (static_cast<uint8_t>(text[at + 1]) & 0xC0) != 0x80;
  if (ends) {
    ++position.column;
    ++position.column_utf16;
  }
  if (byte >= 0xF0) ++position.column_utf16;
}

}  // namespace

Places::Places(std::string_view text) : text_(text) {
  checkpoints_.reserve(text.size() / step + 1);
  Position position;
  for (size_t at = 0; at < text.size(); ++at) {
    if (at % step == 0) checkpoints_.push_back(position);
    advance(position, text, at);
  }
  if (text.size() % step == 0) checkpoints_.push_back(position);
}

Position Places::at(uint32_t offset) const {
  auto end = std::min<size_t>(offset, text_.size());
  // Step back to the lead byte, four bytes at most.
  for (int i = 0; i < 3 && end > 0 && end < text_.size(); ++i) {
    if ((static_cast<uint8_t>(text_[end]) & 0xC0) != 0x80) break;
    --end;
  }
  Position position = checkpoints_[end / step];
  for (size_t at = end / step * step; at < end; ++at) advance(position, text_, at);
  return position;
}

}  // namespace stet::report
