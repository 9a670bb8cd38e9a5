// Lines and columns, against base::LineIndex and against counting by hand.
#include "engine/report/places.h"

#include <string>

#include <catch2/catch.hpp>
#include "engine/base/json_writer.h"
#include "engine/base/line_index.h"
#include "engine/base/utf8.h"
#include "engine/report/json_place.h"

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

TEST_CASE("places are written in one piece as they are for people") {
  std::string text(100'200, 'a');
  text.replace(90, 4, "\né\n");
  Places places(text);
  const auto written = [&](base::Span span, int indent, Unit unit) {
    std::string out;
    base::JsonWriter json(out, indent);
    json.begin_object();
    append_place_json(json, span, places, unit);
    json.member_bool("after", true);
    append_place_json(json, span, places, unit);
    json.end_object();
    std::erase_if(out, [](char c) { return c == ' ' || c == '\n'; });
    return out;
  };
  for (uint32_t begin = 0; begin < text.size(); begin += begin < 1100 ? 1 : 97) {
    for (const uint32_t size : {0u, 1u, 9u}) {
      const base::Span span{begin, begin + size};
      REQUIRE(written(span, 0, Unit::utf8) == written(span, 2, Unit::utf8));
      REQUIRE(written(span, 0, Unit::utf16) == written(span, 2, Unit::utf16));
    }
  }
  const char* const expected =
      R"({"place":{"begin":94,"end":99,"line":3,"column":1,"column_utf16":1,"end_line":3,"end_column":6,)"
      R"("end_column_utf16":6},"after":true,)"
      R"("place":{"begin":94,"end":99,"line":3,"column":1,"column_utf16":1,"end_line":3,"end_column":6,)"
      R"("end_column_utf16":6}})";
  CHECK(written({94, 99}, 0, Unit::utf8) == expected);
}

}  // namespace stet::report
