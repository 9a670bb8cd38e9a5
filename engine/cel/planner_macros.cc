// Macros: loops over lists and maps, bindings, optionals.
#include "engine/cel/planner.h"

namespace stet::cel {

void Planner::macro(NodeId id, uint32_t dest) {
  switch (ast_[id].macro()) {
    case Macro::has: return has(id, dest);
    case Macro::all:
    case Macro::exists: return boolean_value(id, dest);
    case Macro::exists_one: return exists_one(id, dest);
    case Macro::bind: return bind_value(id, dest);
    case Macro::opt_map:
    case Macro::opt_flat_map: return optional_map(id, dest);
    default: return collecting_macro(id, dest);
  }
}

void Planner::declare(NodeId id, uint32_t first_register) {
  const Node& node = ast_[id];
  const MacroShape shape = macro_shape(node);
  for (uint32_t i = 0; i < node.variables; ++i) {
    const NodeId variable = ast_.child(node, shape.first_variable + i);
    local_registers_.set(variable, reg(first_register + i));
    if (i + 1u == node.variables) local_ranges_.set(variable, ast_.child(node, shape.range));
  }
}

void Planner::push_loop(NodeId id, uint32_t range, uint32_t variables, uint32_t loop) {
  const Node& node = ast_[id];
  const auto kinds = [&](uint32_t i) {
    return i < node.variables ? kinds_of(type(ast_.child(node, 1 + i))) : all_kinds;
  };
  reg(variables + node.variables);
  push_emit(
      id, {Op::loop, reg(range), static_cast<uint16_t>(loop), node.variables, kinds(0), kinds(1)});
}

void Planner::push_next(NodeId id, uint32_t variables, uint32_t loop, Label body) {
  push_emit(id, {Op::next, reg(variables), static_cast<uint16_t>(loop), 0, body, 1});
}

/// map, filter, sortBy and the transforms: a loop that appends.
void Planner::collecting_macro(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const MacroShape shape = macro_shape(node);
  const NodeId range = ast_.child(node, shape.range);
  const uint32_t result = dest + 1, variables = dest + 2, free = variables + node.variables;
  const uint32_t loop = code_.loops++;
  const NodeId last = ast_.child(node, node.child_count - 1);
  const bool is_filter = node.is(Macro::filter);
  const bool has_condition = is_filter || node.child_count == shape.body + 2;
  const bool makes_map = node.is(Macro::transform_map) || node.is(Macro::transform_map_entry);
  const Label body = label(), next = label(), take = label();

  if (node.is(Macro::sort_by)) {
    const auto& sort = *source_.tables->find_function("@sortByAssociatedKeys")->overloads[0];
    code_.overloads.push_back(&sort);
    push_emit(id, {Op::call, reg(dest), reg(dest), 2, kind_bit(Kind::list),
                   static_cast<uint32_t>(code_.overloads.size() - 1)});
  } else {
    push_emit(id, {Op::move, reg(dest), reg(result), 0, 0, 0});
    if (makes_map) push_emit(id, {Op::finish_map, reg(result), 0, 0, 0, 0});
  }
  push_next(id, variables, loop, body);
  push_bind(next);
  if (is_filter) {
    push_emit(id, {Op::append, reg(result), reg(variables), 0, 0, 0});
  } else {
    Instruction append{Op::append, reg(result), reg(free), 0, 0, 0};
    if (node.is(Macro::transform_map)) {
      append = {Op::append_entry, reg(result), reg(variables), reg(free), 0, 0};
    } else if (node.is(Macro::transform_map_entry)) {
      append.op = Op::append_entries;
    }
    push_emit(id, append);
    push_value(last, free);
  }
  if (has_condition) {
    push_bind(take);
    push_branch(ast_.child(node, shape.body), free, take, next, take);
  }
  push_bind(body);
  push_emit(id, {Op::jump, 0, 0, 0, next, 0});
  push_emit(id, {Op::make_list, reg(result), 0, 0, 0, 0});
  push_loop(id, dest, variables, loop);
  push_value(range, dest);
  declare(id, variables);
}

void Planner::exists_one(NodeId id, uint32_t dest) {
  push_emit(id, {Op::is_one, reg(dest), reg(dest), 0, 0, 0});
  counting_loop(id, dest);
}

/// How many elements there are for which the condition holds: of size(list.filter(x, …)) what
/// remains is counted, not kept.
void Planner::counting_loop(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const uint32_t result = dest + 1, variables = dest + 2, free = variables + node.variables;
  const uint32_t loop = code_.loops++;
  const Label body = label(), next = label(), hit = label(), end = label();
  push_bind(end);
  push_emit(id, {Op::move, reg(dest), reg(result), 0, 0, 0});
  push_next(id, variables, loop, body);
  push_bind(next);
  push_emit(id, {Op::count, reg(result), 0, 0, 0, 0});
  push_bind(hit);
  push_branch(ast_.child(node, macro_shape(node).body), free, hit, next, hit);
  push_bind(body);
  push_emit(id, {Op::jump, 0, 0, 0, next, 0});
  push_emit(id, {Op::set_int, reg(result), 0, 0, 0, 0});
  push_loop(id, dest, variables, loop);
  push_value(ast_.child(node, 0), dest);
  if constexpr (has_searches) push_search(id, variables, true, dest, end, end);
  declare(id, variables);
}

void Planner::bind_value(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  push_emit(id, {Op::move, reg(dest), reg(dest + 1), 0, 0, 0});
  push_value(ast_.child(node, 2), dest + 1);
  push_value(ast_.child(node, 1), dest);
  local_registers_.set(ast_.child(node, 0), reg(dest));
}

void Planner::optional_map(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const Label none = label(), end = label();
  push_bind(end);
  push_emit(id, {Op::set_none, reg(dest), 0, 0, 0, 0});
  push_bind(none);
  push_emit(id, {Op::jump, 0, 0, 0, end, 0});
  if (node.is(Macro::opt_map)) {
    push_emit(id, {Op::wrap, reg(dest), reg(dest + 2), 0, 0, 0});
  } else {
    push_emit(id, {Op::move, reg(dest), reg(dest + 2), 0, 0, 0});
    push_emit(id, {Op::require, reg(dest + 2), 0, 0, kind_bit(Kind::optional), 0});
  }
  push_value(ast_.child(node, 2), dest + 2);
  push_emit(id,
            {Op::unwrap, reg(dest + 1), reg(dest), 0, none, kinds_of(type(ast_.child(node, 1)))});
  push_value(ast_.child(node, 0), dest);
  local_registers_.set(ast_.child(node, 1), reg(dest + 1));
}

}  // namespace stet::cel
