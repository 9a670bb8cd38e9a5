// What a verdict rests on, as JSON: clusters of sources and support of claims.
#pragma once

#include "engine/base/json_writer.h"
#include "engine/gate/verdict.h"
#include "engine/report/places.h"
#include "engine/report/report.h"

namespace stet::report {

/// The members "clusters" and "support" of a verdict; empty for an input that could not be read.
void write_evidence(base::JsonWriter& json, const gate::Verdict& verdict, Places& places,
                    Unit unit);

/// Sources are named by id; one without an id by its number in the list, "#3".
void write_source_name(base::JsonWriter& json, const gate::Verdict& verdict, uint32_t index);

}  // namespace stet::report
