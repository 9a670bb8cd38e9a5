// Tested through tests/evidence/collect_test.cc.
#include "engine/evidence/search.h"

#include <algorithm>

namespace stet::evidence {

uint8_t needs_of_scores(const methodology::Methodology& methodology) {
  uint8_t needs = 0;
  for (const methodology::Axis& axis : methodology.impact.axes) {
    for (const methodology::Signal& signal : axis.signals) {
      if (signal.measure != methodology::Measure::phrase) needs |= need_figures;
    }
  }
  for (const methodology::SentimentList& list : methodology.sentiment.lists) {
    needs |= need_sentences;
    if (list.compares) needs |= need_figures;
  }
  return needs;
}

Search::Search(const methodology::Methodology& methodology, const text::PhraseSet& phrases,
               const text::PatternSet& patterns, uint8_t needs, base::Problems& problems)
    : methodology_(&methodology),
      phrases_(&phrases),
      patterns_(&patterns),
      sources_(methodology),
      lexicon_(methodology, problems),
      is_attribution_(std::max<size_t>(methodology.lists.size(), phrases.list_count()), 0),
      needs_(needs) {
  for (const uint32_t list : methodology.attribution_lists) is_attribution_[list] = 1;
}

}  // namespace stet::evidence
