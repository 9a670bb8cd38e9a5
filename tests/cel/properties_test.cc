// What holds for any well-typed expression: constants folded or not, the value is the same; so it
// is after printing; and a budget is kept.
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/cel_agreement.h"

TEST_CASE("folded and unfolded expressions agree, printing keeps the meaning, budgets are kept") {
  std::mt19937 random(20260611);
  const auto choose = [&](uint32_t limit) { return static_cast<uint32_t>(random() % limit); };
  stet::tests::CelExpressions expressions(choose);
  stet::tests::CelAgreement agreement;
  int errors = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto forms =
        i % 2 == 0 ? expressions.boolean(4 + i % 28) : expressions.integer(4 + i % 28);
    CHECK(agreement.disagreement(forms) == "");
    const std::string shown = agreement.shown(forms.variable);
    errors += shown.find('-') != std::string::npos && shown[0] != '-' ? 1 : 0;
  }
  // The generator is worth something only if most expressions have a value and some do not.
  CHECK(errors > 100);
  CHECK(errors < 1500);
}
