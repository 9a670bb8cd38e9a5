#include "engine/cel/source_text.h"

#include <algorithm>

namespace stet::cel {

SourceText::SourceText(const base::MappedText& expression, std::string_view file_name,
                       std::string_view file_input, base::Arena& arena)
    : text_(arena.copy_text(expression.text)),
      file_(arena.copy_text(file_name)),
      mapped_(expression),
      whole_(expression.source) {
  const std::string_view raw = base::slice(file_input, expression.source);
  if (expression.mapping == base::Mapping::json) raw_ = arena.copy_text(raw);
  mapped_.text = text_;
  mapped_.source = {0, static_cast<uint32_t>(raw.size())};
  if (expression.segment_count == 0) return;
  const std::span<base::Segment> segments = arena.copy_array(
      std::span<const base::Segment>(expression.segments, expression.segment_count));
  for (base::Segment& segment : segments) {
    segment.source = segment.source >= whole_.begin ? segment.source - whole_.begin : 0;
  }
  mapped_.segments = segments.data();
}

base::Span SourceText::locate(base::Span part) const {
  const base::Span local = base::to_source(mapped_, raw_, part);
  return {local.begin + whole_.begin, local.end + whole_.begin};
}

}  // namespace stet::cel
