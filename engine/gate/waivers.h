// Recorded exceptions: those in the story and the standing ones of the rules file.
//
//   applied   names a rule that is waivable, by somebody who may, with a reason, not past its end,
//             and the rule had something to say
//   unused    the same, and the rule was silent
//   expired   its end has passed
//   refused   anything else; `detail` says why
//
// A rule that is waived is shown and counts for nothing. Nothing is waived silently: every
// exception that concerns the story is told. Tested in tests/gate/waivers_test.cc.
#pragma once

#include <span>

#include "engine/gate/findings.h"

namespace stet::gate {

/// Marks waived rules in `findings` and tells how each exception came out.
std::span<const AppliedWaiver> apply_waivers(const Gate::Program& program, const Story& story,
                                             Findings& findings);

}  // namespace stet::gate
