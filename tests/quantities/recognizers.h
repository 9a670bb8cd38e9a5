// The cases of Microsoft Recognizers-Text, run against the engine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stet::quantities {

struct Score {
  std::string file;
  uint32_t cases = 0;
  uint32_t spans = 0;   ///< cases whose set of places is exact
  uint32_t values = 0;  ///< … and all values and units, too
  std::vector<std::string> failures;
};

/// Nothing when the file cannot be read.
std::vector<Score> run_recognizers(const std::string& folder);

std::string print_scores(const std::vector<Score>& scores);

}  // namespace stet::quantities
