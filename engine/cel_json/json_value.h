// JSON ↔ values of the condition language. Reading keeps no tree in between and does not recurse.
//
//   null, true, "text"   as they are          [ … ]   list
//   7                    int                  { … }   map with string keys
//   7.0, 7e0             double               18446744073709551615   uint, beyond int
//
// Writing follows JSON's habits: bytes become base64, times their texts, records objects with the
// fields that have a value, an empty optional null. Tested in tests/cel_json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/problem.h"
#include "engine/cel/cel.h"

namespace stet::cel_json {

/// Nothing when `json` is not JSON; the problem names the place in `file`. Lives in `arena`.
std::optional<cel::Value> read_value(std::string_view json, std::string_view file,
                                     base::Arena& arena, base::Problems& problems);

/// Records are those of the program that `evaluation` evaluated last. Below `max_depth` levels
/// stands null.
void append_value_json(std::string& out, const cel::Value& value, cel::Evaluation& evaluation);
inline constexpr uint32_t max_depth = 64;

}  // namespace stet::cel_json
