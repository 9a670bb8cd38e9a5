// The planned form of an expression: code for a register machine, and the tables it refers to.
//
//   registers   [0, constants) hold the program's constants, the rest intermediate values
//   conditions  become jumps; && and || are control flow
//   errors      a failing instruction looks for the innermost region around it: there the error is
//               parked in a register and the code goes on (the other side of ||, the next element
//               of exists()); without a region it is the program's result
//
// So instructions on the common path never test for errors of their operands, and a register of a
// static type holds a value of that kind: whatever comes from outside (fields, variables, elements,
// results of functions) is tested once, where it comes in. Loops are jumps: depth of nesting costs
// registers, not call stack. `article.sources.exists(s, s.id == x)`:
//
//        0 load_slot   r2 ← slot 0            4 next        r4 ← element, else fall out
//        1 get_field   r2 ← r2.sources        5   → 6       (body at 3)
//        2 loop        over r2, jump 4        ...
//        3 get_field   r5 ← r4.id; equal_string r5, x → found
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/checker.h"
#include "engine/cel/pattern.h"
#include "engine/cel/program.h"
#include "engine/cel/quick.h"
#include "engine/cel/search.h"
#include "engine/cel/source_text.h"
#include "engine/cel/text_set.h"

namespace stet::cel {

enum class Op : uint16_t {
  finish,         ///< a: result
  answer,         ///< the result is bool c
  fail,           ///< x: ErrorCode
  move,           ///< a ← b
  clear,          ///< a ← null
  set_bool,       ///< a ← bool x
  set_int,        ///< a ← int x
  set_none,       ///< a ← optional.none()
  jump,           ///< → jump
  raise_pending,  ///< fails with the error in a, if there is one
  require,        ///< a must be of kinds `jump`

  load_slot,        ///< a ← variable x
  has_slot,         ///< a ← is variable x there?
  get_field,        ///< a ← b . field x
  slot_field,       ///< a ← variable b . field x
  has_field,        ///< a ← has(b . field x)
  select,           ///< a ← b . name in c, whatever b is; result of kinds `jump`
  has,              ///< a ← has(b . name in c)
  index,            ///< a ← b [ c ]; result of kinds `jump`
  optional_select,  ///< a ← b .? key in c
  call,             ///< a ← overload x (arguments from b), result of kinds `jump`
  dispatch,         ///< the same, overload chosen by the kinds of c arguments
  matches,          ///< a ← does b match pattern x?
  size,             ///< a ← elements of list or map b

  add_int,
  subtract_int,
  multiply_int,  ///< a ← b op c

  // Jump when the condition on a and b equals c (0 or 1).
  if_true,   ///< a, which must be a bool
  if_equal,  ///< any values
  if_equal_string,
  if_in_set,      ///< text a is in set x
  if_field_text,  ///< field x of record a is text b: get_field and if_equal_string in one
  if_equal_int,
  if_less_int,
  if_less_equal_int,
  if_less,  ///< anything that has an order, by compare()
  if_less_equal,

  make_list,           ///< a ← b … (c of them)
  make_list_optional,  ///< x: which are optional, index into `flags`
  make_map,            ///< a ← key, value from b … (c of them)
  make_map_optional,
  check,           ///< check x of record a, or of variable b if c → jump, its other label, or
                   ///< neither: what follows will tell
  search,          ///< search x, counts into a; → jump when decided, → its other label when not
  loop,            ///< begins loop b over a; kinds of the variables in jump and x; c: how many
  next,            ///< variables of loop b at a … → jump, else falls through; x: cost
  append,          ///< list in a gets b
  append_entry,    ///< map under construction in a gets key b, value c
  append_entries,  ///< map under construction in a gets all entries of map b
  finish_map,      ///< a: a map under construction becomes one
  count,           ///< a (an int) grows by one
  is_one,          ///< a ← is int b 1?
  unwrap,          ///< a ← what optional b holds, else → jump
  wrap,            ///< a ← optional of b
  trace,           ///< tells the value a of node x
};

struct Instruction {
  Op op = Op::finish;
  uint16_t a = 0, b = 0, c = 0;
  uint32_t jump = 0;
  uint32_t x = 0;
};
static_assert(sizeof(Instruction) == 16);

/// Errors of instructions [begin, end) go to `register_`, and the code on to `target`.
struct Region {
  uint32_t begin = 0, end = 0, target = 0;
  uint16_t register_ = 0;
  bool keep_first = false;
};

/// What reading a field takes; where it stands is in Code::paths.
struct FieldReference {
  Value (*get)(const void* self, uint32_t argument, Evaluation& evaluation) = nullptr;
  uint32_t argument = 0;
  uint32_t kinds = 0;
  uint16_t stamp = 0;
  bool nullable = false;
  Stored stored;
};

/// The nodes of which code tells that was planned with PlanOptions::trace: those that an
/// explanation can show. Numbered in the order of the tree's nodes, what is below one before it.
struct TraceTable {
  static constexpr uint32_t none = UINT32_MAX;
  std::vector<uint32_t> numbers;  ///< by node
  std::vector<NodeId> nodes;      ///< by number
};

struct Code {
  const EnvironmentTables* tables = nullptr;
  std::vector<Instruction> instructions;
  std::vector<NodeId> nodes;  ///< that each instruction belongs to
  std::vector<Value> constants;
  std::vector<Region> regions;  ///< inner before outer
  std::vector<FieldReference> fields;
  std::vector<std::string_view> paths;  ///< by field: "article.declared.impact"
  std::vector<const Overload*> overloads;
  std::vector<std::vector<const Overload*>> dispatches;
  std::vector<std::vector<bool>> flags;
  std::vector<std::unique_ptr<const Pattern>> patterns;
  std::vector<TextSet> sets;
  std::vector<Search> searches;
  std::vector<Test> tests;
  std::vector<Check> checks;
  uint32_t registers = 0;
  uint32_t loops = 0;
  std::vector<QuickStep> quick;  ///< if these can answer all
  TraceTable trace;
};

/// What all programs made from one text share.
struct Source {
  Source(const base::MappedText& expression, std::string_view file_name,
         std::string_view file_input)
      : text(expression, file_name, file_input, arena) {}
  base::Arena arena;
  SourceText text;
  CheckedAst checked;
  std::vector<Value> folded;  ///< by NodeId; unresolved where not constant
  const EnvironmentTables* tables = nullptr;
};

struct Program::State {
  std::shared_ptr<Source> source;
  NodeId root = no_node;
  Code code;
  uint64_t worst_cost = 0;
  std::vector<uint32_t> variables;
  std::vector<FieldUse> fields;
};

struct PlanOptions {
  bool trace = false;
  uint32_t result_kinds = all_kinds;
  bool searches = true;  ///< without them the loops do all: for tests
};

/// Code for the sub-expression `root`. False when it is nested too deeply for the machine.
bool plan(Source& source, NodeId root, const PlanOptions& options, Code& code);

/// Evaluates what needs no input and keeps the values in `source.folded`. Patterns that are
/// constant are compiled; bad ones are told.
void fold_constants(Source& source, Reporter& reporter);

/// Upper bound of the steps, saturating; see Program::worst_cost.
uint64_t estimate_cost(const Source& source, NodeId root);
inline constexpr uint64_t assumed_size = 1000;

}  // namespace stet::cel
