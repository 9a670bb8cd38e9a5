#include "engine/upkeep/replay.h"

#include <algorithm>
#include <set>

#include "engine/gate/printed.h"
#include "engine/upkeep/list_readers.h"

namespace stet::upkeep {
namespace {

bool has(const std::vector<std::string>& sorted, const std::string& id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

std::string_view state_of(const Judged& judged, const std::string& rule) {
  return has(judged.fires, rule) ? "fires" : has(judged.unknown, rule) ? "unknown" : "silent";
}

bool same(const Judged& a, const Judged& b, Aspect aspect, const std::string& rule) {
  switch (aspect) {
    case Aspect::decision: return a.decision == b.decision;
    case Aspect::badge: return a.badge == b.badge;
    case Aspect::sentiment:
      return a.sentiment == b.sentiment && a.sentiment_label == b.sentiment_label;
    case Aspect::impact: return a.impact == b.impact;
    case Aspect::confidence: return a.confidence == b.confidence;
    case Aspect::finding: return state_of(a, rule) == state_of(b, rule);
  }
  return true;
}

std::string printed(double value) {
  std::string out;
  gate::append_printed(out, cel::Value::floating(value));
  return out;
}

std::string shown(const Judged& judged, Aspect aspect, const std::string& rule) {
  switch (aspect) {
    case Aspect::decision: return judged.decision;
    case Aspect::badge: return judged.badge;
    case Aspect::sentiment: return judged.sentiment_label + " " + printed(judged.sentiment);
    case Aspect::impact: return printed(judged.impact);
    case Aspect::confidence: return printed(judged.confidence);
    case Aspect::finding: return std::string(state_of(judged, rule));
  }
  return {};
}

void compare(const Judged& a, const Judged& b, std::vector<Difference>& out) {
  const auto add = [&](Aspect aspect, const std::string& rule) {
    if (same(a, b, aspect, rule)) return;
    Difference made;
    made.aspect = aspect;
    made.rule = rule;
    made.from = shown(a, aspect, rule);
    made.to = shown(b, aspect, rule);
    out.push_back(std::move(made));
  };
  for (const Aspect aspect :
       {Aspect::decision, Aspect::badge, Aspect::sentiment, Aspect::impact, Aspect::confidence}) {
    add(aspect, {});
  }
  if (a.fires == b.fires && a.unknown == b.unknown) return;
  std::set<std::string> rules(a.fires.begin(), a.fires.end());
  for (const auto* ids : {&a.unknown, &b.fires, &b.unknown}) rules.insert(ids->begin(), ids->end());
  for (const std::string& rule : rules) add(Aspect::finding, rule);
}

bool is_score(std::string_view key) {
  return key == "sentiment" || key == "impact" || key == "confidence";
}

/// Of a list in one version; nothing where it is not there.
EditReach reach_of_list(const methodology::Methodology& methodology, std::string_view id) {
  const ListReaders readers(methodology);
  for (size_t i = 0; i < methodology.lists.size(); ++i) {
    if (methodology.lists[i].id != id) continue;
    return {readers.sentiment[i], readers.impact[i], readers.confidence[i]};
  }
  return {};
}

EditReach reach_of(const Edit& edit, const methodology::Methodology& before,
                   const methodology::Methodology& after) {
  constexpr std::string_view of_rules[] = {"rules", "terms", "decisions", "exceptions", "unknown"};
  const std::string& first = edit.steps.front();
  if (std::find(std::begin(of_rules), std::end(of_rules), first) != std::end(of_rules)) return {};
  if (is_score(first)) return {first == "sentiment", first == "impact", first == "confidence"};
  if (first == "verification" || first == "sources") return {false, false, true};
  if (first != "lists" || edit.steps.size() < 2) return {true, true, true};
  const EditReach was = reach_of_list(before, edit.steps[1]);
  const EditReach is = reach_of_list(after, edit.steps[1]);
  return {was.sentiment || is.sentiment, was.impact || is.impact, was.confidence || is.confidence};
}

std::unique_ptr<const gate::Gate> with(const Replay& replay, const std::vector<uint32_t>& edits,
                                       bool forth) {
  std::vector<const Edit*> chosen;
  for (const uint32_t i : edits) chosen.push_back(&replay.edits[i]);
  return with_edits((forth ? replay.before : replay.after)->methodology(), chosen, forth);
}

/// The fewest other edits, as far as leaving out one after the other finds them, with which `edit`
/// makes a methodology: all of them do.
std::vector<uint32_t> companions(const Replay& replay, uint32_t edit) {
  std::vector<uint32_t> kept(replay.edits.size());
  for (uint32_t i = 0; i < kept.size(); ++i) kept[i] = i;
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    if (i == edit) continue;
    std::vector<uint32_t> fewer = kept;
    std::erase(fewer, i);
    if (with(replay, fewer, true)) kept = std::move(fewer);
  }
  std::erase(kept, edit);
  return kept;
}

}  // namespace

std::string_view to_string(Aspect aspect) {
  constexpr std::string_view names[] = {"decision", "badge",      "sentiment",
                                        "impact",   "confidence", "finding"};
  return names[static_cast<uint8_t>(aspect)];
}

std::string_view to_string(Cause::Kind kind) {
  constexpr std::string_view names[] = {"alone", "each", "together"};
  return names[static_cast<uint8_t>(kind)];
}

const Difference* StoryChange::of(Aspect aspect) const {
  const auto found =
      std::find_if(differences.begin(), differences.end(),
                   [&](const Difference& difference) { return difference.aspect == aspect; });
  return found == differences.end() ? nullptr : &*found;
}

bool may_concern(const Replay& replay, uint32_t edit, const Difference& difference,
                 const Judged& before, const Judged& after) {
  const EditReach& reach = replay.reach[edit];
  const std::vector<std::string>& steps = replay.edits[edit].steps;
  const std::string& first = steps.front();
  const bool rules = first == "rules";
  switch (difference.aspect) {
    case Aspect::sentiment: return reach.sentiment;
    case Aspect::impact: return reach.impact;
    case Aspect::confidence: return reach.confidence;
    case Aspect::badge: return !(rules || first == "terms" || is_score(first));
    case Aspect::finding: return !rules || steps.size() < 2 || steps[1] == difference.rule;
    case Aspect::decision:
      return !rules || steps.size() < 2 || state_of(before, steps[1]) != "silent" ||
             state_of(after, steps[1]) != "silent";
  }
  return true;
}

Replay plan_replay(const gate::Gate& before, const gate::Gate& after) {
  Replay out;
  out.before = &before;
  out.after = &after;
  out.edits = compare(before.methodology(), after.methodology());
  out.trials.resize(out.edits.size());
  for (const Edit& edit : out.edits) {
    out.reach.push_back(reach_of(edit, before.methodology(), after.methodology()));
  }
  for (uint32_t i = 0; i < out.edits.size(); ++i) {
    if (!out.edits[i].decides) continue;
    if (out.sole) {
      out.sole.reset();
      break;
    }
    out.sole = i;
  }
  return out;
}

void prepare_trials(Replay& replay) {
  prepare_trials(replay, std::vector<bool>(replay.edits.size(), true));
}

void prepare_trials(Replay& replay, const std::vector<bool>& wanted) {
  const auto count = static_cast<uint32_t>(replay.edits.size());
  if (replay.sole) return;
  const auto tried = [&](uint32_t i) { return replay.edits[i].decides && wanted[i]; };
  for (uint32_t i = 0; i < count; ++i) {
    EditTrial& trial = replay.trials[i];
    if (!tried(i)) continue;
    trial.alone = with(replay, {i}, true);
    if (trial.alone) continue;
    trial.needs = companions(replay, i);
    std::vector<uint32_t> made = trial.needs;
    made.push_back(i);
    std::sort(made.begin(), made.end());
    trial.alone = with(replay, made, true);
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (!tried(i)) continue;
    std::vector<uint32_t> undone;
    for (uint32_t j = 0; j < count; ++j) {
      const auto& needs = replay.trials[j].needs;
      if (j == i || std::find(needs.begin(), needs.end(), i) != needs.end()) undone.push_back(j);
    }
    replay.trials[i].withheld = with(replay, undone, false);
  }
}

/// Which edits bring about the differences of one story.
class ReplayWorker::Attribution {
 public:
  Attribution(ReplayWorker& worker, std::string_view story, formats::Format format,
              std::string_view now)
      : worker_(worker),
        story_(story),
        format_(format),
        now_(now),
        alone_(worker.alone_.size()),
        withheld_(worker.alone_.size()) {}

