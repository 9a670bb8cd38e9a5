// The static estimate: a sum over the tree, multiplied where a macro ranges over a list, with sizes
// as declared by variables and fields. An upper bound for well-declared hosts, so rules files whose
// rules could run for minutes are found when they are loaded.
#include <algorithm>

#include "engine/cel/environment_tables.h"
#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

uint64_t plus(uint64_t a, uint64_t b) {
  uint64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}
uint64_t times(uint64_t a, uint64_t b) {
  uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

/// Most elements or bytes that the value of a node can have.
uint64_t size_of(const Source& source, NodeId id, const std::vector<uint64_t>& sizes) {
  const Ast& ast = source.checked.ast;
  const Node& node = ast[id];
  const Annotation& note = source.checked.notes[id];
  const auto declared = [](uint32_t limit) { return limit == 0 ? assumed_size : uint64_t{limit}; };
  if (note.reference == Reference::slot) {
    return declared(source.tables->variables[note.index]->row.max_size);
  }
  if (note.reference == Reference::field) {
    const Type* operand = source.checked.notes[ast.child(node, 0)].type;
    if (operand->kind == TypeKind::optional) operand = operand->parameters[0];
    const ObjectInfo* object = source.tables->object(operand->number);
    return object == nullptr ? assumed_size : declared(object->type->fields[note.index].max_size);
  }
  if (node.kind == NodeKind::literal) {
    const bool text = node.value.is(Kind::string) || node.value.is(Kind::bytes);
    return text ? node.value.size() : 1;
  }
  if (node.kind == NodeKind::list) return node.child_count;
  if (node.kind == NodeKind::map) return node.child_count / 2;
  if (node.kind == NodeKind::macro && !node.is(Macro::has)) {
    return sizes[ast.child(node, macro_shape(node).range)];
  }
  if (node.is(Operator::add)) return plus(sizes[ast.child(node, 0)], sizes[ast.child(node, 1)]);
  return assumed_size;
}

}  // namespace

uint64_t estimate_cost(const Source& source, NodeId root) {
  const Ast& ast = source.checked.ast;
  std::vector<uint64_t> costs(root + 1, 0), sizes(root + 1, 1);
  for (NodeId id = 0; id <= root; ++id) {
    const Node& node = ast[id];
    uint64_t cost = 1;
    uint64_t reads = 0;  // bytes or elements that a call looks at
    const auto children = ast.children_of(node);
    const bool loops = node.kind == NodeKind::macro && node.variables > 0 &&
                       !node.is(Macro::bind) && !node.is(Macro::opt_map) &&
                       !node.is(Macro::opt_flat_map);
    for (size_t i = 0; i < children.size(); ++i) {
      const bool body = loops && i >= macro_shape(node).body;
      const uint64_t each = plus(costs[children[i].id], body ? 1 : 0);
      cost = plus(cost, body ? times(each, sizes[ast.child(node, 0)]) : each);
      const TypeKind kind = source.checked.type(children[i].id).kind;
      if (kind == TypeKind::string || kind == TypeKind::bytes || kind == TypeKind::list) {
        reads = plus(reads, sizes[children[i].id]);
      }
    }
    if (node.kind == NodeKind::call || node.is(Operator::in)) cost = plus(cost, reads / 16);
    sizes[id] = size_of(source, id, sizes);
    costs[id] = cost;
  }
  return costs[root];
}

}  // namespace stet::cel
