#include "engine/base/name_table.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>

using stet::base::NameTable;

TEST_CASE("names keep the number that they got first") {
  NameTable table;
  CHECK(!table.find("a"));
  CHECK(table.add("a", 1));
  CHECK(!table.add("a", 2));
  CHECK(table.find("a") == 1u);
  table.set("a", 3);
  CHECK(table.find("a") == 3u);
  table.set("b", 4);
  CHECK(table.find("b") == 4u);
  CHECK(table.size() == 2);
}

TEST_CASE("the empty name is a name, with and without bytes behind it") {
  NameTable table;
  CHECK(!table.has(""));
  CHECK(table.add(std::string_view(), 7));
  CHECK(!table.add("", 8));
  CHECK(table.find("") == 7u);
  CHECK(!table.has("x"));
}

TEST_CASE("a table and a map agree") {
  std::mt19937 random(20261127);
  std::map<std::string, uint32_t> expected;
  NameTable table(100);
  for (uint32_t i = 0; i < 5000; ++i) {
    std::string name;
    for (auto size = random() % 20; size > 0; --size) {
      name += static_cast<char>('a' + random() % 3);
    }
    const auto [at, added] = expected.emplace(std::move(name), i);
    REQUIRE(table.add(at->first, i) == added);
  }
  REQUIRE(table.size() == expected.size());
  for (const auto& [name, number] : expected) REQUIRE(table.find(name) == number);
  REQUIRE(!table.has("abcd"));
}
