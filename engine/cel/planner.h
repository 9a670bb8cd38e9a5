// Typed tree → code. The planner is a stack machine itself: each kind of node pushes the tasks that
// make its code, last first, so no depth of nesting reaches the call stack. Internal to
//
//   planner.cc             the machine; names, fields, calls, lists
//   planner_conditions.cc  conditions as jumps: && || ! ? comparisons, all(), exists()
//   planner_macros.cc      loops and other macros
//   planner_search.cc      loops that are a search, see search.h
//   planner_quick.cc       code that needs no machine, see quick.h
//
// Tested through everything in tests/cel.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/cel/plan.h"

namespace stet::cel {

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

/// A number for some of the nodes below the planned one, whose own numbers are close together.
class NodeNumbers {
 public:
  explicit NodeNumbers(NodeId root) : root_(root) {}

  std::optional<uint32_t> find(NodeId node) const {
    const uint32_t at = root_ - node;
    if (at >= numbers_.size() || numbers_[at] == none) return std::nullopt;
    return numbers_[at];
  }
  uint32_t at(NodeId node) const { return find(node).value_or(0); }
  void set(NodeId node, uint32_t number) {
    const uint32_t at = root_ - node;
    if (at >= numbers_.size()) numbers_.resize(at + size_t{1}, none);
    numbers_[at] = number;
  }

 private:
  static constexpr uint32_t none = UINT32_MAX;

  NodeId root_;
  std::vector<uint32_t> numbers_;  ///< from the root down
};

class Planner {
  friend class SearchPlanner;  // planner_search.cc

 public:
  Planner(Source& source, NodeId root, const PlanOptions& options, Code& code)
      : source_(source),
        ast_(source.checked.ast),
        root_(root),
        options_(options),
        code_(code),
        local_registers_(root),
        local_ranges_(root),
        constant_registers_(root),
        sets_(root),
        patterns_(root) {}

  bool run() {
    const NodeId root = root_;
    if (options_.trace) number_traced(root);
    collect_constants(root);
    const auto base = static_cast<uint32_t>(code_.constants.size());
    const uint32_t result = operand_register(root, base);
    code_.tables = source_.tables;
    push_root(root, result, base);
    while (!tasks_.empty() && !overflow_) {
      const Task task = tasks_.back();
      tasks_.pop_back();
      perform(task);
    }
    code_.registers = most_registers_ + 2;  // the last one is the machine's own
    resolve_labels();
    if constexpr (has_searches) {
      if (!overflow_) make_quick();
    }
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

  void push_root(NodeId root, uint32_t result, uint32_t base);
  void perform(const Task& task);
  void emit(NodeId node, const Instruction& instruction) {
    code_.instructions.push_back(instruction);
    code_.nodes.push_back(node);
  }
  void resolve_labels();
  void number_traced(NodeId root);
  void collect_constants(NodeId root);
  uint32_t constant(const Value& value);
  bool needs_name(NodeId node) const;
  uint32_t operand_register(NodeId node, uint32_t otherwise);
  uint32_t push_operand(NodeId node, uint32_t dest);
  void traced_value(NodeId node, uint32_t dest);
  void value(NodeId node, uint32_t dest);
  void boolean_value(NodeId node, uint32_t dest);
  void select(NodeId node, uint32_t dest);
  void has(NodeId node, uint32_t dest);
  void call(NodeId node, uint32_t dest);
  bool special_call(NodeId node, NodeId operand, uint32_t dest);
  std::optional<uint32_t> pattern_number(NodeId node, const Value& pattern);
  bool matches(NodeId node, NodeId operand, const Value& pattern, uint32_t dest);
  void counting_loop(NodeId node, uint32_t dest);
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
  bool membership(const Task& task);
  bool field_is_text(const Task& task, NodeId field, NodeId text, bool positive);
  bool is_text_set(NodeId node) const;
  bool is_condition(NodeId node) const;
  void push_jump_unless_next(NodeId node, Label target, Label next) {
    if (target != next) push_emit(node, {Op::jump, 0, 0, 0, target, 0});
  }
  void declare(NodeId macro, uint32_t first_register);
  void push_loop(NodeId macro, uint32_t range, uint32_t variables, uint32_t loop);
  void push_next(NodeId macro, uint32_t variables, uint32_t loop, Label body);
  uint32_t add_field(NodeId node, NodeId operand, bool for_errors = true);
  uint32_t text_set(NodeId node);
  void push_search(NodeId macro, uint32_t variable, bool counts, uint32_t dest, Label yes,
                   Label no);
  void push_check(const Task& task);
  void make_quick();
  bool is_count(NodeId call, NodeId operand) const;
  std::string_view path_of(NodeId node);
  bool may_fail(NodeId node) const;

  Source& source_;
  const Ast& ast_;
  const NodeId root_;
  const PlanOptions& options_;
  Code& code_;
  std::vector<Task> tasks_;
  std::vector<uint32_t> labels_;
  std::vector<Region> open_;
  NodeNumbers local_registers_;  // by declaring identifier
  NodeNumbers local_ranges_;     // nodes
  NodeNumbers constant_registers_;
  NodeNumbers sets_, patterns_;
  uint32_t most_registers_ = 0;
  bool overflow_ = false;
};

}  // namespace stet::cel
