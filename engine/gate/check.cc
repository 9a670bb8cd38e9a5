// One article through all stages:
//
//   bytes ─read─▶ Article ─collect─▶ Evidence ─▶ rules ─▶ waivers ─▶ decision, to pass ─▶ Verdict
//
// Everything lives in the arena of the check or in vectors that keep their memory, so a thread that
// checks a million stories allocates for the first few only. Tested in tests/gate.
#include <algorithm>
#include <tuple>

#include "engine/base/sort.h"
#include "engine/evidence/changes.h"
#include "engine/evidence/collect.h"
#include "engine/formats/reader.h"
#include "engine/gate/findings.h"
#include "engine/gate/printed.h"
#include "engine/gate/program.h"
#include "engine/gate/quantity_types.h"
#include "engine/gate/rule_runner.h"
#include "engine/gate/to_pass.h"
#include "engine/gate/trace.h"
#include "engine/gate/waivers.h"

namespace stet::gate {

namespace {

using methodology::Stage;

// What the gate itself finds; no rule has a slash in its name.
constexpr std::string_view id_unreadable = "stet/unreadable";
constexpr std::string_view id_malformed = "stet/malformed-input";
constexpr std::string_view id_nothing = "stet/nothing-to-check";
constexpr std::string_view id_changed = "stet/changed-without-correction";

cel::Value resolve(void* host, uint32_t slot, cel::Evaluation& evaluation) {
  Story& story = *static_cast<Story*>(host);
  const methodology::CompiledRules& rules = *story.rules;
  if (!story.hidden.empty()) {
    story.look_further(evaluation);
    const cel::Value& known = evaluation.slots()[slot];
    if (!known.is(cel::Kind::unresolved)) return known;
  }
  if (slot < story.vocabulary->slot_count()) {
    return story.vocabulary->resolve(story, slot, evaluation);
  }
  const uint32_t term = slot - rules.first_term_slot;
  if (slot >= rules.first_term_slot && term < rules.terms.size()) {
    if (has_records && story.records != nullptr)
      return story.records->evaluate_term(term, evaluation, *story.arena);
    return cel::evaluate(rules.terms[term].program, evaluation);
  }
  return evaluation.fail(cel::ErrorCode::host, "there is nothing to point at");
}

/// "Verified by {n} sources"
std::string_view fill_count(std::string_view text, uint32_t count, base::Arena& arena) {
  constexpr std::string_view mark = "{n}";
  std::string filled;
  while (true) {
    const size_t at = text.find(mark);
    filled += text.substr(0, at);
    if (at == std::string_view::npos) break;
    filled += std::to_string(count);
    text.remove_prefix(at + mark.size());
  }
  return arena.copy_text(filled);
}

Badge make_badge(const methodology::Verification& words, uint32_t count, base::Arena& arena) {
  Badge badge;
  badge.count = count;
  badge.verified = static_cast<int64_t>(count) >= words.verified_from;
  badge.marked = !badge.verified;
  const std::string& text = badge.verified ? words.verified : count > 0 ? words.single : words.none;
  badge.text = fill_count(text, count, arena);
  return badge;
}

}  // namespace

struct Checker::State {
  explicit State(const Gate& gate)
      : program(gate.program()), collector(*program.search), slots(program.rules->slot_count) {}

  const Verdict& check(std::string_view bytes, const CheckOptions& check_options);

