// Tested in tests/formats/parts_test.cc: a part maps to where the whole says it stands.
#include "engine/formats/mapped_slice.h"

#include <algorithm>
#include <vector>

#include "engine/formats/json_string.h"

namespace stet::formats {

using base::MappedText;
using base::Mapping;
using base::Segment;
using base::Span;

MappedText MappedSlicer::slice(Span part) {
  if (text_.mapping == Mapping::json) return slice_json(part);
  if (text_.mapping == Mapping::segments) return slice_segments(part);
  MappedText out;
  out.text = base::slice(text_.text, part);
  out.source = {text_.source.begin + part.begin, text_.source.begin + part.end};
  return out;
}

MappedText MappedSlicer::slice_json(Span part) {
  const std::string_view raw = base::slice(input_, text_.source);
  const auto advance = [&](uint32_t target) {
    raw_ += raw_json_size(raw.substr(raw_), target - decoded_);
    decoded_ = target;
    return text_.source.begin + raw_;
  };
  MappedText out;
  out.text = base::slice(text_.text, part);
  out.source.begin = advance(part.begin);
  out.source.end = advance(part.end);
  const bool plain = base::slice(input_, out.source).find('\\') == std::string_view::npos;
  out.mapping = plain ? Mapping::verbatim : Mapping::json;
  return out;
}

MappedText MappedSlicer::slice_segments(Span part) {
  MappedText out;
  out.text = base::slice(text_.text, part);
  out.source = base::to_source(text_, input_, part);
  const Segment* begin = text_.segments;
  const Segment* end = begin + text_.segment_count;
  const auto after = [](uint32_t value, const Segment& s) { return value < s.decoded; };
  const Segment* first = std::upper_bound(begin, end, part.begin, after);
  const Segment* last = std::upper_bound(first, end, part.end > 0 ? part.end - 1 : 0, after);
  if (first != begin) --first;
  const std::span<Segment> kept =
      arena_.copy_array(std::span<const Segment>(first, static_cast<size_t>(last - first)));
  for (Segment& segment : kept) {
    if (segment.decoded < part.begin) {
      const uint32_t cut = part.begin - segment.decoded;
      if (segment.verbatim) {
        segment.source += cut;
        segment.source_size -= std::min(segment.source_size, cut);
      }
      segment.decoded = part.begin;
    }
    segment.decoded -= part.begin;
  }
  if (!kept.empty() && kept.back().verbatim) {
    kept.back().source_size = std::min(kept.back().source_size, part.size() - kept.back().decoded);
  }
  out.mapping = Mapping::segments;
  out.segments = kept.data();
  out.segment_count = static_cast<uint32_t>(kept.size());
  if (kept.size() == 1 && kept[0].verbatim && kept[0].source_size == part.size()) {
    out.mapping = Mapping::verbatim;
  }
  return out;
}

bool next_paragraph(std::string_view text, uint32_t& at, Span& paragraph) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (at < text.size() && is_space(text[at])) ++at;
  if (at >= text.size()) return false;
  paragraph = {at, at};
  while (at < text.size()) {
    const uint32_t line = at;
    while (at < text.size() && text[at] != '\n') ++at;
    uint32_t end = at;
    while (end > line && is_space(text[end - 1])) --end;
    if (at < text.size()) ++at;
    if (end == line) break;
    paragraph.end = end;
  }
  return true;
}

}  // namespace stet::formats
