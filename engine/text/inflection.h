// The other forms of an English word: plural, verb and possessive endings, and the irregular verbs
// and nouns that newspapers use. A few forms that no one writes do no harm: they never occur.
// Tested in tests/text/inflection_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// The forms of one word after the other; its memory is kept from word to word.
class WordForms {
 public:
  /// All forms of the folded base form `word`, itself first. Function words ("of", "the", "not")
  /// and words that are not plain letters have no other form.
  void find(std::string_view word);

  size_t size() const { return ends_.size(); }
  std::string_view operator[](size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(texts_).substr(begin, ends_[index] - begin);
  }

 private:
  void add(std::string_view stem, std::string_view ending);
  void add_irregular(std::string_view word);
  void add_endings(std::string_view word);
  void add_consonant_endings(std::string_view word);

  std::string texts_;
  std::vector<uint32_t> ends_;
};

}  // namespace stet::text
