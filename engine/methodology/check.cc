#include "engine/methodology/check.h"

#include <algorithm>
#include <iterator>

#include "engine/base/name_table.h"
#include "engine/formats/date_time.h"

namespace stet::methodology {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_blank(std::string_view text) {
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') return false;
  }
  return true;
}

bool is_word(std::string_view text) {
  return !text.empty() && is_lower(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_lower(c) || is_digit(c) || c == '-';
  });
}

/// Words of the condition language, and what the gate declares in it.
constexpr std::string_view taken_names[] = {
    "true",      "false",      "null",     "in",     "as",     "break",     "const",    "continue",
    "else",      "for",        "function", "if",     "import", "let",       "loop",     "package",
    "namespace", "return",     "var",      "void",   "while",  "article",   "text",     "clusters",
    "verified",  "support",    "scores",   "now",    "it",     "at",        "has",      "all",
    "exists",    "exists_one", "map",      "filter", "size",   "type",      "int",      "uint",
    "double",    "bool",       "string",   "bytes",  "list",   "timestamp", "duration", "dyn"};

bool is_identifier(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c);
  }) && std::find(std::begin(taken_names), std::end(taken_names), text) == std::end(taken_names);
}

void check_string(const Node& node, const Shape& shape, Messages& messages) {
  if (!shape.choices.empty()) {
    const auto& choices = shape.choices;
    if (std::find(choices.begin(), choices.end(), node.view()) == choices.end()) {
      messages.wrong_choice(node, choices);
    }
    return;
  }
  if (!has_form(node.view(), shape.form)) messages.wrong_form(node, shape.form);
}

void check_number(const Node& node, const Shape& shape, Messages& messages) {
  const bool inside =
      node.number >= shape.least && node.number <= shape.most && node.number - node.number == 0;
  if (!inside) messages.out_of_range(node, shape);
}

void check_ids(const Node& list, Messages& messages) {
  base::NameTable seen;
  for (const Node& item : list.items) {
    const Node* id = item.find("id");
    if (!id || !id->is(string_node)) continue;
    if (!seen.add(id->view(), 0)) messages.duplicate_id(*id, id->view());
  }
}

void check_list(const Node& node, const Shape& shape, Messages& messages) {
  if (shape.filled && node.items.empty()) messages.empty_list(node);
  if (!shape.items) return;
  for (const Node& item : node.items) check(item, *shape.items, messages);
  if (shape.by_id) check_ids(node, messages);
}

void check_free_keys(const Node& node, const ObjectKeys& keys, Messages& messages) {
  for (const Member& member : node.members) {
    if (!has_form(member.key.text, keys.key_form)) messages.wrong_key_form(member, keys.key_form);
    check(member.value, *keys.value, messages);
  }
}

void check_object(const Node& node, const ObjectKeys& keys, Messages& messages) {
  if (keys.value) return check_free_keys(node, keys, messages);
  for (const Member& member : node.members) {
    if (const Key* key = keys.find(member.key.text)) {
      check(member.value, key->shape, messages);
    } else {
      messages.unknown_key(member, keys);
    }
  }
  for (const Key& key : keys.keys) {
    if (key.required && !node.find(key.name)) messages.missing_key(node, keys, key);
  }
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

}  // namespace

bool has_form(std::string_view text, Form form) {
  switch (form) {
    case Form::any:
    case Form::replacement: return true;
    case Form::word: return is_word(text);
    case Form::identifier: return is_identifier(text);
    case Form::text:
    case Form::cel:
    case Form::message: return !is_blank(text);
    case Form::date: return text.size() == 10 && formats::parse_date_time(text).has_value();
    case Form::time: return formats::parse_date_time(text).has_value();
    case Form::digest: return is_digest(text);
  }
  return true;
}

void check(const Node& node, const Shape& shape, Messages& messages) {
  const bool whole = node.is(integer_node) && (shape.types & number_node) != 0;
  if (!(shape.types & node.type) && !whole) {
    if (node.is(null_node)) return messages.null_without_base(node, shape);
    return messages.wrong_type(node, shape);
  }
  switch (node.type) {
    case string_node: return check_string(node, shape, messages);
    case integer_node:
    case number_node: return check_number(node, shape, messages);
    case list_node: return check_list(node, shape, messages);
    case object_node:
      if (shape.object) check_object(node, *shape.object, messages);
      return;
    case null_node:
    case boolean_node: return;
  }
}

}  // namespace stet::methodology
