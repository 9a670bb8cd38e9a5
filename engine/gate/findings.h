// What the rules of one check found, before stages and waivers have their say. Internal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/program.h"
#include "engine/gate/story.h"
#include "engine/gate/verdict.h"

namespace stet::gate {

/// Places of one rule with one outcome. A rule over claims may both have fired and be unknown.
struct Tally {
  uint32_t count = 0;  ///< places in all
  uint32_t shown = 0;  ///< diagnostics kept
};

/// How a rule came out in this check.
struct RuleState {
  bool in_force = false;
  Tally fired, unknown;
  bool waived = false;

  Outcome outcome() const {
    if (fired.count > 0) return Outcome::fired;
    return unknown.count > 0 ? Outcome::unknown : Outcome::silent;
  }
};

/// A diagnostic with the number of its rule; `gate_rule` for what the gate itself finds.
struct Found {
  uint32_t rule = 0;
  Diagnostic diagnostic;
};
inline constexpr uint32_t gate_rule = UINT32_MAX;

/// Memory of one check, kept for the next.
struct Findings {
  std::vector<Found> found;
  std::vector<RuleState> states;  ///< by rule
  std::string scratch;
  std::vector<cel::Value> no_slots;  ///< all unresolved, but for the element's

  void reset(size_t rules) {
    found.clear();
    states.assign(rules, RuleState());
  }
};

/// Where a finding about the whole story is shown: its headline, else its beginning.
Place story_place(const formats::Article& article);

}  // namespace stet::gate
