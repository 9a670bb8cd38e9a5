// The canonical layout of a rules file in YAML: careful, because a blank may mean something there.
//
//   two blanks per level, items of lists one level below their key · one blank behind ':' and '-' ·
//   no blanks at the end of lines, LF · one empty line at the most · comments stay where they were,
//   as far in as what follows
//
// Lines move as a whole; scalars and brackets over several lines move with the line they begin on.
// What is written has the same bytes but for white space, and reads as the same tree: else less is
// changed (no line moves), or nothing. Tested in tests/upkeep/format_test.cc, fuzzed in
// tests/fuzz/rules_format.cc.
#pragma once

#include <optional>
#include <string>

#include "engine/base/problem.h"
#include "engine/methodology/node.h"

namespace stet::upkeep {

/// Nothing when the file is not right; `problems` says why.
std::optional<std::string> format_yaml_rules(const methodology::ParseInput& input,
                                             base::Problems& problems);

}  // namespace stet::upkeep
