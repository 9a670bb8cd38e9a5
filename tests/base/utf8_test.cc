// Well-formedness against table 3-7 of the Unicode Standard, decoding and UTF-16 lengths.
#include "engine/base/utf8.h"

#include <catch2/catch.hpp>

namespace stet::base {

TEST_CASE("the first malformed byte is found") {
  struct Row {
    std::string bytes;
    int at;  // -1: well-formed
  };
  const Row rows[] = {
      {"", -1},
      {"plain text, longer than eight bytes", -1},
      {"h\u00e9 \u20ac \U0001F600 \U0010FFFF", -1},
      {"\xED\x9F\xBF\xEE\x80\x80", -1},
      {std::string("\0", 1), -1},
      {"abc\x80", 3},
      {"abcdefghij\xC0\x80", 10},  // overlong NUL
      {"\xC1\xBF", 0},             // overlong
      {"\xC2", 0},                 // cut off
      {"\xC2\x41", 0},             // no continuation
      {"\xE0\x9F\xBF", 0},         // overlong
      {"\xED\xA0\x80", 0},         // surrogate
      {"\xE2\x82", 0},             // cut off
      {"\xE2\x82\x28", 0},
      {"\xF0\x8F\xBF\xBF", 0},  // overlong
      {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
      {"\xF0\x9F\x98", 0},      // cut off
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      {"\u20ac\xFE", 3},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    const auto found = find_invalid_utf8(row.bytes);
    CHECK((found ? static_cast<int>(*found) : -1) == row.at);
  }
}

TEST_CASE("every code point survives writing and reading") {
  for (char32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 37) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, value);
    const CodePoint point = decode_utf8(text, 0);
    REQUIRE(point.value == value);
    REQUIRE(point.size == text.size());
    REQUIRE_FALSE(find_invalid_utf8(text));
    REQUIRE(utf16_length(text) == (value > 0xFFFF ? 2u : 1u));
  }
}

TEST_CASE("malformed bytes decode one by one") {
  const std::string_view text = "\xE2\x82Z";
  CHECK(decode_utf8(text, 0).value == 0xFFFD);
  CHECK(decode_utf8(text, 0).size == 1);
  CHECK(decode_utf8(text, 1).value == 0xFFFD);
  CHECK(decode_utf8(text, 2).value == 'Z');
  CHECK(decode_utf8(text, 3).size == 0);
  CHECK(decode_utf8(text, 99).size == 0);
  std::string out;
  append_utf8(out, 0xD800);
  append_utf8(out, 0x110000);
  CHECK(out == "\uFFFD\uFFFD");
}

TEST_CASE("UTF-16 length") {
  CHECK(utf16_length("") == 0);
  CHECK(utf16_length("abc") == 3);
  CHECK(utf16_length("\u00e9\u20ac\U0001F600") == 4);
}

}  // namespace stet::base
