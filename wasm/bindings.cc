#include "wasm/bindings.h"

#include <vector>

#include "engine/methodology/node.h"

namespace stet::wasm {
namespace {

using cel::Value;
using methodology::Node;

/// The depth is bounded by the reader, so is the recursion.
Value to_value(const Node& node, base::Arena& arena) {
  switch (node.type) {
    case methodology::boolean_node: return Value::boolean(node.boolean);
    case methodology::integer_node: return Value::integer(node.integer);
    case methodology::number_node: return Value::floating(node.number);
    case methodology::string_node: return Value::string(arena.copy_text(node.view()));
    case methodology::list_node: {
      std::vector<Value> values;
      for (const Node& item : node.items) values.push_back(to_value(item, arena));
      return Value::list(arena.copy_array(values));
    }
    case methodology::object_node: {
      std::vector<cel::Entry> entries;
      for (const methodology::Member& member : node.members) {
        entries.push_back(
            {Value::string(arena.copy_text(member.key.text)), to_value(member.value, arena)});
      }
      return cel::make_map(arena, entries);
    }
    default: return Value::null();
  }
}

}  // namespace

std::unique_ptr<cel_json::Bindings> read_bindings(std::string_view json, base::Problems& problems) {
  auto bindings = std::make_unique<cel_json::Bindings>();
  if (!json.empty()) {
    const auto root = methodology::parse_json({json, "input", 0}, bindings->arena, problems);
    if (!root) return nullptr;
    if (!root->is(methodology::object_node)) {
      problems.add({base::Severity::error,
                    "bad-json",
                    "input",
                    root->place,
                    "expected a JSON object of names and values",
                    {}});
      return nullptr;
    }
    for (const methodology::Member& member : root->members) {
      cel_json::add_binding(*bindings, member.key.text, to_value(member.value, bindings->arena));
    }
  }
  return bindings->environment.finish(problems) ? std::move(bindings) : nullptr;
}

}  // namespace stet::wasm
