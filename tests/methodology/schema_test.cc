// The JSON Schema and the reference in the documentation are written from the tables of keys.h.
// These tests fail when a file on disk says anything else; STET_APPROVE=1 writes the files anew.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "engine/methodology/keys.h"
#include "engine/methodology/node.h"

namespace stet::methodology {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* schema_path = "rules/schema/methodology.schema.json";
constexpr const char* docs_path = "docs/methodology-format.md";

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void expect_file(const std::string& relative, const std::string& expected) {
  if (std::getenv("STET_APPROVE")) {
    std::ofstream(relative, std::ios::binary) << expected;
  }
  CHECK(read_text(relative) == expected);
}

const char* pattern_of(Form form) {
  switch (form) {
    case Form::word: return "^[a-z][a-z0-9-]*$";
    case Form::identifier: return "^[A-Za-z_][A-Za-z0-9_]*$";
    case Form::date: return "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    case Form::time: return "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].+)?$";
    case Form::digest: return "^[0-9A-Fa-f]{64}$";
    case Form::text:
    case Form::cel:
    case Form::message: return "\\S";
    case Form::any:
    case Form::replacement: return nullptr;
  }
  return nullptr;
}

Json number_json(double value) {
  const auto whole = static_cast<int64_t>(value);
  return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

class SchemaWriter {
 public:
  Json write() {
    Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"$id", "methodology.schema.json"},
                 {"title", "A stet methodology"},
                 {"description",
                  "A newsroom's rules, see docs/methodology-format.md. A file that "
                  "others extend may leave out what they say."}};
    // What a file requires holds for it and all that it extends, so nothing is required of one.
    const ObjectKeys& top = *file_shape().object;
    Json whole = object(top);
    whole.erase("required");
    root.update(whole);
    root["$defs"] = defs_;
    return root;
  }

 private:
  Json shape(const Shape& shape) {
    if (shape.types == 0x7F) return Json::object();
    Json out = Json::object();
    Json types = Json::array();
    if (shape.types & boolean_node) types.push_back("boolean");
    if (shape.types & number_node) {
      types.push_back("number");
    } else if (shape.types & integer_node) {
      types.push_back("integer");
    }
    if (shape.types & string_node) types.push_back("string");
    if (shape.types & list_node) types.push_back("array");
    if (shape.types & object_node) types.push_back("object");
    // The name of an object's definition goes in its place when nothing else may stand there.
    if (shape.types == object_node && shape.object) return reference(*shape.object);
    out["type"] = types.size() == 1 ? types[0] : types;
    if (shape.types & string_node) strings(shape, out);
    if (shape.types & (number_node | integer_node)) {
      const double infinity = std::numeric_limits<double>::infinity();
      if (shape.least > -infinity) out["minimum"] = number_json(shape.least);
      if (shape.most < infinity) out["maximum"] = number_json(shape.most);
    }
    if (shape.types & list_node) {
      if (shape.filled) out["minItems"] = 1;
      if (shape.items) out["items"] = this->shape(*shape.items);
    }
    if ((shape.types & object_node) && shape.object) {
      out.erase("type");
      Json text = {{"type", "string"}};
      strings(shape, text);
      return {{"oneOf", {text, reference(*shape.object)}}};
    }
    return out;
  }

  static void strings(const Shape& shape, Json& out) {
    if (!shape.choices.empty()) {
      out["enum"] = Json::array();
      for (const std::string_view choice : shape.choices) out["enum"].push_back(choice);
    } else if (const char* pattern = pattern_of(shape.form)) {
      out["pattern"] = pattern;
    }
  }

  Json reference(const ObjectKeys& keys) {
    const std::string name(keys.name);
    if (seen_.insert(name).second) {
      Json made = object(keys);
      defs_[name] = made;
    }
    return {{"$ref", "#/$defs/" + name}};
  }

  Json object(const ObjectKeys& keys) {
    Json out = {{"type", "object"}};
    if (keys.value) {
      if (const char* pattern = pattern_of(keys.key_form)) {
        out["propertyNames"] = {{"pattern", pattern}};
      }
      out["additionalProperties"] = shape(*keys.value);
      return out;
    }
    out["properties"] = Json::object();
    Json required = Json::array();
    for (const Key& key : keys.keys) {
      Json property = {{"description", meaning_of(key)}};
      property.update(shape(key.shape));
      out["properties"][std::string(key.name)] = property;
      if (key.required) required.push_back(key.name);
    }
    // Things that merge by id may be in pieces, of which each names its id only.
    const bool has_id = keys.find("id") != nullptr;
    if (has_id && !required.empty()) required = {"id"};
    if (!required.empty()) out["required"] = required;
    out["additionalProperties"] = false;
    return out;
  }

  std::set<std::string> seen_;
  Json defs_ = Json::object();
};

