// All that is asked of a rules file when it is saved, in one go: has everything in it an effect, do
// its examples and cases come out as they say, would they notice mistakes in what changed, do its
// invariants and rankings hold, and which of some stories come out otherwise than before.
//
//   before, after ─compare→ edits ─┬→ mutants of what they touch
//                                  └→ stories that come out otherwise, by edit
//
// What it costs is bounded by counts, never by a clock: the same files give the same answer on
// every machine, natively and in the module. Tested in tests/upkeep/verify_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/report.h"
#include "engine/upkeep/effects.h"
#include "engine/upkeep/invariants.h"
#include "engine/upkeep/mutants.h"
#include "engine/upkeep/replay_totals.h"

namespace stet::upkeep {

struct VerifyBudget {
  size_t conditions = 600;  ///< mutants of conditions and terms
  size_t values = 10;       ///< mutants of other values: each is a file compiled anew
  size_t proven = 100;      ///< examples and cases in which invariants are tried
  size_t variants = 20;     ///< more stories, drawn
  size_t shrinking = 400;   ///< judgements that make a counterexample small
  size_t edits = 8;         ///< that are made alone and withheld, to tell which flips a story
};

/// A story that is open, or of a small archive.
struct VerifyStory {
  std::string_view name, bytes;
  formats::Format format = formats::Format::automatic;
};

struct VerifyInput {
  const gate::Gate* before = nullptr;  ///< null: nothing is known of what was before
  const gate::Gate* after = nullptr;
  CaseFiles cases;
  std::span<const VerifyStory> stories;
  std::string_view now;  ///< for the stories, RFC 3339
  VerifyBudget budget = {};
};

struct Verification {
  std::vector<Finding> findings;
  TestReport tests;             ///< examples and cases
  std::vector<Mutant> mutants;  ///< those that were tried
  size_t mutants_left = 0;      ///< those that the budget left out
  bool all_mutants = true;      ///< of the whole file, not of what changed alone
  Proof proof;
  std::optional<Replay> replay;  ///< with what was before
  std::optional<ReplayTotals> totals;
  std::vector<StoryChange> changes;  ///< in the order of the stories
  size_t edits_untried = 0;          ///< edits that change stories, beyond the budget

  /// No finding, no failing test, nothing declared that is broken. What no test would notice and
  /// what comes out otherwise is told, and may be meant.
  bool good() const;
};

Verification verify(const VerifyInput& input);

/// What was found, and a line that sums it up; `name` is that of the rules file.
void append_verification_text(std::string& out, const Verification& found, const VerifyInput& input,
                              std::string_view name, const report::Style& style);
/// An object on one line: rules/schema/maintenance.schema.json.
void append_verification_json(std::string& out, const Verification& found, const VerifyInput& input,
                              std::string_view name);

}  // namespace stet::upkeep
