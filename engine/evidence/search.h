// What to look for in articles: compiled once from a methodology, constant from then on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evidence/clusters.h"
#include "engine/evidence/source_lexicon.h"
#include "engine/methodology/methodology.h"
#include "engine/text/patterns.h"
#include "engine/text/phrases.h"

namespace stet::evidence {

/// Evidence that is gathered only when somebody asks for it. A bit set.
enum Need : uint8_t {
  need_figures = 1,     ///< Evidence::figures, Sentence::figures
  need_sentences = 2,   ///< Evidence::sentences
  need_quotations = 4,  ///< Evidence::quotations
  need_body_words = 8,  ///< Collector::share_in_body
  need_everything = 15,
  need_quantities = 16,  ///< Collector::find_quantities; no part of collect()
};

/// What the methodology's scores need; rules may need more.
uint8_t needs_of_scores(const methodology::Methodology& methodology);

/// Refers to its arguments, which must outlive it, but for `problems`, which are those of the words
/// in sources.texts. `phrases` has the lists of the methodology, in their order. Shared by all
/// threads.
class Search {
 public:
  Search(const methodology::Methodology& methodology, const text::PhraseSet& phrases,
         const text::PatternSet& patterns, uint8_t needs, base::Problems& problems);

  const methodology::Methodology& methodology() const { return *methodology_; }
  const text::PhraseSet& phrases() const { return *phrases_; }
  const text::PatternSet& patterns() const { return *patterns_; }
  const SourcePolicy& sources() const { return sources_; }
  const SourceLexicon& lexicon() const { return lexicon_; }
  bool needs(Need need) const { return (needs_ & need) != 0; }
  uint32_t list_count() const { return static_cast<uint32_t>(is_attribution_.size()); }
  /// By list: 1 where its hits say who says something.
  std::span<const uint8_t> is_attribution() const { return is_attribution_; }

 private:
  const methodology::Methodology* methodology_;
  const text::PhraseSet* phrases_;
  const text::PatternSet* patterns_;
  SourcePolicy sources_;
  SourceLexicon lexicon_;
  std::vector<uint8_t> is_attribution_;
  uint8_t needs_;
};

}  // namespace stet::evidence
