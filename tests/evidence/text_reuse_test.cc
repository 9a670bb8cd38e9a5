// Texts of unequal length: of long ones only a sample of the shingles is kept, so each pair is
// compared at the rate of its longer text.
#include "engine/evidence/text_reuse.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace stet::evidence {

namespace {

/// So many made-up words, twelve to a sentence.
std::string made_up(size_t words, uint32_t seed) {
  std::mt19937 random(seed);
  std::string out;
  for (size_t i = 0; i < words; ++i) {
    for (auto size = random() % 6 + 3; size > 0; --size) {
      out += static_cast<char>('a' + random() % 26);
    }
    out += i % 12 == 11 ? ". " : " ";
  }
  return out;
}

/// The sentences of the first so many words.
std::string beginning(const std::string& text, size_t words) {
  size_t at = 0;
  for (size_t i = 0; i < words; ++i) at = text.find(' ', at) + 1;
  return text.substr(0, at);
}

std::vector<Reuse> reuse_of(const std::vector<std::string>& texts) {
  TextReuse reuse;
  reuse.restart({});
  DisjointSets sets;
  sets.reset(static_cast<uint32_t>(texts.size()));
  text::Tokens tokens;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    text::tokenise(texts[i], tokens);
    reuse.add(i, texts[i], tokens, {}, {});
  }
  std::vector<Reuse> out;
  reuse.find(sets, true, out);
  return out;
}

}  // namespace

TEST_CASE("a short text that a long one repeats is found at any length") {
  for (const size_t words : {1200, 6000, 40'000}) {
    for (const size_t part : {600, 1200, 4800}) {
      if (part > words) continue;
      const std::string whole = made_up(words, 1);
      const std::string copy = beginning(whole, part) + made_up(24, 2);
      const std::vector<Reuse> found = reuse_of({whole, made_up(words, 3), copy});
      INFO(words << " words, " << part << " of them copied");
      REQUIRE(found.size() == 1);
      CHECK(found[0].first == 0);
      CHECK(found[0].second == 2);
      CHECK(found[0].share > 0.85);
    }
  }
}

TEST_CASE("long texts of their own are left alone") {
  CHECK(reuse_of({made_up(6000, 4), made_up(40'000, 5), made_up(300, 6)}).empty());
}

}  // namespace stet::evidence