  Cause cause(const Difference& difference) {
    if (worker_.replay_.sole) return {Cause::Kind::alone, {*worker_.replay_.sole}};
    const Replayed& replayed = worker_.replayed_;
    const auto is = [&](const Judged& judged, const Judged& as) {
      return same(judged, as, difference.aspect, difference.rule);
    };
    std::vector<uint32_t> asked, enough, needed, touching;
    bool all_asked = true;
    for (uint32_t i = 0; i < alone_.size(); ++i) {
      const bool may = may_concern(worker_.replay_, i, difference, replayed.before, replayed.after);
      if (!may || !worker_.replay_.edits[i].decides) continue;
      all_asked = all_asked && alone(i);
      if (!alone(i)) continue;
      asked.push_back(i);
      if (is(*alone_[i], replayed.after)) enough.push_back(i);
    }
    if (enough.size() == 1) return {Cause::Kind::alone, enough};
    for (const uint32_t i : enough.empty() ? asked : enough) {
      const Judged* without = undone(i, all_asked, asked);
      if (without == nullptr) continue;
      const bool back = is(*without, replayed.before);
      if (enough.empty() ? !is(*without, replayed.after) : back) needed.push_back(i);
    }
    if (!enough.empty()) {
      return needed.size() == 1 ? Cause{Cause::Kind::alone, needed}
                                : Cause{Cause::Kind::each, enough};
    }
    if (!needed.empty()) return {Cause::Kind::together, needed};
    for (const uint32_t i : asked) {
      if (!is(*alone_[i], replayed.before)) touching.push_back(i);
    }
    return {Cause::Kind::together, touching};
  }

