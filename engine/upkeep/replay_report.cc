// What changed, in words, as JSON and as a page.
#include <algorithm>

#include "engine/base/json_writer.h"
#include "engine/report/printable.h"
#include "engine/upkeep/html.h"
#include "engine/upkeep/replay.h"

namespace stet::upkeep {
namespace {

constexpr size_t samples = 3;

struct Counts {
  uint64_t decisions = 0, badges = 0, scores = 0, together = 0;
};

Counts count(const ReplayReport& report) {
  Counts out;
  for (const StoryChange& change : report.changes) {
    out.decisions += change.decision ? 1 : 0;
    out.badges += change.badge ? 1 : 0;
    out.scores += change.score ? 1 : 0;
    out.together += change.edits.empty() ? 1 : 0;
  }
  return out;
}

std::vector<const StoryChange*> changes_by(const ReplayReport& report, uint32_t edit) {
  std::vector<const StoryChange*> out;
  for (const StoryChange& change : report.changes) {
    const auto& edits = change.edits;
    if (std::find(edits.begin(), edits.end(), edit) != edits.end()) out.push_back(&change);
  }
  return out;
}

std::string number(uint64_t value) { return std::to_string(value); }

std::string change_words(const StoryChange& change) {
  std::string out = change.story + ": ";
  out += change.decision ? change.from + " → " + change.to : "still " + change.to;
  for (const std::string& rule : change.now_fires) out += ", " + rule + " fires";
  for (const std::string& rule : change.no_longer) out += ", " + rule + " fires no more";
  if (change.badge) out += ", another badge";
  if (change.score) out += ", other scores";
  return out;
}

}  // namespace

void append_diff_text(std::string& out, const Replay& replay, const ReplayReport* report) {
  if (replay.edits.empty()) out += "nothing changes in meaning\n";
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    report::append_printable(out, replay.edits[i].words);
    if (report != nullptr) {
      const auto changes = changes_by(*report, i);
      out +=
          replay.edits[i].decides ? "  [" + number(changes.size()) + " stories]" : "  [words only]";
      out += '\n';
      for (size_t k = 0; k < changes.size() && k < samples; ++k) {
        out += "    ";
        report::append_printable(out, change_words(*changes[k]));
        out += '\n';
      }
    } else {
      out += '\n';
    }
  }
  if (report == nullptr) return;
  const Counts counts = count(*report);
  out += "\n" + number(report->stories) + " stories: " + number(counts.decisions) +
         " change decision, " + number(counts.badges) + " badge, " + number(counts.scores) +
         " scores";
  if (counts.together > 0) out += "; " + number(counts.together) + " by several edits together";
  out += '\n';
  for (const auto& [pair, stories] : report->matrix) {
    out += "  " + pair.first +
           (pair.first == pair.second ? " stays  " : " → " + pair.second + "  ") + number(stories) +
           "\n";
  }
}

void append_diff_json(std::string& out, const Replay& replay, const ReplayReport* report) {
  base::JsonWriter json(out, 2);
  const auto texts = [&](std::string_view key, const std::vector<std::string>& values) {
    json.key(key);
    json.begin_array();
    for (const std::string& value : values) json.string(value);
    json.end_array();
  };
  json.begin_object();
  json.key("edits");
  json.begin_array();
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    json.begin_object();
    json.member("path", replay.edits[i].path);
    json.member("words", replay.edits[i].words);
    json.member_bool("decides", replay.edits[i].decides);
    if (report != nullptr)
      json.member_int("stories", static_cast<int64_t>(changes_by(*report, i).size()));
    json.end_object();
  }
  json.end_array();
  if (report != nullptr) {
    json.member_int("stories", static_cast<int64_t>(report->stories));
    json.key("matrix");
    json.begin_array();
    for (const auto& [pair, stories] : report->matrix) {
      json.begin_object();
      json.member("from", pair.first);
      json.member("to", pair.second);
      json.member_int("stories", static_cast<int64_t>(stories));
      json.end_object();
    }
    json.end_array();
    json.key("changes");
    json.begin_array();
    for (const StoryChange& change : report->changes) {
      json.begin_object();
      json.member("story", change.story);
      json.member("from", change.from);
      json.member("to", change.to);
      json.member_bool("badge", change.badge);
      json.member_bool("scores", change.score);
      texts("fires", change.now_fires);
      texts("noLonger", change.no_longer);
      json.key("edits");
      json.begin_array();
      for (const uint32_t edit : change.edits) json.integer(edit);
      json.end_array();
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  out += '\n';
}

void append_diff_html(std::string& out, const Replay& replay, const ReplayReport* report) {
  const methodology::Methodology& after = replay.after->methodology();
  begin_page(out, "What changes with " + after.id + " " + after.version);
  if (report != nullptr) {
    const Counts counts = count(*report);
    out += "<p>" + number(report->stories) +
           " stories judged by both: " + number(counts.decisions) + " change decision, " +
           number(counts.badges) + " badge, " + number(counts.scores) +
           " scores.</p>\n<table><tr><th>before</th><th>after</th><th>stories</th></tr>\n";
    for (const auto& [pair, stories] : report->matrix) {
      const uint64_t width = report->stories == 0 ? 0 : 300 * stories / report->stories;
      out += "<tr><td>" + pair.first + "</td><td>" + pair.second +
             "</td><td><span class=\"bar\" style=\"width:" + number(width + 1) + "px\"></span> " +
             number(stories) + "</td></tr>\n";
    }
    out += "</table>\n";
  }
  out += "<h2>Edits</h2>\n";
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    out += "<h3>";
    append_html(out, replay.edits[i].words);
    out += "</h3>\n";
    if (report == nullptr) continue;
    const auto changes = changes_by(*report, i);
    out += "<p>" + number(changes.size()) + " stories</p>\n<ul>\n";
    for (size_t k = 0; k < changes.size() && k < samples; ++k) {
      out += "<li>";
      append_html(out, change_words(*changes[k]));
      out += "</li>\n";
    }
    out += "</ul>\n";
  }
  end_page(out);
}

std::string intended_flips(const ReplayReport& report) {
  std::string out;
  base::JsonWriter json(out, 2);
  json.begin_object();
  json.key("flips");
  json.begin_array();
  for (const StoryChange& change : report.changes) {
    if (!change.decision) continue;
    json.begin_object();
    json.member("story", change.story);
    json.member("from", change.from);
    json.member("to", change.to);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace stet::upkeep
