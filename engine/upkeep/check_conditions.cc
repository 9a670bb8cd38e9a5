// Conditions and their parts that come out the same in every story, thresholds off the scale, rules
// that another makes superfluous.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/upkeep/effect_report.h"
#include "engine/upkeep/facts.h"

namespace stet::upkeep {
namespace {

using cel::Ast;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Operator;
using methodology::CompiledRule;

const cel::Source& source_of(const cel::Program& program) { return *program.state().source; }

uint32_t file_of(const EffectReport& report, std::string_view name) {
  for (uint32_t i = 0; i < report.methodology.files.size(); ++i) {
    if (report.methodology.files[i]->name == name) return i;
  }
  return 0;
}

/// The ranges of terms, each from those before it.
Scales scales_of(const methodology::CompiledRules& rules) {
  Scales scales;
  for (const methodology::CompiledTerm& term : rules.terms) {
    const Facts facts(source_of(term.program).checked, scales);
    scales.set(term.term->id, facts.range(term.program.state().root));
  }
  return scales;
}

class ConditionCheck {
 public:
  ConditionCheck(EffectReport& report, const Scales& scales, const cel::Program& program)
      : report_(report),
        scales_(scales),
        program_(program),
        source_(source_of(program)),
        ast_(source_.checked.ast) {}

  /// `is_condition`: of a rule; a term may well be constant.
  void run(bool is_condition) {
    const NodeId root = program_.state().root;
    if (source_.checked.type(root).kind != cel::TypeKind::boolean) {
      return look_inside(root);
    }
    check(root, Facts(source_.checked, scales_), is_condition);
  }

 private:
  std::string text(NodeId id) const { return cel::print(ast_, id); }

  void tell(std::string_view code, NodeId id, std::string message, std::string suggestion) {
    report_.add(code, file_of(report_, program_.file()), source_.text.locate(ast_[id].span),
                std::move(message), std::move(suggestion));
  }

  /// `facts`: what holds where this part is looked at.
  void check(NodeId id, const Facts& facts, bool whole) {
    const Node& node = ast_[id];
    if (tell_off_scale(id)) return;
    Facts when_true = facts, when_false = facts;
    const bool can_be_true = when_true.assume(id, true);
    const bool can_be_false = when_false.assume(id, false);
    const bool literal = node.kind == NodeKind::literal;
    if (!can_be_true || !can_be_false) {
      if (inner_decides(node, facts)) return;
      return tell_constant(id, can_be_true, whole, literal);
    }
    if (node.is(Operator::and_) || node.is(Operator::or_)) {
      const NodeId a = ast_.child(node, 0), b = ast_.child(node, 1);
      check(a, facts, false);
      Facts beside = facts;
      if (beside.assume(a, node.is(Operator::and_))) check(b, beside, false);
    } else if (node.is(Operator::not_)) {
      check(ast_.child(node, 0), facts, false);
    } else if (node.is(Operator::conditional)) {
      check_branches(node, facts);
    } else {
      look_inside(id);
    }
  }

  /// Whether one side alone comes out the same always: then that is what is told.
  bool inner_decides(const Node& node, const Facts& facts) {
    if (!node.is(Operator::and_) && !node.is(Operator::or_) && !node.is(Operator::not_))
      return false;
    bool found = false;
    for (const cel::Child& child : ast_.children_of(node)) {
      Facts one = facts, other = facts;
      if (one.assume(child.id, true) && other.assume(child.id, false)) continue;
      check(child.id, facts, false);
      found = true;
    }
    return found;
  }

  void tell_constant(NodeId id, bool truth, bool whole, bool literal) {
    if (whole && literal && truth) return;  // "when": "true" is said on purpose
    if (!truth) {
      return tell(whole ? "contradictory-condition" : "part-never-true", id,
                  quoted(text(id)) + " can never be true" + (whole ? ": the rule never fires" : ""),
                  "look at its parts: what one asks for, another excludes");
    }
    tell(whole ? "condition-always-true" : "part-always-true", id,
         quoted(text(id)) + " is always true" + (whole ? ": the rule fires for every story" : ""),
         whole ? "say what tells the stories that it is about from the others"
               : "leave it out, or correct it");
  }

  void check_branches(const Node& node, const Facts& facts) {
    const NodeId condition = ast_.child(node, 0);
    check(condition, facts, false);
    for (uint32_t branch = 1; branch <= 2; ++branch) {
      Facts inside = facts;
      const NodeId id = ast_.child(node, branch);
      if (!inside.assume(condition, branch == 1)) continue;
      if (source_.checked.type(id).kind == cel::TypeKind::boolean &&
          ast_[id].kind != NodeKind::literal) {
        check(id, inside, false);
      } else {
        look_inside(id);
      }
    }
  }

  /// Conditions inside of macros are about an element each.
  void look_inside(NodeId id) {
    const Node& node = ast_[id];
    const bool macro = node.kind == NodeKind::macro && node.variables > 0;
    const uint32_t body = macro ? cel::macro_shape(node).body : 0;
    for (uint32_t i = 0; i < node.child_count; ++i) {
      const NodeId child = ast_.child(node, i);
      const bool is_body = macro && i >= body;
      const bool boolean = source_.checked.type(child).kind == cel::TypeKind::boolean;
      if (is_body && boolean && ast_[child].kind != NodeKind::literal) {
        check(child, Facts(source_.checked, scales_), false);
      } else if (node.is(Operator::conditional) && i == 0) {
        check(child, Facts(source_.checked, scales_), false);
      } else {
        look_inside(child);
      }
    }
  }

