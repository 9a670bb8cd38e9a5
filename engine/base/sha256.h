// SHA-256 (FIPS 180-4), for the digests that make a verdict reproducible.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stet::base {

using Digest = std::array<uint8_t, 32>;

/// Incremental; uses the processor's SHA instructions where they exist.
class Sha256 {
 public:
  Sha256();
  void update(std::string_view bytes);
  Digest finish();

 private:
  std::array<uint32_t, 8> state_;
  std::array<uint8_t, 64> pending_{};
  size_t pending_size_ = 0;
  uint64_t total_ = 0;
};

Digest sha256(std::string_view bytes);
std::string to_hex(const Digest& digest);

}  // namespace stet::base
