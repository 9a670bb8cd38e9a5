// explain(): the program is planned once more with an instruction that tells each value, and what
// was told is put in the order of the tree. Costs nothing when nobody asks.
#include <algorithm>

#include "engine/cel/machine.h"
#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

/// The last value of each node; what a macro's body left from an element before is forgotten.
class Explanation : public Tracer {
 public:
  explicit Explanation(const Source& source)
      : source_(source),
        ast_(source.checked.ast),
        values_(ast_.nodes.size(), Value::unresolved()),
        elements_(ast_.nodes.size()) {}

  void value(NodeId node, const Value& value) override { values_[node] = value; }

  void element(NodeId macro, uint32_t index, const Value& value) override {
    elements_[macro] = {index, value};
    const auto body = values_.begin() + ast_.child(macro, 0) + 1;
    std::fill(body, values_.begin() + macro, Value::unresolved());
  }

  std::vector<Step> steps(NodeId root) const {
    std::vector<Step> out;
    std::vector<std::pair<NodeId, uint32_t>> pending = {{root, 0}};
    while (!pending.empty()) {
      const auto [id, depth] = pending.back();
      pending.pop_back();
      if (id != root && is_known_without_looking(id)) continue;
      const bool shown = !values_[id].is(Kind::unresolved);
      if (shown) out.push_back(step(id, depth));
      const auto children = explained_children(id);
      for (size_t i = children.size(); i-- > 0;) {
        pending.emplace_back(children[i].id, depth + (shown ? 1 : 0));
      }
    }
    return out;
  }

 private:
  struct Element {
    int64_t index = -1;
    Value value;
  };

  /// Literals, constants, and a macro's variables: their element is told with the macro.
  bool is_known_without_looking(NodeId id) const {
    return ast_[id].kind == NodeKind::literal ||
           source_.checked.notes[id].reference == Reference::local ||
           !source_.folded[id].is(Kind::unresolved);
  }

  Step step(NodeId id, uint32_t depth) const {
    const Node& node = ast_[id];
    Step made;
    made.depth = depth;
    made.text = base::slice(source_.text.text(), node.span);
    made.span = source_.text.locate(node.span);
    made.value = values_[id];
    if (!is_decided_by_element(id)) return made;
    made.element = elements_[id].index;
    made.element_value = elements_[id].value;
    return made;
  }

  bool is_decided_by_element(NodeId id) const {
    const Node& node = ast_[id];
    return (node.is(Macro::all) && values_[id].is_false()) ||
           (node.is(Macro::exists) && values_[id].is_true());
  }

  /// Below "a.b.c" there is nothing to learn; below a macro only what it ranges over, unless one
  /// element decided: what the last element left would mislead.
  std::span<const Child> explained_children(NodeId id) const {
    const Node& node = ast_[id];
    const auto children = ast_.children_of(node);
    if (node.kind == NodeKind::select && !qualified_name(ast_, id).empty()) return {};
    const bool loops = node.kind == NodeKind::macro && node.variables > 0 &&
                       !node.is(Macro::bind) && !node.is(Macro::opt_map) &&
                       !node.is(Macro::opt_flat_map);
    return loops && !is_decided_by_element(id) ? children.first(1) : children;
  }

  const Source& source_;
  const Ast& ast_;
  std::vector<Value> values_;
  std::vector<Element> elements_;
};

}  // namespace

std::vector<Step> explain(const Program& program, Evaluation& evaluation) {
  const Program::State& state = program.state();
  Code code;
  if (!plan(*state.source, state.root, {true, all_kinds}, code)) return {};
  Explanation explanation(*state.source);
  const int64_t left = evaluation.story_left();
  explanation.value(state.root, run(*state.source, code, evaluation, &explanation));
  evaluation.restore_story(left);
  return explanation.steps(state.root);
}

}  // namespace stet::cel
