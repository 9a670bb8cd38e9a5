// The smallest set of changes with which a story that is held may run: across all rules that hold
// it, tried out on the changed story before it is told.
//
//   findings that hold it ─remedies.h→ single changes ─each tried alone→ what each lifts
//        ─smallest sums first→ sets ─each tried as a whole→ the first that lifts the verdict,
//        of which no change can be left out
//
// Bounded by a number of trials, never by a clock. Tested in tests/upkeep/ways_to_pass_test.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"
#include "engine/report/report.h"
#include "engine/upkeep/remedy.h"
#include "engine/upkeep/story_tree.h"

namespace stet::upkeep {

/// A change with the rules that it lifts when it is made alone.
struct WayStep {
  Remedy remedy;
  std::vector<std::string> rules;
};

struct WayToPass {
  std::string decision;        ///< that was found with all steps
  std::vector<WayStep> steps;  ///< empty: no set of changes was found
  uint32_t changes = 0;
};

struct WaysToPass {
  std::string decision;  ///< of the story as it is
  /// To a decision with which it runs, and to the best one when that is another. Empty when the
  /// story is decided as well as can be, or cannot be read.
  std::vector<WayToPass> ways;
  size_t trials = 0;
  StoryTree story;  ///< the story as it is; values of remedies live in it
};

inline constexpr size_t most_trials = 600;

/// `verdict` is of the story, from a checker of `gate` that is not used meanwhile; `as_checked`
/// says in which format it was, at which time, and which version came before.
WaysToPass find_ways_to_pass(const gate::Gate& gate, const gate::Verdict& verdict,
                             const gate::CheckOptions& as_checked, size_t trials = most_trials);

/// A paragraph per way; nothing when there is nothing to lift.
void append_ways_text(std::string& out, const WaysToPass& ways, const gate::Verdict& verdict,
                      const report::Style& style);
/// An object: rules/schema/maintenance.schema.json.
void append_ways_json(std::string& out, const WaysToPass& ways, const gate::Verdict& verdict,
                      int indent);
/// The verdict as report::verdict_json() writes it, `ways_to_pass` behind its other members.
void append_verdict_json(std::string& out, const WaysToPass& ways, const gate::Verdict& verdict,
                         report::Detail detail, int indent, report::Unit unit = report::Unit::utf8);

}  // namespace stet::upkeep
