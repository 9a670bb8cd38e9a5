#include "engine/upkeep/ways_to_pass.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <queue>

#include "engine/upkeep/judged.h"
#include "engine/upkeep/remedies.h"

namespace stet::upkeep {
namespace {

using Chosen = std::vector<uint32_t>;  ///< numbers of remedies, in the order they were chosen

constexpr uint32_t change_cost = 16;   ///< fewer changes go before easier ones
constexpr size_t most_states = 20000;  ///< sets that are added up
constexpr size_t most_alike = 2;       ///< remedies of one record that lift the same

uint32_t cost_of(const Remedy& remedy) {
  static constexpr uint32_t weights[] = {2, 1, 1, 2, 3, 0, 1, 0, 4};
  // The rule's own wording asks nothing of the author.
  const bool ready = remedy.kind == Remedy::Kind::edit && !remedy.text.empty();
  const uint32_t weight = ready ? 0 : weights[static_cast<size_t>(remedy.kind)];
  return remedy.changes() * change_cost + weight;
}

/// Places at which rules hold the story, by rule: the numbers of rules are given as they turn up.
class Blocks {
 public:
  using Counts = std::vector<int32_t>;

  Counts of(const gate::Verdict& verdict, uint32_t limit) {
    Counts out(ids_.size(), 0);
    for (const gate::RuleOutcome& outcome : verdict.outcomes) {
      if (!outcome.counts || outcome.decision <= limit) continue;
      const size_t number = number_of(outcome.id);
      if (number >= out.size()) out.resize(number + 1, 0);
      out[number] += static_cast<int32_t>(outcome.count);
    }
    return out;
  }
  const std::string& id(size_t number) const { return ids_[number]; }

 private:
  size_t number_of(std::string_view id) {
    const auto found = std::find(ids_.begin(), ids_.end(), id);
    if (found == ids_.end()) ids_.emplace_back(id);
    return static_cast<size_t>(std::find(ids_.begin(), ids_.end(), id) - ids_.begin());
  }

  std::vector<std::string> ids_;
};

/// Makes changes and asks the gate.
class Trials {
 public:
  Trials(const gate::Gate& gate, const StoryTree& story, const gate::CheckOptions& as_checked,
         size_t most)
      : judge_(gate), story_(story), most_(most) {
    options_.format = formats::Format::json;
    options_.now = as_checked.now;
    options_.previous = as_checked.previous;
  }

  bool left() const { return made_ < most_; }
  size_t made() const { return made_; }
  /// One more: what was found is made once again, to be told.
  void grant() { ++most_; }

  /// What the engine finds is declared once all else is as it will be. Null without trials left.
  const gate::Verdict* run(const std::vector<const Remedy*>& remedies) {
    if (!left()) return nullptr;
    ++made_;
    StoryTree changed = story_;
    make_changes(changed, remedies);
    const gate::Verdict* verdict = &check(changed);
    bool declares = false;
    for (const Remedy* remedy : remedies) {
      if (remedy->kind != Remedy::Kind::declare) continue;
      declare(changed, remedy->field, *verdict);
      declares = true;
    }
    if (declares) verdict = &check(changed);
    return verdict;
  }

  /// The value that a story with these changes has to declare.
  static std::string found_value(const gate::Verdict& verdict, std::string_view field) {
    if (field == "sentiment") return std::string(verdict.sentiment.article.label);
    const int64_t value = field == "sources" ? int64_t{verdict.badge.count}
                                             : static_cast<int64_t>(verdict.impact.rounded);
    return std::to_string(value);
  }

 private:
  const gate::Verdict& check(const StoryTree& story) {
    return judge_.lean_verdict(story.json(), options_);
  }

  static void declare(StoryTree& story, std::string_view field, const gate::Verdict& verdict) {
    const std::string value = found_value(verdict, field);
    for (methodology::Member& member : story.root.members) {
      if (member.key.text != "declared") continue;
      if (field == "sentiment") {
        story.set(member.value, field, value);
      } else {
        story.set(member.value, field, story.number(std::atoll(value.c_str())));
      }
    }
  }

  Judge judge_;
  const StoryTree& story_;
  gate::CheckOptions options_;
  size_t most_, made_ = 0;
};

/// A remedy that lifts something, with what: places fewer by rule.
struct Lift {
  const Remedy* remedy = nullptr;
  Blocks::Counts lifts;
  uint32_t cost = 0;
};

bool same_record(const Remedy& a, const Remedy& b) {
  return a.list == b.list && a.index == b.index && a.kind != Remedy::Kind::add_source &&
         b.kind != Remedy::Kind::add_source;
}

/// Whether both can be made: two edits of different places, or of different fields.
bool compatible(const Remedy& a, const Remedy& b) {
  using Kind = Remedy::Kind;
  if (a.kind == Kind::add_source && b.kind == Kind::add_source) {
    return a.ids.empty() != b.ids.empty();
  }
  if (!same_record(a, b)) return true;
  if (a.kind == Kind::take_out || b.kind == Kind::take_out) return a.list.empty();
  const bool edits = a.kind <= Kind::attribute && b.kind <= Kind::attribute;
  if (edits && a.field == b.field) return a.part.end <= b.part.begin || b.part.end <= a.part.begin;
  return a.field != b.field || a.kind == Kind::cite;
}

class Search {
 public:
  Search(const std::vector<Remedy>& remedies, Trials& trials, uint32_t limit)
      : remedies_(remedies), trials_(trials), limit_(limit) {}

