// How far two ratings of the same things agree: the desk's and the engine's. Plain counts; the
// figures are the usual ones. Tested in tests/cli/agreement_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stet::cli {

class Agreement {
 public:
  /// Ratings are 0 … `ratings` − 1; for within() and kappa() they are a scale.
  explicit Agreement(uint32_t ratings) : ratings_(ratings), counts_(size_t{ratings} * ratings) {}

  void add(uint32_t expected, uint32_t found) { ++counts_[index(expected, found)]; }

  uint32_t ratings() const { return ratings_; }
  uint64_t count(uint32_t expected, uint32_t found) const {
    return counts_[index(expected, found)];
  }
  uint64_t expected(uint32_t rating) const;
  uint64_t found(uint32_t rating) const;
  uint64_t total() const;

  /// Share of the things that are rated at most `distance` apart; 0 for no things.
  double within(uint32_t distance) const;
  double accuracy() const { return within(0); }
  /// 0 where nothing was expected, or nothing found.
  double precision(uint32_t rating) const;
  double recall(uint32_t rating) const;
  /// Harmonic mean of precision and recall.
  double f1(uint32_t rating) const;
  /// Mean of f1 over the ratings that occur on either side.
  double macro_f1() const;
  /// Cohen's kappa with quadratic weights: 1 for full agreement, 0 for that of chance. 1 when all
  /// things have one and the same rating on both sides.
  double kappa() const;

 private:
  size_t index(uint32_t expected, uint32_t found) const {
    return size_t{expected} * ratings_ + found;
  }

  uint32_t ratings_;
  std::vector<uint64_t> counts_;
};

}  // namespace stet::cli
