#include "engine/formats/known_markdown.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/base/utf8.h"

namespace stet::formats {
namespace {

using base::Span;

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/// How many bytes the texts begin with in common, or from `behind` on backwards end with.
size_t common(std::string_view a, std::string_view b, size_t behind, bool at_end) {
  const size_t most = std::min(a.size(), b.size()) - behind;
  size_t same = 0;
  for (size_t step = 256; step > 0; step >>= 8) {
    const auto equal = [&] {
      const char* x = at_end ? a.data() + a.size() - same - step : a.data() + same;
      const char* y = at_end ? b.data() + b.size() - same - step : b.data() + same;
      return std::memcmp(x, y, step) == 0;
    };
    while (same + step <= most && equal()) same += step;
  }
  return same;
}

/// The first cut from `at` on, or the end.
size_t cut_behind(std::string_view text, size_t at) {
  while ((at = text.find("\n\n", at)) != std::string_view::npos) {
    if (at + 2 < text.size() && is_letter(text[at + 2])) return at + 2;
    ++at;
  }
  return text.size();
}

/// The last cut whose letter stands before `at`, or `begin`.
size_t cut_before(std::string_view text, size_t at, size_t begin) {
  while (at >= begin + 3) {
    at = text.rfind("\n\n", at - 3);
    if (at == std::string_view::npos || at < begin) break;
    if (is_letter(text[at + 2])) return at + 2;
    at += 2;
  }
  return begin;
}

/// Neither fenced code nor HTML nor the definition of a link is in it.
bool stands_alone(std::string_view masked) {
  for (const std::string_view reaching : {"<", "```", "~~~"}) {
    if (masked.find(reaching) != std::string_view::npos) return false;
  }
  size_t at = 0;
  while ((at = masked.find("]:", at)) != std::string_view::npos) {
    const size_t open = masked.rfind('[', at), paragraph = masked.rfind("\n\n", at);
    const bool labels =
        open != std::string_view::npos && (paragraph == std::string_view::npos || open > paragraph);
    if (labels) return false;
    ++at;
  }
  return true;
}

/// In place of what stands in `of`, by `place_of`; what comes later moves on.
template <typename T, typename PlaceOf, typename Move>
void splice(std::vector<T>& all, std::vector<T>& with, Span of, PlaceOf place_of, Move move) {
  const auto from = [&](uint32_t at) {
    return std::partition_point(all.begin(), all.end(),
                                [&](T& one) { return place_of(one).begin < at; });
  };
  const auto begin = from(of.begin), end = from(of.end);
  std::for_each(end, all.end(), move);
  all.insert(all.erase(begin, end), with.begin(), with.end());
}

Span moved(Span span, uint32_t by) { return {span.begin + by, span.end + by}; }

}  // namespace

MarkdownBody read_body(std::string_view input, Span stretch, uint32_t limit, base::Arena& arena) {
  MarkdownBody out;
  const std::string_view text = base::slice(input, stretch);
  out.masked = text;
  out.notes = find_footnotes(text, out.masked);
  // Definitions are read from the text in which they still stand, the story from one without them.
  std::string story = out.masked;
  blank_definitions(out.notes, story);
  out.stands_alone = stands_alone(story);
  const MarkdownInput source{input, stretch.begin, story, out.notes.marks};
  out.read = read_markdown_pieces(source, {0, stretch.size()}, false, limit, arena);
  return out;
}

/// `with` bytes of the new version in place of `of`, those of the one before.
struct KnownMarkdown::Change {
  Span of, with;
  /// Modulo 2³²: also backwards.
  uint32_t shift() const { return with.end - of.end; }
};

bool KnownMarkdown::update(std::string_view input, uint32_t limit) {
  constexpr size_t most_read_again = size_t{1} << 20;
  if (!known_ || input.data() != data_ || read_again_ > most_read_again) return false;
  known_ = false;  // until all is done
  const size_t before = common(text_, input, 0, false);
  const size_t behind = common(text_, input, before, true);
  if (before < body_begin_) return false;
  Change change;
  const size_t begin = cut_before(input, before, body_begin_);
  if (begin == 0) return false;  // what is written there may become front matter
  const size_t end = cut_behind(input, input.size() - behind);
  change.with = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  change.of = {change.with.begin, static_cast<uint32_t>(text_.size() - (input.size() - end))};
  const std::string_view stretch = base::slice(input, change.with);
  if (base::find_invalid_utf8(stretch)) return false;
  MarkdownBody read = read_body(input, change.with, limit, arena_);
  if (!read.stands_alone || read.read.too_many || read.read.too_many_cites) return false;
  read_again_ += stretch.size();
  text_.replace(change.of.begin, change.of.size(), stretch);
  put_in(change, std::move(read));
  known_ = body_.read.pieces.size() <= limit;
  return known_;
}

void KnownMarkdown::put_in(const Change& change, MarkdownBody stretch) {
  const uint32_t by = change.shift(), from = change.of.begin - body_begin_;
  const auto move_text = [by](base::MappedText& text) {
    text.source = moved(text.source, by);
    if (text.mapping == base::Mapping::verbatim) {
      text.text = {text.text.data() + static_cast<int32_t>(by), text.text.size()};
    }
    auto* segments = const_cast<base::Segment*>(text.segments);  // of our own arena
    for (uint32_t i = 0; i < text.segment_count; ++i) segments[i].source += by;
  };
  splice(
      body_.read.pieces, stretch.read.pieces, change.of,
      [](const MarkdownPiece& piece) { return piece.place; },
      [&](MarkdownPiece& piece) {
        piece.place = moved(piece.place, by);
        move_text(piece.text);
        piece.cites.place = moved(piece.cites.place, by);
        auto* cites = const_cast<Text*>(piece.cites.data);
        for (uint32_t i = 0; i < piece.cites.size; ++i) move_text(cites[i].value);
      });
  const auto place_of = [](const auto& note) { return note.place; };
  const auto move_mark = [](auto& mark, uint32_t offset) {
    mark.place = moved(mark.place, offset);
    mark.label = moved(mark.label, offset);
  };
  const auto move_definition = [&](FootnoteDefinition& definition, uint32_t offset) {
    move_mark(definition, offset);
    definition.content = moved(definition.content, offset);
  };
  for (FootnoteMark& mark : stretch.notes.marks) move_mark(mark, from);
  for (FootnoteDefinition& definition : stretch.notes.definitions)
    move_definition(definition, from);
  const Span of{from, change.of.end - body_begin_};
  splice(body_.notes.marks, stretch.notes.marks, of, place_of,
         [&](FootnoteMark& mark) { move_mark(mark, by); });
  splice(body_.notes.definitions, stretch.notes.definitions, of, place_of,
         [&](FootnoteDefinition& definition) { move_definition(definition, by); });
  body_.masked.replace(from, of.size(), stretch.masked);
}

base::Arena& KnownMarkdown::restart() {
  known_ = false;
  read_again_ = 0;
  arena_.reset();
  return arena_;
}

void KnownMarkdown::keep(const Article& front, std::string_view input, uint32_t body_begin,
                         const MarkdownBody& body) {
  front_ = front;
  data_ = input.data();
  text_ = input;
  body_begin_ = body_begin;
  body_ = body;
  const bool ends_front = body_begin == 0 || input[body_begin - 1] == '\n';
  known_ = ends_front && body.stands_alone && !body.read.too_many && !body.read.too_many_cites;
}

}  // namespace stet::formats
