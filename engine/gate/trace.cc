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

Tracing::Tracing(const Gate::Program& program)
    : program_(program),
      rules_(2 * program.plans.size()),
      term_plans_(program.rules->terms.size()),
      read_(program.plans.size()) {
  findings_.reset(program.plans.size());
}

cel::Value Tracing::explain(Slot& slot, const cel::Program& program, cel::Evaluation& evaluation) {
  if (!slot) slot.emplace(program);
  return slot->evaluate(evaluation, told_);
}

cel::Value Tracing::evaluate(uint32_t rule, const cel::Program& condition,
                             cel::Evaluation& evaluation) {
  const methodology::CompiledRule& compiled = *program_.plans[rule].rule;
  const bool when = compiled.when && &*compiled.when == &condition;
  return explain(rules_[2 * size_t{rule} + (when ? 0 : 1)], condition, evaluation);
}

std::string_view Tracing::shown(const cel::Value& value, cel::Evaluation& evaluation,
                                base::Arena& arena) {
  text_.clear();
  cel::append_short(text_, value, evaluation);
  return arena.copy_text(text_);
}

std::span<const TraceStep> Tracing::steps(cel::Evaluation& evaluation, base::Arena& arena) {
  const std::span<const cel::Step> steps = told_.steps();
  const auto out = arena.make_array<TraceStep>(steps.size());
  for (size_t i = 0; i < steps.size(); ++i) {
    out[i].depth = steps[i].depth;
    out[i].expression = steps[i].text;
    out[i].value = shown(steps[i].value, evaluation, arena);
    out[i].element = steps[i].element;
    if (steps[i].element < 0) continue;
    out[i].element_value = shown(steps[i].element_value, evaluation, arena);
  }
  return out;
}

/// Of a term that several rules rest on, the same for all.
std::span<const TraceStep> Tracing::term(Story& story, cel::Evaluation& evaluation,
                                         uint32_t number) {
  if (terms_.empty()) terms_.resize(term_plans_.size());
  if (!terms_[number]) {
    explain(term_plans_[number], program_.rules->terms[number].program, evaluation);
    terms_[number] = steps(evaluation, *story.arena);
  }
  return *terms_[number];
}

const std::vector<uint32_t>& Tracing::terms_of(uint32_t rule) {
  if (!read_[rule]) read_[rule] = all_terms(program_.plans[rule], *program_.rules);
  return *read_[rule];
}

RuleTrace Tracing::rule(Story& story, cel::Evaluation& evaluation, uint32_t rule) {
  RuleTrace out;
  findings_.states[rule] = RuleState();
  RuleRunner runner(program_, story, evaluation, findings_);
  runner.keep_traces(*this, out);
  runner.run(rule);
  out.in_force = findings_.states[rule].in_force;
  out.outcome = findings_.states[rule].outcome();
  const std::vector<uint32_t>& terms = terms_of(rule);
  out.terms.reserve(terms.size());
  for (const uint32_t number : terms) {
    out.terms.push_back({program_.rules->terms[number].term, term(story, evaluation, number)});
  }
  return out;
}

}  // namespace stet::gate
