#include "engine/report/excerpt.h"

#include <algorithm>

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "engine/report/printable.h"

namespace stet::report {

namespace {

/// A line of source in terminal columns: where the marked part and the shown part stand.
struct Window {
  uint32_t begin = 0;  ///< bytes of the line: what is shown
  uint32_t end = 0;
};

std::string_view line_around(std::string_view source, uint32_t offset, uint32_t& line_begin) {
  const size_t before = offset == 0 ? std::string_view::npos : source.rfind('\n', offset - 1);
  line_begin = before == std::string_view::npos ? 0 : static_cast<uint32_t>(before + 1);
  std::string_view line = source.substr(line_begin);
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool is_continuation(std::string_view text, uint32_t at) {
  return at < text.size() && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80;
}

/// Columns of `text[begin, end)`, or more than `most` as soon as it is clear.
uint32_t columns(std::string_view text, uint32_t begin, uint32_t end, uint32_t most) {
  uint32_t column = 0;
  std::string scratch;
  for (uint32_t at = begin; at < end && column <= most;) {
    const base::CodePoint point = base::decode_utf8(text, at);
    at += point.size;
    scratch.clear();
    column += append_printable(scratch, point.value, column);
  }
  return column;
}

/// The part of `line` to show around `mark`: all of it when it fits, else about a third before the
/// mark and the rest after.
Window window_around(std::string_view line, base::Span mark) {
  const auto size = static_cast<uint32_t>(line.size());
  if (columns(line, 0, size, excerpt_width) <= excerpt_width) return {0, size};
  Window window{mark.begin, mark.begin};
  const auto room = excerpt_width - 2;  // an ellipsis at either end
  for (uint32_t used = 0; window.begin > 0 && used < room / 3; ++used) {
    do --window.begin;
    while (window.begin > 0 && is_continuation(line, window.begin));
  }
  window.end = window.begin;
  for (uint32_t next = window.begin; next < size; window.end = next) {
    next += base::decode_utf8(line, next).size;
    if (columns(line, window.begin, next, room) > room) break;
  }
  // Near the end of the line there is room left: show more of what stands before.
  while (window.end == size && window.begin > 0) {
    uint32_t earlier = window.begin;
    do --earlier;
    while (earlier > 0 && is_continuation(line, earlier));
    if (columns(line, earlier, window.end, room) > room) break;
    window.begin = earlier;
  }
  return window;
}

}  // namespace

void append_excerpt(std::string& out, std::string_view source, base::Span place,
                    const Style& style) {
  if (source.empty()) return;
  const uint32_t offset = std::min(place.begin, static_cast<uint32_t>(source.size()));
  uint32_t line_begin = 0;
  const std::string_view line = line_around(source, offset, line_begin);
  const auto size = static_cast<uint32_t>(line.size());
  base::Span mark{std::min(offset - line_begin, size), size};
  if (place.end >= place.begin) mark.end = std::clamp(place.end - line_begin, mark.begin, size);
  while (mark.begin > 0 && is_continuation(line, mark.begin)) --mark.begin;
  const Window window = window_around(line, mark);

  std::string text, caret;
  uint32_t column = 0;
  if (window.begin > 0) text += "…", caret += ' ', column = 1;
  for (uint32_t at = window.begin; at < window.end;) {
    const base::CodePoint point = base::decode_utf8(line, at);
    const uint32_t width = append_printable(text, point.value, column);
    if (at < mark.begin) {
      caret.append(width, ' ');
    } else if (at < mark.end || at == mark.begin) {
      for (uint32_t i = 0; i < width; ++i) caret += at == mark.begin && i == 0 ? '^' : '~';
    }
    column += width;
    at += point.size;
  }
  if (window.end < size) text += "…";
  if (mark.begin >= window.end) caret += '^';
  out.append("  ").append(text).append("\n  ").append(style.warn).append(caret);
  out.append(style.reset).append("\n");
}

void append_place(std::string& out, std::string_view name, const Position& position) {
  if (name.empty()) name = "-";
  append_printable(out, name);
  out += ':';
  base::append_uint(out, position.line);
  out += ':';
  base::append_uint(out, position.column);
  out += ": ";
}

}  // namespace stet::report
