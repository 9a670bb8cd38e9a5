// Quantities as JSON members and as a line for people.
#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/quantities/civil.h"
#include "engine/report/quantities_json.h"
#include "engine/report/sightings.h"

namespace stet::report {

namespace {

using evidence::Quantity;
using evidence::Reading;
using quantities::Kind;

std::string label_of(const Quantity& quantity) {
  std::string label(quantities::to_string(quantity.kind));
  label += ':';
  if (quantity.has_value) base::append_double(label += ' ', quantity.value);
  if (const std::string interval = interval_text(quantity); !interval.empty()) {
    label.append(" ").append(interval);
  }
  if (!quantity.unit.empty()) label.append(" ").append(quantity.unit);
  if (!quantity.currency.empty()) label.append(" (").append(quantity.currency).append(")");
  for (size_t i = 0; i < quantity.readings.size(); ++i) {
    const Reading& reading = quantity.readings[i];
    i == 0 ? label.append(" ").append(reading.timex) : label.append(" |");
    if (quantity.kind == Kind::duration) continue;
    if (reading.start) label += " " + quantities::print_civil(*reading.start, quantity.kind);
    if (!reading.is_point && (reading.start || reading.end)) label += " –";
    if (reading.end) label += " " + quantities::print_civil(*reading.end, quantity.kind);
  }
  if (!quantity.approximation.empty()) label.append(", ").append(quantity.approximation);
  return label;
}

}  // namespace

void describe(const quantities::Quantity& found, Sighting& sighting) {
  base::Arena arena;
  const Quantity quantity = evidence::describe(found, arena);
  sighting.nested = found.nested;
  sighting.label = label_of(quantity);
  std::string members;
  base::JsonWriter json(members);
  json.begin_object();
  json.member("kind", quantities::to_string(quantity.kind));
  json.member_bool("nested", found.nested);
  write_quantity(json, quantity);
  json.end_object();
  sighting.members = members.substr(1, members.size() - 2);
}

}  // namespace stet::report
