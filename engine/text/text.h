// The front door of text analysis: one text in, everything found in it out.
//
//   text ──▶ tokens ──▶ sentences, quotations, numbers
//                  └──▶ phrase matches (all lists at once)
//
// Knows no article and no rule. A text is one block of prose (a paragraph, a heading, a field);
// texts above 4 GiB are cut at the reader. Nothing here allocates once its buffers have grown.
#pragma once

#include <string_view>
#include <vector>

#include "engine/text/patterns.h"
#include "engine/text/phrases.h"
#include "engine/text/quantities.h"
#include "engine/text/quotations.h"
#include "engine/text/sentences.h"
#include "engine/text/tokens.h"
#include "engine/text/voice.h"

namespace stet::text {

/// All that was found in one text. Reuse it for the next: its buffers stay.
struct TextAnalysis {
  Tokens tokens;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;
  std::vector<NumberToken> numbers;
  std::vector<PhraseMatch> phrases;
  PhraseScratch scratch;

  void clear();
};

/// Analyses one block. `state` carries open quotations from block to block of one article.
void analyse(std::string_view text, const PhraseSet& phrases, QuotationState& state,
             TextAnalysis& out);

}  // namespace stet::text
