// Who speaks at a place in the text.
// Tested in tests/text/voice_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/phrases.h"
#include "engine/text/quotations.h"
#include "engine/text/sentences.h"

namespace stet::text {

enum class Voice : uint8_t {
  own,         ///< the newsroom says so
  paraphrase,  ///< attributed, in the newsroom's words
  quotation,   ///< direct quotation
};

/// Classifies places of one text. `matches` are all phrase matches of that text;
/// `attribution_lists` the ids of the lists that hold attribution verbs and "according to".
/// A sentence is attributed if one of these stands in it outside of quotation marks.
class VoiceMap {
 public:
  VoiceMap(const std::vector<Sentence>& sentences, const std::vector<Quotation>& quotations,
           const std::vector<PhraseMatch>& matches, std::span<const uint32_t> attribution_lists);

  Voice at(base::Span span) const;

 private:
  const std::vector<Sentence>& sentences_;
  const std::vector<Quotation>& quotations_;
  std::vector<bool> attributed_;  ///< by sentence
};

}  // namespace stet::text
