// How conditions came out, sub-expression by sub-expression: for verdicts on request and for
// `stet explain --trace`. Internal to the gate but for what gate.h shows.
//
//   while rules run    evaluate() in place of cel::evaluate(); keep() copies its values
//   when it is shown   steps and texts are made of the values that were kept
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

/// Nobody asks the module for records, and it has no room for them.
#ifdef __EMSCRIPTEN__
inline constexpr bool has_records = false;
#else
inline constexpr bool has_records = true;
#endif
/// Defined nowhere: who calls Checker::explain() in the module is told so when it is linked.
void module_has_no_records();

/// How `program` comes out, evaluated once more at no cost to the story's budget. Texts live in
/// `arena` and the program.
std::span<const TraceStep> trace(const cel::Program& program, cel::Evaluation& evaluation,
                                 base::Arena& arena);

/// The conditions of a methodology planned to be explained, each when it is asked for first, and
/// what the story at hand told. Belongs to a Checker that was asked to explain.
class Tracing {
 public:
  explicit Tracing(const Gate::Program& program);

  void begin_story();

  /// Evaluates `condition`, part of rule number `rule`: value and cost are those of
  /// cel::evaluate().
  cel::Value evaluate(uint32_t rule, const cel::Program& condition, cel::Evaluation& evaluation);
  /// Of what was evaluated last, for `element` or, when that is unresolved, the whole story.
  void keep(uint32_t rule, const cel::Value& element, base::Arena& arena);
  cel::Value evaluate_term(uint32_t number, cel::Evaluation& evaluation, base::Arena& arena);

  /// Was the rule run while it was recorded?
  bool has(uint32_t rule) const { return rules_[rule].run; }
  void begin_rule(uint32_t rule);
  /// The rule's condition for the elements it looked at, then its terms, each after those it reads.
  RuleTrace rule(uint32_t rule, const RuleState& state, cel::Evaluation& evaluation,
                 base::Arena& arena);

 private:
  /// What an evaluation told.
  struct Told {
    const cel::Explainer* by = nullptr;
    std::span<const cel::Value> values;
  };
  struct Kept {
    Outcome outcome = Outcome::silent;
    cel::Value element;
    Told told;
  };
  struct Rule {
    std::optional<cel::Explainer> when, each;
    std::optional<std::vector<uint32_t>> terms;  ///< it rests on, with those that they read
    // Of this story.
    bool run = false;
    uint32_t silent = 0, telling = 0, left_out = 0;
    std::vector<Kept> kept;
  };
  struct Term {
    std::optional<cel::Explainer> explainer;
    // Of this story.
    Told told;
    std::optional<std::span<const TraceStep>> steps;
  };

  std::span<const TraceStep> show(const Told& told, cel::Evaluation& evaluation,
                                  base::Arena& arena);
  std::span<const TraceStep> term(uint32_t number, cel::Evaluation& evaluation, base::Arena& arena);
  const std::vector<uint32_t>& terms_of(uint32_t rule);

  const Gate::Program& program_;
  std::vector<Rule> rules_;
  std::vector<Term> terms_;
  const cel::Explainer* last_ = nullptr;
  std::vector<cel::Value> values_;  // of the condition that was evaluated last
  std::vector<cel::Step> steps_;
};

}  // namespace stet::gate
