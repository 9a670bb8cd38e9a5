// The tables, and that rules/schema/article.schema.json says the same as they do.
#include "engine/formats/article_schema.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "engine/formats/fields.h"
#include "engine/formats/reader.h"

namespace stet::formats {
namespace {

using Json = nlohmann::json;

/// Every record that the article reaches, once.
void each_record(const std::function<void(const RecordSchema&)>& visit) {
  std::set<const RecordSchema*> seen;
  const std::function<void(const RecordSchema&)> walk = [&](const RecordSchema& record) {
    if (!seen.insert(&record).second) return;
    visit(record);
    for (const FieldSchema& field : record.fields) {
      if (field.record != nullptr) walk(*field.record);
    }
  };
  walk(article_schema());
}

TEST_CASE("tables: every name is found, and only whole names are") {
  int records = 0;
  each_record([&](const RecordSchema& record) {
    ++records;
    for (const FieldSchema& field : record.fields) {
      CHECK(find_field(record, field.name) == &field);
      CHECK(find_field(record, std::string(field.name) + "x") == nullptr);
      CHECK(find_field(record, field.name.substr(1)) == nullptr);
      CHECK_FALSE(field.doc.empty());
      const bool is_list =
          field.kind == FieldKind::text_list || field.kind == FieldKind::record_list;
      CHECK((field.limit > 0) == is_list);
    }
    CHECK(find_field(record, "") == nullptr);
    CHECK(record.names.size() == record.fields.size());
  });
  CHECK(records == 12);
}

TEST_CASE("tables: offsets lead to the members they name") {
  Article article;
  Source source;
  const auto at = [](const RecordSchema& record, std::string_view name, const void* base) {
    return static_cast<const std::byte*>(base) + find_field(record, name)->offset;
  };
  const auto address = [](const auto& value) { return reinterpret_cast<const std::byte*>(&value); };
  const RecordSchema& top = article_schema();
  CHECK(at(top, "id", &article) == address(article.id));
  CHECK(at(top, "waivers", &article) == address(article.waivers));
  CHECK(at(top, "dateModified", &article) == address(article.date_modified));
  const RecordSchema& sources = *find_field(top, "sources")->record;
  CHECK(at(sources, "reasonAnonymous", &source) == address(source.reason_anonymous));
  CHECK(at(sources, "derivedFrom", &source) == address(source.derived_from));
  CHECK(sources.size == sizeof(Source));
}

TEST_CASE("tables: a zeroed record is an absent one") {
  each_record([](const RecordSchema& record) {
    base::Arena arena;
    Growing items(record.size);
    const void* fresh = items.add(arena);
    for (const FieldSchema& field : record.fields) {
      CHECK(presence_of(fresh, field) == Presence::absent);
    }
  });
}

/// What the JSON Schema must say of a field, in short: "string", "Source[]", …
std::string expected_shape(const FieldSchema& field) {
  switch (field.kind) {
    case FieldKind::text: return "string";
    case FieldKind::integer: return "integer";
    case FieldKind::boolean: return "boolean";
    case FieldKind::time: return "time";
    case FieldKind::text_list: return "string[]";
    case FieldKind::record: return std::string(field.record->name);
    case FieldKind::record_list: return std::string(field.record->name) + "[]";
  }
  return "";
}

const Json& at(const Json& json, const char* key) {
  static const Json none;
  const auto found = json.find(key);
  return found == json.end() ? none : *found;
}

std::string text_of(const Json& json) { return json.is_string() ? json.get<std::string>() : ""; }

/// "#/$defs/source" → "source", "#/$defs/source-list" → "source-list".
std::string reference(const Json& property) {
  const std::string target = text_of(at(property, "$ref"));
  return target.rfind("#/$defs/", 0) == 0 ? target.substr(8) : target;
}

std::string lowered(std::string_view name) {
  std::string out(name);
  out[0] = static_cast<char>(out[0] | 0x20);
  return out;
}

std::string shape_of(const Json& property, const FieldSchema& field) {
  const std::string target = reference(property);
  if (target == "text") return "string";
  if (target == "wholeNumber") return "integer";
  if (target == "flag") return "boolean";
  if (target == "time") return "time";
  if (target == "texts") return "string[]";
  if (field.record != nullptr) {
    const std::string name(field.record->name);
    if (target == lowered(name)) return name;
    const Json& list = at(property, "anyOf");
    for (const Json& option : list) {
      if (text_of(at(option, "type")) != "array") continue;
      if (at(option, "maxItems") != field.limit) return "wrong limit";
      const Json& items = at(option, "items");
      const bool bare = field.record->bare_field >= 0;
      const Json& item = bare ? at(items, "anyOf") : Json::array({items});
      if (bare != items.contains("anyOf")) return "wrong items";
      for (const Json& one : item) {
        if (reference(one) == lowered(name)) return name + "[]";
      }
    }
  }
  return "unknown";
}

TEST_CASE("tables and rules/schema/article.schema.json say the same") {
  std::ifstream file("rules/schema/article.schema.json");
  REQUIRE(file);
  const Json schema = Json::parse(file, nullptr, false);
  REQUIRE(schema.is_object());
  CHECK(text_of(at(schema, "$schema")) == "https://json-schema.org/draft/2020-12/schema");
  each_record([&](const RecordSchema& record) {
    const bool top = &record == &article_schema();
    const Json& described = top ? schema : at(at(schema, "$defs"), lowered(record.name).c_str());
    INFO(record.name);
    REQUIRE(described.is_object());
    CHECK(text_of(at(described, "description")) == record.doc);
    CHECK(at(described, "additionalProperties") != Json(false));
    std::set<std::string> left;
    for (const auto& property : at(described, "properties").items()) left.insert(property.key());
    for (const FieldSchema& field : record.fields) {
      INFO(field.name);
      CHECK(left.erase(std::string(field.name)) == 1);
      const Json& property = at(at(described, "properties"), std::string(field.name).c_str());
      CHECK(text_of(at(property, "description")) == field.doc);
      CHECK(shape_of(property, field) == expected_shape(field));
    }
    CHECK(left.empty());
  });
}

}  // namespace
}  // namespace stet::formats
