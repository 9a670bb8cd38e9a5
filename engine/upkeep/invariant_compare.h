// What two verdicts of an invariant's pair of stories must not differ in. Internal to upkeep.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/gate/verdict.h"
#include "engine/upkeep/invariant_changes.h"

namespace stet::upkeep {

/// What is compared of a verdict.
struct Essence {
  bool readable = false, clears = false, marked = false;
  uint32_t decision = 0, n = 0;
  double sentiment = 0, impact = 0, confidence = 0;
  std::vector<double> about;       ///< sentiment of affected parties, rising
  std::vector<std::string> fires;  ///< ids, sorted; "id (unknown)"
  std::string badge;

  bool operator==(const Essence&) const = default;
};

Essence essence_of(const gate::Verdict& verdict);

/// What moved and must not have, a line each; empty when the invariant holds.
std::vector<std::string> broken(InvariantKind kind, const StoryPair& pair, const Essence& before,
                                const Essence& after, const methodology::Methodology& methodology);

/// What a decision short of the best leaves open, a line each.
std::vector<std::string> unexplained(const gate::Verdict& verdict);

}  // namespace stet::upkeep
