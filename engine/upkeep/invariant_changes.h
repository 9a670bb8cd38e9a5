// The change that each kind of invariant makes to a story. Internal to upkeep.
#pragma once

#include <optional>
#include <string>

#include "engine/upkeep/variants.h"

namespace stet::upkeep {

enum class InvariantKind : uint8_t {
  added_source,
  copies,
  dependence,
  order,
  coverage,
  dimensions,
  lone_source,
  unsourced,
  held_says_why,
};

/// Which scores a change must leave alone, beyond what its kind says.
struct ScoreSet {
  bool sentiment = false, impact = false, confidence = false;
};

/// Two stories that differ in one thing.
struct StoryPair {
  StoryTree before, after;
  std::string change;  ///< "a copy of 's1' is added"
  ScoreSet fixed;
  bool decides = true;  ///< whether decisions are compared, too
};

/// Nothing when the story has nothing that could be changed so.
std::optional<StoryPair> make_pair(InvariantKind kind, const StoryTree& story, Random& random,
                                   const Materials& materials);

}  // namespace stet::upkeep