  WayToPass run(const gate::Verdict& verdict) {
    base_ = blocks_.of(verdict, limit_);
    try_each();
    // Rules that a change calls up are left to the trial of the whole set.
    for (Lift& lift : lifts_) lift.lifts.resize(base_.size());
    leave_out_alike();
    look();
    return best_ ? told() : WayToPass();
  }

 private:
  struct State {
    uint32_t estimate = 0, cost = 0;
    Chosen chosen;
    Blocks::Counts open;

    /// The cheapest first, of equals the one with the most done.
    bool operator<(const State& other) const {
      if (estimate != other.estimate) return estimate > other.estimate;
      if (chosen.size() != other.chosen.size()) return chosen.size() < other.chosen.size();
      return chosen > other.chosen;
    }
  };
  struct Best {
    uint32_t cost = 0;
    std::vector<const Remedy*> remedies;
  };

  void try_each() {
    for (const Remedy& remedy : remedies_) {
      const gate::Verdict* verdict = trials_.run({&remedy});
      if (verdict == nullptr) return;
      if (verdict->article == nullptr) continue;
      Lift lift{&remedy, blocks_.of(*verdict, limit_), cost_of(remedy)};
      bool any = false;
      for (size_t i = 0; i < lift.lifts.size(); ++i) {
        const int32_t before = i < base_.size() ? base_[i] : 0;
        lift.lifts[i] = before - lift.lifts[i];
        any = any || lift.lifts[i] > 0;
      }
      if (any) lifts_.push_back(std::move(lift));
    }
  }

  /// Of what does the same at one place, or in the whole story, the easiest stay.
  void leave_out_alike() {
    std::stable_sort(lifts_.begin(), lifts_.end(),
                     [](const Lift& a, const Lift& b) { return a.cost < b.cost; });
    std::vector<Lift> kept;
    for (Lift& lift : lifts_) {
      const auto alike = std::count_if(kept.begin(), kept.end(), [&](const Lift& other) {
        const Remedy &a = *lift.remedy, &b = *other.remedy;
        return lift.lifts == other.lifts && a.list == b.list && a.index == b.index &&
               a.count == b.count && (a.part == b.part || a.list.empty());
      });
      if (static_cast<size_t>(alike) < most_alike) kept.push_back(std::move(lift));
    }
    lifts_ = std::move(kept);
  }

  /// What is still to be paid at least: the dearest rule alone.
  uint32_t least(const Blocks::Counts& open) const {
    uint32_t most = 0;
    for (size_t rule = 0; rule < open.size(); ++rule) {
      if (open[rule] <= 0) continue;
      int32_t lifts = 0;
      uint32_t cost = UINT32_MAX;
      for (const Lift& lift : lifts_) {
        if (lift.lifts[rule] <= 0) continue;
        lifts = std::max(lifts, lift.lifts[rule]);
        cost = std::min(cost, lift.cost);
      }
      if (lifts == 0) return UINT32_MAX;
      most = std::max(most, static_cast<uint32_t>((open[rule] + lifts - 1) / lifts) * cost);
    }
    return most;
  }

  void look() {
    std::priority_queue<State> queue;
    push(queue, {0, 0, {}, base_});
    for (size_t seen = 0; !queue.empty() && seen < most_states; ++seen) {
      const State state = queue.top();
      queue.pop();
      if (best_ && state.estimate >= best_->cost) return;
      const auto open = std::find_if(state.open.begin(), state.open.end(),
                                     [](int32_t places) { return places > 0; });
      if (open == state.open.end()) {
        verify(state);
        if (!trials_.left()) return;
      } else {
        branch(queue, state, static_cast<size_t>(open - state.open.begin()));
      }
    }
  }

  void push(std::priority_queue<State>& queue, State state) const {
    const uint32_t left = least(state.open);
    if (left == UINT32_MAX) return;
    state.estimate = state.cost + left;
    queue.push(std::move(state));
  }

  void branch(std::priority_queue<State>& queue, const State& state, size_t rule) const {
    for (uint32_t i = 0; i < lifts_.size(); ++i) {
      if (lifts_[i].lifts[rule] <= 0 || !fits(state.chosen, i, rule)) continue;
      State next = state;
      next.chosen.push_back(i);
      next.cost += lifts_[i].cost;
      for (size_t at = 0; at < next.open.size(); ++at) next.open[at] -= lifts_[i].lifts[at];
      push(queue, std::move(next));
    }
  }

