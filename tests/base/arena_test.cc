// Bump allocation: alignment, reuse after reset, and memory given back.
#include "engine/base/arena.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace stet::base {

TEST_CASE("arena memory is aligned and does not overlap") {
  Arena arena;
  char* letter = static_cast<char*>(arena.allocate(1, 1));
  *letter = 'x';
  auto numbers = arena.make_array<uint64_t>(5);
  CHECK(reinterpret_cast<uintptr_t>(numbers.data()) % alignof(uint64_t) == 0);
  for (const uint64_t number : numbers) CHECK(number == 0);
  for (uint64_t& number : numbers) number = ~uint64_t{0};
  CHECK(*letter == 'x');
  CHECK(arena.make_array<int>(0).empty());
}

TEST_CASE("arena keeps many texts, small and large") {
  Arena arena;
  std::vector<std::string> expected;
  std::vector<std::string_view> kept;
  for (size_t i = 0; i < 2000; ++i) {
    expected.push_back(std::string(i * 7 % 1000, static_cast<char>('a' + i % 26)));
    kept.push_back(arena.copy_text(expected.back()));
  }
  const std::string large(3'000'000, 'L');
  const std::string_view kept_large = arena.copy_text(large);
  kept.push_back(arena.copy_text("after"));
  expected.push_back("after");
  for (size_t i = 0; i < kept.size(); ++i) REQUIRE(kept[i] == expected[i]);
  CHECK(kept_large == large);
}

TEST_CASE("arena reset keeps blocks up to a limit") {
  Arena arena;
  CHECK(arena.held_bytes() == 0);
  for (int i = 0; i < 100; ++i) arena.allocate(100'000, 8);
  const size_t held = arena.held_bytes();
  CHECK(held >= 10'000'000);
  arena.reset();
  CHECK(arena.held_bytes() == held);
  for (int i = 0; i < 100; ++i) arena.allocate(100'000, 8);
  CHECK(arena.held_bytes() == held);
  arena.reset(1'000'000);
  CHECK(arena.held_bytes() <= 1'000'000);
  CHECK(arena.copy_text("again") == "again");
}

TEST_CASE("arena that is used again for little allocates once") {
  Arena arena;
  arena.allocate(5'000, 8);
  arena.reset();
  const size_t held = arena.held_bytes();
  const void* first = arena.allocate(5'000, 8);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 10; ++i) arena.allocate(5'000, 8);
    arena.reset();
    CHECK(arena.held_bytes() == held);
    CHECK(arena.allocate(5'000, 8) == first);
  }
}

TEST_CASE("arena copies arrays") {
  Arena arena;
  const std::vector<int> from = {3, 1, 2};
  const std::span<int> copy = arena.copy_array(from);
  CHECK(std::vector<int>(copy.begin(), copy.end()) == from);
  CHECK(*arena.make<int>() == 0);
}

}  // namespace stet::base
