// The cases that stand beside a methodology: DIR/NAME.json has those of DIR/tests/NAME.json and
// DIR/tests/NAME/*.json.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/files.h"
#include "cli/invocation.h"
#include "engine/gate/gate.h"
#include "engine/upkeep/cases.h"

namespace stet::cli {

/// Paths of files of cases, in the order of their names; may be none.
std::vector<std::string> cases_beside(const std::string& rules);

using Cases = std::vector<std::unique_ptr<upkeep::CaseFile>>;
/// Reads `paths`, or those beside `rules` when there are none. Nothing when one is wrong, which is
/// told and is Exit::wrong_usage.
std::optional<Cases> load_cases(const std::string& rules, const std::vector<std::string>& paths,
                                const gate::Gate& gate, Invocation& invocation);

}  // namespace stet::cli
