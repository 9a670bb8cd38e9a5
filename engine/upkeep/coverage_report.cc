// Coverage in words, as JSON, as LCOV's tracefile and as a page.
#include <algorithm>
#include <map>
#include <set>

#include "engine/base/json_writer.h"
#include "engine/report/excerpt.h"
#include "engine/report/printable.h"
#include "engine/upkeep/coverage.h"
#include "engine/upkeep/html.h"

namespace stet::upkeep {
namespace {

std::string percent(const Share& share) {
  std::string out;
  report::append_fixed(
      out,
      share.all == 0 ? 100.0
                     : 100.0 * static_cast<double>(share.covered) / static_cast<double>(share.all),
      1);
  return out + " %";
}

std::string share_text(const Share& share) {
  return std::to_string(share.covered) + " of " + std::to_string(share.all) + " (" +
         percent(share) + ")";
}

class Text {
 public:
  Text(std::string& out, const Coverage& coverage, const methodology::Methodology& methodology)
      : out_(out), coverage_(coverage) {
    for (const auto& file : methodology.files) {
      names_.push_back(file->name);
      places_.emplace_back(file->bytes);
    }
  }

  void write() {
    for (const CoveredRule& rule : coverage_.rules) {
      if (!rule.term && rule.fired == 0)
        line(rule.file, rule.place, "rule '" + rule.id + "' never fired");
      if (!rule.term && rule.silent == 0) {
        line(rule.file, rule.place, "rule '" + rule.id + "' never stayed silent");
      }
      for (const Branch& branch : rule.branches) write(rule, branch);
    }
    for (const CoveredThing& signal : coverage_.signals) {
      if (signal.times == 0)
        line(signal.file, signal.place, "signal '" + signal.id + "' never counted");
    }
    write_phrases();
    total("outcomes of rules ", coverage_.outcomes());
    total("branches of conditions ", coverage_.branches());
    total("signals ", coverage_.signal_share());
    total("phrases ", coverage_.phrase_share());
    out_ += "in " + std::to_string(coverage_.stories) + " stories\n";
  }

 private:
  void line(uint32_t file, base::Span place, std::string_view text) {
    report::append_place(out_, names_[file], places_[file].at(place.begin));
    report::append_printable(out_, text);
    out_ += '\n';
  }

  void write(const CoveredRule& rule, const Branch& branch) {
    const std::string what = "'" + branch.text + "' in '" + rule.id + "'";
    if (branch.covered() == 0)
      return line(branch.file, branch.place, what + " was never evaluated");
    if (branch.times_true == 0) line(branch.file, branch.place, what + " was never true");
    if (branch.times_false == 0) line(branch.file, branch.place, what + " was never false");
  }

  /// By list: there are many.
  void write_phrases() {
    std::map<std::string, std::vector<const CoveredThing*>> missing;
    for (const CoveredThing& phrase : coverage_.phrases) {
      if (phrase.times == 0) missing[phrase.of].push_back(&phrase);
    }
    for (const auto& [list, phrases] : missing) {
      std::string text = "list '" + list + "': never found: ";
      for (size_t i = 0; i < phrases.size() && i < 8; ++i) {
        text += (i > 0 ? ", " : "") + ("'" + phrases[i]->id + "'");
      }
      if (phrases.size() > 8) text += " and " + std::to_string(phrases.size() - 8) + " more";
      line(phrases[0]->file, phrases[0]->place, text);
    }
  }

  void total(std::string_view what, const Share& share) {
    out_.append(what).append(share_text(share)).append("\n");
  }

