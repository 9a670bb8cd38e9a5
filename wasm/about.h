// What a host may ask about a methodology beside its handle: its words for people, and how the
// examples of its rules came out. Nothing of it is made unless it is asked for.
#pragma once

#include "engine/base/json_writer.h"
#include "engine/gate/gate.h"

namespace stet::wasm {

/// "title", "decisions", "source_kinds", "rules", "glossary".
void append_about(base::JsonWriter& json, const methodology::Methodology& methodology);

/// "tests": one entry for each example of a rule.
void append_tests(base::JsonWriter& json, const gate::Gate& gate);

}  // namespace stet::wasm
