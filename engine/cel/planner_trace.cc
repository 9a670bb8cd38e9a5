// Which values an explanation shows, by number; see TraceTable.
#include "engine/cel/planner.h"

namespace stet::cel {

namespace {

/// Literals, constants, and a macro's variables: their element is told with the macro.
bool is_known_without_looking(const Source& source, NodeId id) {
  return source.checked.ast[id].kind == NodeKind::literal ||
         source.checked.notes[id].reference == Reference::local ||
         !source.folded[id].is(Kind::unresolved);
}

}  // namespace

/// Nodes stand behind what is below them: a pass up finds names, one down what is shown.
void Planner::number_traced(NodeId root) {
  TraceTable& trace = code_.trace;
  trace.numbers.assign(ast_.nodes.size(), TraceTable::none);
  std::vector<bool> names(ast_.nodes.size(), false);
  for (NodeId id = 0; id <= root; ++id) {
    const Node& node = ast_[id];
    names[id] =
        node.kind == NodeKind::identifier || (node.kind == NodeKind::select && !node.optional &&
                                              !node.quoted && names[ast_.child(id, 0)]);
  }
  trace.numbers[root] = 0;
  for (NodeId id = root + 1; id-- > 0;) {
    if (trace.numbers[id] == TraceTable::none || names[id]) continue;  // below "a.b.c" is nothing
    for (const Child& child : ast_.children_of(ast_[id])) {
      if (!is_known_without_looking(source_, child.id)) trace.numbers[child.id] = 0;
    }
  }
  for (NodeId id = 0; id <= root; ++id) {
    if (trace.numbers[id] == TraceTable::none) continue;
    trace.numbers[id] = static_cast<uint32_t>(trace.nodes.size());
    trace.nodes.push_back(id);
  }
}

}  // namespace stet::cel
