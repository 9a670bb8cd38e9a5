// Types as the checker sees them, and their texts: "list(map(string, int))".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/cel/value.h"

namespace stet::cel {

enum class TypeKind : uint8_t {
  dyn,  ///< known when evaluated only
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
  uint16_t number = 0;    ///< of an object type in its environment
  uint32_t depth = 0;     ///< of the parameters; deeper than 64 becomes dyn
  uint32_t variable = 0;  ///< of a parameter while a call is checked, from 1
  std::string_view name;
  std::span<const Type* const> parameters;
};

namespace types {
extern const Type dyn, null, boolean, integer, unsigned_, floating, string, bytes, timestamp,
    duration, type, error;
}  // namespace types

/// Makes types that live as long as an arena.
class TypePool {
 public:
  explicit TypePool(base::Arena& arena) : arena_(arena) {}
  const Type* list(const Type* element);
  const Type* map(const Type* key, const Type* value);
  const Type* optional(const Type* held);
  const Type* type_of(const Type* inner);
  const Type* variable(uint32_t number);
  const Type* named(TypeKind kind, std::string_view name,
                    std::span<const Type* const> parameters = {});
  /// `type` with other parameters.
  const Type* with(const Type& type, std::span<const Type* const> parameters);

 private:
  base::Arena& arena_;
};

/// The set of kinds (1 << kind) that a value of this type may have.
uint32_t kinds_of(const Type& type);
inline constexpr uint32_t kind_bit(Kind kind) { return uint32_t{1} << static_cast<uint8_t>(kind); }
/// Every kind that an expression can evaluate to but error.
inline constexpr uint32_t all_kinds = kind_bit(Kind::error) - 1;
/// Number of the object type in `type` or in its elements, for stamping; 0 if there is none.
uint16_t stamp_of(const Type& type);
/// "int", "list", "google.protobuf.Timestamp": what type(x) tells at run time.
std::string_view runtime_type_name(Evaluation& evaluation, const Value& value);

bool same_type(const Type& a, const Type& b);
std::string to_string(const Type& type);

}  // namespace stet::cel
