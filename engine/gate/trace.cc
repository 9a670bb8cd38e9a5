#include "engine/gate/trace.h"

#include <algorithm>

#include "engine/gate/rule_runner.h"

namespace stet::gate {

namespace {

/// Terms by number, those that others read before them: a term reads only earlier ones.
std::vector<uint32_t> all_terms(const RulePlan& plan, const methodology::CompiledRules& rules) {
  std::vector<bool> used(rules.terms.size(), false);
  for (const uint32_t term : plan.terms) used[term] = true;
  for (size_t term = used.size(); term-- > 0;) {
    if (!used[term]) continue;
    for (const uint32_t slot : rules.terms[term].program.variables()) {
      const uint32_t other = slot - rules.first_term_slot;
      if (slot >= rules.first_term_slot && other < term) used[other] = true;
    }
  }
  std::vector<uint32_t> terms;
  for (uint32_t term = 0; term < used.size(); ++term) {
    if (used[term]) terms.push_back(term);
  }
  return terms;
}

}  // namespace

std::span<const TraceStep> trace(const cel::Program& program, cel::Evaluation& evaluation,
                                 base::Arena& arena) {
  const std::vector<cel::Step> steps = cel::explain(program, evaluation);
  const auto out = arena.make_array<TraceStep>(steps.size());
  std::string text;
  const auto shown = [&](const cel::Value& value) {
    text.clear();
    cel::append_short(text, value, evaluation);
    return arena.copy_text(text);
  };
  for (size_t i = 0; i < steps.size(); ++i) {
    out[i].depth = steps[i].depth;
    out[i].expression = steps[i].text;
    out[i].value = shown(steps[i].value);
    out[i].element = steps[i].element;
    if (steps[i].element >= 0) out[i].element_value = shown(steps[i].element_value);
  }
  return out;
}

RuleTrace trace_rule(const Gate::Program& program, Story& story, cel::Evaluation& evaluation,
                     uint32_t rule) {
  RuleTrace out;
  Findings findings;
  findings.reset(program.plans.size());
  RuleRunner runner(program, story, evaluation, findings);
  runner.keep_traces(out);
  runner.run(rule);
  out.in_force = findings.states[rule].in_force;
  out.outcome = findings.states[rule].outcome();
  for (const uint32_t number : all_terms(program.plans[rule], *program.rules)) {
    const methodology::CompiledTerm& term = program.rules->terms[number];
    out.terms.push_back({term.term, trace(term.program, evaluation, *story.arena)});
  }
  return out;
}

}  // namespace stet::gate
