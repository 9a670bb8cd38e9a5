// explain(): the program is planned once more with an instruction that tells each value, and the
// events are put in the order of the tree. Costs nothing when nobody asks.
#include <algorithm>

#include "engine/cel/machine.h"
#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

/// The last value of each node; what a macro's body left from an element before is forgotten.
class Explanation {
 public:
  explicit Explanation(const Source& source)
      : source_(source),
        values_(source.checked.ast.nodes.size(), Value::unresolved()),
        elements_(source.checked.ast.nodes.size(), -1) {}

  void add(const TraceEvent& event) {
    if (event.element < 0) {
      values_[event.node] = event.value;
      return;
    }
    const Ast& ast = source_.checked.ast;
    elements_[event.node] = event.element;
    const auto body = values_.begin() + ast.child(event.node, 0) + 1;
    std::fill(body, values_.begin() + event.node, Value::unresolved());
  }

  std::vector<Step> steps(NodeId root) const {
    std::vector<Step> out;
    std::vector<std::pair<NodeId, uint32_t>> pending = {{root, 0}};
    const Ast& ast = source_.checked.ast;
    while (!pending.empty()) {
      const auto [id, depth] = pending.back();
      pending.pop_back();
      const Node& node = ast[id];
      if (node.kind == NodeKind::literal || node.variable) continue;
      uint32_t below = depth;
      if (!values_[id].is(Kind::unresolved)) {
        out.push_back({depth, base::slice(source_.text.text(), node.span),
                       source_.text.locate(node.span), values_[id], deciding_element(id)});
        ++below;
      }
      const auto children = ast.children_of(node);
      for (size_t i = children.size(); i-- > 0;) pending.emplace_back(children[i].id, below);
    }
    return out;
  }

 private:
  int64_t deciding_element(NodeId id) const {
    const Node& node = source_.checked.ast[id];
    const bool decided = (node.is(Macro::all) && values_[id].is_false()) ||
                         (node.is(Macro::exists) && values_[id].is_true());
    return decided ? elements_[id] : -1;
  }

  const Source& source_;
  std::vector<Value> values_;
  std::vector<int64_t> elements_;
};

}  // namespace

std::vector<Step> explain(const Program& program, Evaluation& evaluation) {
  const Program::State& state = program.state();
  Code code;
  if (!plan(*state.source, state.root, {true, all_kinds}, code)) return {};
  std::vector<TraceEvent> events;
  const Value result = run(*state.source, code, evaluation, &events);
  Explanation explanation(*state.source);
  for (const TraceEvent& event : events) explanation.add(event);
  explanation.add({state.root, result, -1});
  return explanation.steps(state.root);
}

}  // namespace stet::cel