  std::string& out_;
  const Coverage& coverage_;
  std::vector<std::string> names_;
  std::vector<report::Places> places_;
};

void write_share(base::JsonWriter& json, base::JsonKey name, const Share& share) {
  json.key(name);
  json.begin_object();
  json.member_int("covered", static_cast<int64_t>(share.covered));
  json.member_int("all", static_cast<int64_t>(share.all));
  json.end_object();
}

void write_things(base::JsonWriter& json, base::JsonKey name,
                  const std::vector<CoveredThing>& things) {
  json.key(name);
  json.begin_array();
  for (const CoveredThing& thing : things) {
    json.begin_object();
    json.member("id", thing.id);
    json.member("of", thing.of);
    json.member_int("times", static_cast<int64_t>(thing.times));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void append_coverage_text(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology) {
  Text(out, coverage, methodology).write();
}

void append_coverage_json(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology) {
  std::vector<report::Places> places;
  for (const auto& file : methodology.files) places.emplace_back(file->bytes);
  base::JsonWriter json(out, 2);
  json.begin_object();
  json.member_int("stories", static_cast<int64_t>(coverage.stories));
  write_share(json, "outcomes", coverage.outcomes());
  write_share(json, "branches", coverage.branches());
  write_share(json, "signals", coverage.signal_share());
  write_share(json, "phrases", coverage.phrase_share());
  json.key("rules");
  json.begin_array();
  for (const CoveredRule& rule : coverage.rules) {
    json.begin_object();
    json.any_key(rule.term ? "term" : "rule");
    json.string(rule.id);
    if (!rule.term) {
      json.member_int("fired", static_cast<int64_t>(rule.fired));
      json.member_int("silent", static_cast<int64_t>(rule.silent));
      json.member_int("unknown", static_cast<int64_t>(rule.unknown));
    }
    json.key("branches");
    json.begin_array();
    for (const Branch& branch : rule.branches) {
      const report::Position at = places[branch.file].at(branch.place.begin);
      json.begin_object();
      json.member("text", branch.text);
      json.member("file", methodology.files[branch.file]->name);
      json.member_int("line", at.line);
      json.member_int("column", at.column);
      json.member_int("true", static_cast<int64_t>(branch.times_true));
      json.member_int("false", static_cast<int64_t>(branch.times_false));
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  write_things(json, "signalList", coverage.signals);
  write_things(json, "phraseList", coverage.phrases);
  json.end_object();
  out += '\n';
}

void append_coverage_lcov(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology) {
  for (uint32_t file = 0; file < methodology.files.size(); ++file) {
    report::Places places(methodology.files[file]->bytes);
    std::string body;
    std::map<uint32_t, uint64_t> lines;
    uint64_t found = 0, hit = 0;
    for (const CoveredRule& rule : coverage.rules) {
      if (rule.file == file && !rule.term) {
        lines[places.at(rule.place.begin).line] += rule.fired + rule.silent + rule.unknown;
      }
      for (size_t i = 0; i < rule.branches.size(); ++i) {
        const Branch& branch = rule.branches[i];
        if (branch.file != file) continue;
        const uint32_t line = places.at(branch.place.begin).line;
        lines[line] += branch.times_true + branch.times_false;
        const std::string head = "BRDA:" + std::to_string(line) + "," + std::to_string(i) + ",";
        const bool any = branch.covered() > 0;
        body += head + "0," + (any ? std::to_string(branch.times_true) : "-") + "\n";
        body += head + "1," + (any ? std::to_string(branch.times_false) : "-") + "\n";
        found += 2;
        hit += branch.covered();
      }
    }
    if (lines.empty()) continue;
    out += "SF:" + methodology.files[file]->name + "\n" + body;
    out += "BRF:" + std::to_string(found) + "\nBRH:" + std::to_string(hit) + "\n";
    uint64_t lines_hit = 0;
    for (const auto& [line, times] : lines) {
      out += "DA:" + std::to_string(line) + "," + std::to_string(times) + "\n";
      lines_hit += times > 0 ? 1 : 0;
    }
    out += "LF:" + std::to_string(lines.size()) + "\nLH:" + std::to_string(lines_hit) +
           "\nend_of_record\n";
  }
}

void append_coverage_html(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology) {
  begin_page(out, "Coverage of " + methodology.id + " " + methodology.version);
  out += "<table><tr><th>tried</th><th></th></tr>\n";
  const auto row = [&](std::string_view what, const Share& share) {
    out.append("<tr><td>").append(what).append("</td><td>").append(share_text(share));
    out += "</td></tr>\n";
  };
  row("outcomes of rules", coverage.outcomes());
  row("branches of conditions", coverage.branches());
  row("signals", coverage.signal_share());
  row("phrases", coverage.phrase_share());
  out += "</table>\n";
  for (const CoveredRule& rule : coverage.rules) {
    out += "<h2 id=\"";
    append_html(out, rule.id);
    out += "\">";
    append_html(out, rule.id);
    out += "</h2>\n";
    if (!rule.term) {
      out += "<p>fired " + std::to_string(rule.fired) + " times, silent " +
             std::to_string(rule.silent) + " times</p>\n";
    }
    out += "<table><tr><th>part</th><th>true</th><th>false</th></tr>\n";
    for (const Branch& branch : rule.branches) {
      out +=
          branch.covered() == 2 ? "<tr class=\"good\"><td><code>" : "<tr class=\"bad\"><td><code>";
      append_html(out, branch.text);
      out += "</code></td><td>" + std::to_string(branch.times_true) + "</td><td>" +
             std::to_string(branch.times_false) + "</td></tr>\n";
    }
    out += "</table>\n";
  }
  end_page(out);
}

}  // namespace stet::upkeep