TEST_CASE("the JSON Schema is the one that the tables give") {
  expect_file(schema_path, SchemaWriter().write().dump(2) + "\n");
}

TEST_CASE("each table has a name of its own") {
  // Two tables of one name would share a definition; the writer would drop the second.
  std::map<std::string, const ObjectKeys*> names;
  std::vector<const Shape*> open{&file_shape()};
  while (!open.empty()) {
    const Shape* shape = open.back();
    open.pop_back();
    if (shape->items) open.push_back(shape->items);
    if (!shape->object) continue;
    const auto [known, added] = names.emplace(std::string(shape->object->name), shape->object);
    CHECK(known->second == shape->object);
    if (!added) continue;
    if (shape->object->value) open.push_back(shape->object->value);
    for (const Key& key : shape->object->keys) open.push_back(&key.shape);
  }
  CHECK(names.size() > 25);
}

std::string shape_text(const Shape& shape) {
  if (!shape.choices.empty()) {
    std::string out;
    for (const std::string_view choice : shape.choices) {
      out += (out.empty() ? "`" : ", `") + std::string(choice) + "`";
    }
    return out;
  }
  switch (shape.form) {
    case Form::word: return "id";
    case Form::identifier: return "name";
    case Form::cel: return "CEL";
    case Form::message: return shape.types & list_node ? "message or a list of them" : "message";
    case Form::replacement: return "message";
    case Form::date: return "date";
    case Form::digest: return "SHA-256";
    case Form::time: return "date or time";
    case Form::any:
    case Form::text: break;
  }
  if (shape.types == list_node && shape.items && shape.items->object) {
    return "list of [" + std::string(shape.items->object->name) + "](#" +
           std::string(shape.items->object->name) + ")";
  }
  if (shape.types == list_node && shape.items) return "list of " + shape_text(*shape.items);
  if (shape.object && !shape.object->value) {
    return "[" + std::string(shape.object->name) + "](#" + std::string(shape.object->name) + ")";
  }
  if (shape.object) {
    return "map of " + std::string(shape.object->key_form == Form::word ? "id" : "text") + " to " +
           shape_text(*shape.object->value);
  }
  std::string names = type_names(shape.types);
  return names == "a string" ? "text" : names;
}

void write_reference(const ObjectKeys& keys, std::set<std::string_view>& seen, std::string& out);

void write_inner(const Shape& shape, std::set<std::string_view>& seen, std::string& out) {
  if (shape.items) write_inner(*shape.items, seen, out);
  if (!shape.object) return;
  if (shape.object->value) return write_inner(*shape.object->value, seen, out);
  write_reference(*shape.object, seen, out);
}

void write_reference(const ObjectKeys& keys, std::set<std::string_view>& seen, std::string& out) {
  if (!seen.insert(keys.name).second) return;
  out += "\n### " + std::string(keys.name) + "\n\n| key | value | meaning |\n|---|---|---|\n";
  for (const Key& key : keys.keys) {
    out += "| `" + std::string(key.name) + "`" + (key.required ? " (required)" : "") + " | " +
           shape_text(key.shape) + " | " + meaning_of(key) + " |\n";
  }
  for (const Key& key : keys.keys) write_inner(key.shape, seen, out);
}

TEST_CASE("the reference in the documentation is the one that the tables give") {
  const std::string begin = "<!-- keys: from engine/methodology/keys.cc -->\n";
  const std::string end = "<!-- end of keys -->\n";
  const std::string text = read_text(docs_path);
  const size_t from = text.find(begin);
  const size_t to = text.find(end);
  REQUIRE((from != std::string::npos && to != std::string::npos && from < to));
  std::string reference;
  std::set<std::string_view> seen;
  write_reference(*file_shape().object, seen, reference);
  expect_file(docs_path, text.substr(0, from) + begin + reference + "\n" + text.substr(to));
}

}  // namespace
}  // namespace stet::methodology
