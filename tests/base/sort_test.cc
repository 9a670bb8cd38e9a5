// Both sorts against std::stable_sort, on values with many equals, and on those in order already.
#include "engine/base/sort.h"

#include <random>
#include <string>

#include <catch2/catch.hpp>

namespace stet::base {

namespace {

struct Row {
  uint32_t key = 0;
  uint32_t number = 0;
  char more[5] = {};  // a size that is no power of two
};

std::vector<Row> rows(std::mt19937& random, uint32_t count, uint32_t keys) {
  std::vector<Row> out(count);
  for (uint32_t i = 0; i < count; ++i) {
    out[i] = {static_cast<uint32_t>(random() % keys), i, {static_cast<char>('a' + i % 26)}};
  }
  return out;
}

std::string printed(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    out += std::to_string(row.key) + ":" + std::to_string(row.number) + row.more + " ";
  }
  return out;
}

bool by_key(const Row& a, const Row& b) { return a.key < b.key; }
bool by_both(const Row& a, const Row& b) {
  return a.key != b.key ? a.key < b.key : a.number < b.number;
}

}  // namespace

TEST_CASE("runs that are in order are merged") {
  for (const uint32_t runs : {2u, 3u, 7u}) {
    std::vector<Row> given;
    for (uint32_t run = 0; run < runs; ++run) {
      for (uint32_t i = 0; i < 50 - run; ++i) given.push_back({i * (run + 1), run * 100 + i, {}});
    }
    std::vector<Row> expected = given;
    std::stable_sort(expected.begin(), expected.end(), by_key);
    sort_small(given.data(), given.data() + given.size(), by_key);
    REQUIRE(printed(given) == printed(expected));
  }
}

TEST_CASE("sorts agree with the standard's") {
  std::mt19937 random(11);
  for (uint32_t count = 0; count < 200; ++count) {
    for (const uint32_t keys : {1u, 3u, 1000u}) {
      const std::vector<Row> given = rows(random, count, keys);
      std::vector<Row> expected = given, stable = given, small = given, in_place = given;
      std::stable_sort(expected.begin(), expected.end(), by_key);
      sort(stable, by_key);
      sort_small(small.data(), small.data() + small.size(), by_both);
      sort_in_place(in_place, by_both);
      REQUIRE(printed(stable) == printed(expected));
      REQUIRE(printed(small) == printed(expected));
      REQUIRE(printed(in_place) == printed(expected));
      sort_small(small.data(), small.data() + small.size(), by_both);
      REQUIRE(printed(small) == printed(expected));
    }
  }
}

}  // namespace stet::base
