// An archive judged by the old and by the new methodology: which stories change decision, badge,
// scores or findings, and which edit does it.
//
//   Replay plan(before, after)            edits, two gates per edit     shared
//   ReplayWorker worker(plan)             checkers                      one per thread
//   worker.run(story) ─▶ StoryChange      every difference with its cause
//
// Each edit is made alone in the old methodology (with what it cannot be made without), and
// withheld from the new one (with what cannot do without it). A difference that
//
//   one edit alone brings about            is `alone` of that edit;
//   each of several alone brings about     is `each` of them; `alone` where only one can undo it;
//   none alone brings about                is `together`: the edits that undo it when withheld,
//   else
//                                          those that change anything in it.
//
// Tested in tests/upkeep/replay_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/upkeep/edits.h"
#include "engine/upkeep/judged.h"

namespace stet::upkeep {

/// Which scores an edit can move: rules and terms move none, no dimension moves another, and a list
/// moves those that read it.
struct EditReach {
  bool sentiment = false, impact = false, confidence = false;
};

/// An edit with the methodologies that tell what it does; none when it decides nothing.
struct EditTrial {
  std::unique_ptr<const gate::Gate> alone, withheld;
  std::vector<uint32_t> needs;  ///< edits without which it is no methodology
};

struct Replay {
  const gate::Gate* before = nullptr;
  const gate::Gate* after = nullptr;
  std::vector<Edit> edits;
  std::vector<EditReach> reach;   ///< as edits
  std::vector<EditTrial> trials;  ///< as edits
  std::optional<uint32_t> sole;   ///< the only edit that decides anything: it does all that changes
};

/// The edits, without trials.
Replay plan_replay(const gate::Gate& before, const gate::Gate& after);
/// Makes the methodologies that each edit is tried with; none is needed for a sole one.
void prepare_trials(Replay& replay);
/// The same for the edits that are `wanted`, one flag per edit. What only others bring about is
/// told of none.
void prepare_trials(Replay& replay, const std::vector<bool>& wanted);

enum class Aspect : uint8_t { decision, badge, sentiment, impact, confidence, finding };
std::string_view to_string(Aspect aspect);

struct Cause {
  enum class Kind : uint8_t { alone, each, together } kind = Kind::alone;
  std::vector<uint32_t> edits;  ///< ascending
};
std::string_view to_string(Cause::Kind kind);

struct Difference {
  Aspect aspect = Aspect::decision;
  std::string rule;      ///< of a finding
  std::string from, to;  ///< of a finding: "silent", "fires", "unknown"
  Cause cause;
};

struct StoryChange {
  std::string story;  ///< its id or name
  std::string from, to;
  std::vector<Difference> differences;  ///< by aspect, then rule; not empty

  const Difference* of(Aspect aspect) const;
};

/// False where an edit cannot have a part in a difference between what both versions said: it does
/// not reach the score, or is of a rule that is silent in both, which decides nothing.
bool may_concern(const Replay& replay, uint32_t edit, const Difference& difference,
                 const Judged& before, const Judged& after);

/// What both versions said of one story.
struct Replayed {
  Judged before, after;
  std::optional<StoryChange> change;
};

class ReplayWorker {
 public:
  explicit ReplayWorker(const Replay& replay);
  /// Lives until the next story.
  const Replayed& run(std::string_view story, formats::Format format, std::string_view name,
                      std::string_view now);

 private:
  class Attribution;
  const Replay& replay_;
  Judge before_, after_;
  std::vector<std::unique_ptr<Judge>> alone_, withheld_;
  Replayed replayed_;
};

}  // namespace stet::upkeep
