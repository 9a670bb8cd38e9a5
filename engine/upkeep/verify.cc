#include "engine/upkeep/verify.h"

#include <algorithm>

namespace stet::upkeep {
namespace {

/// The first of each kind that the budget has room for, in the order of the files.
void choose_mutants(const VerifyBudget& budget, Verification& out) {
  size_t conditions = budget.conditions, values = budget.values;
  const size_t listed = out.mutants.size();
  std::erase_if(out.mutants, [&](const Mutant& mutant) {
    size_t& left = mutant.of == Mutant::Of::data ? values : conditions;
    if (left == 0) return true;
    --left;
    return false;
  });
  out.mutants_left = listed - out.mutants.size();
}

/// Whether a test is about a rule that an edit touches.
bool concerns(const TestStory& story, const MutantScope& scope, const gate::Gate& gate) {
  if (story.asserts == nullptr) return scope.rule(gate.methodology().rules[story.rule].id);
  const auto& fires = story.asserts->expect.fires;
  return fires && std::any_of(fires->begin(), fires->end(),
                              [&](const std::string& rule) { return scope.rule(rule); });
}

/// Indices of `most` stories: first those that the edits are about, then others, evenly spread.
std::vector<size_t> chosen(const std::vector<TestStory>& stories, const MutantScope& scope,
                           const gate::Gate& gate, size_t most) {
  std::vector<size_t> first, rest;
  for (size_t i = 0; i < stories.size(); ++i) {
    (!scope.all() && concerns(stories[i], scope, gate) ? first : rest).push_back(i);
  }
  if (first.size() > most) first.resize(most);
  const size_t more = std::min(rest.size(), most - first.size());
  for (size_t i = 0; i < more; ++i) first.push_back(rest[i * rest.size() / more]);
  return first;
}

Proof prove(const VerifyInput& input, const MutantScope& scope,
            const std::vector<TestStory>& stories) {
  Proof out;
  const gate::Gate& gate = *input.after;
  out.rankings = run_rankings(gate, input.cases);
  const std::vector<Invariant> invariants = declared_invariants(gate.methodology());
  if (invariants.empty()) return out;
  const Materials materials = materials_of(gate);
  Prover prover(gate, materials, invariants);
  std::vector<Trials> trials(invariants.size());
  const std::vector<size_t> tried = chosen(stories, scope, gate, input.budget.proven);
  for (const size_t i : tried) {
    const TestStory& story = stories[i];
    prover.prove(story.story, story.format, story.name, story.now, static_cast<uint32_t>(i),
                 trials);
  }
  const Variants variants(gate.methodology(), materials, stories);
  for (uint32_t i = 0; i < input.budget.variants; ++i) {
    const Variants::Drawn drawn = variants.draw(i);
    prover.prove(drawn.story, "variant " + std::to_string(i), drawn.now,
                 static_cast<uint32_t>(stories.size()) + i, trials);
  }
  out.stories.tests = tried.size();
  out.stories.variants = input.budget.variants;
  out.invariants = conclude(invariants, trials, prover, input.budget.shrinking);
  return out;
}

/// Replays the stories; edits are tried alone and withheld only where stories change that they may
/// concern.
class StoryReplay {
 public:
  StoryReplay(const VerifyInput& input, Verification& out)
      : input_(input), replay_(*out.replay), out_(out) {}

  void run() {
    ReplayPiece piece;
    std::vector<const VerifyStory*> changed;
    std::vector<bool> wanted(replay_.edits.size(), false);
    ReplayWorker worker(replay_);
    for (const VerifyStory& story : input_.stories) {
      const Replayed& replayed = replay(worker, story);
      if (replayed.change && !replay_.sole) {
        changed.push_back(&story);
        want(replayed, wanted);
      } else {
        piece.add(replayed);
      }
    }
    attribute(changed, wanted, piece);
    out_.totals.emplace(replay_.edits.size());
    out_.totals->add(piece);
    out_.changes = std::move(piece.changes);
  }

 private:
  const Replayed& replay(ReplayWorker& worker, const VerifyStory& story) const {
    return worker.run(story.bytes, story.format, story.name, input_.now);
  }

  void want(const Replayed& replayed, std::vector<bool>& wanted) const {
    for (uint32_t i = 0; i < wanted.size(); ++i) {
      wanted[i] = wanted[i] || (replay_.edits[i].decides && may_concern_any(i, replayed));
    }
  }

  bool may_concern_any(uint32_t edit, const Replayed& replayed) const {
    const auto& differences = replayed.change->differences;
    return std::any_of(differences.begin(), differences.end(), [&](const Difference& difference) {
      return may_concern(replay_, edit, difference, replayed.before, replayed.after);
    });
  }

  void attribute(const std::vector<const VerifyStory*>& changed, std::vector<bool>& wanted,
                 ReplayPiece& piece) {
    if (changed.empty()) return;
    size_t left = input_.budget.edits;
    for (size_t i = 0; i < wanted.size(); ++i) {
      if (!wanted[i]) continue;
      wanted[i] = left > 0;
      wanted[i] ? void(--left) : void(++out_.edits_untried);
    }
    prepare_trials(replay_, wanted);
    ReplayWorker worker(replay_);
    for (const VerifyStory* story : changed) piece.add(replay(worker, *story));
  }

  const VerifyInput& input_;
  Replay& replay_;
  Verification& out_;
};

}  // namespace

bool Verification::good() const {
  // An invariant that none of a few stories could be changed for is left to `stet rules test`.
  return findings.empty() && tests.failed == 0 &&
         std::none_of(proof.invariants.begin(), proof.invariants.end(),
                      [](const InvariantResult& one) { return one.trials.broken > 0; }) &&
         std::all_of(proof.rankings.begin(), proof.rankings.end(),
                     [](const RankResult& one) { return one.passed; });
}

Verification verify(const VerifyInput& input) {
  Verification out;
  const gate::Gate& after = *input.after;
  MutantScope scope;
  if (input.before != nullptr) {
    out.replay = plan_replay(*input.before, after);
    scope = MutantScope(out.replay->edits);
    out.all_mutants = false;
  }
  out.findings = find_effects(after, {input.now});
  out.tests = run_examples_and_cases(after, input.cases);
  const std::vector<TestStory> stories = test_stories(after, input.cases);
  out.mutants = list_mutants(after, scope);
  choose_mutants(input.budget, out);
  // Mistakes are noticed by tests that pass without them.
  if (out.tests.failed == 0) try_mutants(after, stories, out.mutants);
  out.proof = prove(input, scope, stories);
  if (out.replay) StoryReplay(input, out).run();
  return out;
}

}  // namespace stet::upkeep
