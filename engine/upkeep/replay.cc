#include "engine/upkeep/replay.h"

#include <algorithm>
#include <iterator>

namespace stet::upkeep {
namespace {

std::vector<std::string> without(const std::vector<std::string>& from,
                                 const std::vector<std::string>& taken) {
  std::vector<std::string> out;
  std::set_difference(from.begin(), from.end(), taken.begin(), taken.end(),
                      std::back_inserter(out));
  return out;
}

bool same_scores(const Judged& a, const Judged& b) {
  return a.sentiment == b.sentiment && a.impact == b.impact && a.confidence == b.confidence &&
         a.sentiment_label == b.sentiment_label;
}

bool same(const Judged& a, const Judged& b) {
  return a.decision == b.decision && a.badge == b.badge && a.fires == b.fires &&
         a.unknown == b.unknown && same_scores(a, b);
}

/// Whether `one` brings about a part of the way from `before` to `after`: something that changes
/// there comes out as it does in the end.
bool contributes(const Judged& before, const Judged& one, const Judged& after) {
  if (before.decision != after.decision) return one.decision == after.decision;
  if (before.badge != after.badge && one.badge == after.badge) return true;
  const auto toward = [&](const std::vector<std::string>& was, const std::vector<std::string>& is,
                          const std::vector<std::string>& alone) {
    const auto come = without(is, was), gone = without(was, is);
    return !without(come, without(come, alone)).empty() || without(gone, alone).size() > 0;
  };
  if (toward(before.fires, after.fires, one.fires)) return true;
  return !same_scores(before, after) && !same_scores(before, one);
}

}  // namespace

Replay plan_replay(const gate::Gate& before, const gate::Gate& after) {
  Replay out;
  out.before = &before;
  out.after = &after;
  out.edits = compare(before.methodology(), after.methodology());
  for (const Edit& edit : out.edits) {
    out.alone.push_back(edit.decides ? with_edit(before.methodology(), edit) : nullptr);
  }
  return out;
}

ReplayWorker::ReplayWorker(const Replay& replay)
    : replay_(replay), before_(*replay.before), after_(*replay.after) {
  for (const auto& gate : replay.alone) {
    alone_.push_back(gate ? std::make_unique<Judge>(*gate) : nullptr);
  }
}

std::optional<StoryChange> ReplayWorker::run(std::string_view story, formats::Format format,
                                             std::string_view name, std::string_view now) {
  const gate::Verdict& verdict = before_.verdict(story, format, now);
  const Judged before = judged(verdict);
  StoryChange out;
  const formats::Article* article = verdict.article;
  out.story = article != nullptr && article->id.present() ? std::string(article->id.view())
                                                          : std::string(name);
  const Judged after = judged(after_.verdict(story, format, now));
  ++matrix_[{before.decision, after.decision}];
  if (same(before, after)) return std::nullopt;
  out.from = before.decision;
  out.to = after.decision;
  out.decision = before.decision != after.decision;
  out.badge = before.badge != after.badge;
  out.score = !same_scores(before, after);
  out.no_longer = without(before.fires, after.fires);
  out.now_fires = without(after.fires, before.fires);
  for (uint32_t i = 0; i < alone_.size(); ++i) {
    if (!alone_[i]) continue;
    const Judged one = judged(alone_[i]->verdict(story, format, now));
    if (contributes(before, one, after)) out.edits.push_back(i);
  }
  return out;
}

}  // namespace stet::upkeep
