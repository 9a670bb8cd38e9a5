#include "engine/assist/symbols.h"

namespace stet::assist {
namespace {

using methodology::Member;
using methodology::Node;
using methodology::Shape;

std::string text_at(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr && found->is(methodology::string_node) ? std::string(found->view())
                                                                 : std::string();
}

std::string_view table_of(const Shape* shape) {
  return shape == nullptr || shape->object == nullptr ? std::string_view() : shape->object->name;
}

std::string detail_of(const Node& node) {
  for (const char* key : {"title", "means", "text"}) {
    std::string found = text_at(node, key);
    if (!found.empty()) return found;
  }
  return node.is(methodology::string_node) ? std::string(node.view()) : std::string();
}

bool is_container(const Node& node) {
  return node.is(methodology::object_node) || node.is(methodology::list_node);
}

/// Stories are no part of the outline.
bool is_story(std::string_view key) {
  return key == "example" || key == "tests" || key == "story" || key == "stories";
}

void add_things(const Node& node, const Shape* shape, std::vector<Symbol>& out);

void add_item(const Node& item, const Shape* shape, std::vector<Symbol>& out) {
  if (!item.is(methodology::object_node)) return;
  const Node* name = item.find("id");
  if (name == nullptr) name = item.find("name");  // of a case
  if (name == nullptr || !name->is(methodology::string_node) || name->view().empty()) {
    return add_things(item, shape, out);
  }
  Symbol made{std::string(name->view()),
              detail_of(item),
              declared_by(table_of(shape)),
              item.place,
              name->place,
              {}};
  add_things(item, shape, made.children);
  out.push_back(std::move(made));
}

/// What is declared by the keys of an object, and the things with an id that are in it.
void add_things(const Node& node, const Shape* shape, std::vector<Symbol>& out) {
  for (const Node& item : node.items) add_item(item, shape_of_items(shape), out);
  const auto declared = declared_by_keys(table_of(shape));
  for (const Member& member : node.members) {
    const Shape* below = shape_below(shape, node, member.key.text);
    if (declared && !member.key.text.empty()) {
      out.push_back({std::string(member.key.text),
                     detail_of(member.value),
                     declared,
                     {member.key_place.begin, member.value.place.end},
                     member.key_place,
                     {}});
    } else if (is_container(member.value) && below != nullptr && !is_story(member.key.text)) {
      add_things(member.value, below, out);
    }
  }
}

}  // namespace

std::vector<Symbol> outline(const Document& document, FileKind kind) {
  std::vector<Symbol> out;
  const Shape* shape = &root_shape(kind);
  for (const Member& member : document.root.members) {
    if (!is_container(member.value) || member.key.text.empty()) continue;
    Symbol section{std::string(member.key.text),
                   "",
                   std::nullopt,
                   {member.key_place.begin, member.value.place.end},
                   member.key_place,
                   {}};
    const Shape* below = shape_below(shape, document.root, member.key.text);
    if (!is_story(member.key.text)) add_things(member.value, below, section.children);
    out.push_back(std::move(section));
  }
  return out;
}

}  // namespace stet::assist
