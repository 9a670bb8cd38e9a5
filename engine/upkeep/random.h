// What looks like chance and follows from a number, the same on every machine (SplitMix64).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace stet::upkeep {

class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed) {}

  /// 0 when `bound` is 0.
  uint32_t below(uint32_t bound) { return bound == 0 ? 0 : static_cast<uint32_t>(next() % bound); }
  bool one_in(uint32_t n) { return below(n) == 0; }

  std::string pick(std::initializer_list<const char*> from) {
    return *(from.begin() + below(static_cast<uint32_t>(from.size())));
  }
  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[below(static_cast<uint32_t>(from.size()))];
  }

  /// Fisher–Yates; std::shuffle may differ between standard libraries.
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[below(static_cast<uint32_t>(i))]);
    }
  }

 private:
  uint64_t next() {
    uint64_t mixed = state_ += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }

  uint64_t state_;
};

}  // namespace stet::upkeep
