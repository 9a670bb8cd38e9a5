// Story Markdown in three steps: front matter (YAML, bound by the tables), then the body as pieces
// of plain text, then the pieces sorted into the parts of the story by the headings above them.
//
//   ---  headline: …   sources: …  ---      front matter
//   Paragraphs.[^reuters]                   blocks of section "lead"
//   ## Key facts                            list items below: claims, with the sources they cite
//   ## Analysis                             blocks of section "analysis"
//   [^reuters]: https://…                   the source "reuters"
//
// Tested in tests/formats/read_markdown_test.cc; fuzzed by tests/fuzz/article_markdown.cc.
#include "engine/formats/read_markdown.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/json_writer.h"
#include "engine/base/utf8.h"
#include "engine/formats/footnotes.h"
#include "engine/formats/front_matter.h"
#include "engine/formats/known_markdown.h"
#include "engine/formats/mapped_slice.h"
#include "engine/formats/story_parts.h"
#include "engine/formats/yaml_tree.h"

namespace stet::formats {
namespace {

using base::MappedText;
using base::Span;

/// Where the front matter stands and where the body begins.
struct Frame {
  Span front;
  Span opening;
  uint32_t body = 0;
  bool has_front = false;
  bool closed = true;
};

bool is_fence(std::string_view line, bool opening) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return line == "---" || (!opening && line == "...");
}

Frame find_frame(std::string_view input) {
  Frame frame;
  uint32_t at = input.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  frame.body = at;
  const auto line_at = [&](uint32_t from) {
    const size_t end = input.find('\n', from);
    return input.substr(from, end == std::string_view::npos ? input.size() - from : end - from);
  };
  if (!is_fence(line_at(at), true)) return frame;
  frame.has_front = true;
  frame.opening = {at, at + 3};
  at = std::min(at + static_cast<uint32_t>(line_at(at).size()) + 1,
                static_cast<uint32_t>(input.size()));
  frame.front.begin = at;
  while (at < input.size()) {
    const std::string_view line = line_at(at);
    if (is_fence(line, false)) {
      frame.front.end = at;
      frame.body = static_cast<uint32_t>(std::min(at + line.size() + 1, input.size()));
      return frame;
    }
    at += static_cast<uint32_t>(line.size()) + 1;
  }
  frame.closed = false;
  return frame;
}

constexpr uint32_t most_pieces = Limits::blocks + Limits::claims + Limits::affected + Limits::items;

Span place_of(const Record& record) { return record.place; }
Span place_of(const Text& text) { return text.value.source; }

/// A list of the article that front matter may have begun and the body goes on with.
template <typename T>
class OpenList {
 public:
  explicit OpenList(List<T>& list) : list_(list), items_(sizeof(T)) {}

  /// What the front matter says may be kept for the next version: from here on it is a copy.
  void own(base::Arena& arena) {
    if (items_.size() > 0) return;
    for (const T& item : list_) *static_cast<T*>(items_.add(arena)) = item;
  }
  void reserve(uint32_t count, base::Arena& arena) { items_.reserve(count, arena); }
  T& add(base::Arena& arena) {
    own(arena);
    return *static_cast<T*>(items_.add(arena));
  }
  uint32_t size() const { return std::max(items_.size(), list_.size); }

  /// A list that was malformed stays so. One that the front matter began keeps its place there.
  void finish() {
    if (items_.size() == 0) return;
    const Span place{place_of(*reinterpret_cast<const T*>(items_.data())).begin,
                     place_of(reinterpret_cast<const T*>(items_.data())[items_.size() - 1]).end};
    list_.data = reinterpret_cast<const T*>(items_.data());
    list_.size = items_.size();
    if (list_.presence == Presence::malformed) return;
    if (list_.presence != Presence::present) list_.place = place;
    list_.presence = Presence::present;
  }

 private:
  List<T>& list_;
  Growing items_;
};

class StoryReader {
 public:
  StoryReader(std::string_view input, const ReadOptions& options, base::Arena& arena,
              Article& article, Findings& findings)
      : input_(input),
        options_(options),
        arena_(arena),
        article_(article),
        findings_(findings),
        takeaways_(article.takeaways),
        claims_(article.claims),
        affected_(article.affected),
        body_(article.article_body),
        sources_(article.sources) {}

