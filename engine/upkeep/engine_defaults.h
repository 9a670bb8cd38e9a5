// What the engine takes where a rules file says nothing, from the format's own tables (keys.h), and
// whether a file leaves it at that. Tested in tests/upkeep/methodology_page_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/methodology/methodology.h"

namespace stet::upkeep {

struct EngineDefault {
  std::string path;            ///< "confidence.perSource"; of each of a list "rules[].stage"
  std::string_view meaning;    ///< of the key
  std::string_view otherwise;  ///< what holds unless said
  uint64_t silent = 0;         ///< places of the file that say nothing
  uint64_t said = 0;
  std::string value;  ///< what the file says, when it says it once
};

/// Every key that has one, in the order of the format.
std::vector<EngineDefault> engine_defaults(const methodology::Methodology& methodology);

/// A number of the engine's own that no rules file sets.
struct EngineConstant {
  std::string_view of;  ///< "impact"
  std::string_view meaning;
  double value = 0;
};
const std::vector<EngineConstant>& engine_constants();

/// What the engine keeps whatever a rules file says.
struct EnginePromise {
  std::string_view anchor, title, text;
};
const std::vector<EnginePromise>& engine_promises();

}  // namespace stet::upkeep
