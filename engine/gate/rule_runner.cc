#include "engine/gate/rule_runner.h"

#include <algorithm>
#include <utility>

#include "engine/base/json_writer.h"
#include "engine/base/sort.h"
#include "engine/cel/skip.h"
#include "engine/gate/printed.h"
#include "engine/gate/trace.h"

namespace stet::gate {

namespace {

using cel::Value;
using methodology::Scope;

template <typename Enum>
bool has_bit(uint8_t set, Enum value) {
  return (set >> static_cast<unsigned>(value) & 1u) != 0;
}

bool in_scope(const Scope& scope, const evidence::Hit& hit) {
  if (!has_bit(scope.parts, hit.passage->part) || !has_bit(scope.voices, hit.voice)) return false;
  if (scope.sections.empty()) return true;
  return std::find(scope.sections.begin(), scope.sections.end(), hit.passage->section) !=
         scope.sections.end();
}

/// Document order. Passages stand in one array, so their addresses tell it.
bool stands_before(const evidence::Hit* a, const evidence::Hit* b) {
  if (a->passage != b->passage) return a->passage < b->passage;
  if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin;
  if (a->span.end != b->span.end) return a->span.end < b->span.end;
  return a->list < b->list;
}

bool same_place(const evidence::Hit* a, const evidence::Hit* b) {
  return a->passage == b->passage && a->span == b->span;
}

/// Of a finding.
const evidence::Passage& passage_of(const Value& element) {
  return *static_cast<const evidence::Finding*>(element.record())->passage;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

Place story_place(const formats::Article& article) {
  if (!article.headline.present()) return {};
  return {article.headline.value.source, article.headline.view(), true};
}

void RuleRunner::run(uint32_t rule) {
  number_ = rule;
  plan_ = &program_.plans[rule];
  rule_ = plan_->rule;
  state_ = &findings_.states[rule];
  if (story_.now && !plan_->in_force.contains(*story_.now)) return;
  state_->in_force = true;
  if (has_records && records_ != nullptr) records_->begin_rule(rule);
  asked_ = nullptr;
  evaluation_.slots()[program_.rules->element_slot] = Value::unresolved();
  if (rule_->each) {
    run_each();
  } else if (rule_->rule->find) {
    run_find();
  } else {
    run_whole();
  }
}

Value RuleRunner::condition() { return rule_->when ? ask(*rule_->when) : Value::boolean(true); }

Value RuleRunner::ask(const cel::Program& program) {
  if (watch_ != nullptr) (*watch_)(program, evaluation_);
  asked_ = &program;
  if (!has_records || records_ == nullptr) return cel::evaluate(program, evaluation_);
  const Value result = records_->evaluate(number_, program, evaluation_);
  const bool has_element = rule_->each || rule_->rule->find;
  const Value& element = evaluation_.slots()[program_.rules->element_slot];
  records_->keep(number_, has_element ? element : Value::unresolved(), *story_.arena);
  return result;
}

void RuleRunner::set_element(const Value& value) {
  evaluation_.slots()[program_.rules->element_slot] = value;
}

Place RuleRunner::place_of(const Value& value) const {
  const Place place = program_.vocabulary.place(story_, value, evaluation_);
  return place.known ? place : story_place(*story_.article);
}

void RuleRunner::run_each() {
  const bool records = has_records && records_ != nullptr;
  const Value list = records ? records_->evaluate(number_, *rule_->each, evaluation_)
                             : cel::evaluate(*rule_->each, evaluation_);
  if (list.is_error()) {
    if (records) records_->keep(number_, Value::unresolved(), *story_.arena);
    asked_ = &*rule_->each;
    return unknown(story_place(*story_.article), list.error());
  }
  const bool by_passage = plan_->kept && !records && watch_ == nullptr && list.size() > 0 &&
                          passage_of(evaluation_.element(list, 0)).judged != nullptr;
  const bool skips =
      cel::has_searches && rule_->when && !records && watch_ == nullptr && !by_passage;
  for (uint32_t i = 0; i < list.size();) {
    if (skips) {
      i = cel::skip_false(*rule_->when, program_.rules->element_slot, list, i, evaluation_);
      if (i == list.size()) break;
    }
    if (by_passage) {
      i = judge_passage(list, i);
    } else {
      is_silent(list, i++);
    }
  }
}

// The element is put where conditions read it at once: on the way through a variable its two halves
// would be read as a whole before they are there, which keeps a processor waiting.
bool RuleRunner::is_silent(const Value& list, uint32_t index) {
  Value& element = evaluation_.slots()[program_.rules->element_slot];
  element = evaluation_.element(list, index);
  const Value holds = condition();
  if (holds.is_false()) return true;
  const Place place = place_of(element);
  holds.is_error() ? unknown(place, holds.error()) : fired(place);
  return false;
}

/// Of the findings from `first` on all that stand in its passage; the number of the next.
uint32_t RuleRunner::judge_passage(const Value& list, uint32_t first) {
  const evidence::Passage& passage = passage_of(evaluation_.element(list, first));
  if (passage.judged->size() <= *plan_->kept) passage.judged->resize(*plan_->kept + size_t{1});
  evidence::Judged& judged = (*passage.judged)[*plan_->kept];
  const bool asks = judged.findings == evidence::Judged::each_time;
  if (!asks && judged.findings > 0 && evaluation_.pay(judged.steps)) return first + judged.findings;
  const int64_t left = evaluation_.story_left();
  story_.looked_further = asks;
  if (!asks) {
    story_.hidden = evaluation_.slots();
    findings_.no_slots.resize(story_.hidden.size(), Value::unresolved());
    evaluation_.set_slots(findings_.no_slots);
  }
  bool silent = true;
  uint32_t next = first;
  do {
    silent &= is_silent(list, next++);
  } while (next < list.size() && &passage_of(evaluation_.element(list, next)) == &passage);
  if (!story_.hidden.empty()) evaluation_.set_slots(std::exchange(story_.hidden, {}));
  judged.findings = silent && !story_.looked_further ? next - first : evidence::Judged::each_time;
  judged.steps = static_cast<uint32_t>(left - evaluation_.story_left());
  return next;
}

void RuleRunner::add_in_scope(std::span<const evidence::Hit> hits) {
  const Scope& scope = rule_->rule->find->scope;
  for (const evidence::Hit& hit : hits) {
    if (in_scope(scope, hit)) hits_.push_back(&hit);
  }
}

void RuleRunner::gather_hits() {
  hits_.clear();
  for (const uint32_t list : rule_->lists) add_in_scope(story_.evidence->list_hits[list]);
  if (rule_->pattern) add_in_scope(story_.evidence->pattern_hits(*rule_->pattern));
  base::sort_in_place(hits_, stands_before);
  hits_.erase(std::unique(hits_.begin(), hits_.end(), same_place), hits_.end());
}

void RuleRunner::run_find() {
  gather_hits();
  for (const evidence::Hit* hit : hits_) {
    set_element(Value::object(hit));
    const Value holds = condition();
    if (holds.is_false()) continue;
    const Place place{base::to_source(*hit->passage->text, story_.article->input, hit->span),
                      hit->text(), true};
    holds.is_error() ? unknown(place, holds.error()) : fired(place, hit);
  }
}

void RuleRunner::run_whole() {
  const Value holds = condition();
  if (holds.is_false()) return;
  if (holds.is_error()) return unknown(story_place(*story_.article), holds.error());
  if (rule_->at && tells_) point_at(*rule_->at);
  // The rule fires even when there is nothing to point at, or when that cannot be told.
  if (state_->fired.count == 0) fired(story_place(*story_.article));
}

void RuleRunner::point_at(const cel::Program& at) {
  const Value places = cel::evaluate(at, evaluation_);
  if (places.is_error()) return;
  if (!rule_->at_is_list) {
    set_element(places);
    return fired(place_of(places));
  }
  for (uint32_t i = 0; i < places.size(); ++i) {
    const Value element = evaluation_.element(places, i);
    set_element(element);
    fired(place_of(element));
  }
}

Diagnostic RuleRunner::make(const Place& place) {
  Diagnostic diagnostic;
  diagnostic.rule = rule_->rule;
  diagnostic.id = rule_->rule->id;
  diagnostic.place = place.span;
  diagnostic.evidence = place.text;
  if (tracing_ && asked_ != nullptr) {
    diagnostic.trace = trace(*asked_, evaluation_, *story_.arena);
    asked_ = nullptr;
  }
  return diagnostic;
}

bool RuleRunner::is_told(Tally& tally) {
  // Drafts are counted and told to nobody, so they need no words.
  const bool told = rule_->rule->stage != methodology::Stage::draft;
  if (++tally.count > max_diagnostics_per_rule || !told || story_.lean || !tells_) {
    return false;
  }
  ++tally.shown;
  return true;
}

void RuleRunner::fired(const Place& place, const evidence::Hit* hit) {
  if (!is_told(state_->fired)) return;
  Diagnostic diagnostic = make(place);
  diagnostic.outcome = Outcome::fired;
  diagnostic.decision = rule_->rule->decision;
  fill_texts(diagnostic);
  if (hit != nullptr && !rule_->replacement.empty()) add_edit(diagnostic, *hit);
  findings_.found.push_back({number_, diagnostic});
}

void RuleRunner::fill_texts(Diagnostic& diagnostic) {
  std::string& text = findings_.scratch;
  text.clear();
  append_template(text, rule_->message, evaluation_);
  if (text.empty()) text = rule_->rule->title;
  diagnostic.message = keep(text);
  const auto fixes = story_.arena->make_array<std::string_view>(rule_->fixes.size());
  for (size_t i = 0; i < fixes.size(); ++i) {
    text.clear();
    append_template(text, rule_->fixes[i], evaluation_);
    fixes[i] = keep(text);
  }
  diagnostic.fixes = fixes;
}

void RuleRunner::add_edit(Diagnostic& diagnostic, const evidence::Hit& hit) {
  std::string& text = findings_.scratch;
  text.clear();
  append_template(text, rule_->replacement, evaluation_);
  // A word that begins a sentence stays capital.
  const std::string_view found = hit.text();
  const bool capital = !found.empty() && is_upper(found[0]);
  if (capital && !text.empty() && is_lower(text[0])) text[0] = static_cast<char>(text[0] - 32);
  if (story_.article->format == formats::Format::json) {
    std::string escaped;
    base::append_json_escaped(escaped, text);
    text.swap(escaped);
  }
  auto* edit = story_.arena->make<Edit>();
  edit->place = diagnostic.place;
  edit->expected = base::slice(story_.article->input, diagnostic.place);
  edit->replacement = keep(text);
  diagnostic.edits = {edit, 1};
}

void RuleRunner::unknown(const Place& place, const cel::Error& error) {
  if (!is_told(state_->unknown)) return;
  Diagnostic diagnostic = make(place);
  diagnostic.outcome = Outcome::unknown;
  diagnostic.decision = plan_->unknown;
  std::string& text = findings_.scratch;
  text = "cannot be evaluated: ";
  if (error.code == cel::ErrorCode::budget) {
    text.append("rule '").append(rule_->rule->id).append("' used up its budget");
  } else {
    text += error.message;
  }
  diagnostic.message = keep(text);
  diagnostic.missing = error.message == no_time ? std::string_view("now") : error.path;
  findings_.found.push_back({number_, diagnostic});
}

}  // namespace stet::gate
