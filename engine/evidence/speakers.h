// Who speaks at a place of a passage, and whether readers are told.
//
//   “It is late,” the minister said. Ferries wait. A port is a port.
//   └ quotation ┘ └── paraphrase ──┘ └─── own ───┘ └──── own ─────┘
//   └────────── attributed ────────┘
//
// A sentence with an attribution outside of quotation marks is paraphrase. A place is attributed if
// its sentence or the next one has an attribution; inside a quotation the sentences of the whole
// quotation count, and where it goes on from the paragraph before, those of that one too. All
// places of a passage that cites a listed source are attributed. Tested in collect_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/evidence/evidence.h"
#include "engine/text/buffer.h"
#include "engine/text/text.h"

namespace stet::evidence {

class Speakers {
 public:
  /// `is_attribution` has an entry for each phrase list. The arguments must outlive the queries;
  /// passages come in document order.
  void read(const Passage& passage, const text::TextAnalysis& analysis,
            std::span<const uint8_t> is_attribution);
  /// Before the first passage of an article.
  void restart() { attributed_before_ = false; }
  /// Whether the quotation that the last passage left open is attributed; and, when that passage
  /// need not be read, to say so.
  bool attributed_before() const { return attributed_before_; }
  void set_attributed_before(bool attributed) { attributed_before_ = attributed; }

  struct Place {
    uint32_t sentence = 0;  ///< index in the passage
    Voice voice = Voice::own;
    bool attributed = false;
  };
  /// Of the phrase found as number `phrase` of the passage, which is its `span`.
  Place of_phrase(size_t phrase, base::Span span) const {
    const Place& unquoted = unquoted_[phrase_sentences_[phrase]];
    return has_quotations_ ? among_quotations(span, unquoted) : unquoted;
  }
  /// Fast when asked in text order.
  Place at(base::Span span) const {
    const Place& unquoted = unquoted_[sentence_at(span.begin)];
    return has_quotations_ ? among_quotations(span, unquoted) : unquoted;
  }

 private:
  void forget_quoted_attributions(std::span<const uint8_t> is_attribution);
  Place among_quotations(base::Span span, Place place) const;
  uint32_t sentence_at(uint32_t offset) const {
    const auto& sentences = analysis_->sentences;
    uint32_t at = last_sentence_;
    if (at > 0 && offset < sentences[at - 1].span.end) return sentence_before(offset);
    while (at + size_t{1} < sentences.size() && offset >= sentences[at].span.end) ++at;
    return last_sentence_ = at;
  }
  uint32_t sentence_before(uint32_t offset) const;
  const text::Quotation* quotation_around(base::Span span) const;
  bool attributed_between(uint32_t first, uint32_t last) const;
  bool attributed_quotation(const text::Quotation& quotation) const;

  const text::TextAnalysis* analysis_ = nullptr;
  mutable uint32_t last_sentence_ = 0;  ///< the answer before: most often it is the next one, too
  /// The quotation asked for last, and the answer: many places stand in one.
  mutable const text::Quotation* last_quotation_ = nullptr;
  mutable bool last_attributed_ = false;
  bool cites_ = false;
  bool has_quotations_ = false;
  bool all_quoted_ = false;         ///< a quotation block that has no marks of its own
  bool resumed_from_ = false;       ///< what `attributed_before_` was when this passage began
  bool attributed_before_ = false;  ///< of the quotation that the passage before left open
  text::Buffer<uint32_t> phrase_sentences_;  ///< by phrase that was found: where it begins
  /// By sentence: an attribution stands in it, unquoted. One more than there are.
  std::vector<uint8_t> attributions_;
  /// What holds in each sentence outside of quotations; one at least.
  std::vector<Place> unquoted_;
};

}  // namespace stet::evidence
