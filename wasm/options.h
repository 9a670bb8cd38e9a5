// What a host may ask of a verdict, read once for all functions that give one.
#pragma once

#include "engine/gate/gate.h"
#include "wasm/answer.h"

namespace stet::wasm {

inline formats::Format format_of(std::string_view name) {
  if (name == "json") return formats::Format::json;
  if (name == "markdown") return formats::Format::markdown;
  return formats::Format::automatic;
}

inline report::Detail detail_of(std::string_view name) {
  if (name == "live") return report::Detail::live;
  if (name == "summary") return report::Detail::summary;
  if (name == "ids") return report::Detail::ids;
  return report::Detail::full;
}

inline report::Unit unit_of(std::string_view name) {
  return name == "utf-16" ? report::Unit::utf16 : report::Unit::utf8;
}

}  // namespace stet::wasm
