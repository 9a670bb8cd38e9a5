// The shortest list of what is missing: one entry per rule that keeps the story from passing, worst
// decision first, rules with the same next step joined; and ways out, from the thresholds of the
// rule's condition (ways_out.h). Tested in tests/gate/check_test.cc.
#pragma once

#include <span>

#include "engine/cel/cel.h"
#include "engine/gate/findings.h"

namespace stet::gate {

/// `diagnostics` in the order of the verdict, with the rules' numbers beside them.
std::span<const Requirement> list_requirements(const Gate::Program& program, Story& story,
                                               std::span<const Found> found, Findings& findings,
                                               cel::Evaluation& evaluation);

}  // namespace stet::gate
