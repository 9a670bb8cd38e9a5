// The texts of cited sources, ready to be asked which of their sentences speak of a claim.
//
//   text ─▶ sentences, with what they are worth (hedged, second-hand)
//        └▶ content words: stem ─▶ sentences; exact keys, in order, for names and quotations
//
// One per thread; keeps its memory. Only the sources that claims cite are in it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/buffer.h"
#include "engine/text/text.h"

namespace stet::evidence {

struct IndexedSentence {
  base::Span span;                          ///< in the text of its source
  uint32_t first_word = 0, word_count = 0;  ///< in TextIndex::keys
  double hedge = 0;                         ///< weight of the hedges outside of quotations
  bool second_hand = false;                 ///< gives what it says to another outlet
};

struct IndexedText {
  std::string_view text;
  uint32_t first_sentence = 0, sentence_count = 0;
  uint32_t first_word = 0, word_count = 0;
  uint32_t slots = 0, slot_mask = 0;  ///< in the table
};

/// A sentence and how many of the stems asked for it has.
struct Candidate {
  uint32_t sentence = 0;  ///< number among those of its source
  uint32_t shared = 0;
};

class TextIndex {
 public:
  /// For so many sources; which ones are wanted.
  void restart(uint32_t sources);
  void want(uint32_t source) { wanted_[source] = 1; }
  bool wants(uint32_t source) const { return wanted_[source] != 0; }

  /// `sentences` says what each is worth; its words are filled in.
  void add(uint32_t source, std::string_view text, const text::Tokens& tokens,
           std::span<const IndexedSentence> sentences);

  /// Null for a source without a text.
  const IndexedText* find(uint32_t source) const;
  std::span<const IndexedSentence> sentences(const IndexedText& text) const {
    return std::span(sentences_).subspan(text.first_sentence, text.sentence_count);
  }
  /// The keys of all words and numbers of a text or a sentence, in order.
  std::span<const uint64_t> keys(uint32_t first, uint32_t count) const {
    return {keys_.data() + first, count};
  }

  bool has_stem(const IndexedText& text, uint64_t stem) const;

  /// The best sentences for `stems` (each once), best first, at most `most`; of equal ones the
  /// first in the text.
  void best_sentences(const IndexedText& text, std::span<const uint64_t> stems, size_t most,
                      std::vector<Candidate>& out);

 private:
  struct Word {
    uint64_t stem = 0;
    uint32_t sentence = 0;
    uint32_t next = 0;  ///< in its chain, as index + 1
  };

  std::vector<uint8_t> wanted_;
  std::vector<uint32_t> text_of_;  ///< by source: index into `texts_` + 1
  std::vector<IndexedText> texts_;
  std::vector<IndexedSentence> sentences_;
  text::Buffer<uint64_t> keys_;
  text::Buffer<Word> words_;     ///< content words
  std::vector<uint32_t> table_;  ///< of all texts: first of a chain, as index + 1
  // Of one question.
  std::vector<uint32_t> shared_, last_stem_, touched_;
};

}  // namespace stet::evidence
