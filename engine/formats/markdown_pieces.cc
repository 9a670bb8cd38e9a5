// md4c's callbacks, turned into pieces. md4c hands out pointers into the text it was given, so
// places are differences of pointers; what it makes up itself (line breaks) is placed between its
// neighbours. Tags inside a paragraph are markup and are left out; blocks of HTML are kept as
// written. Tested in tests/formats/read_markdown_test.cc; fuzzed by tests/fuzz/article_markdown.cc.
#include "engine/formats/markdown_pieces.h"

#include <md4c.h>

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>

#include "engine/formats/entities.h"
#include "engine/formats/reader.h"

namespace stet::formats {
namespace {

using base::MappedText;
using base::Segment;
using base::Span;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Text that grows piece by piece together with its segments. Offsets are of the input.
class TextBuilder {
 public:
  void clear() {
    text_.clear();
    pending_.clear();
    segments_.clear();
    end_ = 0;
  }
  bool empty() const { return text_.empty(); }

  void verbatim(std::string_view text, uint32_t source) {
    if (text.empty()) return;
    flush(source);
    const auto size = static_cast<uint32_t>(text.size());
    const bool joins = !segments_.empty() && segments_.back().verbatim && end_ == source;
    if (joins) {
      segments_.back().source_size += size;
    } else {
      segments_.push_back({static_cast<uint32_t>(text_.size()), source, size, true});
    }
    text_ += text;
    end_ = source + size;
  }

  void decoded(std::string_view text, uint32_t source, uint32_t source_size) {
    flush(source);
    add_piece(text, source, source_size);
  }

  /// Made up by md4c: stands between what was and what comes, and nowhere at the ends.
  void made_up(std::string_view text) {
    if (!text_.empty() || text.find_first_not_of(" \n") != std::string_view::npos) pending_ += text;
  }

  void drop_trailing_space() {
    pending_.clear();
    while (!text_.empty() && is_space(text_.back())) {
      text_.pop_back();
      Segment& last = segments_.back();
      if (last.verbatim) {
        --last.source_size;
        --end_;
      }
      if (last.decoded == text_.size()) segments_.pop_back();
    }
    if (!segments_.empty()) end_ = segments_.back().source + segments_.back().source_size;
  }

  MappedText finish(Span place, std::string_view input, base::Arena& arena) {
    MappedText out;
    out.source = place;
    if (text_.empty()) {
      out.mapping = base::Mapping::segments;
      return out;
    }
    const Segment& last = segments_.back();
    out.source = {segments_.front().source, last.source + last.source_size};
    if (segments_.size() == 1 && last.verbatim) {
      out.text = base::slice(input, out.source);
      return out;
    }
    out.text = arena.copy_text(text_);
    out.mapping = base::Mapping::segments;
    const std::span<Segment> kept = arena.copy_array(segments_);
    out.segments = kept.data();
    out.segment_count = static_cast<uint32_t>(kept.size());
    return out;
  }

 private:
  void add_piece(std::string_view text, uint32_t source, uint32_t source_size) {
    segments_.push_back({static_cast<uint32_t>(text_.size()), source, source_size, false});
    text_ += text;
    end_ = source + source_size;
  }
  void flush(uint32_t source) {
    if (pending_.empty()) return;
    const uint32_t from = segments_.empty() ? source : std::min(end_, source);
    add_piece(pending_, from, source - from);
    pending_.clear();
  }

  std::string text_, pending_;
  std::vector<Segment> segments_;
  uint32_t end_ = 0;
};

class PieceReader {
 public:
  PieceReader(const MarkdownInput& source, bool joined, uint32_t limit, base::Arena& arena)
      : source_(source), arena_(arena), limit_(limit), joined_(joined) {}

  MarkdownPieces read(Span part);

 private:
  static PieceReader& self(void* data) { return *static_cast<PieceReader*>(data); }
  int enter(MD_BLOCKTYPE type, void* detail);
  int leave(MD_BLOCKTYPE type);
  int enter_span(MD_SPANTYPE type, void* detail);
  int text(MD_TEXTTYPE type, std::string_view text);

  void open(MarkdownPiece::Kind kind, uint8_t level = 0);
  int close();
  void paragraph();
  MarkdownPiece::Kind kind_here() const;
  bool locate(const char* text, uint32_t& at) const;
  void running_text(Span at);
  void cite(const FootnoteMark& mark);
  void cover(Span place);
  void link_to(const MD_ATTRIBUTE& href);
  uint32_t absolute(uint32_t at) const { return source_.body + at; }
  std::string_view original(Span at) const {
    return base::slice(source_.input, {absolute(at.begin), absolute(at.end)});
  }