  void begin(std::string_view bytes);
  void read_time();
  void run_rules(cel::Evaluation& evaluation);
  void add_scores();
  void add_quantities();
  void settle_effects();
  void add_gate_findings();
  void add_gate_finding(std::string_view id, Outcome outcome, std::string_view message,
                        base::Span place);
  void add_changes(formats::ReadOptions read_options);
  void sort_found();
  void add_terms(cel::Evaluation& evaluation);
  void decide();
  void count_outcomes();
  void add_outcome(uint32_t rule, const Tally& tally, Outcome outcome);
  void add_gate_outcome(std::string_view id, Outcome outcome, Tally tally);
  void finish();
  /// Made when asked for first.
  Tracing& explaining() {
    if (tracing == nullptr) tracing = std::make_shared<Tracing>(program);
    return *tracing;
  }
  RuleTrace explain(uint32_t rule, cel::Evaluation& evaluation);
  uint64_t clock() const { return options.profile && options.clock ? options.clock() : 0; }
  /// Time since the last call, added to `stage`.
  void lap(uint64_t& stage);

  const Gate::Program& program;
  formats::Reader reader;
  evidence::Collector collector;
  base::Arena arena;
  std::vector<cel::Value> slots;
  Findings findings;
  std::vector<Diagnostic> diagnostics;
  std::vector<RuleOutcome> outcomes;
  std::vector<TermValue> terms;
  base::Problems problems;
  Tally malformed;  ///< errors of the input
  Tally changed;    ///< since the version before
  formats::Reader previous_reader;
  Profile profile;
  uint64_t lap_started = 0;
  std::shared_ptr<Tracing> tracing;  // so that who never makes one need not know how to end it

