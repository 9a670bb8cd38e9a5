// The tree of an expression: one array of nodes, children before their parents, so most passes are
// plain loops and none recurses. Macros stay what was written; nothing is expanded.
//
//   a.b >= 7 && x in [1, 2]        nodes  0 a   1 .b(0)   2 7   3 >=(1 2)   4 x   5 1   6 2
//                                         7 [](5 6)   8 in(4 7)   9 &&(3 8)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/span.h"
#include "engine/cel/source_text.h"
#include "engine/cel/value.h"

namespace stet::cel {

using NodeId = uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

enum class NodeKind : uint8_t {
  literal,
  identifier,  ///< `rooted` when written with a leading dot
  select,      ///< child 0 . name; `optional` for .?
  call,        ///< name(children…), with `receiver` child 0 . name(the rest)
  operation,   ///< see Operator
  list,        ///< children are elements; Child::optional for [?e]
  map,         ///< children are key, value, key, value …; Child::optional on the key for {?k: v}
  macro,       ///< see Macro; children as written, loop variables included
};

enum class Operator : uint8_t {
  conditional,
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  not_,
  negate,
  index,
  optional_index,
};
inline constexpr size_t operator_count = 19;

struct OperatorInfo {
  std::string_view symbol;    ///< "&&"
  std::string_view function;  ///< "_&&_", the name in messages and overload tables
  uint8_t precedence;         ///< 1 (ternary) … 7 (unary); 8 for what follows an operand
};
const OperatorInfo& operator_info(Operator op);

enum class Macro : uint8_t {
  has,
  all,
  exists,
  exists_one,
  map,
  filter,
  transform_list,
  transform_map,
  transform_map_entry,
  sort_by,
  bind,
  opt_map,
  opt_flat_map,
};

/// How a macro is written. `variables` loop variables stand first among the arguments.
struct MacroInfo {
  std::string_view name;
  Macro macro;
  std::string_view receiver;  ///< "" none, "*" any expression, "cel" exactly this name
  uint8_t arguments;          ///< the variables among them
  uint8_t variables;
};
std::span<const MacroInfo> macro_table();

struct Child {
  NodeId id = no_node;
  bool optional = false;
};

struct Node {
  NodeKind kind = NodeKind::literal;
  uint8_t code = 0;       ///< Operator or Macro
  bool optional = false;  ///< select
  bool rooted = false;    ///< identifier
  bool receiver = false;  ///< call
  bool quoted = false;    ///< select of a back-quoted name
  bool variable = false;  ///< identifier that a macro declares
  uint8_t variables = 0;  ///< macro: how many it declares
  uint32_t first_child = 0;
  uint32_t child_count = 0;
  base::Span span;        ///< the whole sub-expression, bytes of the decoded text
  base::Span mark;        ///< where a caret belongs: the operator, the name
  std::string_view name;  ///< identifier, field, function or macro
  Value value;            ///< literal

  Operator op() const { return static_cast<Operator>(code); }
  Macro macro() const { return static_cast<Macro>(code); }
  bool is(Operator op) const {
    return kind == NodeKind::operation && code == static_cast<uint8_t>(op);
  }
  bool is(Macro m) const { return kind == NodeKind::macro && code == static_cast<uint8_t>(m); }
};

struct Ast {
  std::vector<Node> nodes;
  std::vector<Child> children;
  NodeId root = no_node;

  const Node& operator[](NodeId id) const { return nodes[id]; }
  std::span<const Child> children_of(const Node& node) const {
    return {children.data() + node.first_child, node.child_count};
  }
  NodeId child(const Node& node, uint32_t i) const { return children[node.first_child + i].id; }
  NodeId child(NodeId id, uint32_t i) const { return child(nodes[id], i); }
};

/// Of a macro: the child with what it ranges over or binds, and the first one it evaluates with its
/// variables in scope.
struct MacroShape {
  uint32_t first_variable = 0;
  uint32_t range = 0;
  uint32_t body = 0;  ///< bodies are children [body, child_count)
};
MacroShape macro_shape(const Node& node);

/// "a.b.c" of nested plain selections that end in an identifier; empty for anything else.
std::string qualified_name(const Ast& ast, NodeId id);

/// The expression in canonical form (see format() in program.h).
std::string print(const Ast& ast, NodeId root);

/// True when both trees are the same but for places.
bool same_tree(const Ast& a, NodeId a_root, const Ast& b, NodeId b_root);

}  // namespace stet::cel