  const MarkdownInput& source_;
  base::Arena& arena_;
  uint32_t limit_;
  bool joined_;
  MarkdownPieces out_;
  TextBuilder builder_;
  MarkdownPiece piece_;
  Growing cites_{sizeof(Text)};
  std::unordered_set<std::string_view> cited_;  ///< labels in cites_
  bool open_ = false;
  bool covered_ = false;
  uint32_t quotes_ = 0;
  uint32_t items_ = 0;
};

MarkdownPieces PieceReader::read(Span part) {
  MD_PARSER parser = {};
  parser.flags = joined_ ? MD_FLAG_NOINDENTEDCODEBLOCKS : 0;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return self(data).enter(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) { return self(data).leave(type); };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return self(data).enter_span(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return self(data).text(type, {text, size});
  };
  if (joined_) open(MarkdownPiece::Kind::paragraph);
  const int result = md_parse(source_.masked.data() + part.begin, part.size(), &parser, this);
  if (joined_) {
    joined_ = false;
    close();
  }
  out_.too_many = result != 0 || out_.pieces.size() > limit_;
  return std::move(out_);
}

// ---- blocks

MarkdownPiece::Kind PieceReader::kind_here() const {
  if (quotes_ > 0) return MarkdownPiece::Kind::quotation;
  return items_ > 0 ? MarkdownPiece::Kind::list_item : MarkdownPiece::Kind::paragraph;
}

void PieceReader::open(MarkdownPiece::Kind kind, uint8_t level) {
  if (joined_ && open_) {
    builder_.made_up("\n");
    return;
  }
  close();
  piece_ = MarkdownPiece();
  piece_.kind = kind;
  piece_.level = level;
  cites_ = Growing(sizeof(Text));
  cited_.clear();
  builder_.clear();
  open_ = true;
  covered_ = false;
}

/// Nonzero tells md4c to stop.
int PieceReader::close() {
  if (!open_ || joined_) return 0;
  open_ = false;
  builder_.drop_trailing_space();
  if (builder_.empty() && cites_.size() == 0) return 0;
  piece_.text = builder_.finish(piece_.place, source_.input, arena_);
  piece_.cites.data = reinterpret_cast<const Text*>(cites_.data());
  piece_.cites.size = cites_.size();
  piece_.cites.place = piece_.place;
  piece_.cites.presence = cites_.size() > 0 ? Presence::present : Presence::absent;
  out_.pieces.push_back(piece_);
  return out_.pieces.size() > limit_ ? 1 : 0;
}

/// A further paragraph of a list item belongs to the item.
void PieceReader::paragraph() {
  const bool continues =
      open_ && items_ > 0 && quotes_ == 0 && piece_.kind == MarkdownPiece::Kind::list_item;
  if (continues) {
    builder_.made_up("\n");
  } else {
    open(kind_here());
  }
}

int PieceReader::enter(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_QUOTE: ++quotes_; return close();
    case MD_BLOCK_LI: ++items_; return close();
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: return close();
    case MD_BLOCK_P: {
      paragraph();
      return 0;
    }
    case MD_BLOCK_H: {
      const unsigned level = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level;
      const int stop = close();
      open(quotes_ > 0 ? MarkdownPiece::Kind::quotation : MarkdownPiece::Kind::heading,
           static_cast<uint8_t>(level));
      return stop;
    }
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML: {
      const int stop = close();
      open(type == MD_BLOCK_CODE ? MarkdownPiece::Kind::code : MarkdownPiece::Kind::html);
      return stop;
    }
    default: return 0;
  }
}

int PieceReader::leave(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_QUOTE: {
      const int stop = close();
      --quotes_;
      return stop;
    }
    case MD_BLOCK_LI: {
      const int stop = close();
      --items_;
      return stop;
    }
    case MD_BLOCK_P: return items_ > 0 && quotes_ == 0 ? 0 : close();
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML: return close();
    default: return 0;
  }
}

// ---- text

/// The offset in the body of a pointer that md4c hands out, unless the text is md4c's own.
bool PieceReader::locate(const char* text, uint32_t& at) const {
  const char* begin = source_.masked.data();
  const char* end = begin + source_.masked.size();
  if (std::less<>()(text, begin) || !std::less<>()(text, end)) return false;
  at = static_cast<uint32_t>(text - begin);
  return true;
}

void PieceReader::cover(Span place) {
  place = {absolute(place.begin), absolute(place.end)};
  if (!covered_) piece_.place = place;
  piece_.place.begin = std::min(piece_.place.begin, place.begin);
  piece_.place.end = std::max(piece_.place.end, place.end);
  covered_ = true;
}