  // Of the check at hand.
  CheckOptions options;
  Story story;
  Verdict verdict;
};

void Checker::State::lap(uint64_t& stage) {
  if (!options.profile) return;
  const uint64_t now = clock();
  stage += now - lap_started;
  lap_started = now;
}

void Checker::State::begin(std::string_view bytes) {
  arena.reset();
  problems = base::Problems();
  malformed = Tally();
  changed = Tally();
  findings.reset(program.plans.size());
  diagnostics.clear();
  outcomes.clear();
  terms.clear();
  if (has_records && tracing != nullptr) tracing->begin_story();
  std::fill(slots.begin(), slots.end(), cel::Value::unresolved());
  story = Story();
  story.methodology = program.methodology.get();
  story.rules = program.rules.get();
  story.vocabulary = &program.vocabulary;
  story.collector = &collector;
  story.arena = &arena;
  story.lean = options.lean;
  if constexpr (has_records) story.records = options.record ? &explaining() : nullptr;
  verdict = Verdict();
  verdict.methodology = story.methodology;
  verdict.name = options.name;
  verdict.input = bytes;
  verdict.engine_version = engine_version;
  verdict.engine_digest = program.engine_digest;
  if (options.digest && !options.lean) verdict.article_digest = base::sha256(bytes);
  if (options.profile) {
    profile = Profile();
    profile.rule_ns.resize(program.plans.size());
    lap_started = clock();
  }
}

/// A time that cannot be read is told and then unknown, so that nothing is judged by a wrong one.
void Checker::State::read_time() {
  if (options.now.empty()) return;
  story.now_text = arena.copy_text(options.now);
  story.now = formats::parse_date_time(options.now);
  if (story.now) return;
  base::Problem problem;
  problem.code = "bad-time";
  problem.file = options.name;
  problem.message =
      "expected the time of the check as RFC 3339, found '" + std::string(options.now) + "'";
  problems.add(std::move(problem));
}

const Verdict& Checker::State::check(std::string_view bytes, const CheckOptions& check_options) {
  options = check_options;
  begin(bytes);
  read_time();
  formats::ReadOptions read_options;
  read_options.name = options.name;
  read_options.format = options.format;
  read_options.sections = program.methodology->sections;
  verdict.article = story.article = reader.read(bytes, read_options, problems);
  lap(profile.read_ns);
  cel::Evaluation evaluation(arena, slots);
  evaluation.set_resolver(&story, resolve);
  if (story.article != nullptr) {
    collector.set_clock(options.profile ? options.clock : nullptr);
    collector.show_passages(!options.lean);
    verdict.evidence = story.evidence = &collector.collect(*story.article);
    lap(profile.evidence_ns);
    profile.text_ns = collector.text_ns();
    profile.evidence_ns -= profile.text_ns;
    if (!options.lean || options.scores) add_scores();
    lap(profile.scores_ns);
    run_rules(evaluation);
    add_quantities();
    lap(profile.rules_ns);
    verdict.waivers = apply_waivers(program, story, findings);
  }
  settle_effects();
  add_gate_findings();
  if (story.article != nullptr && !options.previous.empty()) add_changes(read_options);
  sort_found();
  if (!options.lean) {
    verdict.to_pass = list_requirements(program, story, findings.found, findings, evaluation);
    add_terms(evaluation);
  }
  decide();
  finish();
  lap(profile.rules_ns);
  return verdict;
}

void Checker::State::run_rules(cel::Evaluation& evaluation) {
  RuleRunner runner(program, story, evaluation, findings);
  if (options.trace) runner.trace_diagnostics();
  if (story.records != nullptr) runner.record(*story.records);
  for (uint32_t rule = 0; rule < program.plans.size(); ++rule) {
    const uint64_t started = clock();
    runner.run(rule);
    if (options.profile) profile.rule_ns[rule] += clock() - started;
  }
}

void Checker::State::add_scores() {
  verdict.sentiment = story.sentiment_scores();
  verdict.impact = story.impact_score();
  verdict.confidence = story.confidence_score();
}

void Checker::State::add_quantities() {
  if (!options.quantities || !program.search->needs(evidence::need_quantities)) return;
  verdict.quantities = quantities_of(story);
}

/// Observed and waived rules are shown and have no say.
void Checker::State::settle_effects() {
  for (Found& found : findings.found) {
    Diagnostic& diagnostic = found.diagnostic;
    diagnostic.waived = findings.states[found.rule].waived;
    diagnostic.counts = diagnostic.rule->stage == Stage::enforce && !diagnostic.waived;
  }
}

void Checker::State::add_gate_finding(std::string_view id, Outcome outcome,
                                      std::string_view message, base::Span place) {
  Diagnostic diagnostic;
  diagnostic.id = id;
  diagnostic.outcome = outcome;
  diagnostic.decision = program.methodology->unknown;
  diagnostic.message = arena.copy_text(message);
  diagnostic.place = place;
  findings.found.push_back({gate_rule, diagnostic});
}

/// What the gate itself holds against the input: nothing that it could not read is passed over.
/// All of it counts as unknown, which no methodology may let clear.
void Checker::State::add_gate_findings() {
  const bool unreadable = story.article == nullptr;
  for (const base::Problem& problem : problems.all()) {
    if (problem.severity != base::Severity::error) continue;
    if (++malformed.count > max_diagnostics_per_rule) continue;
    ++malformed.shown;
    add_gate_finding(unreadable ? id_unreadable : id_malformed, Outcome::unknown, problem.message,
                     problem.span);
  }
  malformed.count += static_cast<uint32_t>(problems.dropped());
  if (unreadable && malformed.count == 0) {
    malformed.count = malformed.shown = 1;
    add_gate_finding(id_unreadable, Outcome::unknown, "the input cannot be read as a story", {});
  }
  if (!unreadable && story.evidence->body_words == 0) {
    add_gate_finding(id_nothing, Outcome::unknown, "no words of a body could be read",
                     story_place(*story.article).span);
  }
}

/// Every change of a figure, a name or a quotation counts, unless the new version has a correction
/// that the old one has not. What is wrong with the old one is not this story's problem. It may be
/// in another format.
void Checker::State::add_changes(formats::ReadOptions read_options) {
  read_options.format = formats::Format::automatic;
  base::Problems ignored;
  const formats::Article* before = previous_reader.read(options.previous, read_options, ignored);
  if (before == nullptr) {
    ++malformed.count;
    ++malformed.shown;
    add_gate_finding(id_malformed, Outcome::unknown, "the version before cannot be read as a story",
                     {});
    return;
  }
  if (evidence::is_corrected(*before, *story.article)) return;
  for (const evidence::Change& change :
       evidence::find_changes(*before, *story.article, program.search->lexicon(), arena)) {
    if (++changed.count > max_diagnostics_per_rule) continue;
    ++changed.shown;
    std::string message = "the ";
    message.append(evidence::to_string(change.kind)).append(" '").append(change.after);
    message.append("' was '").append(change.before);
    message += "' in the version before, and no correction says so";
    add_gate_finding(id_changed, Outcome::fired, message, change.place);
  }
}

void Checker::State::sort_found() {
  base::sort_in_place(findings.found, [](const Found& a, const Found& b) {
    const Diagnostic& x = a.diagnostic;
    const Diagnostic& y = b.diagnostic;
    return std::tie(x.place.begin, x.place.end, y.decision, x.id, x.outcome, x.message) <
           std::tie(y.place.begin, y.place.end, x.decision, y.id, y.outcome, y.message);
  });
}

/// Measures of the rules that fired and count, in the order of the methodology.
void Checker::State::add_terms(cel::Evaluation& evaluation) {
  const size_t count = program.rules->terms.size();
  const auto used = arena.make_array<bool>(count);
  for (uint32_t rule = 0; rule < findings.states.size(); ++rule) {
    const RuleState& state = findings.states[rule];
    const bool shown = state.fired.shown > 0 && !state.waived;
    if (!shown) continue;
    for (const uint32_t term : program.plans[rule].terms) used[term] = true;
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (!used[i]) continue;
    const methodology::CompiledTerm& term = program.rules->terms[i];
    findings.scratch.clear();
    const cel::Value& known = slots[term.slot];
    append_printed(findings.scratch, known.is(cel::Kind::unresolved)
                                         ? cel::evaluate(term.program, evaluation)
                                         : known);
    terms.push_back({term.term, arena.copy_text(findings.scratch)});
  }
}

void Checker::State::add_outcome(uint32_t rule, const Tally& tally, Outcome outcome) {
  if (tally.count == 0) return;
  const RulePlan& plan = program.plans[rule];
  const methodology::Rule& written = *plan.rule->rule;
  RuleOutcome made;
  made.rule = &written;
  made.id = written.id;
  made.outcome = outcome;
  made.decision = outcome == Outcome::fired ? written.decision : plan.unknown;
  made.waived = findings.states[rule].waived;
  made.counts = written.stage == Stage::enforce && !made.waived;
  made.count = tally.count;
  made.shown = tally.shown;
  outcomes.push_back(made);
}

void Checker::State::add_gate_outcome(std::string_view id, Outcome outcome, Tally tally) {
  if (tally.count == 0) return;
  RuleOutcome made;
  made.id = id;
  made.outcome = outcome;
  made.decision = program.methodology->unknown;
  made.count = tally.count;
  made.shown = tally.shown;
  outcomes.push_back(made);
}

/// Worst wins; what the order of rules is does not matter.
void Checker::State::decide() {
  count_outcomes();
  const bool unreadable = story.article == nullptr;
  const bool nothing = !unreadable && story.evidence->body_words == 0;
  add_gate_outcome(unreadable ? id_unreadable : id_malformed, Outcome::unknown, malformed);
  add_gate_outcome(id_nothing, Outcome::unknown, {nothing ? 1u : 0u, nothing ? 1u : 0u});
  add_gate_outcome(id_changed, Outcome::fired, changed);
  base::sort_in_place(outcomes, [](const RuleOutcome& a, const RuleOutcome& b) {
    return std::tie(a.id, a.outcome) < std::tie(b.id, b.outcome);
  });
  for (const RuleOutcome& outcome : outcomes) {
    if (outcome.counts) verdict.decision = std::max(verdict.decision, outcome.decision);
  }
  verdict.clears =
      program.methodology->decisions[verdict.decision].clears && !unreadable && !nothing;
}

void Checker::State::count_outcomes() {
  Checked& checked = verdict.checked;
  for (uint32_t rule = 0; rule < findings.states.size(); ++rule) {
    const RuleState& state = findings.states[rule];
    const Stage stage = program.methodology->rules[rule].stage;
    checked.rules += state.in_force ? 1 : 0;
    checked.drafts_fired += stage == Stage::draft && state.fired.count > 0 ? 1 : 0;
    if (stage == Stage::draft) continue;
    checked.fired += stage == Stage::enforce && state.fired.count > 0 ? 1 : 0;
    checked.observed += stage == Stage::observe && state.fired.count > 0 ? 1 : 0;
    checked.unknown += state.unknown.count > 0 ? 1 : 0;
    checked.waived += state.waived ? 1 : 0;
    add_outcome(rule, state.fired, Outcome::fired);
    add_outcome(rule, state.unknown, Outcome::unknown);
  }
}

void Checker::State::finish() {
  for (const Found& found : findings.found) diagnostics.push_back(found.diagnostic);
  verdict.diagnostics = diagnostics;
  verdict.outcomes = outcomes;
  verdict.terms = terms;
  verdict.problems = problems.all();
  verdict.problems_dropped = static_cast<uint32_t>(problems.dropped());
  const uint32_t count = story.evidence == nullptr ? 0 : story.evidence->verified;
  verdict.badge = make_badge(program.methodology->verification, count, arena);
  if (story.evidence == nullptr) return;
  verdict.checked.blocks = story.evidence->blocks;
  verdict.checked.words = story.evidence->words;
}

Checker::Checker(const Gate& gate) : state_(std::make_unique<State>(gate)) {}
Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;

const Verdict& Checker::check(std::string_view bytes, const CheckOptions& options) {
  return state_->check(bytes, options);
}

void Checker::remember() {
  state_->reader.remember();
  state_->collector.remember_passages();
}

const Profile& Checker::profile() const { return state_->profile; }

std::span<const scores::Sentiment> Checker::sentiment_about(
    std::span<const std::string_view> names) {
  const Story& story = state_->story;
  if (story.article == nullptr) return {};
  return scores::score_sentiment_about(*story.methodology, *story.evidence, names, state_->arena);
}

RuleTrace Checker::State::explain(uint32_t rule, cel::Evaluation& evaluation) {
  if constexpr (!has_records) module_has_no_records();
  Tracing& records = explaining();
  if (records.has(rule)) return records.rule(rule, findings.states[rule], evaluation, arena);
  Findings again;
  again.reset(program.plans.size());
  RuleRunner runner(program, story, evaluation, again);
  runner.record(records);
  runner.tell_nothing();
  runner.run(rule);
  return records.rule(rule, again.states[rule], evaluation, arena);
}

RuleTrace Checker::explain(uint32_t rule) {
  RuleTrace out;
  try_out([&](const cel::Environment&, cel::Evaluation& evaluation) {
    out = state_->explain(rule, evaluation);
  });
  return out;
}

Outcome Checker::rerun(uint32_t rule, const Watch& watch) {
  Outcome out = Outcome::silent;
  try_out([&](const cel::Environment&, cel::Evaluation& evaluation) {
    Findings findings;
    findings.reset(state_->program.plans.size());
    RuleRunner runner(state_->program, state_->story, evaluation, findings);
    if (watch) runner.watch(watch);
    runner.run(rule);
    out = findings.states[rule].outcome();
  });
  return out;
}

void Checker::try_out(const TryOut& use) {
  if (state_->story.article == nullptr) return;
  cel::Evaluation evaluation(state_->arena, state_->slots);
  evaluation.set_resolver(&state_->story, resolve);
  use(*state_->program.rules->environments.front(), evaluation);
}

Outcome Checker::outcome(uint32_t rule) const { return state_->findings.states[rule].outcome(); }

}  // namespace stet::gate
