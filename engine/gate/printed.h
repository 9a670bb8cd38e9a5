// Values and messages as people read them.
#pragma once

#include <string>
#include <string_view>

#include "engine/cel/cel.h"
#include "engine/methodology/rules.h"

namespace stet::gate {

/// Texts without quotes, numbers with at most three decimals, times as RFC 3339. The same
/// everywhere; the exact value of a score stands in the verdict's scores.
void append_printed(std::string& out, const cel::Value& value);

/// A message with its expressions evaluated. One that cannot be evaluated is printed as
/// "(unknown)": the finding stands, only its wording is poorer.
void append_template(std::string& out, const methodology::Template& text,
                     cel::Evaluation& evaluation);

}  // namespace stet::gate
