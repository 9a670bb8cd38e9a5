#include "engine/assist/positions.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace stet::assist {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

uint32_t utf16_units(const base::CodePoint& point) { return point.value > 0xFFFF ? 2 : 1; }

}  // namespace

Positions::Positions(std::string_view text, Encoding encoding)
    : text_(text), encoding_(encoding), begins_{0} {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') begins_.push_back(static_cast<uint32_t>(i + 1));
  }
}

Position Positions::at(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  while (offset > 0 && offset < text_.size() && continues(text_[offset])) --offset;
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset);
  const auto line = static_cast<uint32_t>(after - begins_.begin()) - 1;
  const uint32_t begin = begins_[line];
  if (encoding_ == Encoding::utf8) return {line, offset - begin};
  uint32_t units = 0;
  for (uint32_t i = begin; i < offset;) {
    const base::CodePoint point = base::decode_utf8(text_, i);
    units += utf16_units(point);
    i += std::max(point.size, 1u);
  }
  return {line, units};
}

uint32_t Positions::line_end(size_t line) const {
  const bool last = line + 1 == begins_.size();
  uint32_t end = last ? static_cast<uint32_t>(text_.size()) : begins_[line + 1];
  if (last) return end;
  --end;
  return end > begins_[line] && text_[end] == '\n' && text_[end - 1] == '\r' ? end - 1 : end;
}

uint32_t Positions::offset(Position position) const {
  if (position.line >= begins_.size()) return static_cast<uint32_t>(text_.size());
  uint32_t at = begins_[position.line];
  const uint32_t end = line_end(position.line);
  if (encoding_ == Encoding::utf8) {
    at = static_cast<uint32_t>(std::min<uint64_t>(uint64_t{at} + position.character, end));
    while (at > begins_[position.line] && at < text_.size() && continues(text_[at])) --at;
    return at;
  }
  for (uint32_t units = 0; at < end && units < position.character;) {
    const base::CodePoint point = base::decode_utf8(text_, at);
    units += utf16_units(point);
    if (units > position.character) return at;
    at += std::max(point.size, 1u);
  }
  return at;
}

}  // namespace stet::assist
