#include "engine/methodology/node.h"

#include <algorithm>
#include <array>

#include "engine/base/json_writer.h"
#include "engine/base/utf8.h"

namespace stet::methodology {
namespace {

struct NamedType {
  NodeType type;
  std::string_view name;
};
constexpr std::array<NamedType, 7> named_types{{{null_node, "null"},
                                                {boolean_node, "true or false"},
                                                {integer_node, "a whole number"},
                                                {number_node, "a number"},
                                                {string_node, "a string"},
                                                {list_node, "a list"},
                                                {object_node, "an object"}}};

constexpr uint32_t shown_bytes = 40;

/// JSON knows no infinities; YAML's .inf and .nan stay the texts they were written as.
void write_number(const Node& node, base::JsonWriter& json) {
  const bool finite = node.number - node.number == 0;
  if (finite) return json.number(node.number);
  json.string(node.view());
}

void write(const Node& node, base::JsonWriter& json) {
  switch (node.type) {
    case null_node: return json.null();
    case boolean_node: return json.boolean(node.boolean);
    case integer_node: return json.integer(node.integer);
    case number_node: return write_number(node, json);
    case string_node: return json.string(node.view());
    case list_node:
      json.begin_array();
      for (const Node& item : node.items) write(item, json);
      return json.end_array();
    case object_node:
      json.begin_object();
      for (const Member& member : node.members) {
        json.any_key(member.key.text);
        write(member.value, json);
      }
      return json.end_object();
  }
}

/// At most `shown_bytes` of a text, cut between characters, line breaks shown as spaces.
std::string shortened(std::string_view text) {
  std::string out(text.substr(0, shown_bytes));
  if (text.size() > shown_bytes) {
    uint32_t cut = shown_bytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    out.resize(cut);
    out += "…";
  }
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key.text == key) return &member.value;
  }
  return nullptr;
}

std::string describe(const Node& node) {
  switch (node.type) {
    case null_node: return "null";
    case boolean_node: return node.boolean ? "true" : "false";
    case integer_node:
    case number_node: return "the number " + shortened(node.view());
    case string_node: return "the string '" + shortened(node.view()) + "'";
    case list_node: return node.items.empty() ? "an empty list" : "a list";
    case object_node: return "an object";
  }
  return "a value";
}

std::string type_names(uint8_t types) {
  std::string out;
  for (const NamedType& named : named_types) {
    if (!(types & named.type)) continue;
    if (named.type == integer_node && (types & number_node)) continue;
    if (!out.empty()) out += " or ";
    out += named.name;
  }
  return out;
}

void append_json(const Node& node, std::string& out) {
  base::JsonWriter json(out);
  write(node, json);
}

void merge_patch(Node& target, const Node& patch) {
  if (!patch.is(object_node)) {
    target = patch;
    return;
  }
  if (!target.is(object_node)) {
    target = Node{};
    target.type = object_node;
  }
  for (const Member& member : patch.members) {
    const auto same = std::find_if(target.members.begin(), target.members.end(),
                                   [&](const Member& m) { return m.key.text == member.key.text; });
    if (member.value.is(null_node)) {
      if (same != target.members.end()) target.members.erase(same);
    } else if (same != target.members.end()) {
      merge_patch(same->value, member.value);
    } else {
      target.members.push_back({member.key, member.key_place, member.key_file, Node{}});
      merge_patch(target.members.back().value, member.value);
    }
  }
}

}  // namespace stet::methodology
