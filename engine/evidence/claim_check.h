// Whether the text of a source says what a claim says.
//
//   claim ─▶ content words, names, periods, quantities, quotations, direction (rose or fell)
//   source ─▶ the sentences that share most content words (text_index.h) ─▶ compared one by one
//
// A sentence supports a claim when it shares `overlap` of its content words, has all its values
// (within the precision as both are written), contradicts neither its periods nor its direction,
// and is neither hedged (unless the claim is) nor taken from another outlet. The text must have the
// claim's names, its dates and, word by word, its quotations. "Different numbers" alone are no
// contradiction: a sentence contradicts a claim only when nearly all of the claim's words are in
// it, no period differs, and it has exactly one value of that kind of unit, and that is another
// one. Tested in tests/evidence/claim_check_test.cc.
#pragma once

#include <string_view>
#include <vector>

#include "engine/evidence/claim_dates.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/source_lexicon.h"
#include "engine/evidence/text_index.h"
#include "engine/evidence/values.h"
#include "engine/text/text.h"

namespace stet::evidence {

/// What is compared of a claim, or of a sentence.
struct Statement {
  std::string_view text;
  text::Tokens tokens;
  std::vector<uint64_t> stems;  ///< of content words, each once
  std::vector<Value> values;
  std::vector<uint64_t> years, months, weekdays, quarters;  ///< keys, or numbers from 0
  bool rises = false, falls = false, negated = false;

  void read(std::string_view statement, const SourceLexicon& lexicon, bool with_values);

 private:
  void read_words(const SourceLexicon& lexicon);
  std::vector<text::NumberToken> numbers_;
};

/// One per thread; keeps its memory.
class ClaimChecker {
 public:
  ClaimChecker(const methodology::Methodology& methodology, const SourceLexicon& lexicon)
      : methodology_(&methodology), lexicon_(&lexicon) {}

  /// Before the sources of a claim; `story` is when the story is published.
  void read_claim(std::string_view claim, const formats::Time& story);
  /// What `source`, whose text is `text`, says of that claim.
  SourceFinding check(uint32_t source, const formats::Source& from, const IndexedText& text,
                      TextIndex& index);

 private:
  bool has_names(const formats::Source& from, const IndexedText& text,
                 const TextIndex& index) const;
  bool has_quotations(const IndexedText& text, const TextIndex& index) const;
  SourceFinding compare(const IndexedSentence& sentence, const IndexedText& text, double share);
  bool has_values(const IndexedSentence& sentence, double share, SourceFinding& found) const;

  const methodology::Methodology* methodology_;
  const SourceLexicon* lexicon_;
  Statement claim_, sentence_;
  ClaimDates dates_;
  double claim_hedge_ = 0;
  std::vector<text::Token> names_;
  std::vector<std::vector<uint64_t>> quotations_;
  text::TextAnalysis analysis_;
  std::vector<Candidate> candidates_;
};

}  // namespace stet::evidence