int PieceReader::text(MD_TEXTTYPE type, std::string_view text) {
  if (!open_) open(kind_here());  // a tight list item
  if (type == MD_TEXT_SOFTBR) return builder_.made_up(" "), 0;
  if (type == MD_TEXT_BR) return builder_.made_up("\n"), 0;
  uint32_t at = 0;
  if (type == MD_TEXT_NULLCHAR) return builder_.made_up("\xEF\xBF\xBD"), 0;
  if (!locate(text.data(), at)) return builder_.made_up(text), 0;
  const Span span{at, at + static_cast<uint32_t>(text.size())};
  if (type == MD_TEXT_HTML && piece_.kind != MarkdownPiece::Kind::html) {
    if (text.substr(0, 3) == "<br" || text.substr(0, 3) == "<BR") builder_.made_up("\n");
    return 0;
  }
  if (type == MD_TEXT_NORMAL) {
    running_text(span);
    return 0;
  }
  cover(span);
  std::string decoded;
  if (type == MD_TEXT_ENTITY && append_entity(text, decoded)) {
    builder_.decoded(decoded, absolute(at), span.size());
  } else {
    builder_.verbatim(original(span), absolute(at));
  }
  return 0;
}

/// Text of a paragraph, cut at its footnote marks.
void PieceReader::running_text(Span at) {
  cover(at);
  const auto first =
      std::partition_point(source_.marks.begin(), source_.marks.end(),
                           [&](const FootnoteMark& mark) { return mark.place.end <= at.begin; });
  uint32_t from = at.begin;
  const auto add = [&](uint32_t to) {
    while (builder_.empty() && from < to && is_space(source_.masked[from])) ++from;
    if (from < to) builder_.verbatim(original({from, to}), absolute(from));
  };
  for (auto mark = first; mark != source_.marks.end() && mark->place.begin < at.end; ++mark) {
    add(mark->place.begin);
    if (mark->place.begin >= at.begin) cite(*mark);
    from = std::min(mark->place.end, at.end);
  }
  add(at.end);
}

/// The mark goes, and the space before it unless a word follows at once.
void PieceReader::cite(const FootnoteMark& mark) {
  const uint32_t after = absolute(mark.place.end);
  const unsigned char next =
      after < source_.input.size() ? static_cast<unsigned char>(source_.input[after]) : '\n';
  const bool word = next >= 0x80 || (next >= '0' && next <= '9') ||
                    ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
  if (!word) builder_.drop_trailing_space();
  const std::string_view label = original(mark.label);
  if (!cited_.insert(label).second) return;
  if (cites_.size() >= Limits::items) {
    if (!out_.too_many_cites) out_.too_many_cites = Span{absolute(mark.place.begin), after};
    return;
  }
  auto* cited = static_cast<Text*>(cites_.add(arena_));
  cited->value.text = label;
  cited->value.source = {absolute(mark.label.begin), absolute(mark.label.end)};
  cited->presence = Presence::present;
}

// ---- links

int PieceReader::enter_span(MD_SPANTYPE type, void* detail) {
  if (type == MD_SPAN_A && out_.first_link.presence == Presence::absent) {
    link_to(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
  }
  return 0;
}

void PieceReader::link_to(const MD_ATTRIBUTE& href) {
  if (href.size == 0) return;
  MappedText& out = out_.first_link.value;
  out_.first_link.presence = Presence::present;
  uint32_t at = 0;
  const bool whole = href.substr_offsets[1] == href.size && href.substr_types[0] == MD_TEXT_NORMAL;
  if (whole && locate(href.text, at)) {
    out.text = original({at, at + href.size});
    out.source = {absolute(at), absolute(at + href.size)};
    return;
  }
  std::string decoded;
  for (size_t i = 0; href.substr_offsets[i] < href.size; ++i) {
    const std::string_view part(href.text + href.substr_offsets[i],
                                href.substr_offsets[i + 1] - href.substr_offsets[i]);
    if (href.substr_types[i] != MD_TEXT_ENTITY || !append_entity(part, decoded)) decoded += part;
  }
  out.text = arena_.copy_text(decoded);
  out.source = covered_ ? piece_.place : Span{source_.body, source_.body};
  out.mapping = base::Mapping::segments;
}

}  // namespace

MarkdownPieces read_markdown_pieces(const MarkdownInput& source, Span part, bool joined,
                                    uint32_t limit, base::Arena& arena) {
  return PieceReader(source, joined, limit, arena).read(part);
}

}  // namespace stet::formats
