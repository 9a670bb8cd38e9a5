#include "engine/base/sha256.h"

#include <algorithm>
#include <cstring>

#include "engine/base/sha256_blocks.h"

namespace stet::base {

namespace {

void take_blocks(Sha256State& state, const uint8_t* data, size_t count) {
  if (sha256_has_native()) {
    sha256_blocks_native(state, data, count);
  } else {
    sha256_blocks_portable(state, data, count);
  }
}

}  // namespace

Sha256::Sha256()
    : state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19} {}

void Sha256::update(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  total_ += left;
  if (pending_size_ > 0) {
    const size_t taken = std::min(left, pending_.size() - pending_size_);
    std::memcpy(pending_.data() + pending_size_, data, taken);
    pending_size_ += taken;
    data += taken;
    left -= taken;
    if (pending_size_ < pending_.size()) return;
    take_blocks(state_, pending_.data(), 1);
    pending_size_ = 0;
  }
  take_blocks(state_, data, left / 64);
  data += left / 64 * 64;
  pending_size_ = left % 64;
  if (pending_size_ > 0) std::memcpy(pending_.data(), data, pending_size_);
}

Digest Sha256::finish() {
  const uint64_t bits = total_ * 8;
  std::array<uint8_t, 128> tail{};
  std::copy_n(pending_.begin(), pending_size_, tail.begin());
  tail[pending_size_] = 0x80;
  const size_t blocks = pending_size_ < 56 ? 1 : 2;
  for (size_t i = 0; i < 8; ++i) {
    tail[blocks * 64 - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
  }
  take_blocks(state_, tail.data(), blocks);
  Digest digest;
  for (size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  }
  return digest;
}

Digest sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

std::string to_hex(const Digest& digest) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(digest.size() * 2);
  for (const uint8_t byte : digest) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

}  // namespace stet::base
