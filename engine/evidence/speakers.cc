// Tested in tests/evidence/collect_test.cc.
#include "engine/evidence/speakers.h"

#include <algorithm>

namespace stet::evidence {

void Speakers::read(const Passage& passage, const text::TextAnalysis& analysis,
                    std::span<const uint8_t> is_attribution) {
  analysis_ = &analysis;
  last_sentence_ = 0;
  last_quotation_ = nullptr;
  cites_ = passage.cites;
  all_quoted_ = passage.block_kind == "quotation" && analysis.quotations.empty();
  attributions_.assign(analysis.sentences.size() + 1, 0);
  phrase_sentences_.clear();
  uint32_t* next = phrase_sentences_.room(analysis.phrases.size());
  for (const text::PhraseMatch& match : analysis.phrases) {
    const uint32_t sentence = *next++ = sentence_at(match.span.begin);
    // Without a branch: which list comes next cannot be predicted.
    attributions_[sentence] |= is_attribution[match.list];
  }
  phrase_sentences_.commit(analysis.phrases.size());
  if (!analysis.quotations.empty()) forget_quoted_attributions(is_attribution);
  unquoted_.resize(attributions_.size());
  for (uint32_t i = 0; i < unquoted_.size(); ++i) {
    const bool says = attributions_[i] != 0;
    const bool next_says = i + 1 < attributions_.size() && attributions_[i + 1] != 0;
    unquoted_[i] = {i, says ? Voice::paraphrase : Voice::own, cites_ || says || next_says};
  }
  has_quotations_ = all_quoted_ || !analysis.quotations.empty();
  resumed_from_ = attributed_before_;
  attributed_before_ = false;
  if (!analysis.quotations.empty()) {
    // The outermost one that is still open, if any, is the last of depth 0.
    const auto last = std::find_if(analysis.quotations.rbegin(), analysis.quotations.rend(),
                                   [](const text::Quotation& q) { return q.depth == 0; });
    if (last != analysis.quotations.rend() && !last->closed) {
      attributed_before_ = cites_ || attributed_quotation(*last);
    }
  }
}

void Speakers::forget_quoted_attributions(std::span<const uint8_t> is_attribution) {
  std::fill(attributions_.begin(), attributions_.end(), uint8_t{0});
  for (size_t i = 0; i < analysis_->phrases.size(); ++i) {
    const text::PhraseMatch& match = analysis_->phrases[i];
    if (is_attribution[match.list] == 0 || quotation_around(match.span) != nullptr) continue;
    attributions_[phrase_sentences_[i]] = 1;
  }
}

uint32_t Speakers::sentence_before(uint32_t offset) const {
  const auto& sentences = analysis_->sentences;
  const text::Sentence* found = text::sentence_at(sentences, offset);
  return last_sentence_ = static_cast<uint32_t>(found - sentences.data());
}

Speakers::Place Speakers::among_quotations(base::Span span, Place place) const {
  const text::Quotation* quotation = quotation_around(span);
  if (all_quoted_ || quotation != nullptr) place.voice = Voice::quotation;
  if (place.attributed || quotation == nullptr) return place;
  if (quotation != last_quotation_) {
    last_quotation_ = quotation;
    last_attributed_ = attributed_quotation(*quotation);
    last_sentence_ = place.sentence;
  }
  place.attributed = last_attributed_;
  return place;
}

bool Speakers::attributed_quotation(const text::Quotation& quotation) const {
  if (quotation.resumed && resumed_from_) return true;
  const uint32_t end = std::max(quotation.span.begin + 1, quotation.span.end);
  return attributed_between(sentence_at(quotation.span.begin), sentence_at(end - 1));
}

// In the sentences from `first` to `last`, or in the one after.
bool Speakers::attributed_between(uint32_t first, uint32_t last) const {
  const size_t end = std::min(attributions_.size(), size_t{last} + 2);
  for (size_t i = first; i < end; ++i) {
    if (attributions_[i] != 0) return true;
  }
  return false;
}

// The outermost one. Quotations are sorted by where they begin, outer before inner.
const text::Quotation* Speakers::quotation_around(base::Span span) const {
  const auto& all = analysis_->quotations;
  if (all.empty()) return nullptr;
  auto at = std::upper_bound(
      all.begin(), all.end(), span.begin,
      [](uint32_t offset, const text::Quotation& each) { return offset < each.span.begin; });
  while (at != all.begin()) {
    --at;
    if (at->depth != 0) continue;
    return at->span.contains(span) ? &*at : nullptr;
  }
  return nullptr;
}

}  // namespace stet::evidence