  bool read(uint32_t begin, const MarkdownBody& body);

 private:
  bool sort_piece(const MarkdownPiece& piece);
  bool heading(const MarkdownPiece& piece);
  bool takeaway(const MarkdownPiece& piece);
  bool claim(const MarkdownPiece& piece);
  bool affected(const MarkdownPiece& piece);
  bool block(const MarkdownPiece& piece);
  void name_claims();
  bool add_sources(const Footnotes& notes, const MarkdownInput& source);
  void fill_source(Source& source, Span content, const MarkdownInput& input);
  bool limit(uint32_t size, uint32_t most, std::string_view what, Span place);
  Text made_text(std::string_view text, Span place);
  Text part_of(const MappedText& whole, Span part);
  static Text as_text(const MappedText& value);

  std::string_view input_;
  const ReadOptions& options_;
  base::Arena& arena_;
  Article& article_;
  Findings& findings_;
  OpenList<Text> takeaways_;
  OpenList<Claim> claims_;
  OpenList<Affected> affected_;
  OpenList<Block> body_;
  OpenList<Source> sources_;
  Text section_;
  unsigned section_level_ = 0;  ///< of the heading that opened it; 0 for the lead
  uint32_t body_begin_ = 0;
};

Text StoryReader::as_text(const MappedText& value) {
  Text text;
  text.value = value;
  text.presence = Presence::present;
  return text;
}

/// A text that does not stand in the input itself: all of it maps to `place`.
Text StoryReader::made_text(std::string_view text, Span place) {
  MappedText value;
  value.text = text;
  value.source = place;
  value.mapping = base::Mapping::segments;
  return as_text(value);
}

Text StoryReader::part_of(const MappedText& whole, Span part) {
  if (part.empty()) return {};
  return as_text(MappedSlicer(whole, input_, arena_).slice(part));
}

bool StoryReader::limit(uint32_t size, uint32_t most, std::string_view what, Span place) {
  if (size < most) return true;
  findings_.too_many(place, most, what);
  return false;
}

bool StoryReader::read(uint32_t begin, const MarkdownBody& body) {
  body_begin_ = begin;
  const MarkdownPieces& pieces = body.read;
  if (pieces.too_many) return limit(most_pieces, most_pieces, "articleBody", {begin, begin});
  if (pieces.too_many_cites) {
    return limit(Limits::items, Limits::items, "sources", *pieces.too_many_cites);
  }
  section_ = made_text("lead", {begin, begin});
  const size_t blocks = article_.article_body.size + pieces.pieces.size();  // at the most
  body_.reserve(static_cast<uint32_t>(blocks), arena_);
  for (const MarkdownPiece& piece : pieces.pieces) {
    if (!sort_piece(piece)) return false;
  }
  name_claims();
  takeaways_.finish();
  affected_.finish();
  body_.finish();
  return add_sources(body.notes, {input_, begin, body.masked, body.notes.marks});
}

bool StoryReader::sort_piece(const MarkdownPiece& piece) {
  if (piece.kind == MarkdownPiece::Kind::heading) return heading(piece);
  const std::string_view section = section_.view();
  if (section == "takeaways") return takeaway(piece);
  if (section == "claims") return claim(piece);
  if (section == "affected") return affected(piece);
  return block(piece);
}

bool StoryReader::heading(const MarkdownPiece& piece) {
  if (piece.level == 1 && article_.headline.presence == Presence::absent) {
    article_.headline = as_text(piece.text);
    return true;
  }
  const std::string_view known = section_of(piece.text.text, options_.sections);
  if (!known.empty()) {
    section_ = made_text(arena_.copy_text(known), piece.place);
    section_level_ = piece.level;
    return true;
  }
  const std::string_view section = section_.view();
  const bool in_list = section == "takeaways" || section == "claims" || section == "affected";
  const bool deeper = section_level_ > 0 && piece.level > section_level_ && !in_list;
  if (!deeper) {
    section_ = made_text(arena_.copy_text(slug(piece.text.text)), piece.place);
    section_level_ = piece.level;
  }
  return block(piece);
}

bool StoryReader::takeaway(const MarkdownPiece& piece) {
  if (!limit(takeaways_.size(), Limits::items, "takeaways", piece.place)) return false;
  takeaways_.add(arena_) = as_text(piece.text);
  return true;
}

bool StoryReader::claim(const MarkdownPiece& piece) {
  if (!limit(claims_.size(), Limits::claims, "claims", piece.place)) return false;
  Claim claim;
  const ClaimParts parts = split_claim(piece.text.text);
  claim.place = piece.place;
  claim.id = part_of(piece.text, parts.id);
  claim.text = part_of(piece.text, parts.text);
  claim.sources = piece.cites;
  claims_.add(arena_) = claim;
  return true;
}

/// Claims without an id are c1, c2, … by their number in the list, past ids that are taken.
void StoryReader::name_claims() {
  claims_.finish();
  std::unordered_set<std::string> taken;
  for (const Claim& claim : article_.claims) {
    if (claim.id.present()) taken.insert(std::string(claim.id.view()));
  }
  auto* claims = const_cast<Claim*>(article_.claims.data);
  for (uint32_t i = 0, number = 1; i < article_.claims.size; ++i, ++number) {
    const bool from_body = claims[i].place.begin >= body_begin_;
    if (claims[i].id.presence != Presence::absent || !from_body) continue;
    std::string id = "c" + std::to_string(number);
    while (!taken.insert(id).second) id = "c" + std::to_string(++number);
    claims[i].id = made_text(arena_.copy_text(id), claims[i].place);
  }
}

bool StoryReader::affected(const MarkdownPiece& piece) {
  if (!limit(affected_.size(), Limits::affected, "affected", piece.place)) return false;
  const AffectedParts parts = split_affected(piece.text.text);
  Affected affected;
  affected.place = piece.place;
  affected.name = part_of(piece.text, parts.name);
  affected.kind = part_of(piece.text, parts.kind);
  affected.sentiment = part_of(piece.text, parts.sentiment);
  if (!parts.note.empty()) {
    std::string json = "\"";
    base::append_json_escaped(json, base::slice(piece.text.text, parts.note));
    json += '"';
    const Span place = base::to_source(piece.text, input_, parts.note);
    Extra* extra = arena_.make<Extra>();
    *extra = {"note", arena_.copy_text(json), place};
    affected.extra = {extra, 1, place, Presence::present};
  }
  affected_.add(arena_) = affected;
  return true;
}

std::string_view kind_name(MarkdownPiece::Kind kind) {
  switch (kind) {
    case MarkdownPiece::Kind::paragraph: return "paragraph";
    case MarkdownPiece::Kind::heading: return "heading";
    case MarkdownPiece::Kind::list_item: return "list_item";
    case MarkdownPiece::Kind::quotation: return "quotation";
    case MarkdownPiece::Kind::code: return "code";
    case MarkdownPiece::Kind::html: return "html";
  }
  return "paragraph";
}

bool StoryReader::block(const MarkdownPiece& piece) {
  if (!limit(body_.size(), Limits::blocks, "articleBody", piece.place)) return false;
  Block& block = body_.add(arena_);
  block.place = piece.place;
  block.kind = made_text(kind_name(piece.kind), piece.place);
  block.section = section_;
  if (section_level_ == 0) block.section.value.source = piece.place;
  block.text = as_text(piece.text);
  block.sources = piece.cites;
  return true;
}

// ---- sources

/// Footnotes name sources; those that the front matter does not list are added first, so that the
/// array stands still while it is filled.
bool StoryReader::add_sources(const Footnotes& notes, const MarkdownInput& source) {
  if (notes.definitions.empty()) return true;
  sources_.own(arena_);
  std::unordered_map<std::string_view, uint32_t> index;
  for (uint32_t i = 0; i < article_.sources.size; ++i) {
    if (article_.sources[i].id.present()) index.emplace(article_.sources[i].id.view(), i);
  }
  std::vector<std::pair<uint32_t, const FootnoteDefinition*>> filled;
  std::unordered_set<std::string_view> seen;
  for (const FootnoteDefinition& note : notes.definitions) {
    const Span label{source.body + note.label.begin, source.body + note.label.end};
    const std::string_view id = base::slice(input_, label);
    if (!seen.insert(id).second) {
      findings_.duplicate_source(label, id);
      continue;
    }
    const auto [found, is_new] = index.emplace(id, sources_.size());
    filled.emplace_back(found->second, &note);
    if (!is_new) continue;
    if (!limit(sources_.size(), Limits::sources, "sources", label)) return false;
    Source& added = sources_.add(arena_);
    added.place = {source.body + note.place.begin, source.body + note.place.end};
    added.id.value.text = id;
    added.id.value.source = label;
    added.id.presence = Presence::present;
  }
  sources_.finish();
  auto* sources = const_cast<Source*>(article_.sources.data);  // of our own arena
  for (const auto& [at, note] : filled) fill_source(sources[at], note->content, source);
  return true;
}

/// The definition gives the address and the text, unless the front matter did.
void StoryReader::fill_source(Source& source, Span content, const MarkdownInput& input) {
  const MarkdownPieces read = read_markdown_pieces(input, content, true, 1, arena_);
  Text url = read.first_link;
  if (read.pieces.empty()) return;
  const MappedText& whole = read.pieces[0].text;
  Span rest{0, static_cast<uint32_t>(whole.text.size())};
  const std::optional<Span> bare = find_url(whole.text);
  if (bare && url.presence == Presence::absent) url = part_of(whole, *bare);
  const bool at_end =
      bare && whole.text.find_first_not_of(".,;:!?)]' \n", bare->end) == std::string_view::npos;
  if (at_end) {
    const size_t last = bare->begin == 0
                            ? std::string_view::npos
                            : whole.text.find_last_not_of(" \n<([,;:-", bare->begin - 1);
    rest.end = last == std::string_view::npos ? 0 : static_cast<uint32_t>(last + 1);
  }
  if (source.url.presence == Presence::absent) source.url = url;
  if (source.text.presence == Presence::absent) source.text = part_of(whole, rest);
}

bool bind(std::string_view input, const Frame& frame, const ReadOptions& options,
          UnknownNames& names, base::Arena& arena, Article& article, Findings& findings) {
  YamlOptions yaml;
  yaml.file = options.name;
  yaml.depth = Limits::depth;
  const YamlNode* root = parse_yaml(input, frame.front, yaml, arena, findings.problems());
  if (root == nullptr) return false;
  if (root->type == YamlType::null) return true;
  if (root->kind == YamlKind::mapping) {
    return bind_front_matter(*root, input, names, arena, article, findings);
  }
  findings.wrong_type(root->place, "fields such as 'headline: …'", yaml_type_name(root->type));
  return false;
}

}  // namespace

