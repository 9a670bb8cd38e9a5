// Rules file → Gate: read, declare the vocabulary, compile, work out what no story changes.
#include <algorithm>

#include "engine/base/sort.h"
#include "engine/gate/program.h"
#include "engine/gate/quantity_types.h"

namespace stet::gate {

namespace {

using methodology::CompiledRule;
using methodology::CompiledRules;
using methodology::Methodology;

bool before(const formats::Instant& a, const formats::Instant& b) {
  return a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds < b.nanoseconds;
}

template <typename Visit>
void visit_template(const methodology::Template& text, Visit visit) {
  for (const methodology::Piece& piece : text.pieces) {
    if (piece.program) visit(*piece.program);
  }
}

/// Calls `visit` with each program of a rule.
template <typename Visit>
void visit_programs(const CompiledRule& rule, Visit visit) {
  for (const auto* program : {&rule.each, &rule.when, &rule.at}) {
    if (*program) visit(**program);
  }
  visit_template(rule.message, visit);
  for (const methodology::Template& fix : rule.fixes) visit_template(fix, visit);
  visit_template(rule.replacement, visit);
}

/// Terms that a rule's condition and message name, not those that other terms read.
std::vector<uint32_t> terms_of(const CompiledRule& rule, const CompiledRules& rules) {
  std::vector<uint32_t> terms;
  visit_programs(rule, [&](const cel::Program& program) {
    for (const uint32_t slot : program.variables()) {
      const uint32_t term = slot - rules.first_term_slot;
      if (slot >= rules.first_term_slot && term < rules.terms.size()) terms.push_back(term);
    }
  });
  base::sort(terms);
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

RulePlan plan_rule(const CompiledRule& rule, const Methodology& methodology,
                   const CompiledRules& rules) {
  RulePlan plan;
  plan.rule = &rule;
  plan.in_force = {formats::parse_date_time(rule.rule->since), end_of(rule.rule->until)};
  plan.unknown = rule.rule->when_unknown.value_or(methodology.unknown);
  plan.terms = terms_of(rule, rules);
  if (rule.when && !rule.each && !rule.rule->find) plan.escapes = cel::escapes(*rule.when);
  return plan;
}

uint8_t needs_of(const Vocabulary& vocabulary, const Methodology& methodology,
                 const CompiledRules& rules) {
  unsigned needs = evidence::needs_of_scores(methodology);
  for (const methodology::CompiledTerm& term : rules.terms) needs |= vocabulary.needs(term.program);
  for (const CompiledRule& rule : rules.rules) {
    visit_programs(rule, [&](const cel::Program& p) { needs |= vocabulary.needs(p); });
  }
  return static_cast<uint8_t>(needs);
}

void report_list_name(const methodology::PhraseList& list, const std::string& name,
                      const Methodology& methodology, base::Problems& problems) {
  base::Problem problem;
  problem.code = "duplicate-name";
  if (!list.phrases.empty()) {
    problem.span = list.phrases[0].place;
    problem.file = methodology.files[list.phrases[0].file]->name;
  }
  problem.message = "expected a list whose name in conditions is its own, found '" + list.id +
                    "', which becomes '" + name + "' like another";
  problems.add(std::move(problem));
}

/// Lists become variables; two must not become the same one.
bool check_list_names(const Methodology& methodology, base::Problems& problems) {
  const size_t errors = problems.error_count();
  std::vector<std::string> taken = {"words",     "blocks",     "figures",
                                    "sentences", "quotations", "quantities"};
  for (const methodology::PhraseList& list : methodology.lists) {
    std::string name = condition_name(list.id);
    if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
      report_list_name(list, "text." + name, methodology, problems);
    }
    taken.push_back(std::move(name));
  }
  return problems.error_count() == errors;
}

void plan_all(Gate::Program& program, base::Problems& problems) {
  const Methodology& methodology = *program.methodology;
  uint32_t kept = 0;
  for (const CompiledRule& rule : program.rules->rules) {
    RulePlan& plan = program.plans.emplace_back(plan_rule(rule, methodology, *program.rules));
    const bool of_findings =
        rule.each && rule.when && program.vocabulary.lists_findings(*rule.each);
    if (of_findings) plan.kept = kept++;
  }
  for (const methodology::Exception& exception : methodology.exceptions) {
    program.exceptions.push_back(
        {&exception, find_rule(methodology, exception.rule), end_of(exception.until)});
  }
  program.search.emplace(methodology, program.rules->phrases, program.rules->patterns,
                         needs_of(program.vocabulary, methodology, *program.rules), problems);
  program.engine_digest = base::sha256(engine_version);
}

}  // namespace

bool Period::contains(const formats::Instant& now) const {
  return !(from && before(now, *from)) && (!to || before(now, *to));
}

formats::Instant end_of(const formats::Instant& until, std::string_view written) {
  constexpr size_t date_size = 10;  // "2026-12-31"
  constexpr int64_t day = 24 * 60 * 60;
  return {written.size() == date_size ? until.seconds + day : until.seconds, until.nanoseconds};
}

std::optional<formats::Instant> end_of(std::string_view until) {
  const auto instant = formats::parse_date_time(until);
  if (!instant) return std::nullopt;
  return end_of(*instant, until);
}

std::optional<uint32_t> find_rule(const Methodology& methodology, std::string_view id) {
  for (uint32_t i = 0; i < methodology.rules.size(); ++i) {
    if (methodology.rules[i].id == id) return i;
  }
  return std::nullopt;
}

namespace {

void drop_examples(Methodology& methodology) {
  for (methodology::Rule& rule : methodology.rules)
    std::vector<methodology::RuleTest>().swap(rule.tests);
  methodology.example = nullptr;
  methodology.tree.reset();
}

}  // namespace

Gate::Gate() = default;
Gate::~Gate() = default;
const Methodology& Gate::methodology() const { return *program_->methodology; }

std::unique_ptr<const Gate> compile(const std::string& entry, methodology::FileSource& files,
                                    base::Problems& problems, Examples examples) {
  auto read = methodology::read(entry, files, problems);
  if (read == nullptr || !check_list_names(*read, problems)) return nullptr;
  if (examples == Examples::dropped) drop_examples(*read);
  auto program = std::make_unique<Gate::Program>(std::move(read));
  const auto declare = [&](cel::Environment& environment) {
    program->vocabulary.declare(environment);
  };
  // Conditions are checked in a file with other mistakes, too, so that all are told at once.
  program->rules = methodology::compile_rules(*program->methodology, declare, "Hit", problems);
  if (program->rules == nullptr || problems.has_errors()) {
    report_missing_quantities(problems);
    return nullptr;
  }
  plan_all(*program, problems);
  if (problems.has_errors()) return nullptr;
  std::unique_ptr<Gate> gate(new Gate());
  gate->program_ = std::move(program);
  return gate;
}

std::string reference_markdown(const Gate& gate) {
  std::string out;
  gate.program().rules->environments.front()->write_reference(out);
  return out;
}

}  // namespace stet::gate
