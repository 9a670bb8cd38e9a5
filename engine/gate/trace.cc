#include "engine/gate/trace.h"

#include "engine/gate/program.h"

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

std::string_view shown(const cel::Value& value, std::string& text, cel::Evaluation& evaluation,
                       base::Arena& arena) {
  text.clear();
  cel::append_short(text, value, evaluation);
  return arena.copy_text(text);
}

std::span<const TraceStep> as_texts(std::span<const cel::Step> steps, cel::Evaluation& evaluation,
                                    base::Arena& arena) {
  const auto out = arena.make_array<TraceStep>(steps.size());
  std::string text;
  for (size_t i = 0; i < steps.size(); ++i) {
    const cel::Step& step = steps[i];
    out[i].depth = step.depth;
    out[i].expression = step.text;
    out[i].value = shown(step.value, text, evaluation, arena);
    out[i].element = step.element;
    if (step.element < 0) continue;
    out[i].element_value = shown(step.element_value, text, evaluation, arena);
  }
  return out;
}

}  // namespace

std::span<const TraceStep> trace(const cel::Program& program, cel::Evaluation& evaluation,
                                 base::Arena& arena) {
  return as_texts(cel::explain(program, evaluation), evaluation, arena);
}

Tracing::Tracing(const Gate::Program& program)
    : program_(program), rules_(program.plans.size()), terms_(program.rules->terms.size()) {}

void Tracing::begin_story() {
  for (uint32_t rule = 0; rule < rules_.size(); ++rule) {
    if (rules_[rule].run) begin_rule(rule);
    rules_[rule].run = false;
  }
  for (Term& term : terms_) term.told = {}, term.steps.reset();
}

void Tracing::begin_rule(uint32_t number) {
  Rule& rule = rules_[number];
  rule.run = true;
  rule.silent = rule.telling = rule.left_out = 0;
  rule.kept.clear();
}

cel::Value Tracing::evaluate(uint32_t rule, const cel::Program& condition,
                             cel::Evaluation& evaluation) {
  const methodology::CompiledRule& compiled = *program_.plans[rule].rule;
  const bool when = compiled.when && &*compiled.when == &condition;
  std::optional<cel::Explainer>& explainer = when ? rules_[rule].when : rules_[rule].each;
  if (!explainer) explainer.emplace(condition);
  last_ = &*explainer;
  values_.resize(last_->size());
  return last_->evaluate(evaluation, values_);
}

void Tracing::keep(uint32_t number, const cel::Value& element, base::Arena& arena) {
  constexpr uint32_t most_telling = 10, most_silent = 3;
  Rule& rule = rules_[number];
  const cel::Value& result = last_->result(values_);
  const Outcome outcome = result.is_error()  ? Outcome::unknown
                          : result.is_true() ? Outcome::fired
                                             : Outcome::silent;
  const bool silent = outcome == Outcome::silent;
  if ((silent ? rule.silent : rule.telling)++ >= (silent ? most_silent : most_telling)) {
    ++rule.left_out;
    return;
  }
  rule.kept.push_back({outcome, element, {last_, arena.copy_array(values_)}});
}

cel::Value Tracing::evaluate_term(uint32_t number, cel::Evaluation& evaluation,
                                  base::Arena& arena) {
  Term& term = terms_[number];
  if (!term.explainer) term.explainer.emplace(program_.rules->terms[number].program);
  // A term may evaluate others meanwhile, so each has its own values.
  const auto values = arena.make_array<cel::Value>(term.explainer->size());
  term.told = {&*term.explainer, values};
  return term.explainer->evaluate(evaluation, values);
}

std::span<const TraceStep> Tracing::show(const Told& told, cel::Evaluation& evaluation,
                                         base::Arena& arena) {
  told.by->show(told.values, evaluation, steps_);
  return as_texts(steps_, evaluation, arena);
}

/// Of a term that several rules rest on, the same for all.
std::span<const TraceStep> Tracing::term(uint32_t number, cel::Evaluation& evaluation,
                                         base::Arena& arena) {
  Term& term = terms_[number];
  if (term.told.by == nullptr) evaluate_term(number, evaluation, arena);
  if (!term.steps) term.steps = show(term.told, evaluation, arena);
  return *term.steps;
}

const std::vector<uint32_t>& Tracing::terms_of(uint32_t rule) {
  auto& terms = rules_[rule].terms;
  if (!terms) terms = all_terms(program_.plans[rule], *program_.rules);
  return *terms;
}

RuleTrace Tracing::rule(uint32_t number, const RuleState& state, cel::Evaluation& evaluation,
                        base::Arena& arena) {
  RuleTrace out;
  const Rule& rule = rules_[number];
  out.in_force = state.in_force;
  out.outcome = state.outcome();
  out.left_out = rule.left_out;
  out.conditions.reserve(rule.kept.size());
  for (const Kept& kept : rule.kept) {
    ConditionTrace& made = out.conditions.emplace_back();
    made.outcome = kept.outcome;
    made.steps = show(kept.told, evaluation, arena);
    if (!kept.element.is(cel::Kind::unresolved)) {
      std::string text;
      made.element = shown(kept.element, text, evaluation, arena);
    }
  }
  const std::vector<uint32_t>& terms = terms_of(number);
  out.terms.reserve(terms.size());
  for (const uint32_t one : terms) {
    out.terms.push_back({program_.rules->terms[one].term, term(one, evaluation, arena)});
  }
  return out;
}

}  // namespace stet::gate
