// Runs code (see plan.h). Internal to evaluator.cc and its neighbours.
#pragma once

#include "engine/cel/evaluation.h"
#include "engine/cel/plan.h"

namespace stet::cel {

/// Is told what happens while code that was planned with PlanOptions::trace runs.
class Tracer {
 public:
  virtual ~Tracer() = default;
  /// Errors are final.
  virtual void value(NodeId node, const Value& value) = 0;
  /// A macro turns to the next element; `value` is its last variable.
  virtual void element(NodeId macro, uint32_t index, const Value& value) = 0;
};

/// Runs `code` of `source` in a budget of its own within the story's; errors come back final.
Value run(const Source& source, const Code& code, Evaluation& evaluation, Tracer* tracer);

/// Records are those of `source` from now on, as if it had been run.
void adopt_types(const Source& source, Evaluation& evaluation);

// Selection on values of any kind, shared with the functions of the index operator.
Value select_field(Evaluation& evaluation, const Value& operand, std::string_view name);
Value index_value(Evaluation& evaluation, const Value& operand, const Value& key);
Value optional_select(Evaluation& evaluation, const Value& operand, const Value& key);
/// has(operand.name)
Value test_field(Evaluation& evaluation, const Value& operand, std::string_view name);

}  // namespace stet::cel
