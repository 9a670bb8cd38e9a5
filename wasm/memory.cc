// What every module of stet exports: its version, and memory for what goes in and comes out.
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "engine/formats/reader.h"
#include "wasm/export.h"

STET_EXPORT uint32_t stet_abi_version() { return 1; }

STET_EXPORT void* stet_buffer(uint32_t size) {
  if (size > SIZE_MAX - stet::formats::input_padding) return nullptr;  // size_t has 32 bits here
  auto* bytes = static_cast<char*>(std::malloc(size + stet::formats::input_padding));
  if (bytes) std::memset(bytes + size, 0, stet::formats::input_padding);
  return bytes;
}

STET_EXPORT void stet_release(void* pointer) { std::free(pointer); }
