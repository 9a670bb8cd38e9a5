// Tested through tests/evidence/claim_check_test.cc.
#include "engine/evidence/word_stems.h"

#include <algorithm>

#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

constexpr size_t longest_word = 32;  ///< bytes looked at
constexpr size_t kept = 6;           ///< bytes of a stem
constexpr size_t shortest = 3;

bool strip(std::string_view& word, std::string_view ending) {
  const bool ends =
      word.size() >= ending.size() + shortest && word.substr(word.size() - ending.size()) == ending;
  if (ends) word.remove_suffix(ending.size());
  return ends;
}

}  // namespace

uint64_t stem_of(std::string_view text, const text::Token& token) {
  char folded[longest_word];
  size_t size = 0;
  for (const char c : base::slice(text, token.span)) {
    if (size == longest_word) break;
    const auto byte = static_cast<unsigned char>(c);
    // A possessive ends the word: "port's", "port’s".
    if (c == '\'' || byte == 0xE2) break;
    folded[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  std::string_view word(folded, size);
  if (word.empty()) return text::word_key(base::slice(text, token.span)) | 1;
  static_cast<void>(strip(word, "ing") || strip(word, "ed") || strip(word, "es") ||
                    strip(word, "s") || strip(word, "e"));
  const size_t last = word.size() - 1;
  if (word.size() > shortest && folded[last] == 'y') folded[last] = 'i';
  return text::key_bytes(word.substr(0, kept), 0) | uint64_t{1} << 63;
}

}  // namespace stet::evidence
