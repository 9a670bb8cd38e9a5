// What changed in meaning between two methodologies: their merged trees compared, so moving a rule
// into another file is no change, nor is layout, also that of conditions. Things with an id are
// matched by it. Each edit can be made alone, or withheld, which tells what it does.
// Tested in tests/upkeep/edits_test.cc.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/gate/gate.h"
#include "engine/methodology/node.h"

namespace stet::upkeep {

struct Edit {
  std::string path;     ///< "rules.two.when", "verification.verifiedFrom"
  std::string words;    ///< "2 → 3"
  std::string about;    ///< title of the thing, or what the format says of the key
  bool decides = true;  ///< false: titles, reasons, messages, examples
  std::vector<std::string> steps;
  std::optional<methodology::Node> before, after;  ///< none: it is not there
  /// Of an item of a list: ids that stand before it, the nearest first, where it is.
  std::vector<std::string> follows;
  /// Not empty: an edit of the order of a list, ids as before and after.
  std::vector<std::string> order_before, order_after;
};

std::vector<Edit> compare(const methodology::Methodology& before,
                          const methodology::Methodology& after);

/// A methodology with edits made (`forth`), or taken back. Null when the result is no methodology.
std::unique_ptr<const gate::Gate> with_edits(const methodology::Methodology& from,
                                             std::span<const Edit* const> edits, bool forth);

}  // namespace stet::upkeep
