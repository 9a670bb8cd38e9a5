// Invariants: what a methodology declares to hold for every story, tried out. For each kind a story
// is judged as it is and with one change; what must not come out otherwise is compared bit by bit.
// Of stories that show that it does not hold, the shortest is kept and made as small as it gets.
//
//   story ─change→ story'      judge both      decision, rules, N, scores: what may differ?
//
// The changes: invariant_changes.h. Tested in tests/upkeep/invariants_test.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/upkeep/invariant_changes.h"
#include "engine/upkeep/invariant_compare.h"
#include "engine/upkeep/rankings.h"

namespace stet::upkeep {

/// As the methodology declares it.
struct Invariant {
  InvariantKind kind = InvariantKind::added_source;
  std::string id, why;
  uint32_t file = 0;
  base::Span place;
};

/// In the order of the files.
std::vector<Invariant> declared_invariants(const methodology::Methodology& methodology);

/// A story in which an invariant does not hold.
struct Counterexample {
  std::string name, now;
  std::string story;  ///< JSON
  uint32_t seed = 0;  ///< of the change
};

/// Two stories that differ in one thing, and in what they must not.
struct Violation {
  std::string name;
  std::string before, after;  ///< JSON
  std::string change;
  std::vector<std::string> moved;  ///< "confidence: 0.5 → 0.625"
};

/// What became of one invariant in many stories. Adding up gives the same in any order.
struct Trials {
  uint64_t pairs = 0;
  uint64_t moved = 0;   ///< pairs whose verdicts differ in anything
  uint64_t broken = 0;  ///< pairs in which it does not hold
  std::optional<Counterexample> shortest;

  void add(const Trials& other);
};

/// What comes out for a story at a time.
using JudgeStory = std::function<Essence(const StoryTree&, const std::string&)>;

/// One per thread.
class Prover {
 public:
  /// All live as long as this. Stories are judged by `gate`, or by `engine` in its place: three
  /// kinds can be broken by an engine alone, and are shown to notice it. held-says-why is always
  /// asked of the gate.
  Prover(const gate::Gate& gate, const Materials& materials,
         const std::vector<Invariant>& invariants, JudgeStory engine = {});
  ~Prover();

  /// `trials` are one per invariant; `number` decides which changes are drawn.
  void prove(const StoryTree& story, const std::string& name, const std::string& now,
             uint32_t number, std::span<Trials> trials);
  void prove(std::string_view bytes, formats::Format format, const std::string& name,
             const std::string& now, uint32_t number, std::span<Trials> trials);

  /// The counterexample made as small as it gets with `most` judgements.
  Violation smallest(const Invariant& invariant, const Counterexample& found, size_t most);

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// An invariant with what became of it.
struct InvariantResult {
  Invariant invariant;
  Trials trials;
  std::optional<Violation> violation;

  /// One that was never tried out is not proven.
  bool holds() const { return trials.pairs > 0 && trials.broken == 0; }
};

/// Judgements that a counterexample may cost to be made small.
inline constexpr size_t most_shrinking = 4000;

/// Sums and smallest violations; `trials` are one per invariant.
std::vector<InvariantResult> conclude(const std::vector<Invariant>& invariants,
                                      std::span<const Trials> trials, Prover& prover,
                                      size_t shrinking = most_shrinking);

/// Of the methodology's examples and cases alone.
std::vector<InvariantResult> prove_in_tests(const gate::Gate& gate, CaseFiles cases);

struct ProofCounts {
  uint64_t tests = 0, variants = 0, archive = 0;  ///< stories
};

struct Proof {
  std::vector<InvariantResult> invariants;
  std::vector<RankResult> rankings;
  ProofCounts stories;

  bool any() const { return !invariants.empty() || !rankings.empty(); }
  bool holds() const;
};

/// The pair and what moved, a line each.
std::vector<std::string> violation_lines(const Violation& violation);
void append_proof_text(std::string& out, const Proof& proof, std::string_view name);
void append_proof_json(std::string& out, const Proof& proof, std::string_view name, int indent = 2);

}  // namespace stet::upkeep
