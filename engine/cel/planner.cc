// Typed tree → code. The planner is a stack machine itself: each kind of node pushes the tasks that
// make its code, last first, so no depth of nesting reaches the call stack. Tested through
// everything in tests/cel.
#include <algorithm>
#include <unordered_map>

#include <re2/re2.h>

#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

using Label = uint32_t;

enum class Work : uint8_t { value, untraced_value, branch, emit, bind, open_region, close_region };

struct Task {
  Work work = Work::emit;
  NodeId node = no_node;
  uint32_t dest = 0;                // value: result; branch: first free register
  Label yes = 0, no = 0, next = 0;  // branch; bind: yes
  bool keep_first = false;
  bool untraced = false;
  Instruction instruction;
};

class Planner {
 public:
  Planner(Source& source, const PlanOptions& options, Code& code)
      : source_(source), ast_(source.checked.ast), options_(options), code_(code) {}

  bool run(NodeId root) {
    collect_constants(root);
    const auto base = static_cast<uint32_t>(code_.constants.size());
    const uint32_t result = operand_register(root, base);
    push_emit(root, {Op::finish, reg(result), 0, 0, 0, 0});
    const Type& type = source_.checked.type(root);
    if ((kinds_of(type) & ~options_.result_kinds) != 0) {
      push_emit(root, {Op::require, reg(result), 0, 0, options_.result_kinds, 0});
    }
    if (result == base) push_value(root, base);
    while (!tasks_.empty() && !overflow_) {
      const Task task = tasks_.back();
      tasks_.pop_back();
      perform(task);
    }
    code_.registers = most_registers_ + 2;  // the last one is the machine's own
    resolve_labels();
    return !overflow_;
  }

 private:
  const Annotation& note(NodeId id) const { return source_.checked.notes[id]; }
  const Type& type(NodeId id) const { return source_.checked.type(id); }
  TypeKind kind(NodeId id) const { return type(id).kind; }

  uint16_t reg(uint32_t number) {
    most_registers_ = std::max(most_registers_, number);
    if (number >= UINT16_MAX - 8) overflow_ = true;
    return static_cast<uint16_t>(number);
  }
  Label label() {
    labels_.push_back(0);
    return static_cast<Label>(labels_.size() - 1);
  }

  // Pushing tasks: they are performed in the reverse order.
  void push_value(NodeId node, uint32_t dest) {
    Task task;
    task.work = Work::value;
    task.node = node;
    task.dest = dest;
    tasks_.push_back(task);
  }
  void push_branch(NodeId node, uint32_t free, Label yes, Label no, Label next,
                   bool untraced = false) {
    Task task;
    task.work = Work::branch;
    task.node = node;
    task.dest = free;
    task.yes = yes, task.no = no, task.next = next;
    task.untraced = untraced;
    tasks_.push_back(task);
  }
  void push_emit(NodeId node, Instruction instruction) {
    Task task;
    task.node = node;
    task.instruction = instruction;
    tasks_.push_back(task);
  }
  void push_bind(Label label) {
    Task task;
    task.work = Work::bind;
    task.yes = label;
    tasks_.push_back(task);
  }
  void push_open(uint32_t error_register, Label target, bool keep_first) {
    Task task;
    task.work = Work::open_region;
    task.dest = error_register;
    task.yes = target;
    task.keep_first = keep_first;
    tasks_.push_back(task);
  }
  void push_close() {
    Task task;
    task.work = Work::close_region;
    tasks_.push_back(task);
  }

