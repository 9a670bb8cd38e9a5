// In YAML what may be typed on a line follows from its indentation. The tree is read without the
// line, and the objects and lists whose keys or dashes stand further left are gone down into.
#include <algorithm>

#include "engine/assist/spot.h"

namespace stet::assist {
namespace {

using base::Span;
using methodology::Member;
using methodology::Node;
using methodology::Shape;

/// "  - when: |x": dash in column 2, key "when" in column 4, behind the colon.
struct Line {
  uint32_t begin = 0;   ///< of the line
  uint32_t column = 0;  ///< of its first mark
  bool dash = false;
  uint32_t key_column = 0;  ///< of what stands behind the dashes
  Span key;                 ///< empty: there is no colon yet
  Span rest;                ///< behind the colon, or all there is
};

Line read_line(std::string_view bytes, uint32_t offset) {
  const Span span = line_at(bytes, offset);
  const std::string_view text = base::slice(bytes, span);
  Line line;
  line.begin = span.begin;
  uint32_t at = 0;
  const auto blanks = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  blanks();
  if (at == text.size()) at = std::min(at, offset - span.begin);
  line.column = at;
  while (at < text.size() && text[at] == '-' && (at + 1 == text.size() || text[at + 1] == ' ')) {
    line.dash = true;
    ++at;
    blanks();
  }
  line.key_column = at;
  const auto end = static_cast<uint32_t>(text.size());
  line.rest = {span.begin + at, span.begin + end};
  for (uint32_t i = at; i < end && text[i] != '"' && text[i] != '\'' && text[i] != '#'; ++i) {
    if (text[i] != ':' || (i + 1 < end && text[i + 1] != ' ')) continue;
    line.key = {span.begin + at, span.begin + i};
    at = i + 1;
    blanks();
    line.rest = {span.begin + at, span.begin + end};
    break;
  }
  return line;
}

uint32_t column_of(std::string_view bytes, uint32_t offset) {
  return offset - line_at(bytes, offset).begin;
}

class Finder {
 public:
  Finder(const Document& document, const Line& line, Spot& spot)
      : bytes_(document.bytes), line_(line), spot_(spot) {}

  /// Fills the levels; false when the line is nowhere.
  bool enter(const Node& node, const Shape* shape, std::string_view key) {
    spot_.levels.push_back({&node, shape, key});
    if (node.is(methodology::list_node)) return list(node, shape, key);
    if (!node.is(methodology::object_node)) return is_missing_value(node);
    if (node.members.empty()) return true;
    const uint32_t column = column_of(bytes_, node.members.front().key_place.begin);
    if (line_.column == column && !line_.dash) return true;
    if (line_.column < column) return false;
    const Member* before = nullptr;
    for (const Member& member : node.members) {
      if (member.key_place.begin < line_.begin) before = &member;
    }
    if (before == nullptr) return false;
    const std::string_view name = before->key.text;
    return enter(before->value, shape_below(shape, node, name), name);
  }

 private:
  static bool is_missing_value(const Node& node) { return node.is(methodology::null_node); }

  bool list(const Node& node, const Shape* shape, std::string_view key) {
    const uint32_t column = column_of(bytes_, node.place.begin);
    if (line_.dash && line_.column == column) return true;
    const Node* before = nullptr;
    for (const Node& item : node.items) {
      if (item.place.begin < line_.begin) before = &item;
    }
    if (before == nullptr || line_.column <= column) return false;
    return enter(*before, shape_of_items(shape), key);
  }

