// Vectors of FIPS 180-4 and its companions; then both compression functions against each other.
#include "engine/base/sha256.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "engine/base/sha256_blocks.h"

namespace stet::base {

TEST_CASE("SHA-256 of known texts") {
  struct Row {
    std::string text;
    const char* digest;
  };
  const Row rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
       "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
       "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Row& row : rows) CHECK(to_hex(sha256(row.text)) == row.digest);
}

TEST_CASE("SHA-256 does not depend on how the text is cut") {
  std::mt19937 random(1);
  for (size_t size = 0; size < 300; ++size) {
    std::string text(size, '\0');
    for (char& c : text) c = static_cast<char>(random());
    Sha256 hash;
    for (size_t at = 0; at < size;) {
      const size_t step = std::min<size_t>(size - at, random() % 90);
      hash.update(std::string_view(text).substr(at, step));
      at += step;
    }
    REQUIRE(to_hex(hash.finish()) == to_hex(sha256(text)));
  }
}

TEST_CASE("portable and native compression agree") {
  std::mt19937 random(2);
  std::vector<uint8_t> data(64 * 9);
  for (size_t count = 0; count <= 9; ++count) {
    for (uint8_t& byte : data) byte = static_cast<uint8_t>(random());
    Sha256State portable;
    for (uint32_t& word : portable) word = static_cast<uint32_t>(random());
    Sha256State native = portable;
    sha256_blocks_portable(portable, data.data(), count);
    if (sha256_has_native()) {
      sha256_blocks_native(native, data.data(), count);
      CHECK(portable == native);
    }
  }
}

}  // namespace stet::base
