// The archive of tools/bench: the same bytes for ever, JSON, of the promised shape.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "engine/base/sha256.h"
#include "tools/bench.d/archive.h"

using nlohmann::json;
using stet::bench::append_story;
using stet::bench::ArchiveOptions;

namespace {

std::string stories(const ArchiveOptions& options, uint64_t first, uint64_t count) {
  std::string text;
  for (uint64_t i = first; i < first + count; ++i) append_story(options, i, text);
  return text;
}

}  // namespace

TEST_CASE("a seed gives the same bytes on every machine") {
  // Changing the generator changes this digest, and makes old figures incomparable: say so in
  // CHANGELOG.md when you do.
  CHECK(stet::base::to_hex(stet::base::sha256(stories({}, 0, 500))) ==
        "36c5dd8e3ed0bf005de0c5154e0cec4880f851d949955abb615dbac83692403b");
  CHECK(stories({}, 0, 20).substr(stories({}, 0, 7).size()) == stories({}, 7, 13));
  CHECK(stories({2, 0, 0}, 0, 3) != stories({1, 0, 0}, 0, 3));
}

TEST_CASE("stories are articles of the promised size") {
  size_t smallest = SIZE_MAX, largest = 0;
  for (uint64_t i = 0; i < 2000; ++i) {
    std::string line;
    append_story({}, i, line);
    const json story = json::parse(line, nullptr, false);
    REQUIRE(story.is_object());
    REQUIRE(std::count(line.begin(), line.end(), '\n') == 1);
    CHECK(story["claims"].size() == 10);
    const size_t sources = story["sources"].size();
    CHECK((sources == 0 || (sources >= 5 && sources <= 10)));
    if (sources == 0) continue;  // the stories without sources are smaller
    smallest = std::min(smallest, line.size());
    largest = std::max(largest, line.size());
  }
  CHECK(smallest > 2600);
  CHECK(smallest < 3200);
  CHECK(largest > 7500);
  CHECK(largest < 8800);
}

TEST_CASE("bodies and sources are as long as asked for") {
  for (const uint32_t words : {600u, 2000u, 10000u}) {
    std::string line;
    append_story({1, words, 50}, 0, line);
    const json story = json::parse(line, nullptr, false);
    size_t blanks = 0;
    for (const json& block : story["articleBody"]) {
      const std::string text = block["text"];
      blanks += 1 + static_cast<size_t>(std::count(text.begin(), text.end(), ' '));
    }
    CHECK(blanks >= words - 20);
    CHECK(blanks <= words + 120);
    for (const json& source : story["sources"]) {
      const std::string text = source["text"];
      CHECK(std::count(text.begin(), text.end(), ' ') >= 45);
    }
  }
}
