// Which values an explanation shows, by number; see TraceTable.
#include "engine/base/sort.h"
#include "engine/cel/planner.h"

namespace stet::cel {

namespace {

/// Literals, constants, and a macro's variables: their element is told with the macro.
bool is_known_without_looking(const Source& source, NodeId id) {
  return source.checked.ast[id].kind == NodeKind::literal ||
         source.checked.notes[id].reference == Reference::local ||
         !source.folded[id].is(Kind::unresolved);
}

/// By node: is it "a", "a.b", "a.b.c"? See qualified_name(). Children come before parents.
std::vector<bool> find_names(const Ast& ast) {
  std::vector<bool> names(ast.nodes.size(), false);
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    const Node& node = ast[id];
    names[id] =
        node.kind == NodeKind::identifier || (node.kind == NodeKind::select && !node.optional &&
                                              !node.quoted && names[ast.child(id, 0)]);
  }
  return names;
}

}  // namespace

void Planner::number_traced(NodeId root) {
  TraceTable& trace = code_.trace;
  trace.numbers.assign(ast_.nodes.size(), TraceTable::none);
  const std::vector<bool> names = find_names(ast_);
  std::vector<NodeId> pending = {root};
  while (!pending.empty()) {
    const NodeId id = pending.back();
    pending.pop_back();
    if (id != root && is_known_without_looking(source_, id)) continue;
    trace.nodes.push_back(id);
    if (names[id]) continue;  // below "a.b.c" there is nothing to learn
    for (const Child& child : ast_.children_of(ast_[id])) pending.push_back(child.id);
  }
  // Then what a macro's body tells stands together.
  base::sort(trace.nodes);
  for (uint32_t i = 0; i < trace.nodes.size(); ++i) trace.numbers[trace.nodes[i]] = i;
}

}  // namespace stet::cel
