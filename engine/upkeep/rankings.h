// Rankings: stories that must stand in an order, by impact or by confidence. Tested in
// tests/upkeep/suite_test.cc.
#pragma once

#include <string>
#include <vector>

#include "engine/upkeep/suite.h"

namespace stet::upkeep {

/// How two neighbours of a ranking came out.
struct RankResult {
  const methodology::Ranking* ranking = nullptr;
  const methodology::RuleTest* above = nullptr;
  const methodology::RuleTest* below = nullptr;
  bool passed = false;
  std::string detail;  ///< what was expected, what was found
};

/// Whether it ranks cases, which stand beside the file.
bool ranks_cases(const methodology::Ranking& ranking);

/// Each story of a ranking must have more than the next.
std::vector<RankResult> run_rankings(const gate::Gate& gate, CaseFiles cases);

}  // namespace stet::upkeep
