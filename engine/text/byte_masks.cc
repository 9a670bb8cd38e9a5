#include "engine/text/byte_masks.h"

#include <array>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace stet::text {

namespace {

enum : uint8_t { letter_bit = 1, digit_bit = 2, space_bit = 4, mid_bit = 8, non_ascii_bit = 16 };

constexpr std::array<uint8_t, 256> make_bits() {
  std::array<uint8_t, 256> bits{};
  for (size_t c = 'a'; c <= 'z'; ++c) bits[c] = bits[c - 'a' + 'A'] = letter_bit;
  for (size_t c = '0'; c <= '9'; ++c) bits[c] = digit_bit;
  bits['_'] = digit_bit;
  for (size_t c = '\t'; c <= '\r'; ++c) bits[c] = space_bit;
  bits[' '] = space_bit;
  for (const char c : {'\'', '.', ',', ':', ';', '"'}) bits[static_cast<uint8_t>(c)] = mid_bit;
  for (size_t c = 0x80; c < 0x100; ++c) bits[c] = non_ascii_bit;
  return bits;
}

constexpr std::array<uint8_t, 256> bits_of = make_bits();

}  // namespace

ByteMasks classify_bytes_portable(const char* bytes) {
  ByteMasks out;
  for (int i = 0; i < 64; ++i) {
    const uint64_t bits = bits_of[static_cast<uint8_t>(bytes[i])];
    out.letter |= (bits & 1) << i;
    out.digit |= (bits >> 1 & 1) << i;
    out.space |= (bits >> 2 & 1) << i;
    out.mid |= (bits >> 3 & 1) << i;
    out.non_ascii |= (bits >> 4 & 1) << i;
  }
  return out;
}

#ifdef __SSE2__

namespace {

uint64_t bits(__m128i v) { return static_cast<uint32_t>(_mm_movemask_epi8(v)); }

/// Bytes in [low, high], both ASCII; bytes above ASCII are negative and never in.
__m128i between(__m128i v, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8(static_cast<char>(low - 1))),
                       _mm_cmplt_epi8(v, _mm_set1_epi8(static_cast<char>(high + 1))));
}

__m128i is(__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); }

}  // namespace

ByteMasks classify_bytes(const char* bytes) {
  ByteMasks out;
  for (int i = 0; i < 4; ++i) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + i);
    const __m128i small = _mm_or_si128(v, _mm_set1_epi8(0x20));
    const __m128i stops = _mm_or_si128(is(v, '.'), is(v, ','));
    const __m128i colons = between(v, ':', ';');
    const __m128i quotes = _mm_or_si128(is(v, '\''), is(v, '"'));
    out.letter |= bits(between(small, 'a', 'z')) << (16 * i);
    out.digit |= bits(_mm_or_si128(between(v, '0', '9'), is(v, '_'))) << (16 * i);
    out.space |= bits(_mm_or_si128(between(v, '\t', '\r'), is(v, ' '))) << (16 * i);
    out.mid |= bits(_mm_or_si128(_mm_or_si128(stops, colons), quotes)) << (16 * i);
    out.non_ascii |= bits(v) << (16 * i);
  }
  return out;
}

#else

ByteMasks classify_bytes(const char* bytes) { return classify_bytes_portable(bytes); }

#endif

}  // namespace stet::text
