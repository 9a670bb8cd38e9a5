// How the condition of a rule came out, sub-expression by sub-expression: for verdicts on request
// and for `stet explain --trace`. Internal to the gate but for what gate.h shows.
#pragma once

#include <span>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"
#include "engine/gate/findings.h"

namespace stet::gate {

/// Evaluates once more; does not touch the story's budget. Texts live in `arena` and the program.
std::span<const TraceStep> trace(const cel::Program& program, cel::Evaluation& evaluation,
                                 base::Arena& arena);

/// The rule's condition for the elements it looked at, then its terms, each after those it reads.
RuleTrace trace_rule(const Gate::Program& program, Story& story, cel::Evaluation& evaluation,
                     uint32_t rule);

}  // namespace stet::gate
