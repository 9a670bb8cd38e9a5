// What another version changes, as a page for those who decide about it: figures first, then each
// edit with what it does and stories to read.
#include <algorithm>

#include "engine/upkeep/html.h"
#include "engine/upkeep/plots.h"
#include "engine/upkeep/replay_totals.h"

namespace stet::upkeep {
namespace {

void paragraph(std::string& out, std::string_view text) {
  out += "<p>";
  append_html(out, text);
  out += "</p>\n";
}

void append_figures(std::string& out, const ReplayTotals& totals) {
  struct Figure {
    std::string_view words;
    uint64_t value;
  };
  const Figure figures[] = {
      {"stories judged by both", totals.stories}, {"change decision", totals.changes[0]},
      {"change badge", totals.changes[1]},        {"change sentiment", totals.changes[2]},
      {"change impact", totals.changes[3]},       {"change confidence", totals.changes[4]},
  };
  out += "<dl class=\"figures\">\n";
  for (const Figure& figure : figures) {
    out += "<div><dd>" + grouped(figure.value) + "</dd><dt>" + std::string(figure.words) +
           "</dt></div>\n";
  }
  out += "</dl>\n";
  if (totals.unreadable > 0) {
    paragraph(out, grouped(totals.unreadable) + " stories could not be read; both hold them.");
  }
}

/// Decisions of both versions, from the best to the worst.
std::vector<std::string> decision_names(const Replay& replay) {
  std::vector<std::string> out;
  for (const auto& decision : replay.after->methodology().decisions) out.push_back(decision.id);
  for (const auto& decision : replay.before->methodology().decisions) {
    if (std::find(out.begin(), out.end(), decision.id) == out.end()) out.push_back(decision.id);
  }
  return out;
}

void append_decisions(std::string& out, const Replay& replay, const ReplayTotals& totals) {
  const std::vector<std::string> names = decision_names(replay);
  std::vector<uint64_t> counts;
  for (const std::string& from : names) {
    for (const std::string& to : names) {
      const auto found = totals.matrix.find({from, to});
      counts.push_back(found == totals.matrix.end() ? 0 : found->second);
    }
  }
  out += "<h2>Decisions</h2>\n<figure>\n";
  append_matrix(out, "stories by old and new decision", names, counts);
  out +=
      "<figcaption>Each row is what the old version decided, each column what the new one decides. "
      "Right of the grey cells stories do worse, left of them better.</figcaption>\n</figure>\n";
}

void append_causes(std::string& out, const Replay& replay, const ReplayTotals& totals) {
  std::vector<Bar> bars;
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    if (replay.edits[i].decides)
      bars.push_back({replay.edits[i].path, totals.edits[i].of(Aspect::decision)});
  }
  uint64_t together = 0;
  for (const auto& [edits, share] : totals.together) together += share.of(Aspect::decision);
  if (together > 0) bars.push_back({"several edits together", together});
  if (bars.empty()) return;
  out += "<h2>Which edit changes decisions</h2>\n<figure>\n";
  append_bars(out, "stories whose decision each edit changes", bars);
  out += "<figcaption>Found by making each edit alone, and by leaving each out.";
  if (totals.each > 0) {
    out += " " + grouped(totals.each) + " stories count with several edits, each of which does it.";
  }
  out += "</figcaption>\n</figure>\n";
}

void append_scores(std::string& out, const ReplayTotals& totals) {
  struct Plot {
    std::string_view title, least, most;
  };
  constexpr Plot plots[] = {
      {"Sentiment", "-1 negative", "positive 1"}, {"Impact", "1", "10"}, {"Confidence", "0", "1"}};
  for (size_t i = 0; i < totals.scores.size(); ++i) {
    const Distribution& score = totals.scores[i];
    if (totals.changes[2 + i] == 0) continue;
    const Plot& plot = plots[i];
    out += "<h2>" + std::string(plot.title) + "</h2>\n<figure>\n";
    append_steps(out, "stories by value, old and new", score.before, score.after, plot.least,
                 plot.most);
    out += "<figcaption>Stories by value; pale: old, strong: new.</figcaption>\n</figure>\n";
  }
}

void append_share(std::string& out, const ReplayTotals::Share& share) {
  out += "<p>" + grouped(share.of(Aspect::decision)) + " decisions, " +
         grouped(share.of(Aspect::badge)) + " badges, " +
         grouped(share.of(Aspect::sentiment) + share.of(Aspect::impact) +
                 share.of(Aspect::confidence)) +
         " scores, " + grouped(share.of(Aspect::finding)) + " findings change.</p>\n";
  if (share.samples.empty()) return;
  out += "<details><summary>Stories to read</summary>\n<ul>\n";
  for (const StoryChange& change : share.samples) {
    out += "<li>";
    append_html(out, words_of(change));
    out += "</li>\n";
  }
  out += "</ul>\n</details>\n";
}

void append_edit(std::string& out, const Edit& edit, const ReplayTotals::Share* share) {
  out += "<h3><code>";
  append_html(out, edit.path);
  out += "</code></h3>\n<p><strong>";
  append_html(out, edit.words);
  out += "</strong></p>\n";
  if (!edit.about.empty()) paragraph(out, edit.about);
  if (!edit.decides) return paragraph(out, "Words for readers; no decision rests on them.");
  if (share != nullptr) append_share(out, *share);
}

void append_together(std::string& out, const Replay& replay, const ReplayTotals& totals) {
  if (totals.together.empty()) return;
  out += "<h2>Edits that only do it together</h2>\n";
  for (const auto& [edits, share] : totals.together) {
    std::string names;
    for (const uint32_t edit : edits)
      names += (names.empty() ? "" : " + ") + replay.edits[edit].path;
    out += "<h3><code>";
    append_html(out, names.empty() ? "no edit was found to have a part in it" : names);
    out += "</code></h3>\n";
    append_share(out, share);
  }
}

void append_version(std::string& out, std::string_view which,
                    const methodology::Methodology& methodology) {
  out += "<tr><td>" + std::string(which) + "</td><td>";
  append_html(out, methodology.id + " " + methodology.version);
  out += "</td><td>";
  append_html(out, methodology.effective);
  out += "</td><td><code>" + base::to_hex(methodology.digest) + "</code></td></tr>\n";
}

}  // namespace

void append_diff_html(std::string& out, const Replay& replay, const ReplayTotals* totals) {
  const methodology::Methodology& after = replay.after->methodology();
  begin_page(out, "What changes with " + after.id + " " + after.version);
  if (totals != nullptr) {
    append_figures(out, *totals);
    append_decisions(out, replay, *totals);
    append_causes(out, replay, *totals);
    append_scores(out, *totals);
  }
  out += "<h2>Edits</h2>\n";
  if (replay.edits.empty()) paragraph(out, "Nothing changes in meaning.");
  for (uint32_t i = 0; i < replay.edits.size(); ++i) {
    append_edit(out, replay.edits[i], totals == nullptr ? nullptr : &totals->edits[i]);
  }
  if (totals != nullptr) append_together(out, replay, *totals);
  out +=
      "<h2>Versions</h2>\n<table><tr><th></th><th>version</th><th>effective</th>"
      "<th>digest</th></tr>\n";
  append_version(out, "old", replay.before->methodology());
  append_version(out, "new", after);
  out += "</table>\n";
  end_page(out);
}

}  // namespace stet::upkeep
