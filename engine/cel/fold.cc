// Constant folding: sub-expressions that need no input are evaluated once, when the program is
// made, by the machine that would evaluate them later. What fails stays as it is and fails then.
#include <re2/re2.h>

#include "engine/cel/machine.h"
#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

constexpr int64_t folding_budget = 10'000;

/// Parts of what fails are tried by themselves, until so many failed: all of "{}.a.a.a…" fails,
/// from every point on.
constexpr int most_failures = 64;

/// Nodes whose value depends on nothing but themselves. Children come before parents, and a
/// macro's variables are declared before they are used, so one pass does.
std::vector<bool> find_constants(const CheckedAst& checked) {
  const Ast& ast = checked.ast;
  // The first declaration (lowest node) that a node depends on from outside of itself.
  std::vector<NodeId> outermost(ast.nodes.size(), no_node);
  std::vector<bool> constant(ast.nodes.size(), false);
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    const Node& node = ast[id];
    const Annotation& note = checked.notes[id];
    bool depends = note.reference == Reference::slot || note.reference == Reference::error;
    if (note.reference == Reference::local) outermost[id] = note.index;
    if (note.reference != Reference::type_name) {
      const auto children = ast.children_of(node);
      for (size_t i = note.drops_receiver ? 1 : 0; i < children.size(); ++i) {
        const bool is_has = node.is(Macro::has);
        const NodeId child = is_has ? ast.child(children[i].id, 0) : children[i].id;
        depends |= is_has && checked.notes[children[i].id].reference == Reference::slot;
        // A selection that is a variable's name as a whole has no meaning below it.
        if (!depends) depends |= !constant[child];
        outermost[id] = std::min(outermost[id], outermost[child]);
      }
    }
    // Variables that the macro itself declares are no input to it.
    if (node.kind == NodeKind::macro && node.variables > 0) {
      const NodeId first = ast.child(node, macro_shape(node).first_variable);
      const bool bound_here = outermost[id] >= first;
      if (bound_here) outermost[id] = no_node;
    }
    constant[id] = !depends;
  }
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    if (outermost[id] != no_node) constant[id] = false;
  }
  return constant;
}

}  // namespace

void fold_constants(Source& source, Reporter& reporter) {
  const Ast& ast = source.checked.ast;
  source.folded.assign(ast.nodes.size(), Value::unresolved());
  const std::vector<bool> constant = find_constants(source.checked);
  int failures = 0;
  std::vector<NodeId> pending = {ast.root};
  while (!pending.empty()) {
    const NodeId id = pending.back();
    pending.pop_back();
    const Node& node = ast[id];
    // Below "a.b", the name of a variable, "a" is no expression: running it would read nothing.
    if (source.checked.notes[id].reference == Reference::slot) continue;
    if (node.kind == NodeKind::literal) {
      source.folded[id] = node.value;
      continue;
    }
    // The parts of a name with dots mean nothing by themselves.
    const Annotation& note = source.checked.notes[id];
    const bool is_name =
        note.reference == Reference::slot || note.reference == Reference::type_name;
    if (is_name || node.variable) continue;
    if (constant[id] && failures < most_failures) {
      Code code;
      Evaluation evaluation(source.arena, {});
      evaluation.set_budget(folding_budget, folding_budget);
      if (plan(source, id, {}, code)) {
        const Value value = run(source, code, evaluation, nullptr);
        if (!value.is_error()) {
          source.folded[id] = value;
          continue;
        }
      }
      ++failures;
    }
    for (const Child& child : ast.children_of(node).subspan(note.drops_receiver ? 1 : 0)) {
      pending.push_back(child.id);
    }
  }
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    const Node& node = ast[id];
    if (node.kind != NodeKind::call || node.name != "matches" || node.child_count != 2) continue;
    const Value& pattern = source.folded[ast.child(node, 1)];
    if (!pattern.is(Kind::string) || is_plain_pattern(pattern.as_text())) continue;
    const auto compiled = compile_quietly(pattern.as_text());
    if (!compiled->ok()) reporter.bad_pattern(ast[ast.child(node, 1)].span, compiled->error());
  }
}

}  // namespace stet::cel
