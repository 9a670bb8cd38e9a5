#include "engine/methodology/template.h"

#include <string>

namespace stet::methodology {
namespace {

using base::MappedText;
using base::Span;

/// After the quoted string of the condition language that begins at `at`.
size_t skip_quoted(std::string_view text, size_t at) {
  const char quote = text[at];
  for (size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return text.size();
}

/// Where the '}' stands that ends the expression beginning at `at`; npos when there is none.
size_t expression_end(std::string_view text, size_t at) {
  size_t depth = 0;
  for (size_t i = at; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = skip_quoted(text, i);
      continue;
    }
    if (c == '{') ++depth;
    if (c == '}' && depth-- == 0) return i;
    ++i;
  }
  return std::string_view::npos;
}

class Cutter {
 public:
  Cutter(const MappedText& text, std::string_view name, std::string_view input, base::Arena& arena,
         base::Problems& problems)
      : text_(text), name_(name), input_(input), arena_(arena), problems_(problems) {}

  std::vector<TemplatePiece> run() {
    const std::string_view text = text_.text;
    size_t at = 0;
    while (at < text.size()) at = step(text, at);
    literal_until(text.size());
    return std::move(pieces_);
  }

 private:
  /// Looks at one character or expression; returns where to go on.
  size_t step(std::string_view text, size_t at) {
    const char c = text[at];
    if (c != '{' && c != '}') return at + 1;
    if (at + 1 < text.size() && text[at + 1] == c) {
      literal_until(at + 1);  // the first of the two stays, the second goes
      literal_from_ = at + 2;
      return at + 2;
    }
    if (c == '}') {
      complain(at, "expected '}}' or a '{' before it, found '}'", "a brace is written twice: '}}'");
      return at + 1;
    }
    const size_t end = expression_end(text, at + 1);
    if (end == std::string_view::npos) {
      complain(at, "expected '}' after the expression, found the end of the text",
               "a brace is written twice: '{{'");
      return text.size();
    }
    literal_until(at);
    literal_from_ = end + 1;
    if (text.substr(at + 1, end - at - 1).find_first_not_of(" \t\r\n") == std::string_view::npos) {
      complain(at, "expected an expression in '{' and '}', found none", "");
      return end + 1;
    }
    add(true, at + 1, end);
    return end + 1;
  }

  void literal_until(size_t end) {
    if (end > literal_from_) add(false, literal_from_, end);
    literal_from_ = end;
  }

  void add(bool expression, size_t begin, size_t end) {
    const Span part{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    pieces_.push_back({expression, sub_text(text_, input_, part, arena_)});
  }

  void complain(size_t at, std::string message, std::string suggestion) {
    const auto begin = static_cast<uint32_t>(at);
    problems_.add({base::Severity::error, "template", std::string(name_),
                   base::to_source(text_, input_, {begin, begin + 1}), std::move(message),
                   std::move(suggestion)});
  }

  const MappedText& text_;
  std::string_view name_, input_;
  base::Arena& arena_;
  base::Problems& problems_;
  std::vector<TemplatePiece> pieces_;
  size_t literal_from_ = 0;
};

/// The segments that cover `part`, counted from its begin.
void cut_segments(const MappedText& text, Span part, base::Arena& arena, MappedText& out) {
  std::vector<base::Segment> kept;
  for (uint32_t i = 0; i < text.segment_count; ++i) {
    base::Segment segment = text.segments[i];
    const bool last = i + 1 == text.segment_count;
    const uint32_t end =
        last ? static_cast<uint32_t>(text.text.size()) : text.segments[i + 1].decoded;
    if (end <= part.begin || segment.decoded >= part.end) continue;
    const uint32_t cut = segment.decoded < part.begin ? part.begin - segment.decoded : 0;
    if (segment.verbatim && cut > 0) {
      segment.source += cut;
      segment.source_size -= cut < segment.source_size ? cut : segment.source_size;
    }
    segment.decoded = segment.decoded + cut - part.begin;
    kept.push_back(segment);
  }
  out.segments = arena.copy_array(kept).data();
  out.segment_count = static_cast<uint32_t>(kept.size());
}

}  // namespace

MappedText sub_text(const MappedText& text, std::string_view input, Span part, base::Arena& arena) {
  MappedText out;
  out.text = text.text.substr(part.begin, part.size());
  out.source = base::to_source(text, input, part);
  out.mapping = text.mapping;
  if (text.mapping == base::Mapping::segments) cut_segments(text, part, arena, out);
  return out;
}

std::vector<TemplatePiece> parse_template(const MappedText& text, std::string_view name,
                                          std::string_view input, base::Arena& arena,
                                          base::Problems& problems) {
  return Cutter(text, name, input, arena, problems).run();
}

}  // namespace stet::methodology
