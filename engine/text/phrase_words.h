// Step one of compiling phrases (phrase_builder.cc): their words, and the texts that satisfy them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/inflection.h"
#include "engine/text/row_pool.h"

namespace stet::text {

/// Numbers by number: which words a text satisfies, which symbols a word has.
class Grouping {
 public:
  struct Pair {
    uint32_t group = 0;
    uint32_t member = 0;
  };
  Grouping(size_t groups, std::span<const Pair> pairs);

  /// In the order of the pairs.
  std::span<const uint32_t> operator[](uint32_t group) const {
    return std::span(members_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }

 private:
  std::vector<uint32_t> begin_;
  std::vector<uint32_t> members_;
};

/// What phrases ask of one word of the text, each kind of asking once. Number 0 is none.
class PhraseWords {
 public:
  /// Bits.
  enum Asks : uint8_t {
    cased = 1,    ///< the text has its case, and so must the word
    prefix = 2,   ///< the word begins with the text
    inflect = 4,  ///< the word may be one of the text's forms
  };

  /// With room at once for the words of so many phrases, and the forms of these.
  explicit PhraseWords(size_t phrases) {
    rows_.reserve(phrases);
    texts_.reserve(2 * phrases);
    rows_.add("");
  }

  /// The number of the word with that text, folded except for its case if `cased`.
  uint32_t id_of(std::string_view text, uint8_t asks);

  uint32_t size() const { return rows_.size(); }
  std::string_view text(uint32_t id) const { return rows_.text(id).substr(1); }
  bool is_prefix(uint32_t id) const { return (rows_.text(id)[0] & prefix) != 0; }

  /// Words of texts that differ from others for some word asked for, folded.
  const RowPool& texts() const { return texts_; }
  /// Folded beginnings of words.
  const RowPool& prefixes() const { return prefixes_; }

  /// By number of the text or prefix: the words it satisfies, those without and with case.
  Grouping plain_by_text() const { return {texts_.size(), plain_texts_}; }
  Grouping cased_by_text() const { return {texts_.size(), cased_texts_}; }
  Grouping plain_by_prefix() const { return {prefixes_.size(), plain_prefixes_}; }
  Grouping cased_by_prefix() const { return {prefixes_.size(), cased_prefixes_}; }

 private:
  void add_texts(uint32_t id, std::string_view text, uint8_t asks);

  RowPool rows_;                  ///< what is asked in one byte, the text behind it
  std::vector<uint32_t> stands_;  ///< by row: the word that it is, after all
  RowPool texts_;
  RowPool prefixes_;
  std::vector<Grouping::Pair> plain_texts_;
  std::vector<Grouping::Pair> cased_texts_;
  std::vector<Grouping::Pair> plain_prefixes_;
  std::vector<Grouping::Pair> cased_prefixes_;
  WordForms forms_;
  std::string row_;
  std::string folded_;
};

}  // namespace stet::text
