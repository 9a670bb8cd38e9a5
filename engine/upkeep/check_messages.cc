// Messages and next steps that cannot always be printed: a field that the story may lack, an
// element that may not be there, a division by what may be 0. What the condition reads as well is
// there when the rule fires.
#include <set>

#include "engine/cel/plan.h"
#include "engine/upkeep/effect_report.h"

namespace stet::upkeep {
namespace {

using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Operator;

constexpr std::string_view optional_records[] = {"Article",  "Author",     "Entity",  "Claim",
                                                 "Affected", "Block",      "Source",  "Waiver",
                                                 "Declared", "Correction", "Coverage"};

bool is_optional(const cel::CheckedAst& checked, NodeId id) {
  const Node& node = checked.ast[id];
  if (node.kind != NodeKind::select || node.optional) return false;
  const cel::Type& type = checked.type(id);
  if (type.kind == cel::TypeKind::list || type.kind == cel::TypeKind::object) return false;
  const std::string_view record = checked.type(checked.ast.child(node, 0)).name;
  for (const std::string_view name : optional_records) {
    if (name == record) return true;
  }
  return false;
}

/// The texts of all sub-expressions of what must have come out for the rule to fire.
class Read {
 public:
  void add(const cel::Program& program) {
    const cel::Ast& ast = program.state().source->checked.ast;
    for (NodeId id = 0; id < ast.nodes.size(); ++id) texts_.insert(cel::print(ast, id));
  }
  bool has(const std::string& text) const { return texts_.count(text) != 0; }

 private:
  std::set<std::string> texts_;
};

class MessageCheck {
 public:
  MessageCheck(EffectReport& report, const methodology::CompiledRule& rule, const Read& read)
      : report_(report), rule_(rule), read_(read) {}

  void run(const methodology::Template& text) {
    for (const methodology::Piece& piece : text.pieces) {
      if (piece.program) check(*piece.program);
    }
  }

 private:
  void check(const cel::Program& program) {
    const cel::Source& source = *program.state().source;
    const cel::Ast& ast = source.checked.ast;
    for (NodeId id = 0; id < ast.nodes.size(); ++id) {
      const std::string why = may_fail(source.checked, id);
      if (why.empty()) continue;
      report_.add("message-may-fail", rule_.rule->message.file, source.text.locate(ast[id].span),
                  quoted(cel::print(ast, id)) + " may fail: " + why,
                  "ask for it in the condition, or give another value: a.?b.orValue('…')");
      return;
    }
  }

  std::string may_fail(const cel::CheckedAst& checked, NodeId id) const {
    const Node& node = checked.ast[id];
    const auto known = [&](NodeId part) { return read_.has(cel::print(checked.ast, part)); };
    if (is_optional(checked, id) && !known(id) && !is_inside_has(checked.ast, id)) {
      return "a story may not have it, and the condition does not ask";
    }
    if (node.is(Operator::index) && !known(checked.ast.child(node, 0))) {
      return "there may be no such element";
    }
    const bool divides = node.is(Operator::divide) || node.is(Operator::modulo);
    if (divides && checked.type(id).kind == cel::TypeKind::integer &&
        checked.ast[checked.ast.child(node, 1)].kind != NodeKind::literal &&
        !known(checked.ast.child(node, 1))) {
      return "what it divides by may be 0";
    }
    return {};
  }

  static bool is_inside_has(const cel::Ast& ast, NodeId id) {
    for (const Node& node : ast.nodes) {
      if (node.is(cel::Macro::has) && ast.child(node, 0) == id) return true;
    }
    return false;
  }

  EffectReport& report_;
  const methodology::CompiledRule& rule_;
  const Read& read_;
};

}  // namespace

void check_messages(EffectReport& report) {
  const methodology::CompiledRules& rules = *report.gate.program().rules;
  for (const methodology::CompiledRule& rule : rules.rules) {
    Read read;
    for (const auto* program : {&rule.each, &rule.when, &rule.at}) {
      if (*program) read.add(**program);
    }
    const auto number = static_cast<size_t>(&rule - rules.rules.data());
    for (const uint32_t term : report.gate.program().plans[number].terms) {
      read.add(rules.terms[term].program);
    }
    MessageCheck check(report, rule, read);
    check.run(rule.message);
    for (const methodology::Template& fix : rule.fixes) check.run(fix);
    check.run(rule.replacement);
  }
}

}  // namespace stet::upkeep
