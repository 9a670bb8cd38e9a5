#include "engine/cel/ast.h"

#include <algorithm>

#include "engine/cel/equality.h"

namespace stet::cel {
namespace {

constexpr OperatorInfo operators[operator_count] = {
    {"?", "_?_:_", 1}, {"||", "_||_", 2}, {"&&", "_&&_", 3}, {"==", "_==_", 4},   {"!=", "_!=_", 4},
    {"<", "_<_", 4},   {"<=", "_<=_", 4}, {">", "_>_", 4},   {">=", "_>=_", 4},   {"in", "@in", 4},
    {"+", "_+_", 5},   {"-", "_-_", 5},   {"*", "_*_", 6},   {"/", "_/_", 6},     {"%", "_%_", 6},
    {"!", "!_", 7},    {"-", "-_", 7},    {"[]", "_[_]", 8}, {"[?]", "_[?_]", 8},
};

constexpr MacroInfo macros[] = {
    {"has", Macro::has, "", 1, 0},
    {"all", Macro::all, "*", 2, 1},
    {"all", Macro::all, "*", 3, 2},
    {"exists", Macro::exists, "*", 2, 1},
    {"exists", Macro::exists, "*", 3, 2},
    {"exists_one", Macro::exists_one, "*", 2, 1},
    {"exists_one", Macro::exists_one, "*", 3, 2},
    {"existsOne", Macro::exists_one, "*", 2, 1},
    {"existsOne", Macro::exists_one, "*", 3, 2},
    {"map", Macro::map, "*", 2, 1},
    {"map", Macro::map, "*", 3, 1},
    {"filter", Macro::filter, "*", 2, 1},
    {"transformList", Macro::transform_list, "*", 3, 2},
    {"transformList", Macro::transform_list, "*", 4, 2},
    {"transformMap", Macro::transform_map, "*", 3, 2},
    {"transformMap", Macro::transform_map, "*", 4, 2},
    {"transformMapEntry", Macro::transform_map_entry, "*", 3, 2},
    {"transformMapEntry", Macro::transform_map_entry, "*", 4, 2},
    {"sortBy", Macro::sort_by, "*", 2, 1},
    {"bind", Macro::bind, "cel", 3, 1},
    {"optMap", Macro::opt_map, "*", 2, 1},
    {"optFlatMap", Macro::opt_flat_map, "*", 2, 1},
};

bool same_literal(const Value& a, const Value& b) {
  return a.kind() == b.kind() && (same_bits(a, b) || equal_scalars(a, b));
}

bool same_node(const Node& a, const Node& b) {
  return a.kind == b.kind && a.code == b.code && a.optional == b.optional && a.rooted == b.rooted &&
         a.receiver == b.receiver && a.name == b.name && a.child_count == b.child_count &&
         (a.kind != NodeKind::literal || same_literal(a.value, b.value));
}

}  // namespace

const OperatorInfo& operator_info(Operator op) { return operators[static_cast<size_t>(op)]; }

std::span<const MacroInfo> macro_table() { return macros; }

MacroShape macro_shape(const Node& node) {
  if (node.is(Macro::has)) return {0, 0, 0};
  // cel.bind(name, value, body) keeps no child for "cel".
  if (node.is(Macro::bind)) return {0, 1, 2};
  return {1, 0, 1u + node.variables};
}

std::string qualified_name(const Ast& ast, NodeId id) {
  size_t size = 0;
  NodeId head = id;
  while (ast[head].kind == NodeKind::select && !ast[head].optional && !ast[head].quoted) {
    size += ast[head].name.size() + 1;
    head = ast.child(head, 0);
  }
  if (ast[head].kind != NodeKind::identifier) return {};
  size += ast[head].name.size();
  std::string name(size, '.');
  for (; id != head; id = ast.child(id, 0)) {
    const std::string_view part = ast[id].name;
    size -= part.size();
    part.copy(name.data() + size, part.size());
    --size;
  }
  ast[head].name.copy(name.data(), size);
  return name;
}

bool same_tree(const Ast& a, NodeId a_root, const Ast& b, NodeId b_root) {
  std::vector<std::pair<NodeId, NodeId>> pending = {{a_root, b_root}};
  while (!pending.empty()) {
    const auto [x, y] = pending.back();
    pending.pop_back();
    if (!same_node(a[x], b[y])) return false;
    const auto left = a.children_of(a[x]);
    const auto right = b.children_of(b[y]);
    for (size_t i = 0; i < left.size(); ++i) {
      if (left[i].optional != right[i].optional) return false;
      pending.emplace_back(left[i].id, right[i].id);
    }
  }
  return true;
}

}  // namespace stet::cel
