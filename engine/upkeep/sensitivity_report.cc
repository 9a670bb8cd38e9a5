#include "engine/base/json_writer.h"
#include "engine/report/excerpt.h"
#include "engine/report/places.h"
#include "engine/report/printable.h"
#include "engine/upkeep/sensitivity.h"

namespace stet::upkeep {
namespace {

std::vector<report::Places> places_of(const methodology::Methodology& methodology) {
  std::vector<report::Places> out;
  for (const auto& file : methodology.files) out.emplace_back(file->bytes);
  return out;
}

std::string counts(const Flips& flips) {
  if (flips.worse + flips.better == 0) return "none";
  std::string out;
  if (flips.worse > 0) out += std::to_string(flips.worse) + " worse";
  if (flips.better > 0) {
    out += (out.empty() ? "" : ", ") + std::to_string(flips.better) + " better";
  }
  return out;
}

}  // namespace

void append_sensitivity_text(std::string& out, std::span<const Threshold> thresholds,
                             const Sensitivity& found,
                             const methodology::Methodology& methodology) {
  std::vector<report::Places> places = places_of(methodology);
  size_t flip = 0, idle = 0;
  for (const Threshold& threshold : thresholds) {
    report::append_place(out, methodology.files[threshold.file]->name,
                         places[threshold.file].at(threshold.place.begin));
    report::append_printable(out, threshold.of + ": " + threshold.written);
    out += '\n';
    bool moves = false;
    for (const ThresholdStep& step : threshold.steps) {
      const Flips& flips = found.flips[flip++];
      moves = moves || flips.worse + flips.better > 0;
      out += "  " + step.to + ": " + (step.gate ? counts(flips) : "the file is refused") + "\n";
    }
    idle += moves ? 0 : 1;
  }
  out += std::to_string(found.stories) + " stories";
  if (found.unreadable > 0) out += ", " + std::to_string(found.unreadable) + " unreadable";
  out += ": " + std::to_string(thresholds.size()) + " thresholds, nothing hangs on " +
         std::to_string(idle) + " of them\n";
}

void append_sensitivity_json(std::string& out, std::span<const Threshold> thresholds,
                             const Sensitivity& found,
                             const methodology::Methodology& methodology) {
  std::vector<report::Places> places = places_of(methodology);
  base::JsonWriter json(out, 2);
  json.begin_object();
  json.member_int("stories", static_cast<int64_t>(found.stories));
  json.member_int("unreadable", static_cast<int64_t>(found.unreadable));
  json.key("thresholds");
  json.begin_array();
  size_t flip = 0;
  for (const Threshold& threshold : thresholds) {
    const report::Position at = places[threshold.file].at(threshold.place.begin);
    json.begin_object();
    json.member("of", threshold.of);
    json.member("file", methodology.files[threshold.file]->name);
    json.member_int("line", at.line);
    json.member_int("column", at.column);
    json.member("value", threshold.written);
    json.key("steps");
    json.begin_array();
    for (const ThresholdStep& step : threshold.steps) {
      const Flips& flips = found.flips[flip++];
      json.begin_object();
      json.member("to", step.to);
      if (step.gate) {
        json.member_int("worse", static_cast<int64_t>(flips.worse));
        json.member_int("better", static_cast<int64_t>(flips.better));
      } else {
        json.member_bool("refused", true);
      }
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out += '\n';
}

}  // namespace stet::upkeep