  void perform(const Task& task);
  void emit(NodeId node, const Instruction& instruction) {
    code_.instructions.push_back(instruction);
    code_.nodes.push_back(node);
  }
  void resolve_labels();
  void collect_constants(NodeId root);
  uint32_t constant(const Value& value);
  uint32_t operand_register(NodeId node, uint32_t otherwise);
  uint32_t push_operand(NodeId node, uint32_t dest);
  void traced_value(NodeId node, uint32_t dest);
  void value(NodeId node, uint32_t dest);
  void boolean_value(NodeId node, uint32_t dest);
  void select(NodeId node, uint32_t dest);
  void has(NodeId node, uint32_t dest);
  void call(NodeId node, uint32_t dest);
  void operation(NodeId node, uint32_t dest);
  bool arithmetic(NodeId node, uint32_t dest);
  void container(NodeId node, uint32_t dest);
  void macro(NodeId node, uint32_t dest);
  void collecting_macro(NodeId node, uint32_t dest);
  void exists_one(NodeId node, uint32_t dest);
  void bind_value(NodeId node, uint32_t dest);
  void optional_map(NodeId node, uint32_t dest);
  void branch(const Task& task);
  void logic(const Task& task, bool conjunction);
  void quantifier(const Task& task, bool all);
  bool comparison(const Task& task);
  void push_jump_unless_next(NodeId node, Label target, Label next) {
    if (target != next) push_emit(node, {Op::jump, 0, 0, 0, target, 0});
  }
  void declare(NodeId macro, uint32_t first_register);
  void push_loop(NodeId macro, uint32_t range, uint32_t variables, uint32_t loop);
  void push_next(NodeId macro, uint32_t variables, uint32_t loop, Label body);
  uint32_t add_field(NodeId node, NodeId operand);
  std::string_view path_of(NodeId node);
  bool may_fail(NodeId node) const;

  Source& source_;
  const Ast& ast_;
  const PlanOptions& options_;
  Code& code_;
  std::vector<Task> tasks_;
  std::vector<uint32_t> labels_;
  std::vector<Region> open_;
  std::unordered_map<NodeId, uint32_t> local_registers_;  // by declaring identifier
  std::unordered_map<NodeId, NodeId> local_ranges_;
  std::unordered_map<NodeId, uint32_t> constant_registers_;
  uint32_t true_ = 0, false_ = 0, none_ = 0;
  uint32_t most_registers_ = 0;
  bool overflow_ = false;
};

bool is_jump(Op op) {
  return op == Op::jump || (op >= Op::if_true && op <= Op::if_less_equal) || op == Op::loop ||
         op == Op::next || op == Op::unwrap;
}

