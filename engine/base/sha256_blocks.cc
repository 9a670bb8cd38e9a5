#include "engine/base/sha256_blocks.h"

#if defined(__x86_64__) && !defined(__EMSCRIPTEN__)
#define STET_SHA_NI 1
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace stet::base {

namespace {

alignas(16) constexpr uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/// The value, as far as the compiler knows any: a rotation of it by two shifts stays two shifts.
/// For a rotate of WebAssembly V8's first compiler, the one that runs while a page waits, calls a C
/// function; its second makes one instruction of the shifts.
inline uint32_t once_more(uint32_t value) {
#ifdef __wasm__
  __asm__("" : "+r"(value));
#endif
  return value;
}

/// By 0 < bits < 32; `same` is once_more(value).
inline uint32_t rotate(uint32_t value, uint32_t same, int bits) {
  return value >> bits | same << (32 - bits);
}

/// The three rotations of a value under xor; of the schedule's the third only shifts.
inline uint32_t mix(uint32_t value, int first, int second, int third) {
  const uint32_t same = once_more(value);
  return rotate(value, same, first) ^ rotate(value, same, second) ^ rotate(value, same, third);
}

inline uint32_t mix_scheduled(uint32_t value, int first, int second, int shift) {
  const uint32_t same = once_more(value);
  return rotate(value, same, first) ^ rotate(value, same, second) ^ value >> shift;
}

uint32_t big_endian(const uint8_t* at) {
  return uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | at[3];
}

void compress(Sha256State& state, const uint8_t* block) {
  uint32_t w[64];
  for (int i = 0; i < 16; ++i) w[i] = big_endian(block + 4 * i);
  for (int i = 16; i < 64; ++i) {
    w[i] = w[i - 16] + mix_scheduled(w[i - 15], 7, 18, 3) + w[i - 7] +
           mix_scheduled(w[i - 2], 17, 19, 10);
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (int i = 0; i < 64; ++i) {
    const uint32_t first = h + mix(e, 6, 11, 25) + (g ^ (e & (f ^ g))) + w[i] + round_constants[i];
    const uint32_t second = mix(a, 2, 13, 22) + ((a & b) | (c & (a | b)));
    h = g, g = f, f = e, e = d + first;
    d = c, c = b, b = a, a = first + second;
  }
  const uint32_t add[8] = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; ++i) state[i] += add[i];
}

}  // namespace

void sha256_blocks_portable(Sha256State& state, const uint8_t* data, size_t count) {
  for (; count > 0; --count, data += 64) compress(state, data);
}

#ifdef STET_SHA_NI

bool sha256_has_native() {
  static const bool has = [] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSE4_1) == 0 || (c & bit_SSSE3) == 0) {
      return false;
    }
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & (1u << 29)) != 0;
  }();
  return has;
}

// The instructions keep the state as two vectors, ABEF and CDGH, and do two rounds each.
__attribute__((target("sha,sse4.1,ssse3"))) void sha256_blocks_native(Sha256State& state,
                                                                      const uint8_t* data,
                                                                      size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  auto* words = reinterpret_cast<__m128i*>(state.data());
  const auto* constants = reinterpret_cast<const __m128i*>(round_constants);
  const __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
  __m128i abef = _mm_alignr_epi8(badc, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, badc, 0xF0);
  for (; count > 0; --count, data += 64) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; ++i) {
      w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + i), swap);
    }
    for (int i = 0; i < 16; ++i) {
      const __m128i now = w[i & 3];
      const __m128i sum = _mm_add_epi32(now, _mm_load_si128(constants + i));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      if (i < 12) {  // the words of four rounds, sixteen rounds from now
        const __m128i last = w[(i + 3) & 3];
        const __m128i middle = _mm_alignr_epi8(last, w[(i + 2) & 3], 4);
        const __m128i next = _mm_add_epi32(_mm_sha256msg1_epu32(now, w[(i + 1) & 3]), middle);
        w[i & 3] = _mm_sha256msg2_epu32(next, last);
      }
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool sha256_has_native() { return false; }

void sha256_blocks_native(Sha256State& state, const uint8_t* data, size_t count) {
  sha256_blocks_portable(state, data, count);
}

#endif

}  // namespace stet::base
