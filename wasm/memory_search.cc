// memcmp and memchr eight bytes at a time, in place of the C library's, which go byte by byte where
// memory may not be read across words: WebAssembly's may. A story that is being written is compared
// with itself at each keystroke, and searched for its lines.
//
// Compiled without link-time optimisation, which would make a call of memcmp out of memcmp.
#include <cstdint>
#include <cstring>

namespace {

uint64_t word_at(const unsigned char* bytes) {
  uint64_t word = 0;
  __builtin_memcpy(&word, bytes, sizeof word);
  return word;
}

/// The high bit of each byte that is zero, and maybe of those behind the first.
uint64_t zero_bytes(uint64_t word) {
  return (word - 0x0101010101010101) & ~word & 0x8080808080808080;
}

}  // namespace

extern "C" int memcmp(const void* left, const void* right, size_t size) {
  const auto* a = static_cast<const unsigned char*>(left);
  const auto* b = static_cast<const unsigned char*>(right);
  for (; size >= sizeof(uint64_t) && word_at(a) == word_at(b); size -= sizeof(uint64_t)) {
    a += sizeof(uint64_t);
    b += sizeof(uint64_t);
  }
  for (; size > 0; --size, ++a, ++b) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}

extern "C" void* memchr(const void* bytes, int wanted, size_t size) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  const uint64_t pattern = 0x0101010101010101 * static_cast<unsigned char>(wanted);
  for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t), at += sizeof(uint64_t)) {
    if (zero_bytes(word_at(at) ^ pattern) != 0) break;
  }
  for (; size > 0; --size, ++at) {
    if (*at == static_cast<unsigned char>(wanted)) return const_cast<unsigned char*>(at);
  }
  return nullptr;
}