void Planner::resolve_labels() {
  for (Instruction& instruction : code_.instructions) {
    if (is_jump(instruction.op) && instruction.op != Op::loop) {
      instruction.jump = labels_[instruction.jump];
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
  true_ = constant(Value::boolean(true));
  false_ = constant(Value::boolean(false));
  none_ = constant(Value::optional(nullptr));
  std::vector<NodeId> pending = {root};
  while (!pending.empty()) {
    const NodeId id = pending.back();
    pending.pop_back();
    const Node& node = ast_[id];
    const bool folded = !options_.trace && !source_.folded[id].is(Kind::unresolved);
    if (folded || node.kind == NodeKind::literal || note(id).reference == Reference::type_name) {
      const Value value = folded                           ? source_.folded[id]
                          : node.kind == NodeKind::literal ? node.value
                                                           : Value::type(note(id).name);
      constant_registers_[id] = constant(value);
      continue;
    }
    if (node.kind == NodeKind::select) constant_registers_[id] = constant(Value::string(node.name));
    for (const Child& child : ast_.children_of(node)) pending.push_back(child.id);
  }
}

/// The register that holds `node` already, or `otherwise`.
uint32_t Planner::operand_register(NodeId id, uint32_t otherwise) {
  const Node& node = ast_[id];
  if (note(id).reference == Reference::local) return local_registers_.at(note(id).index);
  const bool constant = node.kind == NodeKind::literal ||
                        note(id).reference == Reference::type_name ||
                        (!options_.trace && !source_.folded[id].is(Kind::unresolved));
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

/// A condition as a value: jumps to two moves.
void Planner::boolean_value(NodeId node, uint32_t dest) {
  const Label yes = label(), no = label(), end = label();
  push_bind(end);
  push_emit(node, {Op::move, reg(dest), reg(false_), 0, 0, 0});
  push_bind(no);
  push_emit(node, {Op::jump, 0, 0, 0, end, 0});
  push_emit(node, {Op::move, reg(dest), reg(true_), 0, 0, 0});
  push_bind(yes);
  push_branch(node, dest, yes, no, yes, true);
}

/// The text of a selection from the root on, "[]" for the elements that a macro visits.
std::string_view Planner::path_of(NodeId id) {
  std::string path;
  for (int steps = 0; steps < 64; ++steps) {
    const Node& node = ast_[id];
    if (node.kind == NodeKind::select) {
      path.insert(0, "." + std::string(node.name));
      id = ast_.child(node, 0);
    } else if (note(id).reference == Reference::local && local_ranges_.count(note(id).index) != 0) {
      path.insert(0, "[]");
      id = local_ranges_.at(note(id).index);
    } else {
      break;
    }
  }
  if (ast_[id].kind == NodeKind::identifier) path.insert(0, ast_[id].name);
  return source_.arena.copy_text(path[0] == '.' ? std::string_view(path).substr(1) : path);
}

uint32_t Planner::add_field(NodeId id, NodeId operand) {
  const ObjectInfo& object = *source_.tables->object(type(operand).number);
  const FieldInfo& info = object.fields[note(id).index];
  FieldReference reference;
  reference.object = object.type;
  reference.field = &object.type->fields[note(id).index];
  reference.get = reference.field->get;
  reference.argument = reference.field->argument;
  reference.kinds = info.kinds;
  reference.stamp = info.stamp;
  reference.nullable = (info.kinds & kind_bit(Kind::null)) != 0;
  reference.path = path_of(id);
  code_.fields.push_back(reference);
  return static_cast<uint32_t>(code_.fields.size() - 1);
}

void Planner::select(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const NodeId operand = ast_.child(node, 0);
  const uint32_t name = constant_registers_.at(id);
  const bool field = note(id).reference == Reference::field && kind(operand) == TypeKind::object;
  if (node.optional) {
    push_emit(id, {Op::optional_select, reg(dest), 0, reg(name), 0, 0});
  } else if (field && note(operand).reference == Reference::slot && !options_.trace) {
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
  const bool field =
      note(selected).reference == Reference::field && kind(operand) == TypeKind::object;
  const Instruction test =
      field ? Instruction{Op::has_field, reg(dest), 0, 0, 0, add_field(selected, operand)}
            : Instruction{Op::has, reg(dest), 0, reg(constant_registers_.at(selected)), 0, 0};
  push_emit(id, test);
  const size_t at = tasks_.size() - 1;
  const uint32_t from = push_operand(operand, dest);
  tasks_[at].instruction.b = reg(from);
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
  // A constant pattern is compiled when the rules file is loaded.
  if (!by_kind && candidates[0]->row.name == "matches" && !options_.trace &&
      source_.folded[children[1].id].is(Kind::string)) {
    RE2::Options quiet;
    quiet.set_log_errors(false);
    const std::string_view pattern = source_.folded[children[1].id].as_text();
    auto compiled =
        std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), quiet);
    if (compiled->ok()) {
      code_.patterns.push_back(std::move(compiled));
      push_emit(
          id, {Op::matches, reg(dest), 0, 0, 0, static_cast<uint32_t>(code_.patterns.size() - 1)});
      const size_t at = tasks_.size() - 1;
      const uint32_t from = push_operand(children[0].id, dest);
      tasks_[at].instruction.b = reg(from);
      return;
    }
  }
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
    case Operator::and_:
    case Operator::or_:
    case Operator::not_:
    case Operator::equal:
    case Operator::not_equal:
    case Operator::less:
    case Operator::less_equal:
    case Operator::greater:
    case Operator::greater_equal: return boolean_value(id, dest);
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
    local_registers_[variable] = reg(first_register + i);
    if (i + 1u == node.variables) local_ranges_[variable] = ast_.child(node, shape.range);
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
  const Node& node = ast_[id];
  const uint32_t result = dest + 1, variables = dest + 2, free = variables + node.variables;
  const uint32_t loop = code_.loops++;
  const Label body = label(), next = label(), hit = label(), one = label(), end = label();
  push_bind(end);
  push_emit(id, {Op::move, reg(dest), reg(true_), 0, 0, 0});
  push_bind(one);
  push_emit(id, {Op::jump, 0, 0, 0, end, 0});
  push_emit(id, {Op::move, reg(dest), reg(false_), 0, 0, 0});
  // The counter is compared with a counter that was counted up once.
  push_emit(id, {Op::if_equal_int, reg(result), reg(free), 1, one, 0});
  push_emit(id, {Op::count, reg(free), 0, 0, 0, 0});
  push_emit(id, {Op::clear, reg(free), 0, 0, 0, 0});
  push_next(id, variables, loop, body);
  push_bind(next);
  push_emit(id, {Op::count, reg(result), 0, 0, 0, 0});
  push_bind(hit);
  push_branch(ast_.child(node, node.child_count - 1), free, hit, next, hit);
  push_bind(body);
  push_emit(id, {Op::jump, 0, 0, 0, next, 0});
  push_emit(id, {Op::clear, reg(result), 0, 0, 0, 0});
  push_loop(id, dest, variables, loop);
  push_value(ast_.child(node, 0), dest);
  declare(id, variables);
}

void Planner::bind_value(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  push_emit(id, {Op::move, reg(dest), reg(dest + 1), 0, 0, 0});
  push_value(ast_.child(node, 2), dest + 1);
  push_value(ast_.child(node, 1), dest);
  local_registers_[ast_.child(node, 0)] = reg(dest);
}

void Planner::optional_map(NodeId id, uint32_t dest) {
  const Node& node = ast_[id];
  const Label none = label(), end = label();
  push_bind(end);
  push_emit(id, {Op::move, reg(dest), reg(none_), 0, 0, 0});
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
  local_registers_[ast_.child(node, 1)] = reg(dest + 1);
}

/// Can evaluating this fail? Errs on the side of yes.
bool Planner::may_fail(NodeId id) const {
  const Node& node = ast_[id];
  if (node.kind == NodeKind::literal || note(id).reference == Reference::local) {
    return kind(id) != TypeKind::boolean;
  }
  return true;
}

void Planner::branch(const Task& task) {
  const NodeId id = task.node;
  const Node& node = ast_[id];
  const bool fixed =
      operand_register(id, UINT32_MAX) != UINT32_MAX || note(id).reference == Reference::error;
  const bool traced = options_.trace && !task.untraced;
  if (!fixed && !traced) {
    if (node.is(Operator::and_)) return logic(task, true);
    if (node.is(Operator::or_)) return logic(task, false);
    if (node.is(Operator::not_) && kind(ast_.child(node, 0)) == TypeKind::boolean) {
      return push_branch(ast_.child(node, 0), task.dest, task.no, task.yes, task.next);
    }
    if (node.is(Macro::all)) return quantifier(task, true);
    if (node.is(Macro::exists)) return quantifier(task, false);
    if (node.kind == NodeKind::operation && comparison(task)) return;
  }
  const bool fall_to_yes = task.next == task.yes;
  push_jump_unless_next(id, fall_to_yes ? task.yes : task.no, task.next);
  push_emit(id, {Op::if_true, 0, 0, static_cast<uint16_t>(fall_to_yes ? 0 : 1),
                 fall_to_yes ? task.no : task.yes, 0});
  const size_t at = tasks_.size() - 1;
  if (node.is(Operator::not_) && !fixed && !traced) {
    // Not known to be a bool: the function says so.
    tasks_[at].instruction.a = reg(task.dest);
    return call(id, task.dest);
  }
  const uint32_t from = push_operand(id, task.dest);
  tasks_[at].instruction.a = reg(from);
}

/// && and ||: an error on the left is parked while the right side is asked.
void Planner::logic(const Task& task, bool conjunction) {
  const Node& node = ast_[task.node];
  const NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
  const uint32_t parked = task.dest;
  const bool parks = may_fail(left);
  const Label right_side = label(), undecided = label(), left_done = label();
  // With all sides undecided && is true, || is false; either side alone decides the opposite.
  const Label open = conjunction ? task.yes : task.no;
  push_jump_unless_next(task.node, open, task.next);
  if (parks) push_emit(task.node, {Op::raise_pending, reg(parked), 0, 0, 0, 0});
  push_bind(undecided);
  conjunction ? push_branch(right, task.dest + 1, undecided, task.no, undecided)
              : push_branch(right, task.dest + 1, task.yes, undecided, undecided);
  push_bind(right_side);
  if (parks) {
    push_emit(task.node, {Op::clear, reg(parked), 0, 0, 0, 0});
    push_close();
  }
  push_bind(left_done);
  conjunction ? push_branch(left, task.dest, left_done, task.no, left_done)
              : push_branch(left, task.dest, task.yes, left_done, left_done);
  if (parks) push_open(parked, right_side, false);
}

/// all() and exists(): the loop leaves by a jump at the element that decides.
void Planner::quantifier(const Task& task, bool all) {
  const NodeId id = task.node;
  const Node& node = ast_[id];
  const uint32_t range = task.dest, parked = range + 1, variables = range + 2;
  const uint32_t free = variables + node.variables;
  const uint32_t loop = code_.loops++;
  const Label body = label(), next = label();
  push_jump_unless_next(id, all ? task.yes : task.no, task.next);
  push_emit(id, {Op::raise_pending, reg(parked), 0, 0, 0, 0});
  push_next(id, variables, loop, body);
  push_bind(next);
  push_close();
  const NodeId condition = ast_.child(node, node.child_count - 1);
  all ? push_branch(condition, free, next, task.no, next)
      : push_branch(condition, free, task.yes, next, next);
  push_open(parked, next, true);
  push_bind(body);
  push_emit(id, {Op::jump, 0, 0, 0, next, 0});
  push_emit(id, {Op::clear, reg(parked), 0, 0, 0, 0});
  push_loop(id, range, variables, loop);
  push_value(ast_.child(node, 0), range);
  declare(id, variables);
}

/// == != < <= > >= on operands whose types are known well enough.
bool Planner::comparison(const Task& task) {
  const Node& node = ast_[task.node];
  const Operator op = node.op();
  if (op < Operator::equal || op > Operator::greater_equal) return false;
  NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
  const TypeKind a = kind(left), b = kind(right);
  const bool equality = op == Operator::equal || op == Operator::not_equal;
  const bool both_int = a == TypeKind::integer && b == TypeKind::integer;
  const bool swap = op == Operator::greater || op == Operator::greater_equal;
  const bool strict = op == Operator::less || op == Operator::greater;
  Instruction test;
  if (equality) {
    test.op = both_int                                         ? Op::if_equal_int
              : a == TypeKind::string && b == TypeKind::string ? Op::if_equal_string
                                                               : Op::if_equal;
  } else if (both_int) {
    test.op = strict ? Op::if_less_int : Op::if_less_equal_int;
  } else {
    test.op = strict ? Op::if_less : Op::if_less_equal;
  }
  const bool fall_to_yes = task.next == task.yes;
  const bool positive = op != Operator::not_equal;
  test.c = (fall_to_yes ? !positive : positive) ? 1 : 0;
  test.jump = fall_to_yes ? task.no : task.yes;
  push_jump_unless_next(task.node, fall_to_yes ? task.yes : task.no, task.next);
  push_emit(task.node, test);
  const size_t at = tasks_.size() - 1;
  const uint32_t second = push_operand(right, task.dest + 1);
  const uint32_t first = push_operand(left, task.dest);
  tasks_[at].instruction.a = reg(swap ? second : first);
  tasks_[at].instruction.b = reg(swap ? first : second);
  return true;
}

}  // namespace

bool plan(Source& source, NodeId root, const PlanOptions& options, Code& code) {
  return Planner(source, options, code).run(root);
}

}  // namespace stet::cel
