// What is written reads back as the same article, whatever was wrong with it.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/formats/print_article.h"
#include "tests/formats/samples.h"

namespace stet::formats::testing {
namespace {

/// The article as printed, its problems left out: places differ, values may not.
std::string values(const Reading& reading) {
  return reading.article == nullptr ? "(refused)" : print(*reading.article);
}

void check_round_trip(const Reading& first) {
  if (first.article == nullptr) return;
  const std::string once = first.written();
  INFO(once);
  const Reading second(once, Format::json);
  REQUIRE(second.article != nullptr);
  CHECK(second.written() == once);
  const Reading indented(first.written(2), Format::json);
  CHECK(indented.written() == once);
  // Unknown values lose the space between their tokens the first time, so compare from there on.
  CHECK(values(Reading(second.written(), Format::json)) == values(second));
}

TEST_CASE("write: canonical JSON") {
  struct {
    std::string_view input, expected;
  } rows[] = {
      {"{}", "{}"},
      {R"({"headline":"B","id":"a"})", R"({"id":"a","headline":"B"})"},
      {R"({"id":"a\u2019\"\n\u0001\u2028"})", "{\"id\":\"a’\\\"\\n\\u0001\\u2028\"}"},
      {R"({"id":null,"keywords":[],"author":"A"})",
       R"({"id":null,"author":[{"name":"A"}],"keywords":[]})"},
      {R"({"datePublished":"2024-05-31T09:30:00.250+02:00"})",
       R"({"datePublished":"2024-05-31T09:30:00.250+02:00"})"},
      {R"({"declared":{},"coverage":{"outlets":1e2}})",
       R"({"declared":{},"coverage":{"outlets":100}})"},
      {R"({"x" : { "a b" : [ 1 , "\" , " ] } ,"id":"a"})", R"({"id":"a","x":{"a b":[1,"\" , "]}})"},
      {R"({"id":5,"declared":{"impact":"x"}})", R"({"declared":{"impact":"x"},"id":5})"},
      {R"({"declared":[1, 2],"id":"a","id":"b"})", R"({"declared":[1,2],"id":"a","id":"b"})"},
      {R"({"articleBody":"A\n\nB"})",
       R"({"articleBody":[{"kind":"paragraph","text":"A"},{"kind":"paragraph","text":"B"}]})"},
  };
  for (const auto& row : rows) {
    const Reading reading(row.input, Format::json);
    INFO(row.input);
    CHECK(reading.written() == row.expected);
    check_round_trip(reading);
  }
}

TEST_CASE("write: round trips of rich, of wrong and of Markdown stories") {
  const Reading json(rich_json, Format::json);
  CHECK(values(Reading(json.written(), Format::json)).size() > 1000);
  check_round_trip(json);
  check_round_trip(Reading(rich_markdown, Format::markdown));
  check_round_trip(
      Reading("---\nid: 5\ndeclared: {impact: {a: ~}}\nsources: [1, {id: .5}]\nid: x\n---\n"));
}

TEST_CASE("write: round trips of random changes") {
  std::mt19937 random(4711);
  const std::string_view bytes("\"{}[]:,0e- \n1tn");
  int read = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text(rich_json);
    const size_t at = random() % text.size();
    // Swap two keys' letters, drop bytes, or change one: most still read.
    if (round % 3 == 0) text.erase(at, 1);
    if (round % 3 == 1) text[at] = bytes[random() % bytes.size()];
    if (round % 3 == 2) std::swap(text[at], text[random() % text.size()]);
    const Reading reading(text, Format::json);
    read += reading.article != nullptr ? 1 : 0;
    check_round_trip(reading);
  }
  CHECK(read > 1000);
}

}  // namespace
}  // namespace stet::formats::testing
