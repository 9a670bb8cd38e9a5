// A sum of phrase weights that no order of the phrases shows in, not in the last bit either:
// weights count to a millionth, in whole numbers.
#pragma once

#include <algorithm>
#include <cstdint>

namespace stet::scores {

class WeightSum {
 public:
  void add(double weight) {
    const double bounded = std::clamp(weight, -most, most) * unit;
    millionths_ += static_cast<int64_t>(bounded + (bounded < 0 ? -0.5 : 0.5));
  }
  double value() const { return static_cast<double>(millionths_) / unit; }

 private:
  static constexpr double unit = 1e6;
  static constexpr double most = 1e6;  ///< nine million such weights fit
  int64_t millionths_ = 0;
};

}  // namespace stet::scores
