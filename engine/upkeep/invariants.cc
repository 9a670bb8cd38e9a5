#include "engine/upkeep/invariants.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/upkeep/judged.h"
#include "engine/upkeep/shrink.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Methodology;
using methodology::Node;

constexpr std::array<std::string_view, 9> names{
    "added-source-never-worsens", "copies-never-improve",         "dependence-never-raises",
    "order-never-matters",        "coverage-never-raises-impact", "dimensions-stay-apart",
    "lone-source-is-marked",      "unsourced-never-clears",       "held-says-why"};

/// A change is drawn anew when the story got smaller: one of a few draws must still show it.
constexpr uint32_t draws = 4;

}  // namespace

std::vector<Invariant> declared_invariants(const Methodology& methodology) {
  std::vector<Invariant> out;
  const Node* declared = methodology.tree->find("invariants");
  if (declared == nullptr) return out;
  for (const Member& member : declared->members) {
    const auto name = std::find(names.begin(), names.end(), member.key.text);
    if (name == names.end()) continue;
    out.push_back({static_cast<InvariantKind>(name - names.begin()), std::string(*name),
                   std::string(member.value.view()), member.key_file, member.key_place});
  }
  return out;
}

void Trials::add(const Trials& other) {
  pairs += other.pairs;
  moved += other.moved;
  broken += other.broken;
  const auto key = [](const Counterexample& one) {
    return std::tuple(one.story.size(), std::string_view(one.name), one.seed);
  };
  if (!other.shortest) return;
  if (!shortest || key(*other.shortest) < key(*shortest)) shortest = other.shortest;
}

class Prover::State {
 public:
  State(const gate::Gate& gate, const Materials& materials,
        const std::vector<Invariant>& invariants, JudgeStory engine)
      : gate_(gate),
        materials_(materials),
        invariants_(invariants),
        judge_(gate),
        engine_(std::move(engine)) {}

  void prove(const StoryTree& story, const std::string& name, const std::string& now,
             uint32_t number, std::span<Trials> trials) {
    for (size_t i = 0; i < invariants_.size(); ++i) {
      const uint32_t seed = number * 16 + static_cast<uint32_t>(invariants_[i].kind);
      const auto found = attempt(invariants_[i].kind, story, now, seed);
      if (!found) continue;
      Trials one{1, found->moved ? 1u : 0u, found->lines.empty() ? 0u : 1u, {}};
      if (one.broken > 0) one.shortest = Counterexample{name, now, story.json(), seed};
      trials[i].add(one);
    }
  }

  Violation smallest(const Invariant& invariant, const Counterexample& found, size_t most) {
    // It was read as a story before.
    StoryTree story = *read(found.story, formats::Format::json);
    uint32_t seed = found.seed;
    shrink(
        story,
        [&](const StoryTree& smaller) {
          for (uint32_t draw = 0; draw < draws; ++draw) {
            const uint32_t other = found.seed + draw * 0x9E3779B9u;
            const auto still = attempt(invariant.kind, smaller, found.now, other);
            if (!still || still->lines.empty()) continue;
            seed = other;
            return true;
          }
          return false;
        },
        most);
    const auto last = attempt(invariant.kind, story, found.now, seed);
    Violation out{found.name, last->pair.before.json(), last->pair.after.json(), {}, {}};
    out.change = last->pair.change;
    out.moved = last->lines;
    return out;
  }

  std::optional<StoryTree> read(std::string_view bytes, formats::Format format) {
    return StoryTree::read(bytes, format, gate_.methodology());
  }

 private:
  struct Attempt {
    StoryPair pair;
    bool moved = false;
    std::vector<std::string> lines;  ///< empty: it holds
  };

  /// Nothing when the change cannot be made, or the story cannot be read.
  std::optional<Attempt> attempt(InvariantKind kind, const StoryTree& story, const std::string& now,
                                 uint32_t seed) {
    Random random(seed);
    auto pair = make_pair(kind, story, random, materials_);
    if (!pair) return std::nullopt;
    Attempt out{std::move(*pair), false, {}};
    if (kind == InvariantKind::held_says_why) {
      const gate::Verdict& verdict =
          judge_.verdict(out.pair.after.json(), formats::Format::json, now);
      if (verdict.article == nullptr) return std::nullopt;
      out.moved = verdict.decision > 0;
      out.lines = unexplained(verdict);
      return out;
    }
    const Essence before = judge(out.pair.before, now), after = judge(out.pair.after, now);
    if (!before.readable || !after.readable) return std::nullopt;
    out.moved = !(before == after);
    out.lines = broken(kind, out.pair, before, after, gate_.methodology());
    return out;
  }

  Essence judge(const StoryTree& story, const std::string& now) {
    if (engine_) return engine_(story, now);
    return essence_of(judge_.lean_verdict(story.json(), formats::Format::json, now));
  }

  const gate::Gate& gate_;
  const Materials& materials_;
  const std::vector<Invariant>& invariants_;
  Judge judge_;
  JudgeStory engine_;
};

Prover::Prover(const gate::Gate& gate, const Materials& materials,
               const std::vector<Invariant>& invariants, JudgeStory engine)
    : state_(std::make_unique<State>(gate, materials, invariants, std::move(engine))) {}
Prover::~Prover() = default;

void Prover::prove(const StoryTree& story, const std::string& name, const std::string& now,
                   uint32_t number, std::span<Trials> trials) {
  state_->prove(story, name, now, number, trials);
}

void Prover::prove(std::string_view bytes, formats::Format format, const std::string& name,
                   const std::string& now, uint32_t number, std::span<Trials> trials) {
  if (const auto story = state_->read(bytes, format)) prove(*story, name, now, number, trials);
}

Violation Prover::smallest(const Invariant& invariant, const Counterexample& found, size_t most) {
  return state_->smallest(invariant, found, most);
}

std::vector<InvariantResult> conclude(const std::vector<Invariant>& invariants,
                                      std::span<const Trials> trials, Prover& prover,
                                      size_t shrinking) {
  std::vector<InvariantResult> out;
  for (size_t i = 0; i < invariants.size(); ++i) {
    InvariantResult result{invariants[i], trials[i], {}};
    if (trials[i].shortest) {
      result.violation = prover.smallest(invariants[i], *trials[i].shortest, shrinking);
    }
    out.push_back(std::move(result));
  }
  return out;
}

std::vector<InvariantResult> prove_in_tests(const gate::Gate& gate, CaseFiles cases) {
  const std::vector<Invariant> invariants = declared_invariants(gate.methodology());
  if (invariants.empty()) return {};
  const Materials materials = materials_of(gate);
  Prover prover(gate, materials, invariants);
  std::vector<Trials> trials(invariants.size());
  uint32_t number = 0;
  for (const TestStory& story : test_stories(gate, cases)) {
    prover.prove(story.story, story.format, story.name, story.now, number++, trials);
  }
  return conclude(invariants, trials, prover);
}

bool Proof::holds() const {
  return std::all_of(invariants.begin(), invariants.end(),
                     [](const InvariantResult& one) { return one.holds(); }) &&
         std::all_of(rankings.begin(), rankings.end(),
                     [](const RankResult& one) { return one.passed; });
}

}  // namespace stet::upkeep