  std::string_view bytes_;
  const Line& line_;
  Spot& spot_;
};

/// The level that a dash opens, or that is about to be written below a key.
void open_item(const Line& line, Spot& spot) {
  const Level inner = spot.levels.back();
  const bool list_wanted =
      inner.shape != nullptr && (inner.shape->types & methodology::list_node) != 0;
  const bool is_list = inner.node->is(methodology::list_node) ||
                       (inner.node->is(methodology::null_node) && list_wanted && line.dash);
  if (is_list && line.dash) {
    static const Node nothing;
    spot.levels.push_back({&nothing, shape_of_items(inner.shape), inner.key});
  }
}

void take_word(std::string_view bytes, Span place, uint32_t offset, Spot& spot) {
  while (place.end > place.begin && (bytes[place.end - 1] == ' ' || bytes[place.end - 1] == '\r')) {
    --place.end;
  }
  place.end = std::max(place.end, std::min(offset, place.end));
  if (offset > place.end) place = {offset, offset};
  spot.whole = spot.word = place;
  spot.quoted =
      place.begin < place.end && (bytes[place.begin] == '"' || bytes[place.begin] == '\'');
  if (spot.quoted) {
    const bool closed = place.size() > 1 && bytes[place.end - 1] == bytes[place.begin];
    spot.word = {place.begin + 1, place.end - (closed ? 1u : 0u)};
  }
  spot.text.text = base::slice(bytes, spot.word);
  spot.text.source = spot.word;
  spot.offset = std::clamp(offset, spot.word.begin, spot.word.end) - spot.word.begin;
}

/// On a line without a colon stands a key that is begun, or a value, by what is wanted.
void take_line(const Document& document, const Line& line, uint32_t offset, Spot& spot) {
  const Level inner = spot.levels.back();
  const bool wants_object =
      inner.shape == nullptr || (inner.shape->types & methodology::object_node) != 0;
  if (line.key.empty() && (!wants_object || (line.dash && inner.shape != nullptr &&
                                             (inner.shape->types & methodology::string_node)))) {
    spot.kind = Spot::Kind::value;
    spot.shape = inner.shape;
    spot.key = inner.key;
    spot.levels.pop_back();
    return take_word(document.bytes, line.rest, offset, spot);
  }
  if (line.key.empty() || offset <= line.key.end) {
    spot.kind = Spot::Kind::key;
    take_word(document.bytes, line.key.empty() ? line.rest : line.key, offset, spot);
    spot.key = base::slice(document.bytes, spot.word);
    return;
  }
  spot.kind = Spot::Kind::value;
  spot.key = base::slice(document.bytes, line.key);
  spot.shape = shape_below(inner.shape, *inner.node, spot.key);
  take_word(document.bytes, line.rest, offset, spot);
}

bool in_comment(std::string_view bytes, uint32_t offset) {
  const Span line = line_at(bytes, offset);
  const std::string_view before = bytes.substr(line.begin, offset - line.begin);
  const size_t mark = before.find_first_not_of(" \t");
  return mark != std::string_view::npos && before[mark] == '#';
}

/// A word where no text may stand: what will be a key when its colon is there.
bool is_begun_key(const Spot& spot) {
  constexpr uint8_t containers = methodology::list_node | methodology::object_node;
  return !spot.quoted && spot.shape != nullptr && (spot.shape->types & ~containers) == 0;
}

}  // namespace

Spot find_yaml_spot(const Document& document, FileKind kind, uint32_t offset) {
  Spot spot;
  descend(document, kind, offset, spot);
  if (spot.kind == Spot::Kind::value && !is_begun_key(spot)) return spot;
  const bool has_value = spot.kind == Spot::Kind::key && spot.member != nullptr;
  if (has_value || in_comment(document.bytes, offset)) return spot;
  spot = Spot();
  const Line line = read_line(document.bytes, offset);
  spot.kept = read_document(document.name, without_line(document.bytes, offset));
  const Node& root = spot.kept->root;
  const bool begins = !root.is(methodology::object_node);
  if (begins) spot.levels.push_back({&root, &root_shape(kind), {}});
  if (!begins && !Finder(document, line, spot).enter(root, &root_shape(kind), {})) {
    spot.levels.clear();
    return spot;
  }
  open_item(line, spot);
  take_line(document, line, offset, spot);
  return spot;
}

}  // namespace stet::assist
