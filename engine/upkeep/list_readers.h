// Which score reads which phrase list. Tested in tests/upkeep/replay_test.cc.
#pragma once

#include <vector>

#include "engine/methodology/methodology.h"

namespace stet::upkeep {

/// By list of the methodology.
struct ListReaders {
  std::vector<bool> sentiment, impact, confidence;
  std::vector<bool> weighed;  ///< a score adds its phrases' weights up

  explicit ListReaders(const methodology::Methodology& methodology);

 private:
  void read_axis(const methodology::Axis& axis);
};

}  // namespace stet::upkeep
