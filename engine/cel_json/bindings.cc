#include "engine/cel_json/bindings.h"

namespace stet::cel_json {
namespace {

using cel::Kind;

std::string_view type_text(Kind kind) {
  switch (kind) {
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::unsigned_: return "uint";
    case Kind::floating: return "double";
    case Kind::string: return "string";
    case Kind::list: return "list(dyn)";
    case Kind::map: return "map(string, dyn)";
    default: return "dyn";
  }
}

}  // namespace

void add_binding(Bindings& bindings, std::string_view name, const cel::Value& value) {
  bindings.environment.add_variable({name, type_text(value.kind()), "", 0});
  bindings.slots.push_back(value);
}

}  // namespace stet::cel_json
