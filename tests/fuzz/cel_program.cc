// A fuzzer's bytes as choices of a well-typed expression, so that the evaluator is reached every
// time: see tests/support/cel_agreement.h for what must hold.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/support/cel_agreement.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static stet::tests::CelAgreement agreement;
  size_t at = 0;
  const auto choose = [&](uint32_t limit) { return at < size ? data[at++] % limit : 0u; };
  stet::tests::CelExpressions expressions(choose);
  const auto forms = choose(2) == 0 ? expressions.boolean(24) : expressions.integer(24);
  if (const std::string found = agreement.disagreement(forms); !found.empty()) {
    std::fprintf(stderr, "%s\n", found.c_str());
    std::abort();
  }
  return 0;
}