  /// One order of each set is enough: within what lifts the same rule, numbers rise.
  bool fits(const Chosen& chosen, uint32_t number, size_t rule) const {
    if (!chosen.empty() && lifts_[chosen.back()].lifts[rule] > 0 && chosen.back() >= number) {
      return false;
    }
    return std::all_of(chosen.begin(), chosen.end(), [&](uint32_t other) {
      return other != number && compatible(*lifts_[other].remedy, *lifts_[number].remedy);
    });
  }

  bool lifts_all(const std::vector<const Remedy*>& remedies) {
    const gate::Verdict* verdict = trials_.run(remedies);
    return verdict != nullptr && verdict->article != nullptr && verdict->decision <= limit_;
  }

  /// A story that gains sources declares too few: what it declares may follow.
  void verify(const State& state) {
    std::vector<const Remedy*> remedies;
    for (const uint32_t number : state.chosen) remedies.push_back(lifts_[number].remedy);
    bool lifted = lifts_all(remedies);
    for (const Remedy& remedy : remedies_) {
      if (lifted || remedy.kind != Remedy::Kind::declare) continue;
      if (std::find(remedies.begin(), remedies.end(), &remedy) != remedies.end()) continue;
      remedies.push_back(&remedy);
      lifted = lifts_all(remedies);
    }
    if (!lifted) return;
    leave_out(remedies);
    uint32_t cost = 0;
    for (const Remedy* remedy : remedies) cost += cost_of(*remedy);
    if (!best_ || cost < best_->cost) best_ = Best{cost, std::move(remedies)};
  }

  /// Whatever the story can do without.
  void leave_out(std::vector<const Remedy*>& remedies) {
    for (size_t i = remedies.size(); remedies.size() > 1 && i-- > 0;) {
      std::vector<const Remedy*> fewer = remedies;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (lifts_all(fewer)) remedies = std::move(fewer);
    }
  }

  WayToPass told() {
    WayToPass out;
    trials_.grant();
    const gate::Verdict* verdict = trials_.run(best_->remedies);
    out.decision = verdict->methodology->decisions[verdict->decision].id;
    for (const Remedy* remedy : best_->remedies) {
      WayStep& step = out.steps.emplace_back();
      step.remedy = *remedy;
      if (remedy->kind == Remedy::Kind::declare) {
        step.remedy.text = Trials::found_value(*verdict, remedy->field);
        step.remedy.words = "declare " + remedy->field + ": " + step.remedy.text;
      }
      out.changes += remedy->changes();
      step.rules = lifted_by(*remedy);
    }
    std::stable_sort(out.steps.begin(), out.steps.end(), [](const WayStep& a, const WayStep& b) {
      return a.remedy.place.begin < b.remedy.place.begin;
    });
    return out;
  }

  std::vector<std::string> lifted_by(const Remedy& remedy) const {
    std::vector<std::string> out;
    for (const Lift& lift : lifts_) {
      if (lift.remedy != &remedy) continue;
      for (size_t rule = 0; rule < lift.lifts.size(); ++rule) {
        if (lift.lifts[rule] > 0) out.push_back(blocks_.id(rule));
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  const std::vector<Remedy>& remedies_;
  Trials& trials_;
  uint32_t limit_;
  Blocks blocks_;
  Blocks::Counts base_;
  std::vector<Lift> lifts_;
  std::optional<Best> best_;
};

/// The worst decision with which a story runs; the best decision when none does.
uint32_t last_clearing(const methodology::Methodology& methodology) {
  uint32_t out = 0;
  for (uint32_t i = 0; i < methodology.decisions.size(); ++i) {
    if (methodology.decisions[i].clears) out = i;
  }
  return out;
}

}  // namespace

WaysToPass find_ways_to_pass(const gate::Gate& gate, const gate::Verdict& verdict,
                             const gate::CheckOptions& as_checked, size_t trials) {
  WaysToPass out;
  const methodology::Methodology& methodology = gate.methodology();
  out.decision = methodology.decisions[verdict.decision].id;
  if (verdict.article == nullptr || verdict.decision == 0) return out;
  std::optional<StoryTree> story = StoryTree::read(verdict.input, as_checked.format, methodology);
  if (!story) return out;
  out.story = *story;
  std::vector<uint32_t> limits = {0};
  if (const uint32_t runs = last_clearing(methodology); runs > 0 && runs < verdict.decision) {
    limits = {runs, 0};
  }
  for (const uint32_t limit : limits) {
    const std::vector<Remedy> remedies = find_remedies(gate, verdict, limit, *story);
    Trials left(gate, *story, as_checked, trials);
    WayToPass way = Search(remedies, left, limit).run(verdict);
    out.trials += left.made();
    if (way.steps.empty()) way.decision = methodology.decisions[limit].id;
    const bool best = way.decision == methodology.decisions[0].id;
    out.ways.push_back(std::move(way));
    if (best) break;
  }
  return out;
}

}  // namespace stet::upkeep
