#include "engine/cel/planner.h"

namespace stet::cel {
namespace {

bool is_jump(Op op) {
  return op == Op::jump || (op >= Op::if_true && op <= Op::if_less_equal) || op == Op::check ||
         op == Op::search || op == Op::next || op == Op::unwrap;
}

/// Only then is what stands in the record taken for the field's value.
bool holds_what_is_declared(Stored::As as, const Type& type) {
  const bool list = type.kind == TypeKind::list;
  switch (as) {
    case Stored::As::elsewhere: return false;
    case Stored::As::text: return type.kind == TypeKind::string;
    case Stored::As::integer: return type.kind == TypeKind::integer;
    case Stored::As::boolean: return type.kind == TypeKind::boolean;
    case Stored::As::texts: return list && type.parameters[0]->kind == TypeKind::string;
    case Stored::As::records: return list && type.parameters[0]->kind == TypeKind::object;
  }
  return false;
}

}  // namespace

void Planner::resolve_labels() {
  for (Instruction& instruction : code_.instructions) {
    if (is_jump(instruction.op)) instruction.jump = labels_[instruction.jump];
    if (!has_searches) continue;
    if (instruction.op == Op::search) {
      uint32_t& otherwise = code_.searches[instruction.x].otherwise;
      otherwise = labels_[otherwise];
    } else if (instruction.op == Op::check) {
      uint32_t& otherwise = code_.checks[instruction.x].otherwise;
      otherwise = labels_[otherwise];
    }
  }
  for (Region& region : code_.regions) region.target = labels_[region.target];
}

uint32_t Planner::constant(const Value& value) {
  code_.constants.push_back(value);
  return reg(static_cast<uint32_t>(code_.constants.size() - 1));
}

/// Literals and folded sub-expressions under `root`, and the names that are selected.
void Planner::collect_constants(NodeId root) {
  std::vector<NodeId> pending = {root};
  size_t nodes = 0;
  while (!pending.empty()) {
    const NodeId id = pending.back();
    pending.pop_back();
    ++nodes;
    const Node& node = ast_[id];
    const bool folded = !source_.folded[id].is(Kind::unresolved);
    if (folded || node.kind == NodeKind::literal || note(id).reference == Reference::type_name) {
      const Value value = folded                           ? source_.folded[id]
                          : node.kind == NodeKind::literal ? node.value
                                                           : Value::type(note(id).name);
      constant_registers_.set(id, constant(value));
      continue;
    }
    if (node.kind == NodeKind::select && needs_name(id)) {
      constant_registers_.set(id, constant(Value::string(node.name)));
    }
    for (const Child& child : ast_.children_of(node)) pending.push_back(child.id);
  }
  code_.instructions.reserve(nodes);
  code_.nodes.reserve(nodes);
  tasks_.reserve(nodes);
}

/// Is the field found by name when evaluated? Otherwise by index.
bool Planner::needs_name(NodeId id) const {
  const bool known =
      note(id).reference == Reference::field && kind(ast_.child(id, 0)) == TypeKind::object;
  return ast_[id].optional || !known;
}

/// The register that holds `node` already, or `otherwise`.
uint32_t Planner::operand_register(NodeId id, uint32_t otherwise) {
  const Node& node = ast_[id];
  if (note(id).reference == Reference::local) return local_registers_.at(note(id).index);
  const bool constant = node.kind == NodeKind::literal ||
                        note(id).reference == Reference::type_name ||
                        !source_.folded[id].is(Kind::unresolved);
  return constant ? constant_registers_.at(id) : otherwise;
}

uint32_t Planner::push_operand(NodeId node, uint32_t dest) {
  const uint32_t found = operand_register(node, dest);
  if (found == dest) push_value(node, dest);
  return reg(found);
}

void Planner::perform(const Task& task) {
  switch (task.work) {
    case Work::value:
      reg(task.dest + 4);
      options_.trace ? traced_value(task.node, task.dest) : value(task.node, task.dest);
      break;
    case Work::untraced_value: value(task.node, task.dest); break;
    case Work::branch:
      reg(task.dest + 4);
      branch(task);
      break;
    case Work::emit: emit(task.node, task.instruction); break;
    case Work::bind: labels_[task.yes] = static_cast<uint32_t>(code_.instructions.size()); break;
    case Work::open_region: {
      Region region;
      region.begin = static_cast<uint32_t>(code_.instructions.size());
      region.target = task.yes;
      region.register_ = reg(task.dest);
      region.keep_first = task.keep_first;
      open_.push_back(region);
      break;
    }
    case Work::close_region:
      open_.back().end = static_cast<uint32_t>(code_.instructions.size());
      code_.regions.push_back(open_.back());
      open_.pop_back();
      break;
  }
}

void Planner::traced_value(NodeId node, uint32_t dest) {
  if (code_.trace.numbers[node] == TraceTable::none) return value(node, dest);
  push_emit(node, {Op::trace, reg(dest), 0, 0, 0, node});
  Task task;
  task.work = Work::untraced_value;
  task.node = node;
  task.dest = dest;
  tasks_.push_back(task);
}

void Planner::value(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  if (const uint32_t held = operand_register(id, dest); held != dest) {
    return push_emit(id, {Op::move, reg(dest), reg(held), 0, 0, 0});
  }
  switch (note(id).reference) {
    case Reference::error:
      return push_emit(id, {Op::fail, 0, 0, 0, 0, static_cast<uint32_t>(note(id).code)});
    case Reference::slot: return push_emit(id, {Op::load_slot, reg(dest), 0, 0, 0, note(id).index});
    default: break;
  }
  switch (node.kind) {
    case NodeKind::select: return select(id, dest);
    case NodeKind::call: return call(id, dest);
    case NodeKind::operation: return operation(id, dest);
    case NodeKind::list:
    case NodeKind::map: return container(id, dest);
    case NodeKind::macro: return macro(id, dest);
    default: return;
  }
}

/// The text of a selection from the root on, "[]" for the elements that a macro visits.
std::string_view Planner::path_of(NodeId id) {
  std::string path;
  for (int steps = 0; steps < 64; ++steps) {
    const Node& node = ast_[id];
    if (node.kind == NodeKind::select) {
      path.insert(0, "." + std::string(node.name));
      id = ast_.child(node, 0);
    } else if (note(id).reference == Reference::local && local_ranges_.find(note(id).index)) {
      path.insert(0, "[]");
      id = local_ranges_.at(note(id).index);
    } else {
      break;
    }
  }
  if (ast_[id].kind == NodeKind::identifier) path.insert(0, ast_[id].name);
  return source_.arena.copy_text(path[0] == '.' ? std::string_view(path).substr(1) : path);
}

uint32_t Planner::add_field(NodeId id, NodeId operand, bool for_errors) {
  const ObjectInfo& object = *source_.tables->object(type(operand).number);
  const FieldInfo& info = object.fields[note(id).index];
  FieldReference reference;
  const Field& field = object.type->fields[note(id).index];
  reference.get = field.get;
  reference.argument = field.argument;
  reference.kinds = info.kinds;
  reference.stamp = info.stamp;
  reference.nullable = (info.kinds & kind_bit(Kind::null)) != 0;
  if (holds_what_is_declared(field.stored.as, *info.type)) reference.stored = field.stored;
  code_.fields.push_back(reference);
  code_.paths.push_back(for_errors ? path_of(id) : std::string_view());
  return static_cast<uint32_t>(code_.fields.size() - 1);
}

void Planner::select(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const NodeId operand = ast_.child(node, 0);
  const bool field = !needs_name(id);
  const uint32_t name = field ? 0 : constant_registers_.at(id);
  if (node.optional) {
    push_emit(id, {Op::optional_select, reg(dest), 0, reg(name), 0, 0});
  } else if (field && note(operand).reference == Reference::slot) {
    const auto slot = note(operand).index;
    if (slot <= UINT16_MAX) {
      return push_emit(id, {Op::slot_field, reg(dest), static_cast<uint16_t>(slot), 0, 0,
                            add_field(id, operand)});
    }
    push_emit(id, {Op::get_field, reg(dest), 0, 0, 0, add_field(id, operand)});
  } else if (field) {
    push_emit(id, {Op::get_field, reg(dest), 0, 0, 0, add_field(id, operand)});
  } else {
    push_emit(id, {Op::select, reg(dest), 0, reg(name), kinds_of(type(id)), 0});
  }
  const size_t at = tasks_.size() - 1;
  const uint32_t from = push_operand(operand, dest);
  tasks_[at].instruction.b = reg(from);
}

void Planner::has(NodeId id, uint32_t dest) {
  const NodeId selected = ast_.child(id, 0);
  if (note(selected).reference == Reference::slot) {
    return push_emit(id, {Op::has_slot, reg(dest), 0, 0, 0, note(selected).index});
  }
  const NodeId operand = ast_.child(selected, 0);
  const Instruction test =
      !needs_name(selected)
          ? Instruction{Op::has_field, reg(dest), 0, 0, 0, add_field(selected, operand)}
          : Instruction{Op::has, reg(dest), 0, reg(constant_registers_.at(selected)), 0, 0};
  push_emit(id, test);
  const size_t at = tasks_.size() - 1;
  const uint32_t from = push_operand(operand, dest);
  tasks_[at].instruction.b = reg(from);
}

/// Of the pattern of the call `id`, which is compiled when the rules file is loaded.
std::optional<uint32_t> Planner::pattern_number(NodeId id, const Value& pattern) {
  if (!pattern.is(Kind::string)) return std::nullopt;
  if constexpr (has_searches) {
    if (const auto known = patterns_.find(id)) return known;
  }
  auto compiled = Pattern::compile(pattern.as_text());
  if (compiled == nullptr) return std::nullopt;
  code_.patterns.push_back(std::move(compiled));
  const auto number = static_cast<uint32_t>(code_.patterns.size() - 1);
  if constexpr (has_searches) patterns_.set(id, number);
  return number;
}

bool Planner::matches(NodeId id, NodeId operand, const Value& pattern, uint32_t dest) {
  const auto number = pattern_number(id, pattern);
  if (!number) return false;
  push_emit(id, {Op::matches, reg(dest), 0, 0, 0, *number});
  const size_t at = tasks_.size() - 1;
  const uint32_t from = push_operand(operand, dest);
  tasks_[at].instruction.b = reg(from);
  return true;
}

/// size() of a list or map, by its type?
bool Planner::is_count(NodeId id, NodeId operand) const {
  const bool counts = kind(operand) == TypeKind::list || kind(operand) == TypeKind::map;
  return counts && source_.checked.candidates(note(id))[0]->row.name == "size";
}

/// Calls that have an instruction of their own.
bool Planner::special_call(NodeId id, NodeId operand, uint32_t dest) {
  if (source_.checked.candidates(note(id))[0]->row.name == "matches") {
    const Node& node = ast_[id];
    const NodeId pattern = ast_.child(node, node.child_count - 1);
    return matches(id, operand, source_.folded[pattern], dest);
  }
  if (!is_count(id, operand)) return false;
  const bool counts = !options_.trace && ast_[operand].is(Macro::filter);
  if (counts && source_.folded[operand].is(Kind::unresolved)) {
    counting_loop(operand, dest);
    return true;
  }
  push_emit(id, {Op::size, reg(dest), 0, 0, 0, 0});
  const size_t at = tasks_.size() - 1;
  const uint32_t from = push_operand(operand, dest);
  tasks_[at].instruction.b = reg(from);
  return true;
}

void Planner::call(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const auto children = ast_.children_of(node).subspan(note(id).drops_receiver ? 1 : 0);
  const auto candidates = source_.checked.candidates(note(id));
  const auto count = static_cast<uint16_t>(std::min<size_t>(children.size(), UINT16_MAX));
  Instruction call{Op::call, reg(dest), reg(dest), count, kinds_of(type(id)), 0};
  const bool by_kind = candidates.size() > 1 || note(id).by_kind ||
                       std::any_of(children.begin(), children.end(), [&](const Child& child) {
                         return kind(child.id) == TypeKind::dyn;
                       });
  const bool plain = !by_kind && !children.empty();
  if (plain && special_call(id, children[0].id, dest)) return;
  if (by_kind) {
    call.op = Op::dispatch;
    call.x = static_cast<uint32_t>(code_.dispatches.size());
    code_.dispatches.emplace_back(candidates.begin(), candidates.end());
  } else {
    call.x = static_cast<uint32_t>(code_.overloads.size());
    code_.overloads.push_back(candidates[0]);
  }
  if (children.size() == 1) {
    push_emit(id, call);
    const size_t at = tasks_.size() - 1;
    const uint32_t from = push_operand(children[0].id, dest);
    tasks_[at].instruction.b = reg(from);
    return;
  }
  push_emit(id, call);
  for (uint32_t i = static_cast<uint32_t>(children.size()); i-- > 0;) {
    push_value(children[i].id, dest + i);
  }
}

bool Planner::arithmetic(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
  if (kind(left) != TypeKind::integer || kind(right) != TypeKind::integer) return false;
  Instruction instruction{Op::add_int, reg(dest), 0, 0, 0, 0};
  switch (node.op()) {
    case Operator::add: break;
    case Operator::subtract: instruction.op = Op::subtract_int; break;
    case Operator::multiply: instruction.op = Op::multiply_int; break;
    default: return false;
  }
  push_emit(id, instruction);
  const size_t at = tasks_.size() - 1;
  const uint32_t second = push_operand(right, dest + 1);
  const uint32_t first = push_operand(left, dest);
  tasks_[at].instruction.b = reg(first);
  tasks_[at].instruction.c = reg(second);
  return true;
}

void Planner::operation(NodeId id, uint32_t dest) {
  if (is_condition(id)) return boolean_value(id, dest);
  const Node& node = ast_[id];
  switch (node.op()) {
    case Operator::conditional: {
      const Label yes = label(), no = label(), end = label();
      push_bind(end);
      push_value(ast_.child(node, 2), dest);
      push_bind(no);
      push_emit(id, {Op::jump, 0, 0, 0, end, 0});
      push_value(ast_.child(node, 1), dest);
      push_bind(yes);
      return push_branch(ast_.child(node, 0), dest, yes, no, yes);
    }
    case Operator::index:
    case Operator::optional_index: {
      push_emit(id, {node.op() == Operator::index ? Op::index : Op::optional_select, reg(dest), 0,
                     0, kinds_of(type(id)), 0});
      const size_t at = tasks_.size() - 1;
      const uint32_t key = push_operand(ast_.child(node, 1), dest + 1);
      const uint32_t from = push_operand(ast_.child(node, 0), dest);
      tasks_[at].instruction.b = reg(from);
      tasks_[at].instruction.c = reg(key);
      return;
    }
    default:
      if (node.child_count == 2 && arithmetic(id, dest)) return;
      return call(id, dest);
  }
}

void Planner::container(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const auto children = ast_.children_of(node);
  const bool optional = std::any_of(children.begin(), children.end(),
                                    [](const Child& child) { return child.optional; });
  const bool list = node.kind == NodeKind::list;
  Instruction make{list ? Op::make_list : Op::make_map,    reg(dest), reg(dest),
                   static_cast<uint16_t>(children.size()), 0,         0};
  reg(dest + static_cast<uint32_t>(children.size()));
  if (optional) {
    make.op = list ? Op::make_list_optional : Op::make_map_optional;
    make.x = static_cast<uint32_t>(code_.flags.size());
    code_.flags.emplace_back();
    for (const Child& child : children) code_.flags.back().push_back(child.optional);
  }
  push_emit(id, make);
  for (uint32_t i = static_cast<uint32_t>(children.size()); i-- > 0;) {
    push_value(children[i].id, dest + i);
  }
}

bool plan(Source& source, NodeId root, const PlanOptions& options, Code& code) {
  const bool planned = Planner(source, root, options, code).run();
  code.instructions.shrink_to_fit();  // kept for as long as the program
  code.nodes.shrink_to_fit();
  return planned;
}

}  // namespace stet::cel
