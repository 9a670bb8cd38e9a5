// What a methodology does in an archive, as text and as JSON.
#include <functional>

#include "engine/base/json_writer.h"
#include "engine/cel/value.h"
#include "engine/gate/printed.h"
#include "engine/report/printable.h"
#include "engine/upkeep/stats.h"

namespace stet::upkeep {
namespace {

using methodology::Methodology;
using methodology::Rule;
using Stage = methodology::Stage;

bool never_fires(const RuleUse& use, const Rule&) { return use.fired == 0 && use.unknown == 0; }

/// Fires, counts, and is always outdone by something worse.
bool never_decides(const RuleUse& use, const Rule& rule) {
  return use.fired + use.unknown > use.waived && use.decides == 0 && rule.stage == Stage::enforce &&
         rule.decision > 0;
}

using Chosen = std::function<bool(const RuleUse&, const Rule&)>;

std::vector<uint32_t> rules_where(const ArchiveStats& stats, const Methodology& methodology,
                                  const Chosen& chosen) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < stats.rules.size(); ++i) {
    if (chosen(stats.rules[i], methodology.rules[i])) out.push_back(i);
  }
  return out;
}

struct Group {
  std::string_view key, title;
  std::vector<uint32_t> rules;
};

std::vector<Group> groups_of(const ArchiveStats& stats, const Methodology& methodology) {
  const uint64_t readable = stats.stories - stats.unreadable;
  const auto always = [&](const RuleUse& use, const Rule&) {
    return readable > 0 && use.fired == readable;
  };
  const auto unused = [](const RuleUse& use, const Rule& rule) {
    return rule.waivable && use.waived == 0;
  };
  return {{"neverFire", "never fire", rules_where(stats, methodology, never_fires)},
          {"alwaysFire", "always fire", rules_where(stats, methodology, always)},
          {"neverDecide", "fire and never decide", rules_where(stats, methodology, never_decides)},
          {"neverWaived", "may be waived and never are", rules_where(stats, methodology, unused)}};
}

std::string count(uint64_t value) { return std::to_string(value); }

std::string impact_text(double value) {
  std::string out;
  gate::append_printed(out, cel::Value::floating(value));
  return out;
}

void append_cell(std::string& out, const std::string& text, size_t width) {
  if (text.size() < width) out.append(width - text.size(), ' ');
  out += text;
}

void append_rules(std::string& out, const ArchiveStats& stats, const Methodology& methodology) {
  out += "\n     fired   unknown    waived   decides     alone  rule\n";
  for (uint32_t i = 0; i < stats.rules.size(); ++i) {
    const RuleUse& use = stats.rules[i];
    if (never_fires(use, methodology.rules[i])) continue;
    for (const uint64_t value : {use.fired, use.unknown, use.waived, use.decides, use.alone}) {
      append_cell(out, count(value), 10);
    }
    out += "  " + methodology.rules[i].id;
    if (methodology.rules[i].stage == Stage::draft) out += " (draft)";
    if (methodology.rules[i].stage == Stage::observe) out += " (observed)";
    out += '\n';
  }
}

void append_waivers(std::string& out, std::string_view title, const std::vector<WaiverUse>& waivers,
                    const Methodology& methodology) {
  for (uint32_t i = 0; i < waivers.size(); ++i) {
    const WaiverUse& use = waivers[i];
    if (use.applied + use.expired + use.unused + use.refused == 0) continue;
    out.append(title).append(" of ") +=
        methodology.rules[i].id + ": " + count(use.applied) + " applied, " + count(use.expired) +
        " expired, " + count(use.unused) + " unused, " + count(use.refused) + " refused\n";
  }
}

void append_ranking(std::string& out, const ArchiveStats& stats) {
  for (const size_t i : near_ties(stats)) {
    const RankedStory &first = stats.ranked[i], &second = stats.ranked[i + 1];
    out += "near tie: ";
    report::append_printable(out, first.story + " (impact " + impact_text(first.impact) +
                                      ") before " + second.story + " (" +
                                      impact_text(second.impact) + ")");
    out += '\n';
  }
}

