// What tests of the module's functions share: memory in and out as docs/abi.md has it.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <string>

extern "C" {
void stet_release(void* pointer);
void* stet_buffer(uint32_t size);
void* stet_compile(const char* request, uint32_t size);
void stet_dispose(uint32_t handle);
}

namespace stet::tests {

inline uint32_t size_of(const std::string& text) { return static_cast<uint32_t>(text.size()); }

/// "0 {json}": status and answer of a result, which is given back.
inline std::string take(void* block) {
  REQUIRE(block != nullptr);
  uint32_t size = 0, status = 0;
  std::memcpy(&size, block, sizeof size);
  std::memcpy(&status, static_cast<char*>(block) + sizeof size, sizeof status);
  std::string text = std::to_string(status) + " ";
  text.append(static_cast<char*>(block) + 2 * sizeof size, size);
  stet_release(block);
  return text;
}

/// The same of `call`, which gets an input in a buffer of the module.
template <typename Call>
std::string take_with(const std::string& input, const Call& call) {
  char* buffer = static_cast<char*>(stet_buffer(size_of(input)));
  REQUIRE(buffer != nullptr);
  std::memcpy(buffer, input.data(), input.size());
  std::string answer = take(call(buffer, size_of(input)));
  stet_release(buffer);
  return answer;
}

}  // namespace stet::tests
