#include "engine/text/text.h"

namespace stet::text {

void TextAnalysis::clear() {
  tokens.clear();
  sentences.clear();
  quotations.clear();
  numbers.clear();
  phrases.clear();
}

void analyse(std::string_view text, const PhraseSet& phrases, QuotationState& state,
             TextAnalysis& out) {
  tokenise(text, out.tokens);
  find_sentences(text, out.tokens, out.sentences);
  find_quotations(text, out.tokens, state, out.quotations);
  find_numbers(text, out.tokens, out.numbers);
  phrases.find(text, out.tokens, out.scratch, out.phrases);
}

}  // namespace stet::text
