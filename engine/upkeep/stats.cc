#include "engine/upkeep/stats.h"

#include <algorithm>

#include "engine/gate/program.h"

namespace stet::upkeep {
namespace {

template <typename T>
void grow(std::vector<T>& values, size_t size) {
  if (values.size() < size) values.resize(size);
}

bool before(const RankedStory& a, const RankedStory& b) {
  return a.impact != b.impact ? a.impact > b.impact : a.story < b.story;
}

void add_use(WaiverUse& to, const WaiverUse& from) {
  to.applied += from.applied;
  to.expired += from.expired;
  to.unused += from.unused;
  to.refused += from.refused;
}

void count_use(WaiverUse& use, gate::AppliedWaiver::State state) {
  using State = gate::AppliedWaiver::State;
  switch (state) {
    case State::applied: ++use.applied; return;
    case State::expired: ++use.expired; return;
    case State::unused: ++use.unused; return;
    case State::refused: ++use.refused; return;
  }
}

}  // namespace

void ArchiveStats::add(const gate::Verdict& verdict, const gate::Checker& checker,
                       std::string_view name) {
  const methodology::Methodology& methodology = *verdict.methodology;
  grow(rules, methodology.rules.size());
  grow(waivers, methodology.rules.size());
  grow(standing, methodology.rules.size());
  grow(decisions, methodology.decisions.size());
  ++stories;
  ++decisions[verdict.decision];
  if (verdict.article == nullptr) {
    ++unreadable;
    return;
  }
  for (uint32_t rule = 0; rule < methodology.rules.size(); ++rule) {
    const gate::Outcome outcome = checker.outcome(rule);
    rules[rule].fired += outcome == gate::Outcome::fired ? 1 : 0;
    rules[rule].unknown += outcome == gate::Outcome::unknown ? 1 : 0;
  }
  count_decisive(verdict);
  count_waivers(verdict);
  const auto& id = verdict.article->id;
  const bool named = id.present() && !id.view().empty();
  rank({verdict.impact.value, std::string(named ? id.view() : name)});
}

/// A rule is listed twice when it both fired and is unknown at places; the story counts once.
void ArchiveStats::count_decisive(const gate::Verdict& verdict) {
  const methodology::Methodology& methodology = *verdict.methodology;
  const auto decides = [&](const gate::RuleOutcome& outcome) {
    return outcome.counts && verdict.decision > 0 && outcome.decision == verdict.decision;
  };
  const auto number =
      static_cast<size_t>(std::count_if(verdict.outcomes.begin(), verdict.outcomes.end(), decides));
  const methodology::Rule* seen = nullptr;
  for (const gate::RuleOutcome& outcome : verdict.outcomes) {
    if (outcome.rule == nullptr) continue;
    RuleUse& use = rules[static_cast<size_t>(outcome.rule - methodology.rules.data())];
    use.waived += outcome.waived && seen != outcome.rule ? 1 : 0;
    seen = outcome.rule;
    if (!decides(outcome)) continue;
    ++use.decides;
    use.alone += number == 1 ? 1 : 0;
  }
}

void ArchiveStats::count_waivers(const gate::Verdict& verdict) {
  for (const gate::AppliedWaiver& waiver : verdict.waivers) {
    const auto rule = gate::find_rule(*verdict.methodology, waiver.rule);
    if (!rule) continue;  // told as a finding of `stet rules check`, or refused in its story
    count_use((waiver.standing ? standing : waivers)[*rule], waiver.state);
  }
}

void ArchiveStats::rank(RankedStory story) {
  if (ranked.size() == most_ranked && !before(story, ranked.back())) return;
  ranked.insert(std::upper_bound(ranked.begin(), ranked.end(), story, before), std::move(story));
  if (ranked.size() > most_ranked) ranked.pop_back();
}

void ArchiveStats::add(const ArchiveStats& other) {
  grow(rules, other.rules.size());
  grow(waivers, other.waivers.size());
  grow(standing, other.standing.size());
  grow(decisions, other.decisions.size());
  stories += other.stories;
  unreadable += other.unreadable;
  for (size_t i = 0; i < other.decisions.size(); ++i) decisions[i] += other.decisions[i];
  for (size_t i = 0; i < other.rules.size(); ++i) {
    const RuleUse& from = other.rules[i];
    rules[i].fired += from.fired;
    rules[i].unknown += from.unknown;
    rules[i].waived += from.waived;
    rules[i].decides += from.decides;
    rules[i].alone += from.alone;
    add_use(waivers[i], other.waivers[i]);
    add_use(standing[i], other.standing[i]);
  }
  for (const RankedStory& story : other.ranked) rank(story);
}

std::vector<size_t> near_ties(const ArchiveStats& stats) {
  std::vector<size_t> out;
  for (size_t i = 0; i + 1 < stats.ranked.size(); ++i) {
    const double gap = stats.ranked[i].impact - stats.ranked[i + 1].impact;
    if (gap > 0 && gap < ArchiveStats::near) out.push_back(i);
  }
  return out;
}

}  // namespace stet::upkeep
