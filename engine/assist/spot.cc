#include "engine/assist/spot.h"

#include <algorithm>

#include "engine/methodology/json_cursor.h"

namespace stet::assist {
namespace {

using methodology::Member;
using methodology::Node;
using methodology::Shape;

bool is_container(const Node& node) {
  return node.is(methodology::object_node) || node.is(methodology::list_node);
}

/// Whether `offset` is inside the brackets; what is not closed goes on where the text ends.
bool is_inside(const Document& document, const Node& node, uint32_t offset) {
  const std::string& bytes = document.bytes;
  if (node.place.begin >= bytes.size()) return false;
  const char open = bytes[node.place.begin];
  const bool bracket = open == '{' || open == '[';
  if (!bracket) return node.place.begin <= offset && offset <= node.place.end;  // YAML in lines
  if (offset <= node.place.begin || offset > node.place.end) return false;
  return offset < node.place.end || bytes[node.place.end - 1] != (open == '{' ? '}' : ']');
}

bool touches(base::Span place, uint32_t offset) {
  return place.begin <= offset && offset <= place.end;
}

bool is_quote(const std::string& bytes, uint32_t at) {
  return at < bytes.size() && (bytes[at] == '"' || bytes[at] == '\'');
}

/// A closed string is left behind its last quote.
bool is_at_scalar(const Document& document, const Node& node, uint32_t offset) {
  if (is_missing(node) || is_container(node) || !touches(node.place, offset)) return false;
  if (!is_quote(document.bytes, node.place.begin)) return true;
  return offset > node.place.begin &&
         (offset < node.place.end || node.text.source.end == node.place.end);
}

void set_word(const Document& document, base::Span inside, base::Span whole, Spot& spot) {
  spot.word = inside;
  spot.whole = whole;
  spot.quoted = is_quote(document.bytes, whole.begin) && inside.begin > whole.begin;
}

void take_key(const Document& document, const Member& member, Spot& spot) {
  spot.kind = Spot::Kind::key;
  spot.member = &member;
  spot.key = member.key.text;
  set_word(document, member.key.source, member.key_place, spot);
}

class Descent {
 public:
  Descent(const Document& document, uint32_t offset, Spot& spot)
      : document_(document), offset_(offset), spot_(spot) {}

  void enter(const Node& node, const Shape* shape, std::string_view key) {
    spot_.levels.push_back({&node, shape, key});
    if (node.is(methodology::list_node)) return items(node, shape, key);
    for (const Member& member : node.members) {
      if (touches(member.key_place, offset_)) return take_key(document_, member, spot_);
      const Shape* below = shape_below(shape, node, member.key.text);
      if (go_on(member.value, below, member.key.text)) {
        if (spot_.node == &member.value) spot_.member = &member;
        return;
      }
    }
  }

 private:
  void items(const Node& node, const Shape* shape, std::string_view key) {
    for (const Node& item : node.items) {
      if (go_on(item, shape_of_items(shape), key)) return;
    }
  }

  bool go_on(const Node& value, const Shape* shape, std::string_view key) {
    if (is_container(value)) {
      if (!is_inside(document_, value, offset_)) return false;
      enter(value, shape, key);
      return true;
    }
    if (!is_at_scalar(document_, value, offset_)) return false;
    spot_.shape = shape;
    spot_.key = key;
    take_value(document_, value, offset_, spot_);
    return true;
  }

  const Document& document_;
  uint32_t offset_;
  Spot& spot_;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Whether a comment stands on the line before `offset`, and nothing behind it.
bool in_comment(std::string_view bytes, std::string_view cleaned, uint32_t offset) {
  for (uint32_t i = offset; i-- > 0 && bytes[i] != '\n' && is_blank(cleaned[i]);) {
    if (!is_blank(bytes[i]) && bytes[i] != ',') return true;
  }
  return false;
}

/// Between keys and values: what may come here.
void between(std::string_view cleaned, uint32_t offset, Spot& spot) {
  uint32_t at = std::min(offset, static_cast<uint32_t>(cleaned.size()));
  while (at > 0 && is_blank(cleaned[at - 1])) --at;
  const Level& inner = spot.levels.back();
  spot.word = spot.whole = {offset, offset};
  if (inner.node->is(methodology::list_node)) {
    spot.kind = Spot::Kind::value;
    spot.shape = shape_of_items(inner.shape);
    spot.key = inner.key;
    return;
  }
  if (at == 0 || cleaned[at - 1] != ':') {
    spot.kind = Spot::Kind::key;
    return;
  }
  spot.kind = Spot::Kind::value;
  for (const Member& member : inner.node->members) {
    if (member.key_place.end <= at) spot.member = &member;
  }
  if (spot.member == nullptr) return;
  spot.key = spot.member->key.text;
  spot.shape = shape_below(inner.shape, *inner.node, spot.key);
}

}  // namespace

const Node* Spot::around(std::string_view name) const {
  for (size_t i = levels.size(); i-- > 0;) {
    const Shape* around = levels[i].shape;
    if (around != nullptr && around->object != nullptr && around->object->name == name) {
      return levels[i].node;
    }
  }
  return nullptr;
}

void descend(const Document& document, FileKind kind, uint32_t offset, Spot& spot) {
  if (!is_container(document.root) || !is_inside(document, document.root, offset)) return;
  Descent(document, offset, spot).enter(document.root, &root_shape(kind), {});
}

void take_value(const Document& document, const Node& node, uint32_t offset, Spot& spot) {
  spot.kind = Spot::Kind::value;
  spot.node = &node;
  const bool string = node.is(methodology::string_node);
  set_word(document, string ? node.text.source : node.place, node.place, spot);
  if (!string) return;
  spot.text = node.text;
  spot.offset = base::to_text(node.text, document.bytes, {node.text.source.begin, offset}).end;
}

Spot find_json_spot(const Document& document, FileKind kind, uint32_t offset) {
  Spot spot;
  descend(document, kind, offset, spot);
  if (spot.kind != Spot::Kind::nothing || spot.levels.empty()) return spot;
  const std::string cleaned = methodology::without_comments(document.bytes);
  if (!in_comment(document.bytes, cleaned, offset)) between(cleaned, offset, spot);
  return spot;
}

Spot find_spot(const Document& document, FileKind kind, uint32_t offset) {
  offset = std::min(offset, static_cast<uint32_t>(document.bytes.size()));
  return document.yaml ? find_yaml_spot(document, kind, offset)
                       : find_json_spot(document, kind, offset);
}

}  // namespace stet::assist
