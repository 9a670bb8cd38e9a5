#include "engine/cel/quick.h"

#include <algorithm>

#include "engine/cel/check.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/skip.h"

namespace stet::cel {

/// What an expression may spend. Whoever evaluates around it finds his own as it was.
class QuickBudget {
 public:
  QuickBudget(Evaluation& evaluation, const EnvironmentTables* tables)
      : e_(evaluation),
        outer_left_(evaluation.left_),
        granted_(std::min(evaluation.expression_budget_, evaluation.story_left_)),
        outer_tables_(evaluation.tables_) {
    e_.left_ = granted_;
    e_.tables_ = tables;
  }
  void keep() { e_.story_left_ -= granted_ - e_.left_; }
  ~QuickBudget() {
    e_.left_ = outer_left_;
    if (outer_tables_ != nullptr) e_.tables_ = outer_tables_;
  }
  /// What was spent since may be given back.
  class Mark {
   public:
    explicit Mark(Evaluation& evaluation) : e_(evaluation), left_(evaluation.left_) {}
    void restore() const { e_.left_ = left_; }

   private:
    Evaluation& e_;
    const int64_t left_;
  };
  static bool is_nested(const Evaluation& e) { return e.nesting_ >= Evaluation::max_nesting; }

 private:
  Evaluation& e_;
  const int64_t outer_left_, granted_;
  const EnvironmentTables* const outer_tables_;
};

namespace {

[[gnu::always_inline]] inline Found holds(const QuickStep& step, const Code& code, Value* registers,
                                          Evaluation& evaluation) {
  if (step.kind == QuickStep::Kind::check) {
    return slot_meets(code.checks[step.index], step.slot, code, evaluation);
  }
  if (step.kind == QuickStep::Kind::other) return Found::unsure;
  uint64_t number = 0;
  if (step.kind == QuickStep::Kind::number) {
    const auto slots = evaluation.slots();
    if (step.slot >= slots.size() || !slots[step.slot].is(Kind::integer)) return Found::unsure;
    number = static_cast<uint64_t>(slots[step.slot].as_int());
  } else {
    uint32_t hits = 0;
    const Found found = run_search(code, step.index, registers, evaluation, hits);
    if (step.kind == QuickStep::Kind::search || found == Found::unsure) return found;
    number = hits;
  }
  return number - static_cast<uint64_t>(step.low) <= step.span ? Found::yes : Found::no;
}

/// Whether a condition that only checks the record at `self`, which stands in variable `slot`, does
/// not hold of it.
[[gnu::always_inline]] inline bool is_false(const Code& code, uint32_t slot, const void* self,
                                            Evaluation& evaluation) {
  uint32_t at = 0;
  do {
    const QuickStep& step = code.quick[at];
    if (step.kind != QuickStep::Kind::check || step.slot != slot) return false;
    const Found found = record_meets(code.checks[step.index], self, code, evaluation);
    if (found == Found::unsure) return false;
    at = found == Found::yes ? step.yes : step.no;
  } while (at < QuickStep::no_end);
  return at == QuickStep::no_end;
}

}  // namespace

uint32_t skip_false(const Program& condition, uint32_t slot, const Value& list, uint32_t i,
                    Evaluation& evaluation) {
  const Code& code = condition.state().code;
  const bool quick = has_searches && !code.quick.empty() && list.is(Kind::list) &&
                     ValueAccess::form(list) == ValueAccess::Form::objects;
  if (!quick || QuickBudget::is_nested(evaluation)) return i;
  const ObjectInfo* const info = code.tables->object(list.type_number());
  if (info == nullptr) return i;
  const size_t stride = info->type->size;
  const auto* self = static_cast<const std::byte*>(ValueAccess::pointer(list)) + i * stride;
  QuickBudget budget(evaluation, code.tables);
  for (; i < list.size(); ++i, self += stride) {
    const QuickBudget::Mark before(evaluation);
    if (!is_false(code, slot, self, evaluation)) {
      before.restore();
      break;
    }
  }
  budget.keep();
  return i;
}

Value run_quickly(const Code& code, Evaluation& evaluation) {
  if (QuickBudget::is_nested(evaluation)) return Value::unresolved();
  alignas(Value) std::byte memory[most_quick_registers * sizeof(Value)];
  auto* const registers = reinterpret_cast<Value*>(memory);
  QuickBudget budget(evaluation, code.tables);
  const QuickStep* const steps = code.quick.data();
  uint32_t at = 0;
  do {
    const QuickStep& step = steps[at];
    const Found found = holds(step, code, registers, evaluation);
    if (found == Found::unsure) return Value::unresolved();
    at = found == Found::yes ? step.yes : step.no;
  } while (at < QuickStep::no_end);
  budget.keep();
  return Value::boolean(at == QuickStep::yes_end);
}

}  // namespace stet::cel
