// What a YAML node means: booleans, numbers, and its JSON text.
// Tested in tests/formats/yaml_tree_test.cc.
#include <limits>
#include <utility>

#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/formats/yaml_tree.h"

namespace stet::formats {
namespace {

int64_t radix_value(std::string_view digits, int64_t radix) {
  int64_t value = 0;
  for (const char c : digits) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * radix + digit;
  }
  return value;
}

/// JSON wants digits on both sides of a point, no plus sign, no leading zero and no radix.
bool is_json_number(std::string_view text) {
  if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return false;
  size_t i = text[0] == '-' ? 1 : 0;
  const auto digit = [&](size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  if (!digit(i) || (text[i] == '0' && digit(i + 1))) return false;
  while (digit(i)) ++i;
  return i == text.size() || text[i] != '.' || digit(i + 1);
}

void append_number(const YamlNode& node, std::string& out) {
  if (is_json_number(node.value.text)) {
    out += node.value.text;
  } else if (const auto integer = yaml_integer(node)) {
    base::append_int(out, *integer);
  } else {
    const double value = yaml_number(node).value_or(0);
    const bool finite = value - value == 0;
    if (finite) {
      base::append_double(out, value);
    } else {  // JSON has no infinities: the text as written
      out += '"';
      base::append_json_escaped(out, node.value.text);
      out += '"';
    }
  }
}

void append_scalar(const YamlNode& node, std::string& out) {
  switch (node.type) {
    case YamlType::null: out += "null"; break;
    case YamlType::boolean: out += yaml_boolean(node).value_or(false) ? "true" : "false"; break;
    case YamlType::integer:
    case YamlType::number: append_number(node, out); break;
    default:
      out += '"';
      base::append_json_escaped(out, node.value.text);
      out += '"';
  }
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlMember& member : members()) {
    if (member.key.text == key) return &member.value;
  }
  return nullptr;
}

std::optional<bool> yaml_boolean(const YamlNode& node) {
  if (node.type != YamlType::boolean) return {};
  return node.value.text[0] == 't' || node.value.text[0] == 'T';
}

std::optional<int64_t> yaml_integer(const YamlNode& node) {
  if (node.type != YamlType::integer) return {};
  std::string_view text = node.value.text;
  if (text.substr(0, 2) == "0x") return radix_value(text.substr(2), 16);
  if (text.substr(0, 2) == "0o") return radix_value(text.substr(2), 8);
  if (text[0] == '+') text.remove_prefix(1);
  return base::parse_int(text);
}

std::optional<double> yaml_number(const YamlNode& node) {
  if (const auto integer = yaml_integer(node)) return static_cast<double>(*integer);
  if (node.type != YamlType::number) return {};
  const std::string_view text = node.value.text;
  const char last = static_cast<char>(text.back() | 0x20);
  if (last == 'n') return std::numeric_limits<double>::quiet_NaN();
  if (last == 'f') {
    const double infinity = std::numeric_limits<double>::infinity();
    return text[0] == '-' ? -infinity : infinity;
  }
  return base::parse_double(text);
}

std::string_view yaml_type_name(YamlType type) {
  switch (type) {
    case YamlType::null: return "null";
    case YamlType::boolean: return "true or false";
    case YamlType::integer:
    case YamlType::number: return "a number";
    case YamlType::string: return "a string";
    case YamlType::sequence: return "a list";
    case YamlType::mapping: return "a mapping";
  }
  return "a value";
}

void append_yaml_as_json(const YamlNode& node, std::string& out) {
  if (node.kind == YamlKind::scalar) return append_scalar(node, out);
  const bool is_mapping = node.kind == YamlKind::mapping;
  out += is_mapping ? '{' : '[';
  bool first = true;
  for (const YamlNode& item : node.items()) {
    if (!std::exchange(first, false)) out += ',';
    append_yaml_as_json(item, out);
  }
  for (const YamlMember& member : node.members()) {
    if (!std::exchange(first, false)) out += ',';
    out += '"';
    base::append_json_escaped(out, member.key.text);
    out += "\":";
    append_yaml_as_json(member.value, out);
  }
  out += is_mapping ? '}' : ']';
}

}  // namespace stet::formats
