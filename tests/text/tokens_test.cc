// Tokens as printed with '|' between them; Unicode's own word break test where its file is
// installed; the fast path against the rules; and bytes that are no text at all.
#include "engine/text/tokens.h"

#include "engine/text/word_key.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <random>

#include "engine/base/utf8.h"
#include "engine/text/byte_masks.h"
#include "engine/text/char_class.h"

namespace stet::text {

namespace {

std::string printed(std::string_view text) {
  Tokens tokens;
  tokenise(text, tokens);
  return print_tokens(text, tokens);
}

std::string kinds(std::string_view text) {
  Tokens tokens;
  tokenise(text, tokens);
  std::string out;
  for (const Token& token : tokens.all) out += "wnpqds"[static_cast<int>(token.kind)];
  return out;
}

std::string folded(std::string_view word) {
  std::string out;
  append_folded(out, word);
  return out;
}

/// What tokens must be by the rules alone: boundaries over the whole text, white space dropped.
std::string by_rules(std::string_view text) {
  std::string out;
  const auto end = static_cast<uint32_t>(text.size());
  for (uint32_t at = 0; at < end;) {
    const uint32_t next = next_word_boundary(text, at, end);
    const Class c = char_class(base::decode_utf8(text, at).value).word_break;
    const bool white = c == Class::space || c == Class::w_seg_space || c == Class::cr ||
                       c == Class::lf || c == Class::newline;
    if (!white) out.append(out.empty() ? "" : "|").append(text.substr(at, next - at));
    at = next;
  }
  return out;
}

}  // namespace

TEST_CASE("tokens of news prose") {
  struct Row {
    const char* text;
    const char* tokens;
  };
  const Row rows[] = {
      {"", ""},
      {"   \n\t ", ""},
      {"Hello", "Hello"},
      {"The Fed raised rates.", "The|Fed|raised|rates|."},
      {"can't won’t", "can't|won’t"},
      {"the workers' rights", "the|workers|'|rights"},
      {"state-run, long–term", "state|-|run|,|long|–|term"},
      {"1,200.50 and 5.2bn", "1,200.50|and|5.2bn"},
      {"$5.2 billion (€3m)", "$|5.2|billion|(|€|3m|)"},
      {"up 3% or 3 %", "up|3|%|or|3|%"},
      {"U.S. firms, e.g. Acme Inc.", "U.S|.|firms|,|e.g|.|Acme|Inc|."},
      {"example.com a@b.org", "example.com|a|@|b.org"},
      {"He said: “No.”", "He|said|:|“|No|.|”"},
      {"\"Yes\"", "\"|Yes|\""},
      {"9/11 24:7 3:15", "9|/|11|24|:|7|3|:|15"},
      {"Q3 A320 10am 3rd", "Q3|A320|10am|3rd"},
      {"snake_case _x", "snake_case|_x"},
      {"naïve café Zürich", "naïve|café|Zürich"},
      {"cafe\u0301 au lait", "cafe\u0301|au|lait"},
      {"regu\u00ADlator", "regu\u00ADlator"},
      {"a\u00A0b\u2009c\u200Bd", "a|b|c|d"},
      {"👍🏽 ok 👨‍👩‍👧 🇪🇺🇺🇸",
       "👍🏽|ok|👨‍👩‍👧|🇪🇺|🇺🇸"},
      {"Привет, мир", "Привет|,|мир"},
      {"日本", "日|本"},
      {"internationalisation of counterrevolutionaries",
       "internationalisation|of|counterrevolutionaries"},
      {"wait... what?!", "wait|.|.|.|what|?|!"},
      {"end.Next", "end.Next"},
      {"end. Next", "end|.|Next"},
  };
  for (const Row& row : rows) CHECK(printed(row.text) == row.tokens);
}

TEST_CASE("kinds of tokens") {
  struct Row {
    const char* text;
    const char* kinds;
  };
  const Row rows[] = {
      {"The 5.2bn “deal”, say 3% – or $4!", "wnqwqpwnsdwsnp"},
      {"a ' b ’ c ‘ d \"", "wqwqwqwq"},
      {"« x » „y“", "qwqqwq"},
      {"- – — ‑", "dddd"},
      {"… ; : / ( ]", "pppppp"},
      {"# & @ + = 😀 ©", "sssssss"},
      {"٣٤ ½", "nw"},
      {"\xFF", "s"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(kinds(row.text) == row.kinds);
  }
}

TEST_CASE("flags of tokens") {
  Tokens tokens;
  const std::string_view text = "The U.S. NATO x, É Élan ÉÉ’s A\u00A0b \"IMF";
  tokenise(text, tokens);
  std::string out;
  for (const Token& token : tokens.all) {
    out += base::slice(text, token.span);
    out += token.has(begins_upper) ? "+" : "";
    out += token.has(all_upper) ? "!" : "";
    out += token.has(space_before) ? "_ " : " ";
  }
  CHECK(out == "The+_ U.S+!_ . NATO+!_ x_ , É+_ Élan+_ ÉÉ’s+_ A+_ b_ \"_ IMF+! ");
  CHECK(tokens.word_count == 10);
}

TEST_CASE("equal words have equal keys") {
  struct Row {
    const char* one;
    const char* other;
  };
  const Row rows[] = {
      {"Reuters", "REUTERS"},
      {"It’s", "it's"},
      {"ÉCOLE", "école"},
      {"cafe\u0301", "caf\u00E9"},
      {"CAFE\u0301", "café"},
      {"regu\u00ADlator", "regulator"},
      {"ΑΘΗΝΑ", "αθηνα"},
      {"МОСКВА", "москва"},
      {"Internationalisation", "INTERNATIONALISATION"},
      {"Counterrevolutionaries", "counterrevolutionaries"},
      {"Łódź", "łódź"},
      {"–", "-"},
      {"”", "\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.one, row.other);
    Tokens tokens;
    // Enough text after the word, and none: the loads at the end of a text go another way.
    for (const char* after : {"", " and much more text follows here"}) {
      const std::string one = row.one + std::string(after);
      const std::string other = row.other + std::string(after);
      tokenise(one, tokens);
      const uint64_t key = tokens.all[0].key;
      tokenise(other, tokens);
      CHECK(tokens.all[0].key == key);
      CHECK(key == word_key(folded(row.one)));
    }
  }
}

TEST_CASE("different words of the language have different keys") {
  Tokens tokens;
  std::vector<std::pair<uint64_t, std::string>> keys;
  for (const char* text :
       {"regulator regulators regulated abcdefgh abcdefghi abcdefghijklmnop abcdefghijklmnopq "
        "abcdefghijklmnopr a aa aaa aaaaaaa aaaaaaaa aaaaaaaaa 1 11 1,1 café cafe"}) {
    tokenise(text, tokens);
    for (const Token& token : tokens.all) {
      keys.emplace_back(token.key, std::string(base::slice(text, token.span)));
    }
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    for (size_t j = i + 1; j < keys.size(); ++j) {
      CAPTURE(keys[i].second, keys[j].second);
      CHECK(keys[i].first != keys[j].first);
    }
  }
}

TEST_CASE("Unicode's word break test") {
  std::ifstream file("/usr/share/unicode/auxiliary/WordBreakTest.txt");
  if (!file) {
    WARN("WordBreakTest.txt is not installed (package unicode-data)");
    return;
  }
  std::string line;
  size_t rows = 0;
  while (std::getline(file, line)) {
    line = line.substr(0, line.find('#'));
    std::string text;
    std::vector<uint32_t> expected;
    for (size_t at = 0; at < line.size();) {
      if (line.compare(at, 2, "÷") == 0) {
        expected.push_back(static_cast<uint32_t>(text.size()));
        at += 2;
      } else if (std::isxdigit(static_cast<unsigned char>(line[at])) != 0) {
        size_t used = 0;
        base::append_utf8(text, static_cast<char32_t>(std::stoul(line.substr(at), &used, 16)));
        at += used;
      } else {
        ++at;
      }
    }
    if (text.empty()) continue;
    ++rows;
    std::vector<uint32_t> found = {0};
    while (found.back() < text.size()) {
      found.push_back(next_word_boundary(text, found.back(), static_cast<uint32_t>(text.size())));
    }
    CAPTURE(line);
    REQUIRE(found == expected);
  }
  CHECK(rows > 1000);
}

TEST_CASE("the fast path gives what the rules give") {
  // Where a mark carries a combining accent the two differ by design: the fast path lets it go.
  const std::string_view pieces[] = {"a",    "Z",
                                     "word", "regulation",
                                     " ",    "  ",
                                     ".",    ",",
                                     "'",    ":",
                                     ";",    "\"",
                                     "-",    "5",
                                     "12",   "_",
                                     "\n",   "%",
                                     "é",    "’",
                                     "“",    "Ж",
                                     "$",    "(",
                                     "日",   "internationalisation"};
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (size_t n = random() % 40; n > 0; --n) text += pieces[random() % std::size(pieces)];
    REQUIRE(printed(text) == by_rules(text));
  }
}

TEST_CASE("byte masks: both ways agree") {
  std::mt19937 random(8);
  for (int i = 0; i < 2000; ++i) {
    char bytes[64];
    for (char& c : bytes) c = static_cast<char>(i < 4 ? i * 64 + (&c - bytes) : random());
    const ByteMasks one = classify_bytes(bytes);
    const ByteMasks other = classify_bytes_portable(bytes);
    REQUIRE(std::memcmp(&one, &other, sizeof one) == 0);
  }
}

TEST_CASE("any bytes give tokens in order that cover what is not white") {
  std::mt19937 random(9);
  Tokens tokens;
  for (int i = 0; i < 5000; ++i) {
    std::string text(random() % 200, ' ');
    for (char& c : text) c = static_cast<char>(random());
    tokenise(text, tokens);
    uint32_t end = 0;
    for (const Token& token : tokens.all) {
      REQUIRE(token.span.begin >= end);
      REQUIRE(token.span.begin < token.span.end);
      end = token.span.end;
    }
    REQUIRE(end <= text.size());
    for (const uint32_t mark : tokens.marks) REQUIRE(mark < tokens.all.size());
  }
}

}  // namespace stet::text
