// What a run counted, added up over workers.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/gate/gate.h"

namespace stet::cli {

struct Tally {
  uint64_t stories = 0;             ///< checked, unreadable ones included
  uint64_t not_cleared = 0;         ///< among them
  uint64_t unreadable = 0;          ///< stories and inputs of which nothing could be read
  uint64_t waived = 0;              ///< rules silenced by waivers or exceptions, story by story
  uint64_t bytes = 0;               ///< of input
  uint64_t rules = 0;               ///< most that were in force for one story
  std::vector<uint64_t> decisions;  ///< stories by index of the decision
  gate::Profile profile;

  void add(const Tally& other);
  void add(const gate::Profile& other);
};

}  // namespace stet::cli
