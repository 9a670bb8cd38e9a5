// The impact dimension: axes with their factors and signals, floors, discounts.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/methodology/reading.h"

namespace stet::methodology {
namespace {

constexpr uint8_t numbers = integer_node | number_node;

/// The weights of axes are typed as decimals: 0.1 + 0.2 + 0.7 must be 1.
constexpr double weight_tolerance = 1e-9;

std::string id_of(const Node& node) { return "'" + text_of(node, "id") + "'"; }

Factor read_factor(Reading& reading, const Node& node) {
  Factor out;
  out.id = text_of(node, "id");
  out.title = text_of(node, "title");
  out.otherwise = number_of(node, "otherwise", 1);
  for (const Node& level : items_of(node, "levels")) {
    const Node* list = get(level, "list", string_node);
    if (!list) continue;
    const auto number = reading.resolve(*list, "a phrase list", reading.lists);
    if (number) out.levels.push_back({*number, number_of(level, "share", 1)});
  }
  return out;
}

Measure measure_of(const Node& node) {
  const std::string name = text_of(node, "measure");
  if (name == "money" || (name.empty() && node.find("amountFrom"))) return Measure::money;
  if (name == "percent") return Measure::percent;
  if (name == "basis-points") return Measure::basis_points;
  if (name == "count") return Measure::count;
  if (name == "share") return Measure::share;
  return Measure::phrase;
}

void read_steps(Reading& reading, const Node& node, Signal& out) {
  const Node* steps = get(node, "steps", list_node);
  if (!steps) {
    const Node* amount = get(node, "amountFrom", numbers);
    out.steps = {{amount ? amount->number : 0, number_of(node, "points", 0)}};
    return;
  }
  for (const Node& step : steps->items) {
    const Step read{number_of(step, "from", 0), number_of(step, "points", 0)};
    if (!out.steps.empty() && read.from <= out.steps.back().from) {
      std::string message = "expected a 'from' above ";
      base::append_double(message, out.steps.back().from);
      reading.messages.conflict(step, opening(step), message + " in the step that follows it",
                                "steps rise");
    }
    out.steps.push_back(read);
  }
}

// A phrase has points, a measure has steps and a list to stand beside; amounts need no list.
void check_signal(Reading& reading, const Node& node) {
  const auto expect = [&](std::string_view what) {
    reading.messages.conflict(
        node, opening(node),
        "expected " + std::string(what) + " in the signal " + id_of(node) + ", found none");
  };
  const bool measured = node.find("measure") != nullptr;
  const bool amount = node.find("amountFrom") || text_of(node, "measure") == "money";
  if (!node.find("list") && !amount) expect("'list' or 'amountFrom'");
  if (measured && !node.find("steps")) expect("'steps'");
  if (!measured && !node.find("points")) expect("'points'");
  const auto refuse = [&](std::string_view key, const char* suggestion) {
    const Node* found = node.find(key);
    if (!found) return;
    reading.messages.conflict(
        *found, "expected no '" + std::string(key) + "' in the signal " + id_of(node), suggestion);
  };
  if (measured && node.find("steps"))
    refuse("points", "the points of a measure stand in its steps");
  if (measured) refuse("amountFrom", "use a step of the measure 'money'");
  if (!measured) refuse("steps", "say with 'measure' what is counted");
}

Signal read_signal(Reading& reading, const Node& node, const Axis& axis) {
  Signal out;
  out.id = text_of(node, "id");
  out.title = text_of(node, "title");
  out.why = text_of(node, "why");
  out.measure = measure_of(node);
  read_steps(reading, node, out);
  const Node* list = get(node, "list", string_node);
  if (list) out.list = reading.resolve(*list, "a phrase list", reading.lists);
  Names factors;
  for (uint32_t i = 0; i < axis.factors.size(); ++i) factors.add(axis.factors[i].id, i);
  for (const Node& factor : items_of(node, "factors")) {
    if (!factor.is(string_node)) continue;
    const auto number = reading.resolve(factor, "a factor of the axis", factors);
    if (number) out.factors.push_back(*number);
  }
  check_signal(reading, node);
  return out;
}

Axis read_axis(Reading& reading, const Node& node) {
  Axis out;
  out.id = text_of(node, "id");
  out.title = text_of(node, "title");
  out.weight = number_of(node, "weight", 0);
  for (const Node& factor : items_of(node, "factors")) {
    if (factor.is(object_node)) out.factors.push_back(read_factor(reading, factor));
  }
  for (const Node& signal : items_of(node, "signals")) {
    if (!signal.is(object_node)) continue;
    const Node* id = get(signal, "id", string_node);
    // Within one axis the tables see to it.
    const bool here = id && std::any_of(out.signals.begin(), out.signals.end(),
                                        [&](const Signal& s) { return s.id == id->view(); });
    if (id && !here && reading.signals.find(id->view())) {
      reading.messages.duplicate_id(*id, id->view());
    }
    if (id) reading.signals.add(id->view(), 0);
    out.signals.push_back(read_signal(reading, signal, out));
  }
  return out;
}

void check_weights(Reading& reading, const Node& axes) {
  double sum = 0;
  for (const Node& axis : axes.items) {
    if (!get(axis, "weight", numbers)) return;  // told already
    sum += number_of(axis, "weight", 0);
  }
  if (axes.items.empty() || (sum > 1 - weight_tolerance && sum < 1 + weight_tolerance)) return;
  std::string message = "expected weights that add up to 1, found a sum of ";
  base::append_double(message, sum);
  reading.messages.conflict(axes, opening(axes), std::move(message));
}

Discount read_discount(Reading& reading, const Node& node) {
  Discount out;
  out.id = text_of(node, "id");
  out.lists = reading.resolve_lists(node, "lists");
  out.share = number_of(node, "share", 1);
  out.lead = flag_of(node, "lead", false);
  const Node* within = get(node, "within", integer_node);
  if (within) out.within = static_cast<uint32_t>(within->number);
  if (within && out.lead) {
    reading.messages.conflict(*within, "expected no 'within' in the discount " + id_of(node),
                              "one that counts in the lead counts for all signals");
  }
  return out;
}

void read_currencies(Impact& out, const Node& node) {
  for (const Member& member : members_of(node, "currencies")) {
    if (member.value.is(integer_node) || member.value.is(number_node)) {
      out.currencies.emplace_back(member.key.text, member.value.number);
    }
  }
}

}  // namespace

void read_impact(Reading& reading, const Node& root) {
  const Node* node = get(root, "impact", object_node);
  if (!node) return;
  Impact& out = reading.out.impact;
  out.lead = number_of(*node, "lead", out.lead);
  out.carry = number_of(*node, "carry", out.carry);
  out.quoted = number_of(*node, "quoted", out.quoted);
  out.background = number_of(*node, "background", out.background);
  out.bases = reading.resolve_lists(*node, "bases");
  read_currencies(out, *node);
  for (const Node& axis : items_of(*node, "axes")) {
    if (axis.is(object_node)) out.axes.push_back(read_axis(reading, axis));
  }
  if (const Node* axes = get(*node, "axes", list_node)) check_weights(reading, *axes);
  for (const Node& floor : items_of(*node, "floors")) {
    const Node* signal = get(floor, "signal", string_node);
    if (signal) reading.resolve(*signal, "a signal", reading.signals);
    out.floors.push_back(
        {text_of(floor, "id"), text_of(floor, "signal"), number_of(floor, "value", 1)});
  }
  for (const Node& discount : items_of(*node, "discounts")) {
    if (discount.is(object_node)) out.discounts.push_back(read_discount(reading, discount));
  }
  if (const Node* novelty = get(*node, "novelty", object_node)) {
    out.novelty.factor = number_of(*novelty, "factor", 1);
    out.novelty.days = static_cast<int64_t>(number_of(*novelty, "days", 30));
  }
  read_rankings(reading, *node, "rank");
}

}  // namespace stet::methodology
