// Finds out what of code needs no machine; see quick.h.
#include "engine/cel/planner.h"

namespace stet::cel {
namespace {

constexpr uint32_t most_steps = 64;

}  // namespace

/// From instructions to steps, those that are reached.
class QuickPlanner {
 public:
  explicit QuickPlanner(Code& code) : code_(code), numbers_(code.instructions.size(), none) {}

  bool run() {
    const uint32_t first = step_at(0);
    // Steps are added to the end while those before them are looked at.
    for (size_t i = 0; i < reached_.size() && possible_; ++i) {
      if (!make(reached_[i], i)) steps_[i].kind = QuickStep::Kind::other;
    }
    const bool begins = first == 0 && steps_[0].kind != QuickStep::Kind::other;
    if (!possible_ || !begins) steps_.clear();
    code_.quick = std::move(steps_);
    return !code_.quick.empty();
  }

 private:
  static constexpr uint32_t none = UINT32_MAX - 2;

  /// The step that begins at instruction `at`, or where the condition ends.
  uint32_t step_at(uint32_t at) {
    const auto& all = code_.instructions;
    // No error is parked in quick code. Jumps go forward but from loops, which are not quick.
    for (size_t seen = 0; seen < all.size(); ++seen) {
      if (all[at].op == Op::jump) {
        at = all[at].jump;
      } else if (all[at].op == Op::clear || all[at].op == Op::raise_pending) {
        ++at;
      } else {
        break;
      }
    }
    if (all[at].op == Op::answer) return all[at].c != 0 ? QuickStep::yes_end : QuickStep::no_end;
    if (numbers_[at] == none) {
      if (reached_.size() == most_steps) possible_ = false;
      numbers_[at] = static_cast<uint32_t>(reached_.size());
      reached_.push_back(at);
      steps_.emplace_back();
    }
    return numbers_[at];
  }

  bool make(uint32_t at, size_t number) {
    const Instruction& i = code_.instructions[at];
    QuickStep made;
    made.index = i.x;
    if (i.op == Op::check) {
      if (i.c == 0) return false;
      made.slot = i.b;
      set_next(made, i.jump, code_.checks[i.x].otherwise);
    } else if (i.op == Op::search) {
      const Search& search = code_.searches[i.x];
      made.kind = QuickStep::Kind::search;
      if (search.quantifier == Search::Quantifier::count) {
        made.kind = QuickStep::Kind::count;
        // Counts are from 0 to 2³²: limits beyond are as good as these.
        if (!set_range(made, i.a, i.jump, 0, int64_t{UINT32_MAX} + 1)) return false;
      } else {
        const bool all = search.quantifier == Search::Quantifier::all;
        set_next(made, all ? search.otherwise : i.jump, all ? i.jump : search.otherwise);
      }
    } else if (i.op == Op::load_slot && i.x <= UINT16_MAX) {
      made.kind = QuickStep::Kind::number;
      made.slot = static_cast<uint16_t>(i.x);
      if (!set_range(made, i.a, at + 1, INT64_MIN, INT64_MAX)) return false;
    } else {
      return false;
    }
    steps_[number] = made;
    return true;
  }

  void set_next(QuickStep& step, uint32_t yes, uint32_t no) {
    step.yes = step_at(yes);
    step.no = step_at(no);
  }

  /// Instruction `at` compares the whole number in `from`, which is in [low, high], with a
  /// constant: that is membership in a range.
  bool set_range(QuickStep& step, uint16_t from, uint32_t at, int64_t low, int64_t high) {
    const Instruction& test = code_.instructions[at];
    const bool equal = test.op == Op::if_equal_int, strict = test.op == Op::if_less_int;
    if (!equal && !strict && test.op != Op::if_less_equal_int) return false;
    const bool left = test.a == from;  // is the number on the left?
    const uint16_t other = left ? test.b : test.a;
    if ((!left && test.b != from) || other >= code_.constants.size()) return false;
    const int64_t limit = code_.constants[other].as_int();
    if (limit < low || limit >= high || (left && strict && limit == low)) return false;
    if (equal) {
      low = high = limit;
    } else if (left) {
      high = limit - (strict ? 1 : 0);
    } else {
      low = limit + (strict ? 1 : 0);
    }
    step.low = low;
    step.span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
    const uint32_t jumps = test.jump, falls = at + 1;
    set_next(step, test.c != 0 ? jumps : falls, test.c != 0 ? falls : jumps);
    return true;
  }

  Code& code_;
  std::vector<uint32_t> numbers_;  // by instruction
  std::vector<uint32_t> reached_;  // instructions, by step
  std::vector<QuickStep> steps_;
  bool possible_ = true;
};

void Planner::make_quick() {
  if (code_.registers <= most_quick_registers) QuickPlanner(code_).run();
}

}  // namespace stet::cel
