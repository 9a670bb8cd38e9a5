// Where a piece of decoded text was written: rows name the piece and the input bytes expected.
#include "engine/base/mapped_text.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

namespace stet::base {

namespace {

/// The input under `part` of the JSON string that `input` holds between its outer quotes.
std::string json_source(std::string_view input, std::string_view decoded, Span part) {
  const MappedText text{
      decoded, {1, static_cast<uint32_t>(input.size() - 1)}, Mapping::json, 0, nullptr};
  return std::string(slice(input, to_source(text, input, part)));
}

}  // namespace

TEST_CASE("JSON strings with escapes map to what was written") {
  struct Row {
    const char* input;
    const char* piece;
    const char* written;
  };
  const Row rows[] = {
      {R"("A \"fair\" deal")", "fair", "fair"},
      {R"("A \"fair\" deal")", "\"fair\"", R"(\"fair\")"},
      {R"("A \"fair\" deal")", "deal", "deal"},
      {R"("a\n\r\t\b\f\/\\z")", "\n\r\t\b\f/\\", R"(\n\r\t\b\f\/\\)"},
      {R"("a\n\r\t\b\f\/\\z")", "z", "z"},
      {R"("caf\u00e9 bar")", "caf\u00e9", R"(caf\u00e9)"},
      {R"("caf\u00e9 bar")", "bar", "bar"},
      {R"("\u20ac5 \u0041b")", "\u20ac5", R"(\u20ac5)"},
      {R"("\u20ac5 \u0041b")", "Ab", R"(\u0041b)"},
      {R"("x\ud83d\ude00y")", "\U0001F600", R"(\ud83d\ude00)"},
      {R"("x\uD83D\uDE00y")", "y", "y"},
      {R"("é \"raw\" 😀 z")", "z", "z"},
      {R"("é \"raw\" 😀 z")", "😀 z", "😀 z"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input, row.piece);
    const auto value = nlohmann::json::parse(row.input).get<std::string>();
    const auto begin = static_cast<uint32_t>(value.find(row.piece));
    const Span part{begin, begin + static_cast<uint32_t>(std::string(row.piece).size())};
    CHECK(json_source(row.input, value, part) == row.written);
    CHECK(json_source(row.input, value, {0, 9999}) ==
          std::string(row.input + 1, std::string(row.input).size() - 2));
    const std::string_view input = row.input;
    const MappedText text{
        value, {1, static_cast<uint32_t>(input.size() - 1)}, Mapping::json, 0, nullptr};
    CHECK(to_text(text, input, to_source(text, input, part)) == part);
  }
}

TEST_CASE("a part of an escaped code point is the whole escape") {
  const std::string_view input = R"("x\ud83d\ude00y")";
  const std::string_view decoded = "x\U0001F600y";
  CHECK(json_source(input, decoded, {2, 3}) == R"(\ud83d\ude00)");
  CHECK(json_source(input, decoded, {0, 2}) == R"(x\ud83d\ude00)");
  CHECK(json_source(input, decoded, {5, 6}) == "y");
  CHECK(json_source(input, decoded, {5, 5}).empty());
  // Half a surrogate pair decodes to U+FFFD; a cut escape must not read outside.
  CHECK(json_source(R"("x\ud83dy")", "x\uFFFDy", {4, 5}) == "y");
  CHECK(json_source(R"("x\u12)", "x?", {1, 2}).size() <= 3);
}

TEST_CASE("plain slices and segments") {
  const std::string_view input = "## A &amp; B *c*";
  const MappedText slice_text{"A &amp;", {3, 10}, Mapping::verbatim, 0, nullptr};
  CHECK(slice(input, to_source(slice_text, input, {2, 7})) == "&amp;");
  CHECK(slice(input, to_source(slice_text, input, {2, 700})) == "&amp;");

  const Segment segments[] = {
      {0, 3, 2, true}, {2, 5, 5, false}, {3, 10, 3, true}, {6, 14, 1, true}};
  const MappedText text{"A & B c", {3, 16}, Mapping::segments, 4, segments};
  struct Row {
    Span part;
    const char* written;
  };
  const Row rows[] = {
      {{0, 1}, "A"}, {{2, 3}, "&amp;"}, {{0, 5}, "A &amp; B"}, {{4, 5}, "B"},
      {{6, 7}, "c"}, {{4, 7}, "B *c"},  {{3, 3}, ""},          {{5, 99}, " *c"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.part.begin, row.part.end);
    CHECK(slice(input, to_source(text, input, row.part)) == row.written);
  }
  const MappedText nothing{"", {4, 4}, Mapping::segments, 0, nullptr};
  CHECK(to_source(nothing, input, {0, 5}) == Span{4, 4});
}

TEST_CASE("segments map back to the text") {
  //                 0         10        20
  const char* input = "Zo\\\\e &mdash; said";  // an escape, an entity
  const Segment segments[] = {
      {0, 0, 2, true}, {2, 2, 2, false}, {3, 4, 2, true}, {5, 6, 7, false}, {8, 13, 5, true}};
  const std::string_view decoded = "Zo\\e \u2014 said";
  const MappedText text{decoded, {0, 18}, Mapping::segments, 5, segments};
  struct Row {
    Span source, decoded;
  };
  const Row rows[] = {
      {{0, 2}, {0, 2}},   {{2, 4}, {2, 3}},     {{3, 4}, {2, 3}},    {{4, 6}, {3, 5}},
      {{6, 13}, {5, 8}},  {{8, 9}, {5, 8}},     {{14, 18}, {9, 13}}, {{0, 18}, {0, 13}},
      {{14, 14}, {9, 9}}, {{18, 18}, {13, 13}}, {{5, 14}, {4, 9}},   {{90, 99}, {13, 13}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source.begin, row.source.end);
    const Span found = to_text(text, input, row.source);
    CHECK(found.begin == row.decoded.begin);
    CHECK(found.end == row.decoded.end);
  }
}

}  // namespace stet::base
