// A replay added up: what is kept of an archive does not grow with it. Pieces of the archive are
// added in their order, so the totals do not depend on threads. Tested in
// tests/upkeep/replay_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/upkeep/replay.h"

namespace stet::upkeep {

/// Stories by the value of a score, in steps of the same width.
struct Distribution {
  static constexpr uint32_t steps = 18;
  std::array<uint64_t, steps> before{}, after{};
};

/// What was replayed of one piece of an archive.
struct ReplayPiece {
  uint64_t stories = 0, unreadable = 0;
  std::map<std::pair<std::string, std::string>, uint64_t> matrix;
  std::array<Distribution, 3> scores;  ///< sentiment -1 to 1, impact 1 to 10, confidence 0 to 1
  std::vector<StoryChange> changes;    ///< in the order of the stories

  void add(const Replayed& replayed);
};

struct ReplayTotals {
  /// Differences that one edit, or one set of edits, brings about.
  struct Share {
    std::array<uint64_t, 6> stories{};  ///< by Aspect
    std::vector<StoryChange> samples;   ///< flips of the decision first

    uint64_t of(Aspect aspect) const { return stories[static_cast<uint8_t>(aspect)]; }
  };
  static constexpr size_t most_samples = 5;

  explicit ReplayTotals(size_t edit_count) : edits(edit_count) {}
  void add(const ReplayPiece& piece);

  uint64_t stories = 0, unreadable = 0, changed = 0;
  std::array<uint64_t, 6> changes{};  ///< stories by Aspect
  std::map<std::pair<std::string, std::string>, uint64_t> matrix;
  std::array<Distribution, 3> scores;
  std::vector<Share> edits;  ///< alone and each
  /// Flips by edits none of which does it alone; empty: no edit was found to have a part in it.
  std::map<std::vector<uint32_t>, Share> together;
  uint64_t each = 0;  ///< flips of decisions that several edits bring about, each alone
};

/// `now`: the time that was judged for. Without `totals` only what changed in meaning.
void append_diff_text(std::string& out, const Replay& replay, const ReplayTotals* totals);
void append_diff_json(std::string& out, const Replay& replay, const ReplayTotals* totals,
                      int indent = 2);
/// One story that changes, with every difference and its cause.
void append_change_json(std::string& out, const Replay& replay, const StoryChange& change);
/// A page that stands on its own, for people who decide about a methodology.
void append_diff_html(std::string& out, const Replay& replay, const ReplayTotals* totals);

/// {"story", "from", "to", "cause", "edits"} on a line, for a flip of the decision; else nothing.
void append_flip(std::string& out, const Replay& replay, const StoryChange& change);

/// "s17: pass → hold, few fires"
std::string words_of(const StoryChange& change);

}  // namespace stet::upkeep
