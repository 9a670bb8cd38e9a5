// A checked, planned expression. Immutable and cheap to copy; any number of threads may share it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_text.h"
#include "engine/base/problem.h"
#include "engine/cel/environment.h"

namespace stet::cel {

/// A host field that a program may read.
struct FieldUse {
  const ObjectType* object = nullptr;
  uint32_t field = 0;  ///< index into object->fields
};

class Program {
 public:
  const Type& result_type() const;
  /// As written (decoded); where it stands.
  std::string_view text() const;
  std::string_view file() const;
  base::Span source() const;
  /// Slots of the variables it may read, ascending.
  std::span<const uint32_t> variables() const;
  std::span<const FieldUse> fields() const;
  /// Steps at the most, with lists and texts as large as declared; saturates. What has no declared
  /// limit counts as `assumed_size` elements.
  uint64_t worst_cost() const;
  /// The value, when it is known without any input.
  std::optional<Value> constant() const;

  struct State;  // plan.h, for planner and evaluator
  const State& state() const { return *state_; }
  explicit Program(std::shared_ptr<const State> state) : state_(std::move(state)) {}

 private:
  std::shared_ptr<const State> state_;
};

struct CompileOptions {
  /// The type the result must have: "bool", "list(Hit)", …; "dyn" takes any.
  std::string_view result_type = "dyn";
  /// Namespace in which names are looked up first: "com.example".
  std::string_view container;
  /// Without it nothing is refused for its types; what is wrong becomes an error value.
  bool check = true;
  /// Refuses an expression whose worst_cost() is above it.
  uint64_t most_cost = UINT64_MAX;
};

/// Parses, checks and plans. All errors are told, each with its place in the rules file
/// (`file_input` are the bytes of `file_name` that `expression` is part of).
std::optional<Program> compile(const Environment& environment, const base::MappedText& expression,
                               std::string_view file_name, std::string_view file_input,
                               const CompileOptions& options, base::Problems& problems);

/// The same for an expression that is a whole input of its own.
std::optional<Program> compile(const Environment& environment, std::string_view expression,
                               const CompileOptions& options, base::Problems& problems);

enum class Relation : uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
std::string_view to_string(Relation relation);  ///< "==", "<", …
Relation opposite(Relation relation);           ///< what holds when it does not: < becomes >=

/// A part of a condition that has to come out as `wanted`.
struct Part {
  Program condition;  ///< the part itself
  bool wanted = false;
  /// Of a comparison with a constant: `left relation constant` is what has to hold. A constant on
  /// the left is turned round.
  std::optional<Program> left;
  std::string_view variable;     ///< its name, when the left side is nothing but a variable
  std::optional<uint32_t> slot;  ///< and where that is
  Relation relation = Relation::equal;
  Value constant;
};

/// Ways beyond, and ways with more parts, are left out.
inline constexpr uint32_t most_ways = 16, most_parts = 4;

/// Parts that have to hold together, by number.
struct Way {
  uint32_t count = 0;
  uint32_t parts[most_parts] = {};

  std::span<const uint32_t> all() const { return {parts, count}; }
};

/// What makes a condition false, by its connectives: each way is enough.
struct Escapes {
  std::vector<Part> parts;
  std::vector<Way> ways;
};
Escapes escapes(const Program& condition);

/// The expression printed from its tree: canonical spacing, only the parentheses that it needs.
/// Parsing it again gives the same tree. Nothing when `expression` has syntax errors.
std::optional<std::string> format(std::string_view expression, base::Problems& problems);

}  // namespace stet::cel
