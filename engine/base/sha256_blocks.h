// The compression function of SHA-256, once for any machine and once for x86 processors with SHA
// instructions. Apart from sha256.h so that tests can hold the two against each other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace stet::base {

using Sha256State = std::array<uint32_t, 8>;

/// Takes `count` blocks of 64 bytes into `state`.
void sha256_blocks_portable(Sha256State& state, const uint8_t* data, size_t count);

/// Whether `sha256_blocks_native` may be called on this processor.
bool sha256_has_native();
void sha256_blocks_native(Sha256State& state, const uint8_t* data, size_t count);

}  // namespace stet::base
