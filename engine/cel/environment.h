// What expressions may refer to: variables, record types, functions. Built once, then constant and
// shared by all threads; every Environment starts with the whole standard library.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/problem.h"
#include "engine/cel/type.h"
#include "engine/cel/value.h"

namespace stet::cel {

struct EnvironmentTables;  // environment_tables.h, for the stages behind the front door

/// A function's work. `arguments` are as many and of the kinds that its signature says; the result
/// is of the declared type or evaluation.fail(…). Pure: same arguments, same result.
using Call = Value (*)(Evaluation& evaluation, const Value* arguments);

/// One overload of a function: a row of a table. All texts are literals or outlive the environment.
struct Function {
  std::string_view name;       ///< "size", "math.abs"
  std::string_view id;         ///< "size_string", unique
  std::string_view signature;  ///< "(string, int) -> bool", "list(T).(T) -> int" with a receiver
  Call call = nullptr;
  std::string_view doc;  ///< one sentence; may be empty where another overload has it
};

struct Variable {
  std::string_view name;  ///< may have dots: "text.hedges"
  std::string_view type;
  std::string_view doc;
  uint32_t max_size = 0;  ///< of a list or text; 0: not limited
};

class Environment {
 public:
  /// With the standard library and all extensions.
  Environment();
  /// What `base`, which was finished, knows, to be given more and finished again. Cheap: functions
  /// and types are those of `base`, which must outlive it.
  static Environment extending(const Environment& base);
  ~Environment();
  Environment(Environment&&) noexcept;
  Environment& operator=(Environment&&) noexcept;

  /// `type` and what it points to must outlive the environment. Types may refer to each other in
  /// any order; finish() reports names that nobody added.
  void add_type(const ObjectType& type);
  /// Slots are numbered from 0 in the order of adding. Texts are copied.
  uint32_t add_variable(const Variable& variable);
  void add_functions(std::span<const Function> functions);
  /// Allows `name`, with any parameters, in type texts: a type of values that extensions make.
  void add_opaque_type(std::string_view name);
  /// Resolves all type texts; call once, before compile(). False, with reasons, if any is wrong.
  bool finish(base::Problems& problems);

  uint32_t slot_count() const;
  const Variable* find_variable(std::string_view name) const;
  /// Null for a number that is not one of ours.
  const ObjectType* object_type(uint16_t number) const;

  /// Everything that rule authors can use, as Markdown: variables, types, macros, operators,
  /// functions.
  void write_reference(std::string& out) const;

  const EnvironmentTables& tables() const { return *tables_; }

 private:
  explicit Environment(std::unique_ptr<EnvironmentTables> tables);

  std::unique_ptr<EnvironmentTables> tables_;
};

}  // namespace stet::cel
