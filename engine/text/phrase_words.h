// Step one of compiling phrases (phrase_builder.cc): their words, and the texts that satisfy them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/inflection.h"
#include "engine/text/phrase_automaton.h"
#include "engine/text/row_pool.h"

namespace stet::text {

/// What phrases ask of one word of the text, each kind of asking once. Number 0 is none.
///
/// Texts stand where PhraseSet::find looks for them, in `slots` and `letters`. As long as phrases
/// are added, the value of a text is the words that it satisfies: the number of one, or `list_bit`
/// and the first of several in `links_`; a word with case is always in `links_`.
class PhraseWords {
 public:
  using A = PhraseAutomaton;

  /// Bits.
  enum Asks : uint8_t {
    cased = 1,    ///< the text has its case, and so must the word
    prefix = 2,   ///< the word begins with the text
    inflect = 4,  ///< the word may be one of the text's forms
  };
  struct Word {
    uint64_t key;      ///< of the folded text
    uint32_t letters;  ///< where they stand in `letters`; 0: the key has them all
    uint8_t asks;
  };
  struct Link {
    uint32_t word;
    uint32_t next;  ///< 0: none
  };
  static constexpr uint32_t list_bit = uint32_t{1} << 31;

  /// With room at once for the words of so many phrases, and the forms of these.
  PhraseWords(PhraseAutomaton& automaton, size_t phrases);

  /// The number of the word with that folded text, which has the key `key`. `asks`: nothing, or
  /// `inflect`.
  uint32_t id_of(std::string_view text, uint64_t key, uint8_t asks);
  /// The number of a word whose beginning or case is asked for. Its text is folded except for its
  /// case if `cased`.
  uint32_t special_id_of(std::string_view text, uint8_t asks);
  /// Makes the table of texts as large as it has to be.
  void finish();

  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }
  const Word& word(uint32_t id) const { return words_[id]; }
  /// The words that a text satisfies begin here; see `list_bit`.
  const Link& link(uint32_t id) const { return links_[id]; }
  /// How many texts there are.
  size_t text_count() const { return text_count_; }
  /// Folded beginnings of words, and the value of each.
  const RowPool& prefixes() const { return prefixes_; }
  uint32_t prefix_value(uint32_t id) const { return prefix_values_[id]; }

 private:
  /// Where the value of a text stands: until the next text is added.
  struct Place {
    uint32_t* slot = nullptr;
    uint32_t letters = 0;  ///< of a long word; 0: the slot has the value itself
  };
  Place place_of(std::string_view text, uint64_t key);
  uint32_t find(uint32_t value, const Word& like) const;
  uint32_t find_special(uint32_t value, std::string_view text, uint8_t asks) const;
  uint32_t joined(uint32_t value, uint32_t word);
  void satisfy(const Place& place, uint32_t word);
  uint32_t value_at(const Place& place) const;
  void resize_slots(size_t size);

  PhraseAutomaton& a_;
  size_t text_count_ = 0;
  std::vector<Word> words_;
  std::vector<Link> links_;
  RowPool prefixes_;
  std::vector<uint32_t> prefix_values_;
  WordForms forms_;
  std::string folded_;
};

}  // namespace stet::text
