// Sentences → parts: the grammar of sentiment.h applied. Tested in tests/scores/sentiment_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/scores/sentiment.h"

namespace stet::scores {

/// A sentence that says something, cut into clauses.
struct ReadSentence {
  uint32_t sentence = 0;                       ///< index into Evidence::sentences
  uint32_t first_part = 0, last_part = 0;      ///< half open, into SentimentReading::parts
  uint32_t first_clause = 0, last_clause = 0;  ///< half open, into SentimentReading::clauses
  uint32_t laid_out = 0;  ///< end of what is cut into clauses: nothing is told behind
  /// It has one word of sentiment and was not cut: only who looks for parties must know the clause.
  /// Of others the clauses before their first word of sentiment were not counted either.
  bool uncut = false;
  bool opens_clause = false;  ///< at the first word of sentiment
};

/// All parts of a story, in document order.
struct SentimentReading {
  std::vector<SentimentPart> parts;
  std::vector<uint32_t> part_clauses;  ///< of each part of a cut sentence: index into `clauses`
  std::vector<uint32_t> clauses;       ///< where each begins in its passage
  std::vector<ReadSentence> sentences;
};

SentimentReading read_sentiment(const methodology::Sentiment& rules,
                                const evidence::Evidence& evidence);

}  // namespace stet::scores