bool read_markdown(std::string_view input, const ReadOptions& options, UnknownNames& names,
                   base::Arena& arena, Article& article, Findings& findings, KnownMarkdown* known) {
  const Span all{0, static_cast<uint32_t>(input.size())};
  if (known != nullptr && known->update(input, most_pieces)) {
    article = known->front();
    article.input = input;
    article.place = all;
    StoryReader story(input, options, arena, article, findings);
    return story.read(known->body_begin(), known->body());
  }
  if (const auto bad = base::find_invalid_utf8(input)) {
    findings.invalid_utf8(*bad);
    return false;
  }
  if (input.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    findings.empty();
    return false;
  }
  const Frame frame = find_frame(input);
  if (!frame.closed) {
    findings.add(base::Severity::error, "front-matter", frame.opening,
                 "expected '---' on a line after the front matter, found the end of the text");
    return false;
  }
  base::Arena& kept = known == nullptr ? arena : known->restart();
  const bool bound =
      !frame.has_front || bind(input, frame, options, names, kept, article, findings);
  if (!bound) return false;
  article.place = all;
  const MarkdownBody body = read_body(input, {frame.body, all.end}, most_pieces, kept);
  const bool only_marked = !frame.has_front && frame.body > 0;  // by a byte order mark
  if (known != nullptr && !only_marked && findings.problems().empty()) {
    known->keep(article, input, frame.body, body);
  }
  return StoryReader(input, options, arena, article, findings).read(frame.body, body);
}

}  // namespace stet::formats