void write_use(base::JsonWriter& json, base::JsonKey key, const WaiverUse& use) {
  json.key(key);
  json.begin_object();
  json.member_int("applied", static_cast<int64_t>(use.applied));
  json.member_int("expired", static_cast<int64_t>(use.expired));
  json.member_int("unused", static_cast<int64_t>(use.unused));
  json.member_int("refused", static_cast<int64_t>(use.refused));
  json.end_object();
}

void write_rules(base::JsonWriter& json, const ArchiveStats& stats,
                 const Methodology& methodology) {
  json.key("rules");
  json.begin_array();
  for (uint32_t i = 0; i < stats.rules.size(); ++i) {
    const RuleUse& use = stats.rules[i];
    json.begin_object();
    json.member("rule", methodology.rules[i].id);
    json.member_int("fired", static_cast<int64_t>(use.fired));
    json.member_int("unknown", static_cast<int64_t>(use.unknown));
    json.member_int("waived", static_cast<int64_t>(use.waived));
    json.member_int("decides", static_cast<int64_t>(use.decides));
    json.member_int("alone", static_cast<int64_t>(use.alone));
    write_use(json, "waivers", stats.waivers[i]);
    write_use(json, "exceptions", stats.standing[i]);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void append_stats_text(std::string& out, const ArchiveStats& stats,
                       const Methodology& methodology) {
  out += count(stats.stories) + " stories";
  if (stats.unreadable > 0) out += ", " + count(stats.unreadable) + " unreadable";
  for (uint32_t i = 0; i < stats.decisions.size(); ++i) {
    out += (i == 0 ? ": " : ", ") + count(stats.decisions[i]) + " " + methodology.decisions[i].id;
  }
  out += '\n';
  for (const Group& group : groups_of(stats, methodology)) {
    out.append(group.title).append(" (" + count(group.rules.size()) + ")");
    std::string_view separator = ": ";
    for (const uint32_t rule : group.rules) {
      out.append(separator).append(methodology.rules[rule].id);
      separator = ", ";
    }
    out += '\n';
  }
  append_rules(out, stats, methodology);
  append_waivers(out, "waivers", stats.waivers, methodology);
  append_waivers(out, "exceptions", stats.standing, methodology);
  append_ranking(out, stats);
}

void append_stats_json(std::string& out, const ArchiveStats& stats,
                       const Methodology& methodology) {
  base::JsonWriter json(out, 2);
  json.begin_object();
  json.member("methodology", methodology.id);
  json.member("version", methodology.version);
  json.member("digest", base::to_hex(methodology.digest));
  json.member_int("stories", static_cast<int64_t>(stats.stories));
  json.member_int("unreadable", static_cast<int64_t>(stats.unreadable));
  json.key("decisions");
  json.begin_object();
  for (uint32_t i = 0; i < stats.decisions.size(); ++i) {
    json.any_key(methodology.decisions[i].id);
    json.integer(static_cast<int64_t>(stats.decisions[i]));
  }
  json.end_object();
  for (const Group& group : groups_of(stats, methodology)) {
    json.any_key(group.key);
    json.begin_array();
    for (const uint32_t rule : group.rules) json.string(methodology.rules[rule].id);
    json.end_array();
  }
  write_rules(json, stats, methodology);
  json.key("nearTies");
  json.begin_array();
  for (const size_t i : near_ties(stats)) {
    json.begin_object();
    json.member("first", stats.ranked[i].story);
    json.member_number("firstImpact", stats.ranked[i].impact);
    json.member("second", stats.ranked[i + 1].story);
    json.member_number("secondImpact", stats.ranked[i + 1].impact);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out += '\n';
}

}  // namespace stet::upkeep
