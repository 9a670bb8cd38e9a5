// YAML → the same tree that JSON gives.
#include "engine/base/utf8.h"
#include "engine/formats/yaml_tree.h"
#include "engine/methodology/json_tree.h"

namespace stet::methodology {
namespace {

using formats::YamlNode;
using formats::YamlType;

Node convert(const YamlNode& from, uint32_t file);

void convert_scalar(const YamlNode& from, Node& to) {
  to.text = from.value;
  switch (from.type) {
    case YamlType::null: to.type = null_node; break;
    case YamlType::boolean:
      to.type = boolean_node;
      to.boolean = formats::yaml_boolean(from).value_or(false);
      break;
    case YamlType::integer:
      to.type = integer_node;
      to.integer = formats::yaml_integer(from).value_or(0);
      to.number = static_cast<double>(to.integer);
      break;
    case YamlType::number:
      to.type = number_node;
      to.number = formats::yaml_number(from).value_or(0);
      break;
    default: to.type = string_node; break;
  }
}

Node convert(const YamlNode& from, uint32_t file) {
  Node to;
  to.place = from.place;
  to.file = file;
  if (from.type == YamlType::sequence) {
    to.type = list_node;
    for (const YamlNode& item : from.items()) to.items.push_back(convert(item, file));
  } else if (from.type == YamlType::mapping) {
    to.type = object_node;
    for (const formats::YamlMember& member : from.members()) {
      if (member.duplicate) continue;
      to.members.push_back({member.key, member.key_place, file, convert(member.value, file)});
    }
  } else {
    convert_scalar(from, to);
  }
  return to;
}

std::optional<Node> refuse(const ParseInput& input, std::string_view code, base::Span place,
                           std::string message, base::Problems& problems) {
  problems.add(
      {base::Severity::error, code, std::string(input.name), place, std::move(message), ""});
  return std::nullopt;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// The first byte that is neither white space nor part of a comment.
char first_character(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (bytes.substr(i, 3) == "\xEF\xBB\xBF") {
      i += 2;
    } else if (bytes.substr(i, 2) == "//") {
      i = bytes.find('\n', i);
      if (i == std::string_view::npos) return 0;
    } else if (bytes.substr(i, 2) == "/*") {
      i = bytes.find("*/", i + 2);
      if (i == std::string_view::npos) return '{';
      ++i;
    } else {
      return c;
    }
  }
  return 0;
}

}  // namespace

std::optional<Node> parse_yaml_file(const ParseInput& input, base::Arena& arena,
                                    base::Problems& problems) {
  formats::YamlOptions options;
  options.file = input.name;
  options.depth = max_depth;
  options.nodes = max_nodes;
  const auto size = static_cast<uint32_t>(input.bytes.size());
  const YamlNode* root = formats::parse_yaml(input.bytes, {0, size}, options, arena, problems);
  if (!root) return std::nullopt;
  return convert(*root, input.file);
}

std::optional<Node> parse_file(const ParseInput& input, base::Arena& arena,
                               base::Problems& problems) {
  if (input.bytes.size() > max_file_bytes) {
    return refuse(input, "too-large", {}, "expected at most 16 MiB, found a larger file", problems);
  }
  if (const auto wrong = base::find_invalid_utf8(input.bytes)) {
    return refuse(input, "invalid-utf8", {*wrong, *wrong + 1},
                  "expected UTF-8 text, found a byte that is not part of it", problems);
  }
  if (const size_t nul = input.bytes.find('\0'); nul != std::string_view::npos) {
    const auto at = static_cast<uint32_t>(nul);
    return refuse(input, "syntax", {at, at + 1}, "expected text, found a NUL byte", problems);
  }
  const char first = first_character(input.bytes);
  if (first == 0) {
    return refuse(input, "empty-file", {}, "expected a methodology, found an empty file", problems);
  }
  const bool yaml_name = ends_with(input.name, ".yaml") || ends_with(input.name, ".yml");
  const bool json_name = ends_with(input.name, ".json") || ends_with(input.name, ".jsonc");
  if (json_name || (!yaml_name && (first == '{' || first == '['))) {
    return parse_utf8_json(input, arena, problems);
  }
  return parse_yaml_file(input, arena, problems);
}

}  // namespace stet::methodology
