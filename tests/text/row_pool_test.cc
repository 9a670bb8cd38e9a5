// Rows are kept once each, whatever their bytes and lengths, also when many begin alike.
#include "engine/text/row_pool.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>

namespace stet::text {

TEST_CASE("rows are numbered in order of adding, each once") {
  RowPool pool;
  CHECK(pool.find("rate") == RowPool::none);
  CHECK(pool.add("").id == 0);
  CHECK(pool.add("rate").id == 1);
  CHECK(pool.add("rates").fresh);
  CHECK_FALSE(pool.add("rate").fresh);
  CHECK(pool.add(std::string("rate\0", 5)).id == 3);
  CHECK(pool.find("rate") == 1);
  CHECK(pool.find("rat") == RowPool::none);
  CHECK(pool.text(2) == "rates");
  CHECK(pool.text(0).empty());
  CHECK(pool.size() == 4);
}

TEST_CASE("room for rows keeps those that are there") {
  RowPool pool;
  for (int i = 0; i < 100; ++i) pool.add(std::to_string(i));
  pool.reserve(5000);
  pool.reserve(10);
  for (uint32_t i = 0; i < 100; ++i) CHECK(pool.find(std::to_string(i)) == i);
  CHECK(pool.size() == 100);
}

TEST_CASE("random rows of few different numbers, against a map") {
  std::mt19937 random(7);
  RowPool pool;
  const bool reserved = GENERATE(false, true);
  if (reserved) pool.reserve(3000);
  std::map<std::vector<uint32_t>, uint32_t> expected;
  for (int i = 0; i < 20'000; ++i) {
    std::vector<uint32_t> row(random() % 6);
    for (uint32_t& number : row)
      number = static_cast<uint32_t>(random() % 5) << (random() % 3 * 15);
    const auto [at, fresh] = expected.emplace(row, static_cast<uint32_t>(expected.size()));
    const RowPool::Added added = pool.add(row);
    REQUIRE(added.fresh == fresh);
    REQUIRE(added.id == at->second);
  }
  for (const auto& [row, id] : expected) {
    const std::span<const uint32_t> numbers = pool.numbers(id);
    CHECK(std::vector<uint32_t>(numbers.begin(), numbers.end()) == row);
  }
}

}  // namespace stet::text
