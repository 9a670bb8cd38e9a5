// How conditions came out, sub-expression by sub-expression: for verdicts on request and for
// `stet explain --trace`. Internal to the gate but for what gate.h shows.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/explainer.h"
#include "engine/gate/findings.h"

namespace stet::gate {

/// The conditions of a methodology planned to be explained, each when it is asked for first, and
/// what was told of the story at hand. Belongs to a Checker that was asked to explain.
class Tracing {
 public:
  explicit Tracing(const Gate::Program& program);

  void begin_story() { terms_.clear(); }

  /// Evaluates `condition`, part of rule number `rule`; does not touch the story's budget.
  cel::Value evaluate(uint32_t rule, const cel::Program& condition, cel::Evaluation& evaluation);
  /// What was evaluated last. Texts live in `arena` and the methodology.
  std::span<const TraceStep> steps(cel::Evaluation& evaluation, base::Arena& arena);
  /// The rule's condition for the elements it looked at, then its terms, each after those it reads.
  RuleTrace rule(Story& story, cel::Evaluation& evaluation, uint32_t rule);

 private:
  std::span<const TraceStep> term(Story& story, cel::Evaluation& evaluation, uint32_t number);
  std::string_view shown(const cel::Value& value, cel::Evaluation& evaluation, base::Arena& arena);
  const std::vector<uint32_t>& terms_of(uint32_t rule);

  using Slot = std::optional<cel::Explainer>;
  cel::Value explain(Slot& slot, const cel::Program& program, cel::Evaluation& evaluation);

  const Gate::Program& program_;
  std::vector<Slot> rules_;                                       // two for each: when, each
  std::vector<Slot> term_plans_;                                  // by number
  std::vector<std::optional<std::vector<uint32_t>>> read_;        // by rule: terms it rests on
  std::vector<std::optional<std::span<const TraceStep>>> terms_;  // of this story, by number
  cel::Explanation told_;
  Findings findings_;
  std::string text_;
};

}  // namespace stet::gate
