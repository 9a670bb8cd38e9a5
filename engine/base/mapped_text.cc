#include "engine/base/mapped_text.h"

#include <algorithm>
#include <optional>

namespace stet::base {

namespace {

/// One step of reading the inside of a JSON string: bytes written and bytes decoded.
struct Piece {
  uint32_t source_size = 1;
  uint32_t decoded_size = 1;
};

/// The four hexadecimal digits of "\uXXXX" at `at`, or nothing.
std::optional<uint32_t> hex_unit(std::string_view raw, size_t at) {
  if (at + 6 > raw.size() || raw[at] != '\\' || raw[at + 1] != 'u') return std::nullopt;
  uint32_t value = 0;
  for (size_t i = at + 2; i < at + 6; ++i) {
    const char c = raw[i];
    uint32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<uint32_t>(c - '0');
    } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      digit = static_cast<uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      return std::nullopt;
    }
    value = value << 4 | digit;
  }
  return value;
}

Piece next_piece(std::string_view raw, size_t at) {
  if (raw[at] != '\\') return {};
  const std::optional<uint32_t> unit = hex_unit(raw, at);
  if (!unit) return {static_cast<uint32_t>(std::min<size_t>(2, raw.size() - at)), 1};
  if (*unit < 0x80) return {6, 1};
  if (*unit < 0x800) return {6, 2};
  if (*unit >= 0xD800 && *unit < 0xDC00) {
    const std::optional<uint32_t> low = hex_unit(raw, at + 6);
    if (low && *low >= 0xDC00 && *low < 0xE000) return {12, 4};
  }
  return {6, 3};  // the rest of the plane, and U+FFFD for half a pair
}

/// From the byte at `at`, which decodes to byte `decoded`, to the piece that decoded byte `until`
/// is of. Bytes up to the next escape stand for themselves.
void skip_pieces(std::string_view raw, uint32_t until, size_t& at, uint32_t& decoded) {
  while (at < raw.size() && decoded < until) {
    const std::string_view ahead = raw.substr(at, until - decoded);
    const auto plain = static_cast<uint32_t>(std::min(ahead.find('\\'), ahead.size()));
    decoded += plain;
    at += plain;
    if (decoded == until || at == raw.size()) return;
    const Piece piece = next_piece(raw, at);
    if (decoded + piece.decoded_size > until) return;
    decoded += piece.decoded_size;
    at += piece.source_size;
  }
}

Span json_to_source(std::string_view raw, Span part) {
  Span out;
  uint32_t decoded = 0;
  size_t at = 0;
  skip_pieces(raw, part.begin, at, decoded);
  out.begin = static_cast<uint32_t>(at);
  skip_pieces(raw, part.end, at, decoded);
  // An escape whose bytes are not all of the part belongs to it.
  if (at < raw.size() && decoded < part.end) at += next_piece(raw, at).source_size;
  out.end = static_cast<uint32_t>(part.empty() ? out.begin : at);
  return out;
}

const Segment& segment_at(const MappedText& text, uint32_t offset) {
  const Segment* begin = text.segments;
  const Segment* after =
      std::upper_bound(begin, begin + text.segment_count, offset,
                       [](uint32_t value, const Segment& s) { return value < s.decoded; });
  return after == begin ? *begin : after[-1];
}

uint32_t segment_begin(const Segment& segment, uint32_t offset) {
  if (!segment.verbatim || offset < segment.decoded) return segment.source;
  return segment.source + std::min(offset - segment.decoded, segment.source_size);
}

/// Where the byte at `offset` ends in the input.
uint32_t segment_end(const Segment& segment, uint32_t offset) {
  if (!segment.verbatim || offset < segment.decoded) return segment.source + segment.source_size;
  return segment.source + std::min(offset - segment.decoded + 1, segment.source_size);
}

Span segments_to_source(const MappedText& text, Span part) {
  if (text.segment_count == 0) return text.source;
  const uint32_t begin = segment_begin(segment_at(text, part.begin), part.begin);
  if (part.empty()) return {begin, begin};
  return {begin, segment_end(segment_at(text, part.end - 1), part.end - 1)};
}

Span json_to_text(std::string_view raw, Span place) {
  Span out;
  size_t at = 0;
  while (at < raw.size()) {
    const Piece piece = next_piece(raw, at);
    if (at + piece.source_size > place.begin) break;
    out.begin += piece.decoded_size;
    at += piece.source_size;
  }
  out.end = out.begin;
  while (at < raw.size() && at < place.end) {
    const Piece piece = next_piece(raw, at);
    out.end += piece.decoded_size;
    at += piece.source_size;
  }
  return out;
}

uint32_t decoded_end(const MappedText& text, uint32_t segment) {
  return segment + 1 < text.segment_count ? text.segments[segment + 1].decoded
                                          : static_cast<uint32_t>(text.text.size());
}

/// The decoded byte that comes from the input's byte at `source`; between two segments, where the
/// second begins.
uint32_t segment_offset(const MappedText& text, uint32_t source, bool is_end) {
  for (uint32_t i = 0; i < text.segment_count; ++i) {
    const Segment& segment = text.segments[i];
    const uint32_t end = segment.source + segment.source_size;
    if (is_end ? source > end : source >= end) continue;
    if (source <= segment.source) return segment.decoded;
    if (!segment.verbatim) return is_end ? decoded_end(text, i) : segment.decoded;
    return std::min(segment.decoded + (source - segment.source), decoded_end(text, i));
  }
  return static_cast<uint32_t>(text.text.size());
}

}  // namespace

Span to_text(const MappedText& text, std::string_view input, Span place) {
  place.begin = std::clamp(place.begin, text.source.begin, text.source.end);
  place.end = std::clamp(place.end, place.begin, text.source.end);
  const Span inside{place.begin - text.source.begin, place.end - text.source.begin};
  Span out = inside;
  switch (text.mapping) {
    case Mapping::verbatim: break;
    case Mapping::json: out = json_to_text(slice(input, text.source), inside); break;
    case Mapping::segments:
      out.begin = segment_offset(text, place.begin, false);
      out.end = place.empty() ? out.begin : segment_offset(text, place.end, true);
      break;
  }
  const auto size = static_cast<uint32_t>(text.text.size());
  out.begin = std::min(out.begin, size);
  return {out.begin, std::clamp(out.end, out.begin, size)};
}

Span to_source(const MappedText& text, std::string_view input, Span part) {
  const auto size = static_cast<uint32_t>(text.text.size());
  part.begin = std::min(part.begin, size);
  part.end = std::clamp(part.end, part.begin, size);
  Span out;
  switch (text.mapping) {
    case Mapping::verbatim:
      out = {text.source.begin + part.begin, text.source.begin + part.end};
      break;
    case Mapping::json:
      out = json_to_source(slice(input, text.source), part);
      out = {out.begin + text.source.begin, out.end + text.source.begin};
      break;
    case Mapping::segments: out = segments_to_source(text, part); break;
  }
  out.begin = std::clamp(out.begin, text.source.begin, text.source.end);
  out.end = std::clamp(out.end, out.begin, text.source.end);
  return out;
}

}  // namespace stet::base