  /// A score compared with a number that it never has.
  bool tell_off_scale(NodeId id) {
    const Node& node = ast_[id];
    if (node.kind != NodeKind::operation || node.child_count != 2 || node.is(Operator::and_) ||
        node.is(Operator::or_)) {
      return false;
    }
    const Facts nothing(source_.checked, scales_);
    for (uint32_t side = 0; side < 2; ++side) {
      const NodeId measure = ast_.child(node, side), number = ast_.child(node, 1 - side);
      if (ast_[measure].kind != NodeKind::select || ast_[number].kind == NodeKind::select) continue;
      const auto scale = Scales::field(source_.checked.type(ast_.child(ast_[measure], 0)).name,
                                       ast_[measure].name);
      const Interval constant = nothing.range(number);
      if (!scale || scale->unbounded() || !constant.is_single()) continue;
      if (constant.least >= scale->least && constant.least <= scale->most) continue;
      std::string range = "from ";
      base::append_double(range, scale->least);
      range += " to ";
      base::append_double(range, scale->most);
      tell("threshold-outside-scale", id,
           quoted(text(measure)) + " runs " + range + ", found " + text(number),
           "compare with a number on the scale");
      return true;
    }
    return false;
  }

  EffectReport& report_;
  const Scales& scales_;
  const cel::Program& program_;
  const cel::Source& source_;
  const Ast& ast_;
};

std::string canonical(const cel::Program& program) {
  return cel::print(source_of(program).checked.ast, program.state().root);
}

/// Rules that look at the same things: one condition for the whole story, or one per element.
std::string looks_at(const CompiledRule& rule) {
  std::string out;
  if (rule.each) out = "each " + canonical(*rule.each);
  if (!rule.rule->find) return out;
  const methodology::Scope& scope = rule.rule->find->scope;
  out = "find " +
        std::string(rule.rule->find->pattern.present() ? rule.rule->find->pattern.view() : "");
  for (const uint32_t list : rule.lists) out += " " + std::to_string(list);
  out += " in " + std::to_string(scope.parts) + " " + std::to_string(scope.voices);
  for (const std::string& section : scope.sections) out += " " + section;
  return out;
}

/// Whether b fires wherever a does.
bool implies(const CompiledRule& a, const CompiledRule& b, const Scales& scales) {
  if (!b.when) return true;
  if (!a.when) return false;
  Facts facts(source_of(*a.when).checked, scales);
  Facts nothing(source_of(*b.when).checked, scales);
  // A condition that is never or always true is told on its own.
  if (!facts.assume(a.when->state().root, true)) return false;
  if (!nothing.assume(b.when->state().root, false)) return false;
  return !facts.about(source_of(*b.when).checked).assume(b.when->state().root, false);
}

}  // namespace

void check_conditions(EffectReport& report) {
  const methodology::CompiledRules& rules = *report.gate.program().rules;
  const Scales scales = scales_of(rules);
  for (const methodology::CompiledTerm& term : rules.terms) {
    ConditionCheck(report, scales, term.program).run(false);
  }
  for (const CompiledRule& rule : rules.rules) {
    for (const auto* program : {&rule.each, &rule.at}) {
      if (*program) ConditionCheck(report, scales, **program).run(false);
    }
    if (rule.when) ConditionCheck(report, scales, *rule.when).run(true);
    const methodology::Rule& written = *rule.rule;
    if (!written.until.empty() && written.until < report.methodology.effective) {
      report.add("rule-never-in-force", written.file, written.place,
                 "the rule " + quoted(written.id) + " ended on " + written.until +
                     ", before the methodology takes effect on " + report.methodology.effective,
                 "take it out, or give it another end");
    }
  }
}

void check_rule_pairs(EffectReport& report) {
  const methodology::CompiledRules& rules = *report.gate.program().rules;
  const Scales scales = scales_of(rules);
  const auto comparable = [](const CompiledRule& rule) {
    return rule.rule->stage == methodology::Stage::enforce && rule.rule->since.empty() &&
           rule.rule->until.empty();
  };
  for (const CompiledRule& a : rules.rules) {
    for (const CompiledRule& b : rules.rules) {
      if (&a == &b || !comparable(a) || !comparable(b)) continue;
      if (b.rule->decision < a.rule->decision || looks_at(a) != looks_at(b)) continue;
      if (!implies(a, b, scales)) continue;
      const bool equal = implies(b, a, scales) && a.rule->decision == b.rule->decision;
      if (equal && &a < &b) continue;  // told once, at the later
      report.add(
          equal ? "rule-equal" : "rule-shadowed", a.rule->file, a.rule->place,
          equal ? "the rule " + quoted(a.rule->id) + " asks for the same as " + quoted(b.rule->id)
                : "where " + quoted(a.rule->id) + " fires, " + quoted(b.rule->id) +
                      " fires, too, and decides no better",
          equal ? "keep one of them" : "take it out, or give it a worse decision");
    }
  }
}

}  // namespace stet::upkeep
