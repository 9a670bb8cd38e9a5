#include "engine/upkeep/story_tree.h"

#include <algorithm>

#include "engine/base/arena.h"

namespace stet::upkeep {

using methodology::Member;
using methodology::Node;

struct StoryTree::Texts {
  std::string bytes;
  base::Arena arena;
};

StoryTree::StoryTree() : root(object()), texts_(std::make_shared<Texts>()) {}

std::optional<StoryTree> StoryTree::read(std::string_view bytes, formats::Format format,
                                         const methodology::Methodology& methodology) {
  std::string padded(bytes);
  padded.append(formats::input_padding, '\0');
  formats::ReadOptions options;
  options.format = format;
  options.sections = methodology.sections;
  base::Problems problems;
  formats::Reader reader;
  const formats::Article* article =
      reader.read(std::string_view(padded).substr(0, bytes.size()), options, problems);
  if (article == nullptr) return std::nullopt;
  StoryTree out;
  formats::write_json(*article, out.texts_->bytes);
  auto root = methodology::parse_json({out.texts_->bytes, "story", 0}, out.texts_->arena, problems);
  if (!root || !root->is(methodology::object_node)) return std::nullopt;
  out.root = std::move(*root);
  return out;
}

Node StoryTree::text(std::string_view value) {
  Node out;
  out.type = methodology::string_node;
  out.text.text = texts_->arena.copy_text(value);
  return out;
}

Node StoryTree::number(int64_t value) {
  Node out;
  out.type = methodology::integer_node;
  out.integer = value;
  out.number = static_cast<double>(value);
  return out;
}

Node StoryTree::list(std::vector<Node> items) {
  Node out;
  out.type = methodology::list_node;
  out.items = std::move(items);
  return out;
}

Node StoryTree::object() {
  Node out;
  out.type = methodology::object_node;
  return out;
}

void StoryTree::set(Node& object, std::string_view key, Node value) {
  for (Member& member : object.members) {
    if (member.key.text != key) continue;
    member.value = std::move(value);
    return;
  }
  Member member;
  member.key.text = texts_->arena.copy_text(key);
  member.value = std::move(value);
  object.members.push_back(std::move(member));
}

std::vector<Node>& StoryTree::items(Node& object, std::string_view key) {
  if (items_at(object, key) == nullptr) set(object, key, list());
  return *items_at(object, key);
}

std::string StoryTree::json() const {
  std::string out;
  methodology::append_json(root, out);
  return out;
}

std::vector<Node>* items_at(Node& object, std::string_view key) {
  for (Member& member : object.members) {
    if (member.key.text == key && member.value.is(methodology::list_node)) {
      return &member.value.items;
    }
  }
  return nullptr;
}

void erase(Node& object, std::string_view key) {
  std::erase_if(object.members, [&](const Member& member) { return member.key.text == key; });
}

std::string_view text_at(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found != nullptr && found->is(methodology::string_node) ? found->view()
                                                                 : std::string_view();
}

}  // namespace stet::upkeep
