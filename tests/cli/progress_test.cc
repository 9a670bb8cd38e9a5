// The progress line as people see it.
#include <catch2/catch.hpp>

#include "cli/progress.h"

using stet::cli::progress_line;
using stet::cli::ProgressState;

TEST_CASE("the progress line says how far, how fast and how long") {
  const struct {
    ProgressState state;
    uint32_t width;
    const char* line;
  } table[] = {
      {{0, 0, 1000, 0}, 100, "[------------------------]  0 %  0 stories  0 MB/s"},
      {{250'000'000, 52'000, 1'000'000'000, 2},
       100,
       "[######------------------]  25 %  52,000 stories  125 MB/s  0:06 left"},
      {{1'000'000'000, 200'000, 1'000'000'000, 8},
       100,
       "[########################]  100 %  200,000 stories  125 MB/s  0:00 left"},
      {{5'000'000, 1'000, std::nullopt, 0.5}, 100, "1,000 stories  10 MB/s"},
      {{1'000'000, 200, 10'000'000'000, 1},
       200,
       "[------------------------]  0 %  200 stories  1 MB/s  2:46:39 left"},
      {{250'000'000, 52'000, 1'000'000'000, 2}, 30, "[######------------------]  25"},
  };
  for (const auto& row : table) CHECK(progress_line(row.state, row.width) == row.line);
}
