// Runs code (see plan.h). Internal to evaluator.cc and its neighbours.
#pragma once

#include <vector>

#include "engine/cel/evaluation.h"
#include "engine/cel/plan.h"

namespace stet::cel {

/// A value of a node, or (element ≥ 0) the beginning of a macro's step over that element.
struct TraceEvent {
  NodeId node = no_node;
  Value value;
  int64_t element = -1;
};

/// Runs `code` of `source` in a budget of its own within the story's; errors come back final.
Value run(const Source& source, const Code& code, Evaluation& evaluation,
          std::vector<TraceEvent>* trace);

// Selection on values of any kind, shared with the functions of the index operator.
Value select_field(Evaluation& evaluation, const Value& operand, std::string_view name);
Value index_value(Evaluation& evaluation, const Value& operand, const Value& key);
Value optional_select(Evaluation& evaluation, const Value& operand, const Value& key);
/// has(operand.name)
Value test_field(Evaluation& evaluation, const Value& operand, std::string_view name);

}  // namespace stet::cel
