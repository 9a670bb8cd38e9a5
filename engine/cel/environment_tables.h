// An environment with all texts resolved: what checker, planner and evaluator look things up in.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/name_table.h"
#include "engine/cel/environment.h"
#include "engine/cel/type.h"

namespace stet::cel {

/// Of a function, its receiver included.
inline constexpr size_t most_parameters = 32;

struct Overload {
  Function row;
  std::span<const Type* const> parameters;
  const Type* result = &types::dyn;
  uint32_t result_kinds = 0;
  uint16_t stamp = 0;  ///< of the result
  bool receiver = false;
};

/// All overloads of one name.
struct FunctionSet {
  std::string_view name;
  std::vector<const Overload*> overloads;
};

struct FieldInfo {
  const Type* type = &types::dyn;
  uint32_t kinds = 0;  ///< that a value may have
  uint16_t stamp = 0;
};

struct ObjectInfo {
  const ObjectType* type = nullptr;
  const Type* as_type = nullptr;
  std::vector<FieldInfo> fields;

  /// The field's number. Records have a few dozen fields at the most.
  std::optional<uint32_t> find_field(std::string_view name) const;
};

struct VariableInfo {
  Variable row;
  const Type* type = &types::dyn;
  uint32_t kinds = 0;
  uint16_t stamp = 0;
};

/// A methodology has an environment for each type of element, which adds one variable to hundreds
/// of names: what is large stays with the environment that added it.
struct EnvironmentTables {
  const EnvironmentTables* base = nullptr;  ///< the one that this one extends
  base::Arena arena;
  std::vector<ObjectInfo*> objects;  ///< number − 1; number 0 is no type
  std::vector<VariableInfo*> variables;
  std::vector<const FunctionSet*> functions;  ///< in the order of adding
  std::vector<std::string_view> opaque_names;
  uint32_t most_dots = 0;  ///< in the name of a variable

  // What this environment added itself, and how much was resolved before it began.
  std::deque<ObjectInfo> own_objects;
  std::deque<VariableInfo> own_variables;
  std::deque<Overload> own_overloads;
  std::deque<FunctionSet> own_functions;
  std::vector<const Type*> own_types;  ///< objects and opaque types
  base::NameTable slot_numbers;
  base::NameTable own_function_numbers;  ///< into own_functions
  base::NameTable own_type_numbers;      ///< into own_types
  size_t resolved_objects = 0;
  size_t resolved_variables = 0;

  /// Null where none has that name, as below.
  const FunctionSet* find_function(std::string_view name) const;
  const Type* find_type(std::string_view name) const;
  std::optional<uint32_t> find_slot(std::string_view name) const;

  const ObjectInfo* object(uint16_t number) const {
    return number == 0 || number > objects.size() ? nullptr : objects[number - 1u];
  }
};

/// "list(map(string, int))" → type; null when a name is unknown or the text is malformed. Single
/// capitals are type parameters where `parameters` is true.
const Type* parse_type(const EnvironmentTables& tables, TypePool& pool, std::string_view text,
                       bool parameters);
/// The type whose name an expression may use as a value ("int", "net.IP"), or null.
const Type* find_type_value(const EnvironmentTables& tables, std::string_view name);

/// How a macro is written and what it means, for people: "e.exists(x, p)".
struct MacroText {
  std::string_view name, usage, doc;
};
std::span<const MacroText> macro_texts();

/// The standard library and the extensions: each file of functions is one table.
std::span<const Function> operator_functions();
std::span<const Function> core_functions();
std::span<const Function> time_functions();
std::span<const Function> string_functions();
std::span<const Function> math_functions();
std::span<const Function> list_functions();
std::span<const Function> optional_functions();
std::span<const Function> codec_functions();
std::span<const Function> regex_functions();
std::span<const Function> network_functions();

}  // namespace stet::cel
