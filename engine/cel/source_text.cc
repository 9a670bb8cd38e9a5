#include "engine/cel/source_text.h"

#include <algorithm>

namespace stet::cel {

SourceText::SourceText(const base::MappedText& expression, std::string_view file_name,
                       std::string_view file_input)
    : text_(expression.text),
      file_(file_name),
      raw_(base::slice(file_input, expression.source)),
      whole_(expression.source) {
  const uint32_t base = whole_.begin;
  for (uint32_t i = 0; i < expression.segment_count; ++i) {
    base::Segment segment = expression.segments[i];
    segment.source = segment.source >= base ? segment.source - base : 0;
    segments_.push_back(segment);
  }
  mapped_ = expression;
  mapped_.text = text_;
  mapped_.source = {0, static_cast<uint32_t>(raw_.size())};
  mapped_.segments = segments_.data();
}

base::Span SourceText::locate(base::Span part) const {
  const base::Span local = base::to_source(mapped_, raw_, part);
  return {local.begin + whole_.begin, local.end + whole_.begin};
}

}  // namespace stet::cel
