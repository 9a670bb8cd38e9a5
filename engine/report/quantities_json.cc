// docs/inspect.md and rules/schema/verdict.schema.json describe the members. Tested in
// tests/upkeep/verdict_schema_test.cc and, against what `stet inspect` prints, in
// tests/cli/inspect_test.cc.
#include "engine/report/quantities_json.h"

#include <cmath>

#include "engine/base/number.h"
#include "engine/quantities/civil.h"
#include "engine/report/json_place.h"

namespace stet::report {

namespace {

using evidence::Quantity;
using evidence::Reading;
using quantities::Kind;

bool has_interval(const Quantity& quantity) {
  if (quantities::is_moment(quantity.kind)) return false;
  if (quantity.kind == Kind::number_range) return true;
  return quantity.has_value && (quantity.low != quantity.value || quantity.high != quantity.value);
}

void write_bound(base::JsonWriter& json, base::JsonKey name, double value) {
  json.key(name);
  std::isinf(value) ? json.null() : json.number(value);
}

void write_time(base::JsonWriter& json, base::JsonKey name, int64_t seconds, Kind kind) {
  json.member(name, quantities::print_civil(seconds, kind));
}

void write_reading(base::JsonWriter& json, const Quantity& quantity, const Reading& reading) {
  json.member("timex", reading.timex);
  if (quantity.kind == Kind::duration) {
    json.member_number("value", quantity.value);
  } else if (reading.start) {
    const base::JsonKey name = reading.is_point ? base::JsonKey("value") : base::JsonKey("start");
    write_time(json, name, *reading.start, quantity.kind);
  }
  if (reading.end) write_time(json, "end", *reading.end, quantity.kind);
}

}  // namespace

std::string interval_text(const Quantity& quantity) {
  if (!has_interval(quantity)) return {};
  std::string text(1, quantity.low_open ? '(' : '[');
  if (!std::isinf(quantity.low)) base::append_double(text, quantity.low);
  text += ',';
  if (!std::isinf(quantity.high)) base::append_double(text, quantity.high);
  return text += quantity.high_open ? ')' : ']';
}

void write_quantity(base::JsonWriter& json, const Quantity& quantity) {
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
  if (!quantity.relative_to.empty()) json.member("relative_to", quantity.relative_to);
  if (!quantity.approximation.empty()) json.member("modifier", quantity.approximation);
  if (quantity.readings.empty()) return;
  write_objects(json, "readings", quantity.readings,
                [&](const Reading& reading) { write_reading(json, quantity, reading); });
}

void write_quantities(base::JsonWriter& json, const gate::Verdict& verdict, Places& places,
                      Unit unit) {
  if (!verdict.quantities) return;
  write_objects(json, "quantities", *verdict.quantities, [&](const Quantity& quantity) {
    json.member("text", quantity.text());
    const base::MappedText& text = *quantity.passage->text;
    append_place_json(json, base::to_source(text, verdict.input, quantity.span), places, unit);
    json.member("kind", quantities::to_string(quantity.kind));
    write_quantity(json, quantity);
  });
}

}  // namespace stet::report
