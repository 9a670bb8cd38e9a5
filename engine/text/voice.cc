#include "engine/text/voice.h"

#include <algorithm>

namespace stet::text {

VoiceMap::VoiceMap(const std::vector<Sentence>& sentences, const std::vector<Quotation>& quotations,
                   const std::vector<PhraseMatch>& matches,
                   std::span<const uint32_t> attribution_lists)
    : sentences_(sentences), quotations_(quotations), attributed_(sentences.size(), false) {
  for (const PhraseMatch& match : matches) {
    const auto list = std::find(attribution_lists.begin(), attribution_lists.end(), match.list);
    if (list == attribution_lists.end() || is_quoted(quotations, match.span)) continue;
    const Sentence* sentence = sentence_at(sentences, match.span.begin);
    if (sentence != nullptr) attributed_[static_cast<size_t>(sentence - sentences.data())] = true;
  }
}

Voice VoiceMap::at(base::Span span) const {
  if (is_quoted(quotations_, span)) return Voice::quotation;
  const Sentence* sentence = sentence_at(sentences_, span.begin);
  if (sentence == nullptr) return Voice::own;
  const auto index = static_cast<size_t>(sentence - sentences_.data());
  return attributed_[index] ? Voice::paraphrase : Voice::own;
}

}  // namespace stet::text
