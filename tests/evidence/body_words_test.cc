// Shares of texts in bodies, as a table.
#include "engine/evidence/body_words.h"

#include <catch2/catch.hpp>

#include "tests/support/evidence_kit.h"

using namespace stet;

TEST_CASE("the share of content words that the body has") {
  struct Row {
    std::string_view body, text;
    double expected;
  };
  const Row rows[] = {
      {"The port opened a second berth.", "Second berth opened", 1},
      {"The port opened a second berth.", "Second berth closed", 2.0 / 3},
      {"The port opened a second berth.", "Whales sing", 0},
      {"The port opened a second berth.", "", 1},
      {"The port opened a second berth.", "It is what it is", 1},
      {"", "Whales sing", 0},
      {"", "", 1},
      {"The port opens berths.", "Port's berth opening", 1},
      {"The city's fees were raised.", "Cities raise a fee", 1},
      {"Raising fees", "raises fee", 1},
      {"They carry boxes.", "carried box", 1},
      {"The PORT", "port", 1},
      {"the harbour’s edge", "harbour's edge", 1},
      {"It cost $5,200 million.", "Cost: $5.2bn", 1},
      {"It cost 5.3 billion.", "5.2bn", 0},
      {"It rose 14 per cent.", "14%", 1},
      {"Three ships, 3 ferries", "3 ships", 1},
      {"Ten ships", "10 ships", 0.5},
      {"A rate of 4.50 percent", "rate 4.5%", 1},
      {"The bus stopped", "The bu", 0},
  };
  tests::EvidenceKit kit(tests::source_methodology());
  for (const Row& row : rows) {
    INFO(row.body << " | " << row.text);
    tests::ArticleSpec spec;
    spec.headline = "Whales sing";  // not the body
    spec.body = {{std::string(row.body)}};
    kit.collect(spec);
    CHECK(kit.collector().share_in_body(row.text) == row.expected);
    CHECK(kit.collector().share_in_body(row.text) == row.expected);
  }
}

TEST_CASE("no word of a text is looked for in vain in a large body") {
  tests::ArticleSpec spec;
  for (int block = 0; block < 50; ++block) {
    std::string text;
    for (int word = 0; word < 40; ++word) {
      text += "w" + std::string(1, static_cast<char>('a' + block % 26)) +
              std::string(1, static_cast<char>('a' + word % 26)) +
              std::string(1, static_cast<char>('a' + block / 26 + word / 26)) + " ";
    }
    spec.body.push_back({text});
  }
  tests::EvidenceKit kit(tests::source_methodology());
  kit.collect(spec);
  for (const tests::BlockSpec& block : spec.body) {
    REQUIRE(kit.collector().share_in_body(block.text) == 1);
  }
  CHECK(kit.collector().share_in_body("zzz") == 0);
}
