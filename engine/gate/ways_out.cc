#include "engine/gate/ways_out.h"

#include <algorithm>

#include "engine/base/sort.h"
#include "engine/gate/printed.h"
#include "engine/gate/rule_runner.h"

namespace stet::gate {

namespace {

using cel::Kind;
using cel::Relation;
using cel::Value;

constexpr size_t most_told = 3;

bool is_number(const Value& value) {
  return value.is(Kind::integer) || value.is(Kind::floating) || value.is(Kind::unsigned_);
}

double number_of(const Value& value) {
  return value.is(Kind::floating) ? value.as_double() : static_cast<double>(value.as_int());
}

/// The nearest number for which `relation constant` holds.
Value nearest(const Value& constant, Relation relation) {
  const bool up = relation == Relation::greater || relation == Relation::not_equal;
  const bool down = relation == Relation::less;
  if (!up && !down) return constant;
  if (constant.is(Kind::floating)) {
    const double step = 1e-6;
    return Value::floating(constant.as_double() + (up ? step : -step));
  }
  const int64_t value = constant.as_int();
  return value == (up ? INT64_MAX : INT64_MIN) ? constant : Value::integer(value + (up ? 1 : -1));
}

}  // namespace

WaysOut WayFinder::of(uint32_t rule) {
  const cel::Escapes& escapes = program_.plans[rule].escapes;
  WaysOut out;
  if (escapes.ways.empty()) return out;
  look(escapes);
  const auto told = story_.arena->make_array<std::span<const Change>>(most_told);
  size_t count = 0;
  for (const Candidate& way : candidates(escapes)) {
    if (count == most_told) break;
    if (!silences(rule, way, escapes)) continue;
    const auto changes = story_.arena->make_array<Change>(way.way->count);
    size_t changed = 0;
    for (const uint32_t part : way.way->all()) {
      if (!steps_[part].holds) changes[changed++] = change(escapes.parts[part], steps_[part]);
    }
    told[count++] = changes.first(changed);
  }
  out.tried = told.first(count);
  if (count > 0) {
    out.nearest = told[0][0];
    return out;
  }
  for (const cel::Way& way : escapes.ways) {
    if (way.count != 1) continue;
    const Step& step = steps_[way.parts[0]];
    if (!step.measure || step.holds) continue;
    out.nearest = change(escapes.parts[way.parts[0]], step);
    break;
  }
  return out;
}

void WayFinder::look(const cel::Escapes& escapes) {
  steps_.clear();
  for (const cel::Part& part : escapes.parts) steps_.push_back(look_at(part));
}

WayFinder::Step WayFinder::look_at(const cel::Part& part) {
  Step step;
  const Value now = cel::evaluate(part.condition, evaluation_);
  step.holds = now.is(Kind::boolean) && now.is_true() == part.wanted;
  if (!part.slot || !part.left || !is_number(part.constant)) return step;
  step.value = cel::evaluate(*part.left, evaluation_);
  step.measure = is_number(step.value);
  if (!step.measure) return step;
  const methodology::CompiledRules& rules = *program_.rules;
  step.term = *part.slot >= rules.first_term_slot &&
              *part.slot - rules.first_term_slot < rules.terms.size() &&
              step.value.kind() == part.constant.kind() && !step.value.is(Kind::unsigned_);
  step.target = nearest(part.constant, part.relation);
  const double gap = number_of(step.target) - number_of(step.value);
  // Something has to be done, be it for a tenth of a share.
  step.distance = std::max(1.0, gap < 0 ? -gap : gap);
  return step;
}

std::vector<WayFinder::Candidate> WayFinder::candidates(const cel::Escapes& escapes) const {
  std::vector<Candidate> out;
  for (uint32_t number = 0; number < escapes.ways.size(); ++number) {
    const cel::Way& way = escapes.ways[number];
    Candidate made{&way, number};
    bool possible = way.count > 0;
    for (const uint32_t part : way.all()) {
      if (steps_[part].holds) continue;
      possible = possible && steps_[part].term;
      made.distance += steps_[part].distance;
    }
    if (possible) out.push_back(made);
  }
  base::sort_in_place(out, [](const Candidate& a, const Candidate& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.number < b.number;
  });
  return out;
}

/// Tried with the slots of the terms, which are put back.
bool WayFinder::silences(uint32_t rule, const Candidate& way, const cel::Escapes& escapes) {
  const methodology::CompiledRules& rules = *program_.rules;
  const auto slots = evaluation_.slots().subspan(rules.first_term_slot, rules.terms.size());
  const std::vector<Value> kept(slots.begin(), slots.end());
  for (Value& slot : slots) slot = Value::unresolved();
  for (const uint32_t part : way.way->all()) {
    if (!steps_[part].holds) evaluation_.slots()[*escapes.parts[part].slot] = steps_[part].target;
  }
  const int64_t left = evaluation_.story_left();
  const bool silent = all_well(rule);
  evaluation_.restore_story(left);
  for (size_t i = 0; i < slots.size(); ++i) slots[i] = kept[i];
  return silent;
}

bool WayFinder::all_well(uint32_t rule) {
  Findings tried;
  tried.reset(program_.plans.size());
  RuleRunner runner(program_, story_, evaluation_, tried);
  for (uint32_t i = 0; i < program_.plans.size(); ++i) {
    // What reads no measure comes out as before.
    const methodology::Rule& other = program_.methodology->rules[i];
    const bool concerned = !program_.plans[i].terms.empty() && other.decision > 0 &&
                           other.stage == methodology::Stage::enforce &&
                           findings_.states[i].outcome() == Outcome::silent;
    if (i != rule && !concerned) continue;
    runner.run(i);
    if (tried.states[i].outcome() != Outcome::silent) return false;
  }
  return true;
}

Change WayFinder::change(const cel::Part& part, const Step& step) {
  Change out;
  out.term = part.variable;
  out.value = print(step.value);
  // "at least 1" is what people do about "not 0".
  const bool counts = part.relation == Relation::not_equal && step.target.is(Kind::integer);
  const Relation relation = counts ? Relation::greater_equal : part.relation;
  findings_.scratch.assign(cel::to_string(relation));
  findings_.scratch += ' ';
  append_printed(findings_.scratch, counts ? step.target : part.constant);
  out.target = story_.arena->copy_text(findings_.scratch);
  return out;
}

std::string_view WayFinder::print(const Value& value) {
  findings_.scratch.clear();
  append_printed(findings_.scratch, value);
  return story_.arena->copy_text(findings_.scratch);
}

}  // namespace stet::gate
