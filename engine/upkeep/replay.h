// An archive judged by the old and by the new methodology: which stories change decision, badge or
// score, and which edit does it. A flip belongs to each edit that, made alone, changes the story
// just so; to several together when none does.
//
//   Replay plan(before, after)            edits, a gate per edit        shared
//   ReplayWorker worker(plan)             checkers                      one per thread
//   worker.run(story) ─▶ StoryChange
//
// Tested in tests/upkeep/edits_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/upkeep/edits.h"
#include "engine/upkeep/judged.h"

namespace stet::upkeep {

struct Replay {
  const gate::Gate* before = nullptr;
  const gate::Gate* after = nullptr;
  std::vector<Edit> edits;
  std::vector<std::unique_ptr<const gate::Gate>> alone;  ///< as edits; null: decides nothing alone
};

Replay plan_replay(const gate::Gate& before, const gate::Gate& after);

struct StoryChange {
  std::string story;  ///< its id or name
  std::string from, to;
  bool decision = false, badge = false, score = false;
  std::vector<std::string> no_longer, now_fires;  ///< ids of rules
  std::vector<uint32_t> edits;                    ///< empty: several together
};

class ReplayWorker {
 public:
  explicit ReplayWorker(const Replay& replay);
  /// What changes, or nothing. Adds the pair of decisions to `matrix`.
  std::optional<StoryChange> run(std::string_view story, formats::Format format,
                                 std::string_view name, std::string_view now);
  const std::map<std::pair<std::string, std::string>, uint64_t>& matrix() const { return matrix_; }

 private:
  const Replay& replay_;
  Judge before_, after_;
  std::vector<std::unique_ptr<Judge>> alone_;
  std::map<std::pair<std::string, std::string>, uint64_t> matrix_;
};

struct ReplayReport {
  uint64_t stories = 0;
  std::map<std::pair<std::string, std::string>, uint64_t> matrix;
  std::vector<StoryChange> changes;  ///< in the order of the stories
};

void append_diff_text(std::string& out, const Replay& replay, const ReplayReport* report);
void append_diff_json(std::string& out, const Replay& replay, const ReplayReport* report);
/// A page with bars and samples that a board can read.
void append_diff_html(std::string& out, const Replay& replay, const ReplayReport* report);
/// {"flips": [{"story", "from", "to"}]}: what CI compares with.
std::string intended_flips(const ReplayReport& report);

}  // namespace stet::upkeep
