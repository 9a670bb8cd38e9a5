#include "cli/version.h"

#include <simdjson.h>
#include <yaml.h>
#include <CLI/Version.hpp>
#include <nlohmann/json.hpp>

#include "engine/gate/gate.h"

namespace stet::cli {

namespace {

#define STET_TEXT_OF(value) #value
#define STET_TEXT(value) STET_TEXT_OF(value)
constexpr const char* nlohmann_version = STET_TEXT(NLOHMANN_JSON_VERSION_MAJOR) "." STET_TEXT(
    NLOHMANN_JSON_VERSION_MINOR) "." STET_TEXT(NLOHMANN_JSON_VERSION_PATCH);
constexpr const char* simdjson_version = STET_TEXT(SIMDJSON_VERSION);
#undef STET_TEXT
#undef STET_TEXT_OF

}  // namespace

std::string version_text() {
  std::string text = "stet ";
  text += gate::engine_version;
  text.append("\nnlohmann/json ").append(nlohmann_version);
  text.append("\nsimdjson ").append(simdjson_version);
  text.append("\nlibyaml ").append(yaml_get_version_string());
  // These two carry no version in their headers; StetThirdParty.cmake pins them.
  text.append("\nRE2 2022-06-01\nmd4c 0.4.8");
  text.append("\nCLI11 ").append(CLI11_VERSION);
  return text;
}

}  // namespace stet::cli
