// Offsets to lines and columns: table of text, offset, expected "line:column".
#include "engine/base/line_index.h"

#include <catch2/catch.hpp>
#include <string>

namespace stet::base {

TEST_CASE("line and column of an offset") {
  struct Row {
    const char* text;
    uint32_t offset;
    const char* expected;
  };
  const Row rows[] = {
      {"", 0, "1:1"},          {"", 9, "1:1"},         {"ab\ncd", 0, "1:1"},
      {"ab\ncd", 2, "1:3"},    {"ab\ncd", 3, "2:1"},   {"ab\ncd", 5, "2:3"},
      {"ab\ncd", 99, "2:3"},   {"ab\r\ncd", 4, "2:1"}, {"\n\n\n", 2, "3:1"},
      {"\n\n\n", 3, "4:1"},    {"né€😀x", 1, "1:2"},    {"né€😀x", 2, "1:2"},  // inside é
      {"né€😀x", 3, "1:3"},     {"né€😀x", 6, "1:4"},    {"né€😀x", 10, "1:5"},
      {"\xff\xffx", 2, "1:3"},
  };
  for (const Row& row : rows) {
    const LineColumn at = LineIndex(row.text).at(row.offset);
    CAPTURE(row.text, row.offset);
    CHECK(std::to_string(at.line) + ":" + std::to_string(at.column) == row.expected);
  }
}

TEST_CASE("the text of a line comes without its end") {
  const LineIndex index("one\ntwo\r\n\nlast");
  CHECK(index.line(1) == "one");
  CHECK(index.line(2) == "two");
  CHECK(index.line(3).empty());
  CHECK(index.line(4) == "last");
  CHECK(index.line(0).empty());
  CHECK(index.line(5).empty());
  CHECK(index.line_begin(2) == 4);
  CHECK(index.line_begin(4) == 10);
  CHECK(index.line_begin(9) == 14);
}

}  // namespace stet::base
