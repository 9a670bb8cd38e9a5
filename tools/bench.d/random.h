// The generator's own random numbers, written out so that a seed gives the same archive on every
// machine and with every standard library. SplitMix64 (Steele, Lea, Flood 2014), integers only.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stet::bench {

class Random {
 public:
  /// Every story has a stream of its own: story 7 is the same whether 8 or 8 million are written.
  Random(uint64_t seed, uint64_t story) : state_(seed + story * 0x9e3779b97f4a7c15u) { next(); }

  uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// 0 … bound − 1, by multiplication: no division, a bias far below what anybody could see.
  uint32_t below(uint32_t bound) { return static_cast<uint32_t>(((next() >> 32) * bound) >> 32); }
  uint32_t between(uint32_t low, uint32_t high) { return low + below(high - low + 1); }
  bool percent(uint32_t chance) { return below(100) < chance; }

  template <typename T, size_t size>
  const T& pick(const T (&table)[size]) {
    return table[below(static_cast<uint32_t>(size))];
  }

 private:
  uint64_t state_;
};

}  // namespace stet::bench
