// Every size around the borders of the loads, in a buffer that ends where the text ends, so that
// the sanitizers see a byte read too many.
#include "engine/base/short_text.h"

#include <catch2/catch.hpp>
#include <vector>

namespace stet::base {

TEST_CASE("bytes become a number, the first lowest") {
  const std::string_view all = "abcdefgh";
  uint64_t expected = 0;
  for (size_t size = 0; size <= 8; ++size) {
    if (size > 0) expected |= uint64_t{static_cast<uint8_t>(all[size - 1])} << (8 * (size - 1));
    const std::vector<char> exact(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
    CAPTURE(size);
    CHECK(load_up_to_8(exact.data(), size) == expected);
  }
  CHECK(load_up_to_8("\xFF\x80", 2) == 0x80FF);
}

TEST_CASE("texts are equal when each byte is") {
  for (size_t size = 0; size <= 40; ++size) {
    CAPTURE(size);
    const std::vector<char> a(size, 'x');
    const std::string_view text(a.data(), size);
    CHECK(equal(text, std::string(size, 'x')));
    CHECK_FALSE(equal(text, std::string(size + 1, 'x')));
    for (size_t at = 0; at < size; ++at) {
      std::vector<char> b = a;
      b[at] = 'y';
      CAPTURE(at);
      CHECK_FALSE(equal(text, {b.data(), size}));
    }
  }
}

}  // namespace stet::base
