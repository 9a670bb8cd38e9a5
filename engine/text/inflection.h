// The other forms of an English word: plural, verb and possessive endings, and the irregular verbs
// and nouns that newspapers use. A few forms that no one writes do no harm: they never occur.
// Tested in tests/text/inflection_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/buffer.h"

namespace stet::text {

/// The forms of one word after the other; its memory is kept from word to word.
class WordForms {
 public:
  /// All forms of the folded base form `word`, itself first. Function words ("of", "the", "not")
  /// and words that are not plain letters have no other form.
  void find(std::string_view word);
  /// The same, of a word whose key (word_key.h) is known.
  void find(std::string_view word, uint64_t key);

  size_t size() const { return ends_.size(); }
  std::string_view operator[](size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return {texts_.data() + begin, ends_[index] - begin};
  }

 private:
  void add(std::string_view stem, std::string_view ending);
  void add_irregular(std::string_view word, uint64_t key);
  void add_endings(std::string_view word);
  void add_consonant_endings(std::string_view word);

  Buffer<char> texts_;
  std::vector<uint32_t> ends_;
  size_t irregular_ = 0;  ///< forms that a further one may be equal to
};

}  // namespace stet::text
