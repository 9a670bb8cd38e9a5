// Types as the checker sees them, and their texts: "list(map(string, int))".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/cel/value.h"

namespace stet::cel {

enum class TypeKind : uint8_t {
  dyn,        ///< known when evaluated only
  null,
  boolean,
  integer,
  unsigned_,
  floating,
  string,
  bytes,
  timestamp,
  duration,
  type,       ///< type(T)
  list,       ///< list(T)
  map,        ///< map(K, V)
  optional,   ///< optional_type(T)
  wrapper,    ///< wrapper(T): T or null
  object,     ///< a host's record, see `object`
  opaque,     ///< an extension's own type by name, with any parameters
  parameter,  ///< T in a signature; a number inside the checker
  error,      ///< stands for what is wrong already, so that it is told once
};

/// Immutable. Lives in the arena of an environment or of a program, or is one of the constants.
struct Type {
  TypeKind kind = TypeKind::dyn;
  uint16_t number = 0;  ///< of an object type in its environment
  uint32_t depth = 0;   ///< of the parameters; deeper than 64 becomes dyn
  std::string_view name;
  std::span<const Type* const> parameters;
};

namespace types {
extern const Type dyn, null, boolean, integer, unsigned_, floating, string, bytes, timestamp,
    duration, type, error;
}  // namespace types

bool same_type(const Type& a, const Type& b);
std::string to_string(const Type& type);

}  // namespace stet::cel
