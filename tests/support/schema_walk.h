// Whether JSON is what one of our schemas says, and which of its properties were seen.
#pragma once

#include <set>
#include <string>

#include <nlohmann/json.hpp>

namespace stet::tests {

/// Checks the keywords that our schema uses; appends what does not fit, notes what was used.
class SchemaWalk {
 public:
  explicit SchemaWalk(const nlohmann::json& schema) : root_(schema) {}

  void check(const nlohmann::json& value) { check(value, root_, "$"); }
  /// Against one of the definitions: "summary", "ids".
  void check(const nlohmann::json& value, const std::string& definition) {
    check(value, root_["$defs"][definition], definition);
  }
  std::string mistakes;
  std::set<std::string> seen;  ///< "diagnostic.evidence"

  /// All that could be seen.
  std::set<std::string> properties() const {
    std::set<std::string> all;
    collect(root_, "$", all);
    for (const auto& item : root_["$defs"].items()) collect(item.value(), item.key(), all);
    return all;
  }

 private:
  void fail(const std::string& at, const std::string& what) { mistakes += at + ": " + what + "\n"; }

  static bool has_type(const nlohmann::json& value, const nlohmann::json& type) {
    if (type.is_array()) {
      for (const nlohmann::json& one : type) {
        if (has_type(value, one)) return true;
      }
      return false;
    }
    const std::string name = type;
    if (name == "object") return value.is_object();
    if (name == "array") return value.is_array();
    if (name == "string") return value.is_string();
    if (name == "boolean") return value.is_boolean();
    if (name == "null") return value.is_null();
    if (name == "integer") return value.is_number_integer();
    return value.is_number();
  }

  void check(const nlohmann::json& value, const nlohmann::json& schema, const std::string& at) {
    if (schema.empty()) return;  // anything
    if (schema.contains("$ref")) {
      const std::string name = std::string(schema["$ref"]).substr(std::string("#/$defs/").size());
      return check(value, root_["$defs"][name], name);
    }
    if (schema.contains("type") && !has_type(value, schema["type"])) {
      return fail(at, "wrong type: " + value.dump());
    }
    if (schema.contains("const") && value != schema["const"]) fail(at, "not the constant");
    if (schema.contains("enum")) {
      bool known = false;
      for (const nlohmann::json& one : schema["enum"]) known |= one == value;
      if (!known) fail(at, "not one of the enumeration: " + value.dump());
    }
    if (schema.contains("minimum") && value < schema["minimum"]) fail(at, "below the minimum");
    if (schema.contains("maximum") && value > schema["maximum"]) fail(at, "above the maximum");
    if (schema.contains("pattern")) {
      const std::string text = value;
      const bool hex = text.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (text.size() != 64 || !hex) fail(at, "no digest: " + text);
    }
    if (value.is_array()) {
      for (const nlohmann::json& item : value) check(item, schema["items"], at + "[]");
    }
    if (value.is_object()) check_object(value, schema, at);
  }

  void check_object(const nlohmann::json& value, const nlohmann::json& schema,
                    const std::string& at) {
    const nlohmann::json none = nlohmann::json::array();
    for (const nlohmann::json& name : schema.contains("required") ? schema["required"] : none) {
      if (!value.contains(std::string(name))) fail(at, "lacks " + name.dump());
    }
    for (const auto& item : value.items()) {
      if (!schema.contains("properties")) {
        check(item.value(), schema["additionalProperties"], at + ".*");
        continue;
      }
      if (!schema["properties"].contains(item.key())) {
        fail(at, "unknown property '" + item.key() + "'");
        continue;
      }
      seen.insert(at + "." + item.key());
      check(item.value(), schema["properties"][item.key()], at + "." + item.key());
    }
  }

  static void collect(const nlohmann::json& schema, const std::string& at,
                      std::set<std::string>& all) {
    if (schema.contains("items")) collect(schema["items"], at + "[]", all);
    if (!schema.contains("properties")) return;
    for (const auto& item : schema["properties"].items()) {
      all.insert(at + "." + item.key());
      collect(item.value(), at + "." + item.key(), all);
    }
  }

  const nlohmann::json& root_;
};

}  // namespace stet::tests
