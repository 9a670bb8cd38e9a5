// Values as conformance files write them, with their type: {"uint":"5"}, {"list":[…]},
// {"map":[[K,V]…]}, {"timestamp":{"seconds":"…","nanos":n}}.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"

namespace stet::cel_json {

/// What is no such value becomes Value::malformed(), which is equal to nothing.
cel::Value typed_value(const nlohmann::json& json, base::Arena& arena);

/// Exact type and value; doubles to the bit, but NaN is NaN; maps in any order.
bool same_value(cel::Evaluation& evaluation, const cel::Value& a, const cel::Value& b);

}  // namespace stet::cel_json
