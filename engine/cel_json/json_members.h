// Reading members of a nlohmann tree without exceptions: what is missing or of another kind is
// empty, never a crash.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace stet::cel_json {

/// The member `name`, or null.
inline const nlohmann::json& member(const nlohmann::json& object, const char* name) {
  static const nlohmann::json none;
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

inline std::string_view text_of(const nlohmann::json& value) {
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr ? std::string_view(*text) : std::string_view();
}

inline std::string_view text_member(const nlohmann::json& object, const char* name) {
  return text_of(member(object, name));
}

inline bool flag_member(const nlohmann::json& object, const char* name) {
  const auto* flag = member(object, name).get_ptr<const bool*>();
  return flag != nullptr && *flag;
}

}  // namespace stet::cel_json
