// Tested in tests/gate/quantities_test.cc.
#include "engine/gate/quantity_types.h"

#include "engine/evidence/quantities.h"
#include "engine/gate/finding_types.h"
#include "engine/quantities/civil.h"

namespace stet::gate {

namespace {

using cel::Evaluation;
using cel::Field;
using cel::Value;
using evidence::Quantity;
using evidence::Reading;

Value get_quantities(Story& story, uint32_t, Evaluation&) {
  const auto found = quantities_of(story);
  return Value::objects(found.data(), found.size());
}

Value quantity_kind(const Quantity& quantity) {
  return Value::string(quantities::to_string(quantity.kind));
}
Value quantity_value(const Quantity& quantity) {
  return quantity.has_value ? Value::floating(quantity.value) : Value::absent();
}
Value bound(const Quantity& quantity, double value) {
  const bool range = !quantities::is_moment(quantity.kind) &&
                     (quantity.has_value || quantity.low != quantity.high);
  return range ? Value::floating(value) : Value::absent();
}
Value quantity_low(const Quantity& quantity) { return bound(quantity, quantity.low); }
Value quantity_high(const Quantity& quantity) { return bound(quantity, quantity.high); }
Value quantity_precision(const Quantity& quantity) { return Value::floating(quantity.precision); }
Value quantity_unit(const Quantity& quantity) { return Value::string(quantity.unit); }
Value quantity_dimension(const Quantity& quantity) { return Value::string(quantity.dimension); }
Value quantity_currency(const Quantity& quantity) { return Value::string(quantity.currency); }
Value quantity_approximation(const Quantity& quantity) {
  return Value::string(quantity.approximation);
}
Value quantity_relative(const Quantity& quantity) { return Value::boolean(quantity.relative); }

/// What counts from a time that nobody knows cannot be read.
Value quantity_readings(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& quantity = as<Quantity>(self);
  if (quantity.relative && !story_of(evaluation).now) {
    return evaluation.fail(cel::ErrorCode::host, no_time);
  }
  return Value::objects(quantity.readings.data(), quantity.readings.size());
}

constexpr Field quantity_fields[] = {
    text_row<Quantity>,
    {"kind", "string",
     "number, ordinal, percent, percentage_point, basis_point, currency, dimension, number_range, "
     "date, time, datetime, date_period, time_period, datetime_period, duration or set.",
     field<Quantity, quantity_kind>},
    {"value", "double",
     "The number, scale words applied; of a duration its seconds. None for ranges, dates and units "
     "alone.",
     field<Quantity, quantity_value>},
    {"low", "double",
     "The least that it may be: the value, less where words such as 'about' widen it; of a range "
     "its lower end, -infinity where it has none.",
     field<Quantity, quantity_low>},
    {"high", "double", "The most that it may be.", field<Quantity, quantity_high>},
    {"precision", "double", "One unit of the last digit as written: 100000000 of 5.2bn; 0: none.",
     field<Quantity, quantity_precision>},
    {"unit", "string", "'Mile', 'Euro', of a range of shares 'percent'; or empty.",
     field<Quantity, quantity_unit>},
    {"dimension", "string", "'Length', 'Weight', 'Area', 'Age' …, of measures; or empty.",
     field<Quantity, quantity_dimension>},
    {"currency", "string", "ISO 4217 code where the text says which; '$5' does not.",
     field<Quantity, quantity_currency>},
    {"approximation", "string",
     "about, nearly, more, less or equal; of dates before, after, since, until, start, mid or end; "
     "or empty.",
     field<Quantity, quantity_approximation>},
    {"relative", "bool",
     "Whether a date or time is another one when the story is read at another time: 'last "
     "Tuesday', '4 September'.",
     field<Quantity, quantity_relative>},
    {"readings", "list(Reading)",
     "The ways to understand a date, time, period or duration, seen from 'now', the past one "
     "first.",
     quantity_readings},
    part_row<Quantity>,
    section_row<Quantity>,
    voice_row<Quantity>,
    attributed_row<Quantity>,
    sentence_row<Quantity>,
};

/// Timestamps are those of the years 1 to 9999.
Value moment(const std::optional<int64_t>& seconds) {
  const bool known = seconds && *seconds >= -62135596800 && *seconds <= 253402300799;
  return known ? Value::timestamp(*seconds, 0) : Value::absent();
}
Value reading_timex(const Reading& reading) { return Value::string(reading.timex); }
Value reading_start(const Reading& reading) { return moment(reading.start); }
Value reading_end(const Reading& reading) { return moment(reading.end); }

constexpr Field reading_fields[] = {
    {"timex", "string", "ISO 8601 with X for what is not said: XXXX-09-04, 2016-W46, T15:30, PT5M.",
     field<Reading, reading_timex>},
    {"start", "timestamp",
     "The day or time, or when the period begins, as if in UTC; a time of day alone on 1970-01-01. "
     "Absent where it cannot be told.",
     field<Reading, reading_start>},
    {"end", "timestamp", "When the period is over. Days and times have none.",
     field<Reading, reading_end>},
};

constexpr EvidenceType types[] = {
    {{"Quantity", "A number, amount, measure, range, date or time in the text.", quantity_fields,
      sizeof(Quantity)},
     place_of<Quantity>},
    {{"Reading", "A way to understand a date or time.", reading_fields, sizeof(Reading)}, nullptr},
};

}  // namespace

std::span<const EvidenceType> quantity_types() { return types; }

void Vocabulary::add_quantities() {
  variables_.push_back({std::string(quantities_name), "list(Quantity)",
                        "Numbers in digits and words, amounts, measures, ranges, dates and times, "
                        "as stet inspect shows them.",
                        get_quantities, 0, evidence::need_quantities});
}

std::span<const Quantity> quantities_of(Story& story) {
  if (!story.quantities) {
    std::optional<int64_t> now;
    if (story.now) now = quantities::read_civil(story.now_text);
    story.quantities = story.collector->find_quantities(now);
  }
  return *story.quantities;
}

void report_missing_quantities(base::Problems&) {}

}  // namespace stet::gate
