// Conditions become jumps; && and || are control flow, and an error on one side waits for the
// other.
#include "engine/cel/evaluation.h"
#include "engine/cel/planner.h"

namespace stet::cel {
namespace {

bool operator_makes_jumps(Operator op) {
  return op == Operator::and_ || op == Operator::or_ || op == Operator::not_ ||
         (op >= Operator::equal && op <= Operator::greater_equal);
}

}  // namespace

/// A condition as a value: jumps to two moves.
void Planner::boolean_value(NodeId node, uint32_t dest) {
  const Label yes = label(), no = label(), end = label();
  push_bind(end);
  push_emit(node, {Op::set_bool, reg(dest), 0, 0, 0, 0});
  push_bind(no);
  push_emit(node, {Op::jump, 0, 0, 0, end, 0});
  push_emit(node, {Op::set_bool, reg(dest), 0, 0, 0, 1});
  push_bind(yes);
  push_branch(node, dest, yes, no, yes, true);
}

/// The whole expression: a condition's jumps lead to the answer.
void Planner::push_root(NodeId root, uint32_t result, uint32_t base) {
  const Type& type = source_.checked.type(root);
  const bool fits = (kinds_of(type) & ~options_.result_kinds) == 0;
  if (result == base && fits && !options_.trace && is_condition(root)) {
    const Label yes = label(), no = label();
    push_emit(root, {Op::answer, 0, 0, 0, 0, 0});
    push_bind(no);
    push_emit(root, {Op::answer, 0, 0, 1, 0, 0});
    push_bind(yes);
    return push_branch(root, base, yes, no, yes);
  }
  push_emit(root, {Op::finish, reg(result), 0, 0, 0, 0});
  if (!fits) push_emit(root, {Op::require, reg(result), 0, 0, options_.result_kinds, 0});
  if (result == base) push_value(root, base);
}

/// Is this made of jumps, so that its value is where they lead?
bool Planner::is_condition(NodeId id) const {
  const Node& node = ast_[id];
  if (note(id).reference == Reference::error) return false;
  if (node.kind == NodeKind::macro) return node.is(Macro::all) || node.is(Macro::exists);
  if (node.is(Operator::in)) return is_text_set(id);
  return node.kind == NodeKind::operation && operator_makes_jumps(node.op());
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
    const bool is_test = node.is(Operator::in)
                             ? membership(task)
                             : node.kind == NodeKind::operation && comparison(task);
    if (is_test) {
      if constexpr (has_searches) push_check(task);
      return;
    }
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
  if constexpr (has_searches) {
    if (!fixed && !traced) push_check(task);
  }
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
  if constexpr (has_searches) push_search(id, variables, false, 0, task.yes, task.no);
  declare(id, variables);
}

/// `text in [constant texts]`
bool Planner::is_text_set(NodeId id) const {
  const Value& list = source_.folded[ast_.child(id, 1)];
  if (kind(ast_.child(id, 0)) != TypeKind::string) return false;
  if (!list.is(Kind::list)) return false;
  base::Arena arena;
  Evaluation evaluation(arena, {});
  for (uint32_t i = 0; i < list.size(); ++i) {
    if (!evaluation.element(list, i).is(Kind::string)) return false;
  }
  return true;
}

/// The set's index; made once.
uint32_t Planner::text_set(NodeId id) {
  if (const auto known = sets_.find(id)) return *known;
  const auto number = static_cast<uint32_t>(code_.sets.size());
  sets_.set(id, number);
  const Value& list = source_.folded[ast_.child(id, 1)];
  base::Arena arena;
  Evaluation evaluation(arena, {});
  std::vector<std::string_view> texts;
  for (uint32_t i = 0; i < list.size(); ++i) {
    texts.push_back(evaluation.element(list, i).as_text());
  }
  code_.sets.emplace_back(std::move(texts));
  return number;
}

bool Planner::membership(const Task& task) {
  if (!is_text_set(task.node)) return false;
  const bool fall_to_yes = task.next == task.yes;
  push_jump_unless_next(task.node, fall_to_yes ? task.yes : task.no, task.next);
  push_emit(task.node, {Op::if_in_set, 0, 0, static_cast<uint16_t>(fall_to_yes ? 0 : 1),
                        fall_to_yes ? task.no : task.yes, text_set(task.node)});
  const size_t at = tasks_.size() - 1;
  const uint32_t text = push_operand(ast_.child(task.node, 0), task.dest);
  tasks_[at].instruction.a = reg(text);
  return true;
}

/// `record.field == text`, the condition of most searches, of a text that is there already: of two
/// fields without a value the left one is told. The instruction belongs to the field, so that an
/// error has its place.
bool Planner::field_is_text(const Task& task, NodeId field, NodeId text, bool positive) {
  const bool reads_field = ast_[field].kind == NodeKind::select && !options_.trace &&
                           note(field).reference == Reference::field && !needs_name(field) &&
                           note(ast_.child(field, 0)).reference == Reference::local &&
                           operand_register(field, UINT32_MAX) == UINT32_MAX &&
                           operand_register(text, UINT32_MAX) != UINT32_MAX;
  if (!reads_field) return false;
  const bool fall_to_yes = task.next == task.yes;
  push_jump_unless_next(task.node, fall_to_yes ? task.yes : task.no, task.next);
  Instruction test{Op::if_field_text,
                   0,
                   0,
                   0,
                   fall_to_yes ? task.no : task.yes,
                   add_field(field, ast_.child(field, 0))};
  test.c = (fall_to_yes ? !positive : positive) ? 1 : 0;
  test.a = reg(operand_register(ast_.child(field, 0), UINT32_MAX));
  push_emit(field, test);
  const size_t at = tasks_.size() - 1;
  const uint32_t other = push_operand(text, task.dest);
  tasks_[at].instruction.b = reg(other);
  return true;
}

/// == != < <= > >= on operands whose types are known well enough.
bool Planner::comparison(const Task& task) {
  const Node& node = ast_[task.node];
  const Operator op = node.op();
  if (op < Operator::equal || op > Operator::greater_equal) return false;
  NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
  const TypeKind a = kind(left), b = kind(right);
  const bool equality = op == Operator::equal || op == Operator::not_equal;
  if (equality && a == TypeKind::string && b == TypeKind::string) {
    const bool positive = op == Operator::equal;
    const bool constant_left = !source_.folded[left].is(Kind::unresolved);
    if (constant_left) std::swap(left, right);
    if (field_is_text(task, left, right, positive)) return true;
    if (constant_left) std::swap(left, right);
  }
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

}  // namespace stet::cel
