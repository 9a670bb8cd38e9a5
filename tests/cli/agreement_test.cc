// Figures of agreement against values worked out by hand.
#include "cli/agreement.h"

#include <catch2/catch.hpp>

using stet::cli::Agreement;

TEST_CASE("labels: accuracy, precision, recall, F1") {
  Agreement agreement(3);
  // expected 0: 4 times right, once 1; expected 1: twice right, twice 0; 2 never occurs.
  for (int i = 0; i < 4; ++i) agreement.add(0, 0);
  agreement.add(0, 1);
  for (int i = 0; i < 2; ++i) agreement.add(1, 1), agreement.add(1, 0);
  CHECK(agreement.total() == 9);
  CHECK(agreement.accuracy() == Approx(6.0 / 9));
  CHECK(agreement.precision(0) == Approx(4.0 / 6));
  CHECK(agreement.recall(0) == Approx(4.0 / 5));
  CHECK(agreement.f1(0) == Approx(8.0 / 11));
  CHECK(agreement.f1(1) == Approx(4.0 / 7));
  CHECK(agreement.f1(2) == 0);
  // Of the two that occur: a rating on neither side has no F1.
  CHECK(agreement.macro_f1() == Approx((8.0 / 11 + 4.0 / 7) / 2));
}

TEST_CASE("scales: within one, quadratic-weighted kappa") {
  Agreement agreement(4);
  agreement.add(0, 0);
  agreement.add(1, 2);
  agreement.add(2, 2);
  agreement.add(3, 1);
  CHECK(agreement.within(0) == 0.5);
  CHECK(agreement.within(1) == 0.75);
  CHECK(agreement.within(3) == 1);
  // Observed 0 + 1 + 0 + 4 = 5; by chance: of 0: 0+4+4+1, 1: 1+1+1+0, 2: 4+0+0+1, 3: 9+1+1+4 = 32,
  // a quarter of each.
  CHECK(agreement.kappa() == Approx(1 - 5 / (32 / 4.0)));
}

TEST_CASE("kappa is 1 for full agreement, 0 for chance, below 0 for the opposite") {
  Agreement full(3), chance(2), opposite(2), one(5);
  for (uint32_t rating = 0; rating < 3; ++rating) full.add(rating, rating);
  for (uint32_t a = 0; a < 2; ++a) {
    for (uint32_t b = 0; b < 2; ++b) chance.add(a, b);
  }
  opposite.add(0, 1);
  opposite.add(1, 0);
  one.add(3, 3);
  CHECK(full.kappa() == 1);
  CHECK(chance.kappa() == 0);
  CHECK(opposite.kappa() == -1);
  CHECK(one.kappa() == 1);
  CHECK(Agreement(3).accuracy() == 0);
}
