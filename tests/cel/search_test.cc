// A search is the loop behind it, only faster: the same value, the same error at the same place,
// the same steps spent, in any budget.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/cel_searches.h"

TEST_CASE("searches and loops agree in value, error and cost") {
  std::mt19937 random(20261126);
  const auto choose = [&](uint32_t limit) { return static_cast<uint32_t>(random() % limit); };
  stet::tests::CelSearches searches(choose);
  stet::tests::SearchAgreement agreement;
  std::map<std::string, int> outcomes;
  int searched = 0, quick = 0;
  for (int i = 0; i < 10000; ++i) {
    const std::string condition = searches.condition();
    const uint32_t hole = choose(3) == 0 ? choose(7) : 100;
    const int64_t budget = choose(4) == 0 ? choose(60) : 100'000;
    CHECK(agreement.disagreement(condition, hole, budget) == "");
    searched += agreement.last_searched() ? 1 : 0;
    quick += agreement.last_quick() ? 1 : 0;
    const std::string& shown = agreement.last().shown;
    ++outcomes[shown.substr(0, shown.find(':'))];
  }
  // The generator is worth something only if all of this comes up.
  CHECK(searched > 4000);
  CHECK(quick > 5000);
  CHECK(outcomes["true"] > 1000);
  CHECK(outcomes["false"] > 1000);
  CHECK(outcomes["no-such-field"] > 50);
  CHECK(outcomes["budget"] > 100);
}

TEST_CASE("elements that are skipped are those of which a condition is false") {
  std::mt19937 random(20261127);
  const auto choose = [&](uint32_t limit) { return static_cast<uint32_t>(random() % limit); };
  stet::tests::CelSearches searches(choose);
  stet::tests::SearchAgreement agreement;
  uint32_t skipped = 0;
  for (int i = 0; i < 10000; ++i) {
    const std::string condition = searches.condition();
    const uint32_t hole = choose(3) == 0 ? choose(7) : 100;
    const int64_t budget = choose(4) == 0 ? choose(20) : 100'000;
    CHECK(agreement.skip_disagreement(condition, hole, budget) == "");
    skipped += agreement.last_skipped();
  }
  CHECK(skipped > 1000);
}

TEST_CASE("what decides nothing still has to be there") {
  stet::tests::SearchAgreement agreement;
  for (const std::string condition :
       {"v0.kind == '' ? '' == '' : '' == ''", "v0.kind == 'filing' ? true : true",
        "v0.kind == 'filing' ? false : false", "!(v0.kind == '' ? true : true)"}) {
    for (const std::string macro : {"all", "exists"}) {
      for (uint32_t hole = 0; hole < 16; ++hole) {
        CHECK(agreement.disagreement("plain.sources." + macro + "(v0, " + condition + ")", hole,
                                     100'000) == "");
      }
    }
  }
}
