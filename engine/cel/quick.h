// As far as a condition is made of searches, checks of variables' fields, comparisons of counts and
// of whole numbers with constants and && || ! it is also a list of steps, each naming the next one
// for either answer. They are run without setting up the machine. Where one is unsure or does not
// know what comes next, the machine starts from the beginning.
//
//   article.impact >= 7 && article.sources.filter(s, s.kind == 'primary').size() >= 2
//
//   step 0: check impact in [7, …]       yes → 1, no → no_end
//   step 1: count of search in [2, …]    yes → yes_end, no → no_end
#pragma once

#include <cstdint>

#include "engine/cel/value.h"

namespace stet::cel {

struct Code;

/// Registers of searches in quick code, at the most.
inline constexpr uint32_t most_quick_registers = 48;

struct QuickStep {
  enum class Kind : uint8_t {
    check,   ///< check `index` of variable `slot`
    search,  ///< search `index`: does it find what decides it?
    count,   ///< how many search `index` finds is in [low, low + span]
    number,  ///< variable `slot` is
    other,   ///< what only the machine can do
  };
  /// In place of a next step: the condition holds, does not hold.
  static constexpr uint32_t yes_end = UINT32_MAX, no_end = UINT32_MAX - 1;

  Kind kind = Kind::check;
  uint16_t slot = 0;
  uint32_t index = 0;
  uint32_t yes = yes_end, no = no_end;
  int64_t low = 0;
  uint64_t span = 0;
};

/// Runs `code.quick`, in a budget of its own within the story's. Unresolved where the machine has
/// to tell.
Value run_quickly(const Code& code, Evaluation& evaluation);

}  // namespace stet::cel
