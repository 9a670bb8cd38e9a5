#include "cli/agreement.h"

namespace stet::cli {

namespace {

uint32_t apart(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

double share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

uint64_t Agreement::expected(uint32_t rating) const {
  uint64_t sum = 0;
  for (uint32_t other = 0; other < ratings_; ++other) sum += count(rating, other);
  return sum;
}

uint64_t Agreement::found(uint32_t rating) const {
  uint64_t sum = 0;
  for (uint32_t other = 0; other < ratings_; ++other) sum += count(other, rating);
  return sum;
}

uint64_t Agreement::total() const {
  uint64_t sum = 0;
  for (const uint64_t each : counts_) sum += each;
  return sum;
}

double Agreement::within(uint32_t distance) const {
  uint64_t agreed = 0;
  for (uint32_t a = 0; a < ratings_; ++a) {
    for (uint32_t b = 0; b < ratings_; ++b) {
      if (apart(a, b) <= distance) agreed += count(a, b);
    }
  }
  return share(agreed, total());
}

double Agreement::precision(uint32_t rating) const {
  return share(count(rating, rating), found(rating));
}

double Agreement::recall(uint32_t rating) const {
  return share(count(rating, rating), expected(rating));
}

double Agreement::f1(uint32_t rating) const {
  return share(2 * count(rating, rating), expected(rating) + found(rating));
}

double Agreement::macro_f1() const {
  double sum = 0;
  uint32_t occurring = 0;
  for (uint32_t rating = 0; rating < ratings_; ++rating) {
    if (expected(rating) + found(rating) == 0) continue;
    sum += f1(rating);
    ++occurring;
  }
  return occurring == 0 ? 0 : sum / occurring;
}

double Agreement::kappa() const {
  double observed = 0, by_chance = 0;
  for (uint32_t a = 0; a < ratings_; ++a) {
    for (uint32_t b = 0; b < ratings_; ++b) {
      const double weight = static_cast<double>(apart(a, b)) * apart(a, b);
      observed += weight * static_cast<double>(count(a, b));
      by_chance += weight * static_cast<double>(expected(a)) * static_cast<double>(found(b));
    }
  }
  if (by_chance == 0) return 1;
  return 1 - observed * static_cast<double>(total()) / by_chance;
}

}  // namespace stet::cli
