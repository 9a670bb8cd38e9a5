// Things seen in a text, as `stet inspect` prints them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/evidence/evidence.h"
#include "engine/quantities/quantities.h"

namespace stet::report {

struct Sighting {
  base::Span place;  ///< in the input
  std::string_view text;
  std::string label;    ///< for people: "currency: 5000000000 Dollar"
  std::string members;  ///< for programs: JSON members without braces
  bool nested = false;  ///< left out for people
};

/// Label and members of a quantity.
void describe(const quantities::Quantity& quantity, Sighting& sighting);

/// Label and members of what stands in evidence.
void describe(const evidence::Evidence& evidence, uint32_t source, Sighting& sighting);
void describe(const evidence::Support& support, Sighting& sighting);

}  // namespace stet::report
