// What another version changes, as text and as JSON.
#include "engine/base/json_writer.h"
#include "engine/report/printable.h"
#include "engine/upkeep/replay_totals.h"

namespace stet::upkeep {
namespace {

constexpr size_t samples_in_text = 2;

std::string counted(uint64_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what);
}

/// "12 flip, 3 change badge, 40 scores, 12 findings" of what is not 0.
std::string counts_text(const std::array<uint64_t, 6>& stories) {
  constexpr std::string_view words[] = {"change decision", "badge",      "sentiment",
                                        "impact",          "confidence", "findings"};
  std::string out;
  for (size_t i = 0; i < stories.size(); ++i) {
    if (stories[i] > 0) out += (out.empty() ? "" : ", ") + counted(stories[i], words[i]);
  }
  return out.empty() ? "no story changes" : out;
}

void append_line(std::string& out, std::string_view indent, const std::string& text) {
  out += indent;
  report::append_printable(out, text);
  out += '\n';
}

void append_share(std::string& out, const ReplayTotals::Share& share) {
  append_line(out, "    ", counts_text(share.stories));
  for (size_t i = 0; i < share.samples.size() && i < samples_in_text; ++i) {
    append_line(out, "      ", words_of(share.samples[i]));
  }
}

std::string paths(const Replay& replay, const std::vector<uint32_t>& edits) {
  std::string out;
  for (const uint32_t edit : edits) out += (out.empty() ? "" : " + ") + replay.edits[edit].path;
  return out.empty() ? "no edit found" : out;
}

void append_edits(std::string& out, const Replay& replay, const ReplayTotals* totals) {
  if (replay.edits.empty()) out += "nothing changes in meaning\n";
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    const Edit& edit = replay.edits[i];
    append_line(out, "", edit.path + ": " + edit.words + (edit.decides ? "" : "  (words only)"));
    if (!edit.about.empty()) append_line(out, "    ", "(" + edit.about + ")");
    if (totals == nullptr || !edit.decides) continue;
    const auto& needs = replay.trials[i].needs;
    if (!needs.empty()) append_line(out, "    ", "(made with " + paths(replay, needs) + ")");
    append_share(out, totals->edits[i]);
  }
}

void write_texts(base::JsonWriter& json, base::JsonKey key, const Replay& replay,
                 const std::vector<uint32_t>& edits) {
  json.key(key);
  json.begin_array();
  for (const uint32_t edit : edits) json.string(replay.edits[edit].path);
  json.end_array();
}

void write_counts(base::JsonWriter& json, const std::array<uint64_t, 6>& stories) {
  for (uint8_t i = 0; i < stories.size(); ++i) {
    json.any_key(to_string(static_cast<Aspect>(i)));
    json.integer(static_cast<int64_t>(stories[i]));
  }
}

void write_change(base::JsonWriter& json, const Replay& replay, const StoryChange& change) {
  json.begin_object();
  json.member("story", change.story);
  json.member("from", change.from);
  json.member("to", change.to);
  json.key("differences");
  json.begin_array();
  for (const Difference& difference : change.differences) {
    json.begin_object();
    json.member("aspect", to_string(difference.aspect));
    if (!difference.rule.empty()) json.member("rule", difference.rule);
    json.member("from", difference.from);
    json.member("to", difference.to);
    json.member("cause", to_string(difference.cause.kind));
    write_texts(json, "edits", replay, difference.cause.edits);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_share(base::JsonWriter& json, const Replay& replay, const ReplayTotals::Share& share) {
  json.key("stories");
  json.begin_object();
  write_counts(json, share.stories);
  json.end_object();
  json.key("samples");
  json.begin_array();
  for (const StoryChange& change : share.samples) write_change(json, replay, change);
  json.end_array();
}

void write_version(base::JsonWriter& json, base::JsonKey key,
                   const methodology::Methodology& methodology) {
  json.key(key);
  json.begin_object();
  json.member("id", methodology.id);
  json.member("version", methodology.version);
  json.member("digest", base::to_hex(methodology.digest));
  json.end_object();
}

void write_edits(base::JsonWriter& json, const Replay& replay, const ReplayTotals* totals) {
  json.key("edits");
  json.begin_array();
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    const Edit& edit = replay.edits[i];
    json.begin_object();
    json.member("path", edit.path);
    json.member("words", edit.words);
    if (!edit.about.empty()) json.member("about", edit.about);
    json.member_bool("decides", edit.decides);
    if (totals != nullptr) {
      if (!replay.trials[i].needs.empty()) {
        write_texts(json, "needs", replay, replay.trials[i].needs);
      }
      write_share(json, replay, totals->edits[i]);
    }
    json.end_object();
  }
  json.end_array();
}

void write_replay(base::JsonWriter& json, const Replay& replay, const ReplayTotals& totals) {
  json.key("archive");
  json.begin_object();
  json.member_int("stories", static_cast<int64_t>(totals.stories));
  json.member_int("unreadable", static_cast<int64_t>(totals.unreadable));
  json.member_int("changed", static_cast<int64_t>(totals.changed));
  write_counts(json, totals.changes);
  json.key("matrix");
  json.begin_array();
  for (const auto& [pair, stories] : totals.matrix) {
    json.begin_object();
    json.member("from", pair.first);
    json.member("to", pair.second);
    json.member_int("stories", static_cast<int64_t>(stories));
    json.end_object();
  }
  json.end_array();
  json.key("together");
  json.begin_array();
  for (const auto& [edits, share] : totals.together) {
    json.begin_object();
    write_texts(json, "edits", replay, edits);
    write_share(json, replay, share);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

void append_diff_text(std::string& out, const Replay& replay, const ReplayTotals* totals) {
  append_edits(out, replay, totals);
  if (totals == nullptr) return;
  for (const auto& [edits, share] : totals->together) {
    append_line(out, "", "together: " + paths(replay, edits));
    append_share(out, share);
  }
  out += "\n" + std::to_string(totals->stories) + " stories: " + counts_text(totals->changes);
  if (totals->unreadable > 0) out += "; " + counted(totals->unreadable, "unreadable");
  if (totals->each > 0) {
    out += "; " + counted(totals->each, "decisions that several edits change, each alone");
  }
  out += '\n';
  for (const auto& [pair, stories] : totals->matrix) {
    out +=
        "  " + pair.first + (pair.first == pair.second ? " stays: " : " → " + pair.second + ": ");
    out += std::to_string(stories) + "\n";
  }
}

void append_change_json(std::string& out, const Replay& replay, const StoryChange& change) {
  base::JsonWriter json(out);
  write_change(json, replay, change);
}

void append_diff_json(std::string& out, const Replay& replay, const ReplayTotals* totals,
                      int indent) {
  base::JsonWriter json(out, indent);
  json.begin_object();
  write_version(json, "old", replay.before->methodology());
  write_version(json, "new", replay.after->methodology());
  write_edits(json, replay, totals);
  if (totals != nullptr) write_replay(json, replay, *totals);
  json.end_object();
}

}  // namespace stet::upkeep
