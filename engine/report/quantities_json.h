// Quantities as JSON, in verdicts and in `stet inspect quantities`.
#pragma once

#include "engine/base/json_writer.h"
#include "engine/evidence/quantities.h"
#include "engine/gate/verdict.h"
#include "engine/report/places.h"
#include "engine/report/report.h"

namespace stet::report {

/// The member "quantities" of a verdict that has them. stet.wasm leaves it out
/// (engine/gate/quantity_types.h).
void write_quantities(base::JsonWriter& json, const gate::Verdict& verdict, Places& places,
                      Unit unit);

/// What the text says, member by member: value, interval, unit, precision, readings …
void write_quantity(base::JsonWriter& json, const evidence::Quantity& quantity);

/// "[3,5)", "(5,)" where the value may be another than `value`; else empty.
std::string interval_text(const evidence::Quantity& quantity);

}  // namespace stet::report
