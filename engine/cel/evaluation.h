// One evaluation context: the variables of one story, memory, and what may still be spent.
//
//   Evaluation e(arena, slots);
//   e.set_resolver(host, resolve);         // fills slots that are Value::unresolved() on first use
//   Value v = evaluate(program, e);
//
// The same context serves all expressions of a story, so lazily computed variables are computed at
// most once and the budget of the story is shared. One thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/program.h"
#include "engine/cel/value.h"

namespace stet::cel {

/// Computes the variable of `slot`; its result is kept in the slot, errors too. May evaluate other
/// programs in the same context.
using Resolve = Value (*)(void* host, uint32_t slot, Evaluation& evaluation);

class Evaluation {
 public:
  /// Steps: about one per visited element and sub-expression, and one per 16 bytes of text read.
  static constexpr int64_t default_expression_budget = 1'000'000;
  static constexpr int64_t default_story_budget = 20'000'000;
  /// Evaluations inside resolvers inside evaluations …
  static constexpr uint32_t max_nesting = 64;

  Evaluation(base::Arena& arena, std::span<Value> slots) : arena_(arena), slots_(slots) {}
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  void set_resolver(void* host, Resolve resolve) { host_ = host, resolve_ = resolve; }
  void set_budget(int64_t per_expression, int64_t per_story) {
    expression_budget_ = per_expression;
    story_left_ = per_story;
  }
  int64_t story_left() const { return story_left_; }
  /// Pays for an evaluation whose result is known. False, and nothing is paid, where the budget
  /// would not have done.
  bool pay(int64_t steps) {
    if (steps > story_left_) return false;
    story_left_ -= steps;
    return true;
  }
  /// Gives back what was spent since story_left() was `left`: explanations are free.
  void restore_story(int64_t left) { story_left_ = left; }

  base::Arena& arena() { return arena_; }
  std::span<Value> slots() { return slots_; }
  /// Other variables; also while one is being resolved, which goes to the slot of the new ones.
  void set_slots(std::span<Value> slots) { slots_ = slots; }
  void* host() { return host_; }

  // For functions and getters.

  /// An error value; `message` is copied. The evaluator adds the place.
  Value fail(ErrorCode code, std::string_view message);
  /// Pays for work that depends on sizes. False when the budget is used up: return budget_error().
  bool charge(uint64_t steps) {
    left_ -= static_cast<int64_t>(steps);
    return left_ >= 0;
  }
  Value budget_error() { return fail(ErrorCode::budget, "evaluation used up its budget"); }
  /// Copies of these in the arena.
  Value make_string(std::string_view text) { return Value::string(arena_.copy_text(text)); }
  Value make_bytes(std::string_view text) { return Value::bytes(arena_.copy_text(text)); }
  Value make_list(std::span<const Value> elements) {
    return Value::list(arena_.copy_array(elements));
  }
  Value make_optional(const Value& value);

  // Looking into values, whatever form they have. Records are those of the program evaluated last.

  /// `index` < list.size().
  Value element(const Value& list, uint32_t index);
  /// Value::absent() when the map does not have the key.
  Value find(const Value& map, const Value& key);
  Value key(const Value& map, uint32_t index);
  Value mapped(const Value& map, uint32_t index);
  /// The record's type, or null.
  const ObjectType* object_type(const Value& record) const;
  /// Value::absent(), Value::malformed() or a value that is of the declared type (or null).
  Value field(const Value& record, uint32_t field);

 private:
  friend class Machine;      // evaluator.cc
  friend class Searcher;     // search.cc
  friend class QuickBudget;  // quick.cc
  base::Arena& arena_;
  std::span<Value> slots_;
  void* host_ = nullptr;
  Resolve resolve_ = nullptr;
  int64_t expression_budget_ = default_expression_budget;
  int64_t story_left_ = default_story_budget;
  int64_t left_ = 0;
  uint32_t nesting_ = 0;
  const EnvironmentTables* tables_ = nullptr;
};

/// The program's value, of its result type, or an error value (Value::error() tells all).
Value evaluate(const Program& program, Evaluation& evaluation);

/// One sub-expression and its value. A list of these in reading order is a tree by `depth`.
struct Step {
  uint32_t depth = 0;
  std::string_view text;  ///< the sub-expression as written; lives in the program
  base::Span span;        ///< in the rules file
  Value value;            ///< an error value where it could not be computed
  int64_t element = -1;   ///< of all() or exists(): which element decided, from 0
  Value element_value;    ///< that element; the steps below are about it
};

/// Evaluates once more, at no cost to the story's budget, and keeps the value of every
/// sub-expression; of all() and exists() the steps of the element that decided. What was not needed
/// is left out, and so is what needs no looking: constants, the parts of "a.b.c".
std::vector<Step> explain(const Program& program, Evaluation& evaluation);

/// For people, on one line: of a long text the beginning, of a list the first three elements, of a
/// record its first fields.
void append_short(std::string& out, const Value& value, Evaluation& evaluation);
/// The steps as lines: "text = value", indented by depth, "decided by #2 …" where one element did.
void append_steps(std::string& out, std::span<const Step> steps, Evaluation& evaluation,
                  uint32_t indent = 0);

}  // namespace stet::cel
