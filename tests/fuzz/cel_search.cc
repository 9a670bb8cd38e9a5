// A fuzzer's bytes as choices of a condition that is a search, and of a story and a budget for it:
// as a search it must do what the loop behind it does, and asked of elements of a list what it does
// asked of each.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/support/cel_searches.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static stet::tests::SearchAgreement agreement;
  size_t at = 0;
  const auto choose = [&](uint32_t limit) { return at < size ? data[at++] % limit : 0u; };
  const uint32_t hole = choose(16);
  const int64_t budget = choose(4) == 0 ? choose(100) : 100'000;
  stet::tests::CelSearches searches(choose);
  const std::string condition = searches.condition();
  for (const std::string& found : {agreement.disagreement(condition, hole, budget),
                                   agreement.skip_disagreement(condition, hole, budget)}) {
    if (found.empty()) continue;
    std::fprintf(stderr, "%s\n", found.c_str());
    std::abort();
  }
  return 0;
}
