// The methodology page: what a newsroom publishes about its rules, made from the compiled rules
// file. Examples are run while it is made; one that does not come out as it says stops it.
// Tested in tests/upkeep/methodology_page_test.cc.
#pragma once

#include <optional>

#include "engine/base/problem.h"
#include "engine/gate/gate.h"
#include "engine/upkeep/document.h"
#include "engine/upkeep/stats.h"

namespace stet::upkeep {

struct PageOptions {
  const ArchiveStats* archive = nullptr;               ///< null: none was judged
  const methodology::Methodology* previous = nullptr;  ///< null: changes are not told
};

/// Nothing when an example or an order of stories does not hold; `problems` say which, and where.
std::optional<Document> methodology_page(const gate::Gate& gate, const PageOptions& options,
                                         base::Problems& problems);

}  // namespace stet::upkeep
