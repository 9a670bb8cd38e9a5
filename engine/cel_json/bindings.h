// Variables from a JSON object, for expressions that have no host: `stet cel --bindings`, a
// playground. The values decide the types: {"n": 7, "tags": ["a"]} declares n int, tags list(dyn).
// Tested in tests/cel_json.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/problem.h"
#include "engine/cel/cel.h"

namespace stet::cel_json {

struct Bindings {
  base::Arena arena;  ///< what the values rest on; evaluations may use it too
  cel::Environment environment;
  std::vector<cel::Value> slots;
};

/// The name must outlive the call only, what the value points to must live as the bindings.
void add_binding(Bindings& bindings, std::string_view name, const cel::Value& value);

/// Null when `json` is no object, which is told. An empty text declares nothing.
std::unique_ptr<Bindings> read_bindings(std::string_view json, std::string_view file,
                                        base::Problems& problems);

}  // namespace stet::cel_json
