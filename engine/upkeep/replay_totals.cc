#include "engine/upkeep/replay_totals.h"

#include <algorithm>

#include "engine/base/json_writer.h"

namespace stet::upkeep {
namespace {

struct Scale {
  double least, most;
};
constexpr std::array<Scale, 3> scales{{{-1, 1}, {1, 10}, {0, 1}}};

uint32_t step_of(double value, const Scale& scale) {
  const double share = (value - scale.least) / (scale.most - scale.least);
  const double step = share * Distribution::steps;
  return step < 0 ? 0 : std::min(static_cast<uint32_t>(step), Distribution::steps - 1);
}

void count(std::array<Distribution, 3>& scores, const Replayed& replayed) {
  const auto values = [](const Judged& judged) {
    return std::array<double, 3>{judged.sentiment, judged.impact, judged.confidence};
  };
  const auto before = values(replayed.before), after = values(replayed.after);
  for (size_t i = 0; i < scales.size(); ++i) {
    ++scores[i].before[step_of(before[i], scales[i])];
    ++scores[i].after[step_of(after[i], scales[i])];
  }
}

/// Stories that flip are better to read than those that only change otherwise.
void keep_sample(std::vector<StoryChange>& samples, const StoryChange& change, bool flips) {
  const auto flipped = [](const StoryChange& sample) { return sample.from != sample.to; };
  const auto behind = std::find_if_not(samples.begin(), samples.end(), flipped);
  if (samples.size() < ReplayTotals::most_samples) {
    samples.insert(flips ? behind : samples.end(), change);
  } else if (flips && behind != samples.end()) {
    samples.pop_back();
    samples.insert(std::find_if_not(samples.begin(), samples.end(), flipped), change);
  }
}

/// The differences of one story that one edit, or one set of edits, brings about.
struct Part {
  std::array<bool, 6> aspects{};
};

}  // namespace

void ReplayPiece::add(const Replayed& replayed) {
  ++stories;
  ++matrix[{replayed.before.decision, replayed.after.decision}];
  if (replayed.before.readable) {
    count(scores, replayed);
  } else {
    ++unreadable;
  }
  if (replayed.change) changes.push_back(*replayed.change);
}

void ReplayTotals::add(const ReplayPiece& piece) {
  stories += piece.stories;
  unreadable += piece.unreadable;
  changed += piece.changes.size();
  for (const auto& [pair, number] : piece.matrix) matrix[pair] += number;
  for (size_t i = 0; i < scores.size(); ++i) {
    for (uint32_t step = 0; step < Distribution::steps; ++step) {
      scores[i].before[step] += piece.scores[i].before[step];
      scores[i].after[step] += piece.scores[i].after[step];
    }
  }
  for (const StoryChange& change : piece.changes) {
    Part whole;
    std::map<uint32_t, Part> by_edit;
    std::map<std::vector<uint32_t>, Part> by_set;
    for (const Difference& difference : change.differences) {
      const auto aspect = static_cast<uint8_t>(difference.aspect);
      const Cause& cause = difference.cause;
      whole.aspects[aspect] = true;
      if (cause.kind == Cause::Kind::together) by_set[cause.edits].aspects[aspect] = true;
      const bool flip = difference.aspect == Aspect::decision;
      if (flip && cause.kind == Cause::Kind::each) ++each;
      if (cause.kind == Cause::Kind::together) continue;
      for (const uint32_t edit : cause.edits) by_edit[edit].aspects[aspect] = true;
    }
    const auto count_in = [](std::array<uint64_t, 6>& counts, const Part& part) {
      for (size_t i = 0; i < counts.size(); ++i) counts[i] += part.aspects[i] ? 1 : 0;
    };
    const auto share_in = [&](Share& share, const Part& part) {
      count_in(share.stories, part);
      keep_sample(share.samples, change, part.aspects[0]);
    };
    count_in(changes, whole);
    for (const auto& [edit, part] : by_edit) share_in(edits[edit], part);
    for (const auto& [set, part] : by_set) share_in(together[set], part);
  }
}

std::string words_of(const StoryChange& change) {
  std::string out = change.story + ": ";
  out += change.from != change.to ? change.from + " → " + change.to : "still " + change.to;
  for (const Difference& difference : change.differences) {
    switch (difference.aspect) {
      case Aspect::decision: break;
      case Aspect::finding:
        out += ", " + difference.rule;
        out += difference.to == "fires"    ? " fires"
               : difference.to == "silent" ? " is silent"
                                           : " cannot be evaluated";
        break;
      case Aspect::badge: out += ", '" + difference.from + "' → '" + difference.to + "'"; break;
      default:
        out.append(", ").append(to_string(difference.aspect));
        out += " " + difference.from + " → " + difference.to;
    }
  }
  return out;
}

void append_flip(std::string& out, const Replay& replay, const StoryChange& change) {
  const Difference* decision = change.of(Aspect::decision);
  if (decision == nullptr) return;
  base::JsonWriter json(out, 0);
  json.begin_object();
  json.member("story", change.story);
  json.member("from", change.from);
  json.member("to", change.to);
  json.member("cause", to_string(decision->cause.kind));
  json.key("edits");
  json.begin_array();
  for (const uint32_t edit : decision->cause.edits) json.string(replay.edits[edit].path);
  json.end_array();
  json.end_object();
  out += '\n';
}

}  // namespace stet::upkeep
