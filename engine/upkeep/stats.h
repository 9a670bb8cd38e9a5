// What a methodology does in an archive: rules that never fire, always fire or never decide, how
// often waivers are used, stories that a ranking by impact hardly tells apart. What is kept does
// not grow with the archive. Tested in tests/upkeep/stats_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/upkeep/judged.h"

namespace stet::upkeep {

/// Stories by what a rule did in them.
struct RuleUse {
  uint64_t fired = 0, unknown = 0;
  uint64_t waived = 0;   ///< fired or unknown, and silenced
  uint64_t decides = 0;  ///< the decision is that of this rule
  uint64_t alone = 0;    ///< and of no other: without the rule the story would do better
};

/// Waivers by what became of them, story by story.
struct WaiverUse {
  uint64_t applied = 0, expired = 0, unused = 0, refused = 0;
};

struct RankedStory {
  double impact = 0;
  std::string story;
};

struct ArchiveStats {
  static constexpr size_t most_ranked = 50;
  static constexpr double near = 0.05;  ///< points of impact

  /// Verdict and checker are of one story, just checked.
  void add(const gate::Verdict& verdict, const gate::Checker& checker, std::string_view name);
  void add(const ArchiveStats& other);

  uint64_t stories = 0, unreadable = 0;
  std::vector<uint64_t> decisions;  ///< by index
  std::vector<RuleUse> rules;       ///< as Methodology::rules
  std::vector<WaiverUse> waivers;   ///< of stories, by rule
  std::vector<WaiverUse> standing;  ///< exceptions of the methodology, by rule
  std::vector<RankedStory> ranked;  ///< the highest impacts, falling; equal ones by name

 private:
  void rank(RankedStory story);
  void count_decisive(const gate::Verdict& verdict);
  void count_waivers(const gate::Verdict& verdict);
};

/// Neighbours in the ranking whose impacts differ, but by less than `near`: index of the first.
std::vector<size_t> near_ties(const ArchiveStats& stats);

void append_stats_text(std::string& out, const ArchiveStats& stats,
                       const methodology::Methodology& methodology);
void append_stats_json(std::string& out, const ArchiveStats& stats,
                       const methodology::Methodology& methodology);

}  // namespace stet::upkeep
