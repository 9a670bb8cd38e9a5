// Words and clauses, counted eight bytes at a time, against a count by code points.
#include "engine/scores/sentiment_words.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "engine/base/utf8.h"

using namespace stet;
using namespace stet::scores;

namespace {

bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0; }

/// Words that begin in `text`: what stands inside a word neither ends it nor begins one.
uint32_t counted(std::string_view text) {
  uint32_t words = 0;
  bool inside = false;
  for (uint32_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    at += point.size;
    if (is_word_point(point.value)) {
      words += inside ? 0 : 1;
      inside = true;
    } else if (is_space(point.value)) {
      inside = false;
    }
  }
  return words;
}

/// From pieces of words, blanks, punctuation and letters beyond ASCII; may end in the middle.
std::string draw(std::mt19937& random) {
  static const char* const pieces[] = {"a",        "Word", "notwithstanding",
                                       " ",        " ",    "  ",
                                       ", ",       ".",    "'",
                                       "-",        "—",    "’",
                                       "é",        "(",    ")",
                                       ":",        "\n",   "1,2",
                                       "\xC2\xA0", "@",    "[",
                                       "`",        "{",    "😀"};
  std::string out;
  for (auto left = random() % 24; left > 0; --left) out += pieces[random() % std::size(pieces)];
  return out;
}

}  // namespace

TEST_CASE("words of a span") {
  const std::pair<std::string_view, uint32_t> rows[] = {
      {"", 0},
      {"profit", 1},
      {"net profit", 2},
      {"year-on-year", 1},
      {"Acme’s 1,200 men", 3},
      {" – ", 0},
      {"0123456789abcdefghij klmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 2},
      {"AtZ[z`a{@/0:9", 1},
      {"eight-by eight by", 3},
      {"éé éé\xC2\xA0é", 3},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(count_words(text, {0, static_cast<uint32_t>(text.size())}) == expected);
    CHECK(counted(text) == expected);
  }
}

TEST_CASE("words of drawn texts, wherever a span begins and ends") {
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = draw(random);
    const auto size = static_cast<uint32_t>(text.size());
    INFO(text);
    for (uint32_t begin = 0; begin <= size; ++begin) {
      if (begin < size && (static_cast<uint8_t>(text[begin]) & 0xC0) == 0x80) continue;
      REQUIRE(count_words(text, {begin, size}) == counted(text.substr(begin)));
      REQUIRE(count_words(text, {0, begin}) == counted(text.substr(0, begin)));
    }
  }
}

TEST_CASE("a walk in steps counts what one step counts, and cuts the same clauses") {
  std::mt19937 random(6);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = draw(random);
    const auto size = static_cast<uint32_t>(text.size());
    INFO(text);
    std::vector<uint32_t> clauses, cut_at_once;
    WordWalk walk(text, 0, clauses), at_once(text, 0, cut_at_once);
    for (uint32_t at = 0; at <= size; ++at) {
      if (at < size && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80) continue;
      if (random() % 3 == 0 || at == size) walk.advance(at);
    }
    at_once.advance(size);
    REQUIRE(walk.words() == at_once.words());
    REQUIRE(clauses == cut_at_once);
  }
}
