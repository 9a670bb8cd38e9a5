// Variables of stet_evaluate: the members of a JSON object, read by the reader of rules files, so
// that the module has one JSON reader for what hosts send.
#pragma once

#include <memory>
#include <string_view>

#include "engine/base/problem.h"
#include "engine/cel_json/bindings.h"

namespace stet::wasm {

/// Null when `json` is no object, which is told. An empty text declares nothing.
std::unique_ptr<cel_json::Bindings> read_bindings(std::string_view json, base::Problems& problems);

}  // namespace stet::wasm
