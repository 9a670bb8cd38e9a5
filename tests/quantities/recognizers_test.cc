// The cases of Microsoft Recognizers-Text (English, MIT licence), when they stand beside the
// project. STET_RECOGNIZERS names another folder; STET_FAILURES=1 prints the cases that differ.
#include "tests/quantities/recognizers.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>

namespace stet::quantities {

TEST_CASE("the specification's cases", "[recognizers]") {
  const char* folder = std::getenv("STET_RECOGNIZERS");
  const auto scores = run_recognizers(folder != nullptr ? folder : "../shared/data/recognizers");
  if (scores.empty()) {
    WARN("no cases at ../shared/data/recognizers");
    return;
  }
  if (std::getenv("STET_FAILURES") != nullptr) {
    for (const Score& score : scores) {
      std::cout << "== " << score.file << "\n";
      for (const std::string& failure : score.failures) std::cout << failure << "\n";
    }
  }
  std::cout << print_scores(scores);
  struct Threshold {
    const char* file;
    double spans, values;
  };
  constexpr Threshold thresholds[] = {
      {"number", 90, 90}, {"percent", 90, 90}, {"currency", 90, 90}, {"datetime", 80, 70}};
  for (const Threshold& least : thresholds) {
    for (const Score& score : scores) {
      if (score.file != least.file) continue;
      CAPTURE(score.file);
      CHECK(score.spans * 100.0 >= least.spans * score.cases);
      CHECK(score.values * 100.0 >= least.values * score.cases);
    }
  }
}

}  // namespace stet::quantities
