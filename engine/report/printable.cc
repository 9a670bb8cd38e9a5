#include "engine/report/printable.h"

#include <cmath>

#include "engine/base/number.h"
#include "engine/base/utf8.h"

namespace stet::report {

namespace {

struct Range {
  char32_t first, last;
};

template <size_t N>
constexpr bool contains(const Range (&ranges)[N], char32_t point) {
  for (const Range& range : ranges) {
    if (point >= range.first && point <= range.last) return true;
  }
  return false;
}

// Unicode 15, East_Asian_Width W and F, coarsely: whole blocks.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

constexpr Range combining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

/// What moves the cursor or changes the order of what is seen, without being seen.
constexpr Range hidden[] = {
    {0x0080, 0x009F}, {0x061C, 0x061C}, {0x200B, 0x200F}, {0x2028, 0x202E},
    {0x2060, 0x2069}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
};

uint32_t append_code(std::string& out, char32_t point) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text = "\\u{";
  int shift = point > 0xFFFF ? 20 : 12;
  for (; shift >= 0; shift -= 4) text += digits[point >> shift & 15];
  text += '}';
  out += text;
  return static_cast<uint32_t>(text.size());
}

}  // namespace

uint32_t display_width(char32_t point) {
  if (point < 0x300) return 1;
  if (contains(combining, point)) return 0;
  return contains(wide, point) ? 2 : 1;
}

uint32_t append_printable(std::string& out, char32_t point, uint32_t column) {
  if (point == '\t') {
    const uint32_t width = 4 - column % 4;
    out.append(width, ' ');
    return width;
  }
  if (point < 0x20 || point == 0x7F) {
    base::append_utf8(out, point == 0x7F ? char32_t{0x2421} : 0x2400 + point);
    return 1;
  }
  if (point >= 0x80 && contains(hidden, point)) return append_code(out, point);
  base::append_utf8(out, point);
  return display_width(point);
}

void append_printable(std::string& out, std::string_view text) {
  for (uint32_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    at += point.size;
    if (point.value == '\t') {
      out += ' ';
    } else {
      append_printable(out, point.value, 0);
    }
  }
}

void append_fixed(std::string& out, double value, uint32_t digits) {
  if (!std::isfinite(value)) {
    base::append_double(out, value);
    return;
  }
  int64_t scale = 1;
  for (uint32_t i = 0; i < digits; ++i) scale *= 10;
  const int64_t scaled = std::llround(value * static_cast<double>(scale));
  if (scaled < 0) out += '-';
  const int64_t size = scaled < 0 ? -scaled : scaled;
  base::append_int(out, size / scale);
  if (digits == 0) return;
  out += '.';
  std::string fraction;
  base::append_int(fraction, size % scale);
  out.append(digits - fraction.size(), '0');
  out += fraction;
}

}  // namespace stet::report
