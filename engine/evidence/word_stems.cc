// Tested through tests/evidence/claim_check_test.cc.
#include "engine/evidence/word_stems.h"

#include <algorithm>
#include <bit>

#include "engine/text/small_letters.h"
#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

constexpr size_t longest_word = 32;  ///< bytes looked at
/// "port's", "port’s": behind the letters.
size_t length_of(std::string_view word) {
  for (size_t at = 0; at < word.size(); at += 8) {
    // Of the last bytes those before are read once more, and had neither.
    const size_t from = at + 8 <= word.size() || word.size() < 8 ? at : word.size() - 8;
    const uint64_t bytes = text::key_bytes(word, from);
    const uint64_t found = stems::where(bytes, '\'') | stems::where(bytes, 0xE2);
    if (found != 0) return from + static_cast<size_t>(std::countr_zero(found)) / 8;
  }
  return word.size();
}

stems::Letters letters_of(std::string_view word) {
  word = word.substr(0, longest_word);
  stems::Letters letters;
  letters.size = length_of(word);
  letters.first = text::small_letters(text::key_bytes(word.substr(0, letters.size), 0));
  for (size_t i = 0; i < std::min<size_t>(letters.size, 3); ++i) {
    const auto byte = static_cast<uint8_t>(word[letters.size - 1 - i] | 0x20);
    letters.last |= uint32_t{byte} << (24 - 8 * i);
  }
  return letters;
}

}  // namespace

uint64_t stem_of_text(std::string_view word) {
  const stems::Letters letters = letters_of(word);
  return letters.size == 0 ? text::word_key(word) | 1 : stems::stem_of(letters);
}

}  // namespace stet::evidence
