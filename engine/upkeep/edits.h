// What changed in meaning between two methodologies: their merged trees compared, so moving a rule
// into another file is no change, nor is layout, also that of conditions. Things with an id are
// matched by it. Each change can be made alone to the old methodology, which tells what it does.
// Tested in tests/upkeep/edits_test.cc.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/gate/gate.h"
#include "engine/methodology/node.h"

namespace stet::upkeep {

struct Edit {
  std::string path;     ///< "rules.two.when", "verification.verifiedFrom"
  std::string words;    ///< "verification.verifiedFrom: 2 → 3"
  bool decides = true;  ///< false: titles, reasons, messages, examples
  std::vector<std::string> steps;
  std::optional<methodology::Node> after;  ///< none: taken out
};

std::vector<Edit> compare(const methodology::Methodology& before,
                          const methodology::Methodology& after);

/// `before` with one edit; null when that alone is no methodology.
std::unique_ptr<const gate::Gate> with_edit(const methodology::Methodology& before,
                                            const Edit& edit);

}  // namespace stet::upkeep
