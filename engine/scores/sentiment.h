// Sentiment, −1 to 1, by a grammar that the methodology declares.
//
//   Net profit fell in May but a record order lifts hopes.
//       ▲──────▲         ▲     ▲▲▲▲▲▲▲▲▲▲▲▲ ▲▲▲▲▲ ▲▲▲▲▲
//     what moves      contrast     tone    direction, what moves
//
// Each sentence is read for phrases that stand for themselves (good or bad news), for things that
// move and the direction in which they do, and for two figures that are compared. What stands near
// a part makes it stronger, weaker or its opposite. A phrase inside a longer one says nothing.
//   balance = Σ points;  value = balance / (Σ |points| + weight of neutral phrases + 1)
// So no parts at all (weight 0) and parts that balance (weight above 0) both give 0, and can be
// told apart. The market's direction is part of the value and summed on its own as well.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"

namespace stet::scores {

/// A place that sentiment rests on. Points and weight are whole millionths, so they add up exactly.
struct SentimentPart {
  const evidence::Finding* finding = nullptr;  ///< a hit, or the later of two figures
  const evidence::Hit* mover = nullptr;        ///< what rises or falls, if that was found
  const evidence::Hit* shifter = nullptr;      ///< the first of what changed it
  uint32_t list = 0;                           ///< index into Methodology::lists
  double points = 0;                           ///< sign included; 0 for a neutral phrase
  double weight = 0;                           ///< |points|, or what a neutral phrase weighs
  bool negated = false;
  bool market = false;  ///< says where prices go
};

struct Sentiment {
  double value = 0;        ///< −1 to 1
  std::string_view label;  ///< one of the methodology's; empty when it declares none
  double balance = 0;      ///< sum of the points of the parts
  double weight = 0;       ///< sum of the weights of the parts; 0: nothing was said
  double market = 0;       ///< sum of the points of those that say where prices go
  std::span<const SentimentPart> parts;
};

struct AffectedSentiment {
  const formats::Affected* party = nullptr;
  Sentiment found;  ///< from the clauses about the party
};

struct SentimentScores {
  Sentiment article;
  std::span<const AffectedSentiment> affected;
};

SentimentScores score_sentiment(const methodology::Methodology& methodology,
                                const evidence::Evidence& evidence, base::Arena& arena);

/// What the story says about each of `names`. A clause is about those whom it names, and if it
/// names none, about those of the clause before it (at the beginning, of the first that names one).
/// Who only speaks, as in "Markets will rise: A. Analyst, Acme" or "Acme says", is not spoken of.
std::span<const Sentiment> score_sentiment_about(const methodology::Methodology& methodology,
                                                 const evidence::Evidence& evidence,
                                                 std::span<const std::string_view> names,
                                                 base::Arena& arena);

}  // namespace stet::scores
