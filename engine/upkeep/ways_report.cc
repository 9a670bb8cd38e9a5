// Ways to pass, as text and as JSON.
#include "engine/base/json_writer.h"
#include "engine/report/json_place.h"
#include "engine/report/places.h"
#include "engine/report/printable.h"
#include "engine/upkeep/ways_to_pass.h"

namespace stet::upkeep {
namespace {

void append_step(std::string& out, const WayStep& step, report::Places& places) {
  out += "  ";
  report::append_printable(out, step.remedy.words);
  if (!step.remedy.place.empty()) {
    const report::Position position = places.at(step.remedy.place.begin);
    out += " " + std::to_string(position.line) + ":" + std::to_string(position.column);
  }
  const char* separator = " [";
  for (const std::string& rule : step.rules) {
    out.append(separator).append(rule);
    separator = ", ";
  }
  out += step.rules.empty() ? "\n" : "]\n";
}

void write_step(base::JsonWriter& json, const WayStep& step, report::Places& places,
                report::Unit unit) {
  json.member("change", to_string(step.remedy.kind));
  json.member("words", step.remedy.words);
  if (!step.remedy.place.empty()) {
    report::append_place_json(json, step.remedy.place, places, unit);
  }
  json.key("rules");
  json.begin_array();
  for (const std::string& rule : step.rules) json.string(rule);
  json.end_array();
}

void write_ways(base::JsonWriter& json, base::JsonKey name, const WaysToPass& ways,
                const gate::Verdict& verdict, report::Unit unit) {
  report::Places places(verdict.input);
  report::write_objects(json, name, std::span(ways.ways), [&](const WayToPass& way) {
    json.member("decision", way.decision);
    json.member_int("changes", way.changes);
    report::write_objects(json, "steps", std::span(way.steps),
                          [&](const WayStep& step) { write_step(json, step, places, unit); });
  });
}

}  // namespace

void append_ways_text(std::string& out, const WaysToPass& ways, const gate::Verdict& verdict,
                      const report::Style& style) {
  report::Places places(verdict.input);
  for (const WayToPass& way : ways.ways) {
    out.append("\n").append(style.bold);
    out.append("from ").append(ways.decision).append(" to ").append(way.decision);
    out.append(style.reset);
    if (way.steps.empty()) {
      out += ": no set of changes was found\n";
      continue;
    }
    out += ": " + std::to_string(way.changes) + (way.changes == 1 ? " change" : " changes");
    out += ", tried\n";
    for (const WayStep& step : way.steps) append_step(out, step, places);
  }
}

void append_ways_json(std::string& out, const WaysToPass& ways, const gate::Verdict& verdict,
                      int indent) {
  base::JsonWriter json(out, indent);
  json.begin_object();
  json.member("story", verdict.name);
  json.member("decision", ways.decision);
  json.member_int("trials", static_cast<int64_t>(ways.trials));
  write_ways(json, "ways", ways, verdict, report::Unit::utf8);
  json.end_object();
}

void append_verdict_json(std::string& out, const WaysToPass& ways, const gate::Verdict& verdict,
                         report::Detail detail, int indent, report::Unit unit) {
  base::JsonWriter json(out, indent);
  json.begin_object();
  report::verdict_members(verdict, detail, json, unit);
  write_ways(json, "ways_to_pass", ways, verdict, unit);
  json.end_object();
}

}  // namespace stet::upkeep
