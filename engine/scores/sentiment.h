// Sentiment, −1 to 1: weighted phrases for and against, negation turned round.
//   value = (P − N) / (P + N + 1), P and N the weights of positive and negative hits
// A negation at most three words before a hit, in its sentence and clause, turns it round. A hit
// inside a longer one counts nothing. An affected party has the hits of the sentences that name it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"

namespace stet::scores {

struct SentimentPart {
  const evidence::Hit* hit = nullptr;
  double points = 0;  ///< sign included
  bool negated = false;
};

struct Sentiment {
  double value = 0;        ///< −1 to 1
  std::string_view label;  ///< one of the methodology's; empty when it declares none
  std::span<const SentimentPart> parts;
};

struct AffectedSentiment {
  const formats::Affected* party = nullptr;
  Sentiment found;  ///< from the sentences that name the party
};

struct SentimentScores {
  Sentiment article;
  std::span<const AffectedSentiment> affected;
};

SentimentScores score_sentiment(const methodology::Methodology& methodology,
                                const evidence::Evidence& evidence, base::Arena& arena);

}  // namespace stet::scores
