#include "engine/assist/positions.h"

#include <catch2/catch.hpp>
#include <string>

namespace stet::assist {
namespace {

TEST_CASE("offsets and positions, both ways") {
  const std::string text = "aé𝕊b\r\nc\n\rd";
  const struct {
    uint32_t offset;
    Position utf16, utf8;
  } rows[] = {
      {0, {0, 0}, {0, 0}},  {1, {0, 1}, {0, 1}},  {3, {0, 2}, {0, 3}},  {7, {0, 4}, {0, 7}},
      {8, {0, 5}, {0, 8}},  {10, {1, 0}, {1, 0}}, {11, {1, 1}, {1, 1}}, {12, {2, 0}, {2, 0}},
      {13, {3, 0}, {3, 0}}, {14, {3, 1}, {3, 1}},
  };
  const Positions utf16(text, Encoding::utf16), utf8(text, Encoding::utf8);
  for (const auto& row : rows) {
    INFO(row.offset);
    CHECK(utf16.at(row.offset) == row.utf16);
    CHECK(utf8.at(row.offset) == row.utf8);
    CHECK(utf16.offset(row.utf16) == row.offset);
    CHECK(utf8.offset(row.utf8) == row.offset);
  }
}

TEST_CASE("what is no position is the nearest before it") {
  const std::string text = "a𝕊\nb";
  const Positions utf16(text, Encoding::utf16), utf8(text, Encoding::utf8);
  CHECK(utf16.offset({0, 2}) == 1);  // inside of the pair
  CHECK(utf8.offset({0, 3}) == 1);   // inside of the four bytes
  CHECK(utf16.offset({0, 99}) == 5);
  CHECK(utf8.offset({0, 99}) == 5);
  CHECK(utf8.offset({0, UINT32_MAX}) == 5);
  CHECK(utf16.offset({9, 0}) == text.size());
  CHECK(utf16.at(3) == Position{0, 1});
  CHECK(utf16.at(99) == Position{1, 1});
  CHECK(Positions("", Encoding::utf16).at(0) == Position{0, 0});
}

}  // namespace
}  // namespace stet::assist
