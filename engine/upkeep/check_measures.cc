// Scores, badges and exceptions with parts that can have no effect. Read from the merged tree, so
// that keys which are not known here are passed over.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/formats/date_time.h"
#include "engine/upkeep/effect_report.h"

namespace stet::upkeep {
namespace {

using methodology::Node;

constexpr uint8_t numbers = methodology::integer_node | methodology::number_node;

const Node* number_at(const Node& object, std::string_view key) {
  const Node* node = object.find(key);
  return node != nullptr && (node->type & numbers) != 0 ? node : nullptr;
}

std::string id_of(const Node& node) {
  const Node* id = node.find("id");
  return id == nullptr ? std::string("?") : quoted(id->view());
}

std::span<const Node> items(const Node* list) {
  if (list == nullptr) return {};
  return list->items;
}

void check_labels(EffectReport& report) {
  for (const Node& label : items(report.at({"sentiment", "labels"}))) {
    const Node* below = number_at(label, "below");
    const Node* above = number_at(label, "above");
    const Node* edge = below != nullptr && below->number <= -1  ? below
                       : above != nullptr && above->number >= 1 ? above
                                                                : nullptr;
    if (edge == nullptr) continue;
    report.add("label-unreachable", edge->file, edge->place,
               "no story is ever called " + id_of(label) + ": sentiment runs from -1 to 1",
               "choose a threshold between -1 and 1");
  }
}

void check_impact(EffectReport& report) {
  for (const Node& axis : items(report.at({"impact", "axes"}))) {
    const Node* weight = number_at(axis, "weight");
    if (weight != nullptr && weight->number == 0) {
      report.add("signal-without-effect", weight->file, weight->place,
                 "the axis " + id_of(axis) + " weighs nothing: its signals change no impact",
                 "give it a weight, or take it out");
    }
    for (const Node& signal : items(axis.find("signals"))) {
      const Node* points = number_at(signal, "points");
      if (points == nullptr || points->number != 0) continue;
      report.add("signal-without-effect", points->file, points->place,
                 "the signal " + id_of(signal) + " adds no points",
                 "give it points, or take it out");
    }
  }
  for (const Node& floor : items(report.at({"impact", "floors"}))) {
    const Node* value = number_at(floor, "value");
    if (value == nullptr || value->number > 1) continue;
    report.add("floor-without-effect", value->file, value->place,
               "the floor " + id_of(floor) + " is the least impact that every story has",
               "set a value above 1, or take it out");
  }
}

void check_verification(EffectReport& report) {
  const Node* from = report.at({"verification", "verifiedFrom"});
  const Node* single = report.at({"verification", "single"});
  if (from != nullptr && from->is(methodology::integer_node) && from->integer <= 1 &&
      single != nullptr) {
    report.add(
        "badge-unreachable", from->file, from->place,
        "with one source the badge says verified: the badge for a single source is never shown",
        "ask for 2 sources, or leave 'single' out");
  }
  const auto& kinds = report.methodology.source_kinds;
  const bool any = std::any_of(kinds.begin(), kinds.end(),
                               [](const methodology::SourceKind& kind) { return kind.qualifies; });
  const Node* node = report.at({"sources", "kinds"});
  if (kinds.empty() || any || node == nullptr) return;
  report.add("no-kind-qualifies", node->file, {node->place.begin, node->place.begin + 1},
             "no kind of source qualifies: no story is ever verified",
             "let one kind at least say \"qualifies\": true");
}

bool is_past(std::string_view until, std::string_view now) {
  const auto end = gate::end_of(until);
  const auto time = formats::parse_date_time(now);
  return end && time && !gate::Period{std::nullopt, end}.contains(*time);
}

void check_exception(EffectReport& report, const methodology::Exception& exception) {
  if (is_past(exception.until, report.options.now)) {
    report.add("exception-expired", exception.file, exception.place,
               "the exception from " + quoted(exception.rule) + " ended on " + exception.until,
               "take it out");
    if (exception.file == 0) report.removable(exception.place);
    return;
  }
  const auto number = gate::find_rule(report.methodology, exception.rule);
  if (!number) return;
  const methodology::Rule& rule = report.methodology.rules[*number];
  const auto& allowed = rule.waivable_by;
  std::string why;
  if (!rule.waivable) {
    why = "the rule cannot be waived";
  } else if (!allowed.empty() &&
             std::find(allowed.begin(), allowed.end(), exception.name) == allowed.end()) {
    why = quoted(exception.name) + " may not waive the rule";
  } else if (rule.stage != methodology::Stage::enforce) {
    why = "the rule has no effect that could be waived";
  } else if (!rule.until.empty() && is_past(rule.until, report.methodology.effective)) {
    why = "the rule is not in force any more";
  }
  if (why.empty()) return;
  report.add("exception-never-used", exception.file, exception.place,
             "the exception from " + quoted(exception.rule) + " never applies: " + why,
             "take it out, or let the rule be waived");
}

}  // namespace

void check_measures(EffectReport& report) {
  check_labels(report);
  check_impact(report);
  check_verification(report);
}

void check_exceptions(EffectReport& report) {
  for (const methodology::Exception& exception : report.methodology.exceptions) {
    check_exception(report, exception);
  }
}

}  // namespace stet::upkeep
