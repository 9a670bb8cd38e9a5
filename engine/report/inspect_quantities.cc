// Quantities as JSON members and as a line for people.
#include <cmath>

#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/quantities/civil.h"
#include "engine/report/sightings.h"

namespace stet::report {

namespace {

using quantities::Kind;
using quantities::Quantity;
using quantities::Reading;

/// "[3,5)", "(5,)": a missing end is open without bound.
std::string interval_text(const Quantity& quantity) {
  std::string text(1, quantity.low_open ? '(' : '[');
  if (!std::isinf(quantity.low)) base::append_double(text, quantity.low);
  text += ',';
  if (!std::isinf(quantity.high)) base::append_double(text, quantity.high);
  return text += quantity.high_open ? ')' : ']';
}

bool has_interval(const Quantity& quantity) {
  if (quantities::is_moment(quantity.kind)) return false;
  if (quantity.kind == Kind::number_range) return true;
  return quantity.has_value && (quantity.low != quantity.value || quantity.high != quantity.value);
}

void write_bound(base::JsonWriter& json, base::JsonKey name, double value) {
  json.key(name);
  std::isinf(value) ? json.null() : json.number(value);
}

void write_reading(base::JsonWriter& json, const Quantity& quantity, const Reading& reading) {
  json.begin_object();
  json.member("timex", reading.timex);
  if (quantity.kind == Kind::duration) {
    json.member_number("value", quantity.value);
  } else if (reading.is_point && reading.has_start) {
    json.member("value", quantities::print_civil(reading.start, quantity.kind));
  }
  if (!reading.is_point && reading.has_start) {
    json.member("start", quantities::print_civil(reading.start, quantity.kind));
  }
  if (reading.has_end) json.member("end", quantities::print_civil(reading.end, quantity.kind));
  json.end_object();
}

void write_value(base::JsonWriter& json, const Quantity& quantity) {
  if (quantity.kind != Kind::number_range && !(quantities::is_moment(quantity.kind))) {
    json.key("value");
    quantity.has_value ? json.number(quantity.value) : json.null();
  }
  if (has_interval(quantity)) {
    json.member("interval", interval_text(quantity));
    write_bound(json, "low", quantity.low);
    write_bound(json, "high", quantity.high);
  }
  if (!quantity.unit.empty()) json.member("unit", quantity.unit);
  if (!quantity.currency.empty()) json.member("iso_currency", quantity.currency);
  if (!quantity.dimension.empty()) json.member("dimension", quantity.dimension);
  if (quantity.precision > 0) json.member_number("precision", quantity.precision);
  if (!quantity.relative.empty()) json.member("relative_to", quantity.relative);
  if (!quantity.modifier.empty()) json.member("modifier", quantity.modifier);
}

std::string label_of(const Quantity& quantity) {
  std::string label(quantities::to_string(quantity.kind));
  label += ':';
  if (quantity.has_value) base::append_double(label += ' ', quantity.value);
  if (has_interval(quantity)) label += " " + interval_text(quantity);
  if (!quantity.unit.empty()) label += " " + quantity.unit;
  if (!quantity.currency.empty()) label.append(" (").append(quantity.currency).append(")");
  for (size_t i = 0; i < quantity.readings.size(); ++i) {
    const Reading& reading = quantity.readings[i];
    label += i == 0 ? " " + reading.timex : " |";
    if (quantity.kind == Kind::duration) continue;
    if (reading.has_start) label += " " + quantities::print_civil(reading.start, quantity.kind);
    if (!reading.is_point && (reading.has_start || reading.has_end)) label += " –";
    if (reading.has_end) label += " " + quantities::print_civil(reading.end, quantity.kind);
  }
  if (!quantity.modifier.empty()) label.append(", ").append(quantity.modifier);
  return label;
}

}  // namespace

void describe(const Quantity& quantity, Sighting& sighting) {
  sighting.nested = quantity.nested;
  sighting.label = label_of(quantity);
  std::string members;
  base::JsonWriter json(members);
  json.begin_object();
  json.member("kind", quantities::to_string(quantity.kind));
  json.member_bool("nested", quantity.nested);
  write_value(json, quantity);
  if (!quantity.readings.empty()) {
    json.key("readings");
    json.begin_array();
    for (const Reading& reading : quantity.readings) write_reading(json, quantity, reading);
    json.end_array();
  }
  json.end_object();
  sighting.members = members.substr(1, members.size() - 2);
}

}  // namespace stet::report
