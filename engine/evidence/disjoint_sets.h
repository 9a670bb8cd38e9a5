// Union-find over the numbers below a count; the root of a set is its smallest member.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace stet::evidence {

class DisjointSets {
 public:
  void reset(uint32_t count) {
    parent_.resize(count);
    for (uint32_t i = 0; i < count; ++i) parent_[i] = i;
  }
  uint32_t root(uint32_t member) {
    while (parent_[member] != member) {
      parent_[member] = parent_[parent_[member]];
      member = parent_[member];
    }
    return member;
  }
  /// False when they were in one set already.
  bool unite(uint32_t a, uint32_t b) {
    a = root(a), b = root(b);
    if (a == b) return false;
    parent_[std::max(a, b)] = std::min(a, b);
    return true;
  }

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace stet::evidence
