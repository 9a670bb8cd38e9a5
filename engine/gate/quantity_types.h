// What conditions and verdicts say of quantities: `text.quantities`, by the full grammar of
// engine/quantities.
//
// The grammar is a sixth of a module, so stet.wasm leaves it out: wasm/small/no_quantities.cc
// stands in front of quantity_types.cc there, and methodologies that name quantities are refused
// with `needs-full-module`. stet_full.wasm and the program have it.
#pragma once

#include <span>

#include "engine/base/problem.h"
#include "engine/gate/vocabulary.h"

namespace stet::gate {

inline constexpr std::string_view quantities_name = "text.quantities";

/// Quantity and its readings; empty where the grammar is left out.
std::span<const EvidenceType> quantity_types();

/// Found when first asked for.
std::span<const evidence::Quantity> quantities_of(Story& story);

/// Where the grammar is left out: if one of the problems is that a condition names quantities, adds
/// that the full module would know them.
void report_missing_quantities(base::Problems& problems);

}  // namespace stet::gate
