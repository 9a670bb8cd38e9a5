#include "engine/cel/type.h"

#include <algorithm>

#include "engine/cel/evaluation.h"
#include "engine/cel/value_access.h"

namespace stet::cel {

namespace types {
const Type dyn{TypeKind::dyn, 0, 0, 0, "dyn", {}};
const Type null{TypeKind::null, 0, 0, 0, "null_type", {}};
const Type boolean{TypeKind::boolean, 0, 0, 0, "bool", {}};
const Type integer{TypeKind::integer, 0, 0, 0, "int", {}};
const Type unsigned_{TypeKind::unsigned_, 0, 0, 0, "uint", {}};
const Type floating{TypeKind::floating, 0, 0, 0, "double", {}};
const Type string{TypeKind::string, 0, 0, 0, "string", {}};
const Type bytes{TypeKind::bytes, 0, 0, 0, "bytes", {}};
const Type timestamp{TypeKind::timestamp, 0, 0, 0, "timestamp", {}};
const Type duration{TypeKind::duration, 0, 0, 0, "duration", {}};
const Type type{TypeKind::type, 0, 0, 0, "type", {}};
const Type error{TypeKind::error, 0, 0, 0, "error", {}};
}  // namespace types

namespace {

constexpr uint32_t max_type_depth = 64;

}  // namespace

const Type* TypePool::named(TypeKind kind, std::string_view name,
                            std::span<const Type* const> parameters) {
  uint32_t depth = 0;
  for (const Type* parameter : parameters) depth = std::max(depth, parameter->depth + 1);
  if (depth > max_type_depth) return &types::dyn;
  Type* type = arena_.make<Type>();
  type->kind = kind;
  type->depth = depth;
  type->name = name;
  type->parameters = arena_.copy_array(parameters);
  return type;
}

const Type* TypePool::list(const Type* element) {
  return named(TypeKind::list, "list", std::span<const Type* const>(&element, 1));
}

const Type* TypePool::map(const Type* key, const Type* value) {
  const Type* parameters[] = {key, value};
  return named(TypeKind::map, "map", parameters);
}

const Type* TypePool::optional(const Type* held) {
  return named(TypeKind::optional, "optional_type", std::span<const Type* const>(&held, 1));
}

const Type* TypePool::type_of(const Type* inner) {
  return named(TypeKind::type, "type", std::span<const Type* const>(&inner, 1));
}

const Type* TypePool::variable(uint32_t number) {
  Type* type = arena_.make<Type>();
  type->kind = TypeKind::parameter;
  type->name = "dyn";
  type->variable = number;
  return type;
}

const Type* TypePool::with(const Type& type, std::span<const Type* const> parameters) {
  return named(type.kind, type.name, parameters);
}

uint32_t kinds_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::dyn:
    case TypeKind::parameter:
    case TypeKind::error: return all_kinds;
    case TypeKind::null: return kind_bit(Kind::null);
    case TypeKind::boolean: return kind_bit(Kind::boolean);
    case TypeKind::integer: return kind_bit(Kind::integer);
    case TypeKind::unsigned_: return kind_bit(Kind::unsigned_);
    case TypeKind::floating: return kind_bit(Kind::floating);
    case TypeKind::string: return kind_bit(Kind::string);
    case TypeKind::bytes: return kind_bit(Kind::bytes);
    case TypeKind::timestamp: return kind_bit(Kind::timestamp);
    case TypeKind::duration: return kind_bit(Kind::duration);
    case TypeKind::type: return kind_bit(Kind::type);
    case TypeKind::list: return kind_bit(Kind::list);
    case TypeKind::map: return kind_bit(Kind::map);
    case TypeKind::optional: return kind_bit(Kind::optional);
    case TypeKind::wrapper: return kinds_of(*type.parameters[0]) | kind_bit(Kind::null);
    case TypeKind::object: return kind_bit(Kind::object);
    case TypeKind::opaque: return kind_bit(Kind::opaque);
  }
  return 0;
}

uint16_t stamp_of(const Type& type) {
  if (type.kind == TypeKind::object) return type.number;
  if (type.kind == TypeKind::list || type.kind == TypeKind::wrapper) {
    const Type& inner = *type.parameters[0];
    return inner.kind == TypeKind::object ? inner.number : uint16_t{0};
  }
  return 0;
}

std::string_view runtime_type_name(Evaluation& evaluation, const Value& value) {
  switch (value.kind()) {
    case Kind::null: return "null_type";
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::unsigned_: return "uint";
    case Kind::floating: return "double";
    case Kind::string: return "string";
    case Kind::bytes: return "bytes";
    case Kind::list: return "list";
    case Kind::map: return "map";
    case Kind::type: return "type";
    case Kind::timestamp: return "google.protobuf.Timestamp";
    case Kind::duration: return "google.protobuf.Duration";
    case Kind::optional: return "optional_type";
    case Kind::opaque: return value.as_opaque()->type->name;
    case Kind::object: {
      const ObjectType* type = evaluation.object_type(value);
      return type == nullptr ? "object" : type->name;
    }
    default: return "error";
  }
}

bool same_type(const Type& a, const Type& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind || a.variable != b.variable || a.name != b.name) return false;
  return std::equal(a.parameters.begin(), a.parameters.end(), b.parameters.begin(),
                    b.parameters.end(),
                    [](const Type* x, const Type* y) { return same_type(*x, *y); });
}

std::string to_string(const Type& type) {
  std::string out(type.name);
  for (size_t i = 0; i < type.parameters.size(); ++i) {
    out += i == 0 ? "(" : ", ";
    out += to_string(*type.parameters[i]);
  }
  if (!type.parameters.empty()) out += ')';
  return out;
}

}  // namespace stet::cel