 private:
  /// Without one of the only two edits that can have a part in it, it is as with the other alone.
  const Judged* undone(uint32_t i, bool all_asked, const std::vector<uint32_t>& asked) {
    if (all_asked && asked.size() == 2 && worker_.replay_.trials[i].needs.empty()) {
      const uint32_t other = asked[0] == i ? asked[1] : asked[0];
      if (worker_.replay_.trials[other].needs.empty()) return &*alone_[other];
    }
    return withheld(i) ? &*withheld_[i] : nullptr;
  }

  bool alone(uint32_t i) { return judge(worker_.alone_[i], alone_[i]); }
  bool withheld(uint32_t i) {
    // Made when first asked for: most stories need none.
    const auto& gate = worker_.replay_.trials[i].withheld;
    if (!worker_.withheld_[i] && gate) worker_.withheld_[i] = std::make_unique<Judge>(*gate);
    return judge(worker_.withheld_[i], withheld_[i]);
  }

  bool judge(const std::unique_ptr<Judge>& judge, std::optional<Judged>& out) {
    if (!judge) return false;
    if (!out) out = judged(judge->lean_verdict(story_, format_, now_));
    return true;
  }

  ReplayWorker& worker_;
  std::string_view story_;
  formats::Format format_;
  std::string_view now_;
  std::vector<std::optional<Judged>> alone_, withheld_;
};

ReplayWorker::ReplayWorker(const Replay& replay)
    : replay_(replay),
      before_(*replay.before),
      after_(*replay.after),
      withheld_(replay.edits.size()) {
  for (const EditTrial& trial : replay.trials) {
    alone_.push_back(trial.alone ? std::make_unique<Judge>(*trial.alone) : nullptr);
  }
}

const Replayed& ReplayWorker::run(std::string_view story, formats::Format format,
                                  std::string_view name, std::string_view now) {
  const gate::Verdict& verdict = before_.lean_verdict(story, format, now);
  replayed_.before = judged(verdict);
  replayed_.after = judged(after_.lean_verdict(story, format, now));
  replayed_.change.reset();
  std::vector<Difference> differences;
  compare(replayed_.before, replayed_.after, differences);
  if (differences.empty()) return replayed_;
  Attribution attribution(*this, story, format, now);
  for (Difference& difference : differences) difference.cause = attribution.cause(difference);
  StoryChange& change = replayed_.change.emplace();
  const formats::Article* article = verdict.article;
  const bool named = article != nullptr && article->id.present() && !article->id.view().empty();
  change.story = named ? article->id.view() : name;
  change.from = replayed_.before.decision;
  change.to = replayed_.after.decision;
  change.differences = std::move(differences);
  return replayed_;
}

}  // namespace stet::upkeep
