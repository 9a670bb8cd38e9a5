// The canonical layout of a rules file in JSON with comments. Line breaks are the author's; all
// else is decided here:
//
//   two blanks per level · a container with a line break of its own has its brackets on lines of
//   their own · ", " and ": " · no comma behind the last · one empty line at the most · what does
//   not fit into `format_width` columns is broken · comments stay where they were
//
// Formatting twice changes nothing, and never what a file means: tests/upkeep/format_test.cc,
// tests/fuzz/rules_format.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/problem.h"
#include "engine/methodology/node.h"

namespace stet::upkeep {

/// Columns from which on a container on one line is broken.
inline constexpr uint32_t format_width = 180;

/// YAML as format_yaml.h says. Nothing when the file is not right; `problems` says why.
std::optional<std::string> format_rules(const methodology::ParseInput& input,
                                        base::Problems& problems);

}  // namespace stet::upkeep
