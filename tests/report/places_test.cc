// Lines and columns, against base::LineIndex and against counting by hand.
#include "engine/report/places.h"

#include <string>

#include <catch2/catch.hpp>
#include "engine/base/line_index.h"
#include "engine/base/utf8.h"

namespace stet::report {

namespace {

/// The printed form of a position: "line:column/column_utf16".
std::string at(const std::string& text, uint32_t offset) {
  const Position position = Places(text).at(offset);
  return std::to_string(position.line) + ":" + std::to_string(position.column) + "/" +
         std::to_string(position.column_utf16);
}

}  // namespace

TEST_CASE("places count from one, in code points and in UTF-16") {
  const std::string text = "aé\n𝄞b\r\nc";
  CHECK(at(text, 0) == "1:1/1");
  CHECK(at(text, 1) == "1:2/2");
  CHECK(at(text, 2) == "1:2/2");  // inside é
  CHECK(at(text, 3) == "1:3/3");
  CHECK(at(text, 4) == "2:1/1");
  CHECK(at(text, 6) == "2:1/1");  // inside the clef
  CHECK(at(text, 8) == "2:2/3");
  CHECK(at(text, 11) == "3:1/1");
  CHECK(at(text, 12) == "3:2/2");
  CHECK(at(text, 99) == "3:2/2");
  CHECK(at("", 0) == "1:1/1");
  CHECK(at("", 5) == "1:1/1");
}

TEST_CASE("places agree with the line index everywhere, across checkpoints") {
  std::string text;
  const std::string_view pieces[] = {"plain ", "é", "𝄞", "世", "\n", "long line without end ",
                                     "\r\n"};
  for (int i = 0; text.size() < 3000; ++i) text += pieces[(i * 7 + i / 5) % 7];
  const base::LineIndex index(text);
  Places places(text);
  uint32_t offset = 0;
  while (offset <= text.size()) {
    const base::LineColumn expected = index.at(offset);
    const Position found = places.at(offset);
    const uint32_t begin = index.line_begin(expected.line);
    const auto before = std::string_view(text).substr(begin, offset - begin);
    if (found.line != expected.line || found.column != expected.column ||
        found.column_utf16 != base::utf16_length(before) + 1 ||
        places.utf16_offset(offset) != base::utf16_length(text.substr(0, offset))) {
      FAIL("offset " << offset << ": " << at(text, offset));
    }
    if (offset == text.size()) break;
    offset += base::decode_utf8(text, offset).size;
  }
  SUCCEED();
}

TEST_CASE("bytes that are not UTF-8 have places too") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(0x80 + i % 0x80);
  Places places(text);
  for (uint32_t offset = 0; offset <= text.size(); ++offset) {
    const Position position = places.at(offset);
    CHECK(position.line == 1);
    CHECK(position.column <= offset + 1);
  }
}

}  // namespace stet::report
