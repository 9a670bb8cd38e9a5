#include "engine/scores/sentiment.h"

#include <algorithm>
#include <vector>

namespace stet::scores {
namespace {

using evidence::Evidence;
using evidence::Hit;
using methodology::Methodology;

/// A negation this many words or fewer before a hit turns it round.
constexpr int negation_reach = 3;

int words_between(std::string_view text, uint32_t from, uint32_t to) {
  int words = 0;
  bool inside = false;
  for (uint32_t i = from; i < to; ++i) {
    const bool space = text[i] == ' ' || text[i] == '\n' || text[i] == '\t';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

bool negates(const Hit& negation, const Hit& hit) {
  return negation.passage == hit.passage && negation.sentence == hit.sentence &&
         negation.span.end <= hit.span.begin &&
         words_between(hit.passage->text->text, negation.span.end, hit.span.begin) <
             negation_reach;
}

bool is_negated(const Methodology& methodology, const Evidence& evidence, const Hit& hit) {
  for (uint32_t list : methodology.sentiment.negations) {
    for (const Hit& negation : evidence.list_hits[list]) {
      if (negates(negation, hit)) return true;
    }
  }
  return false;
}

bool before(const SentimentPart& a, const SentimentPart& b) {
  if (a.hit->sentence != b.hit->sentence) return a.hit->sentence < b.hit->sentence;
  if (a.hit->span.begin != b.hit->span.begin) return a.hit->span.begin < b.hit->span.begin;
  return a.hit->list < b.hit->list;
}

void add_parts(const Methodology& methodology, const Evidence& evidence,
               const std::vector<uint32_t>& lists, double sign, std::vector<SentimentPart>& parts) {
  for (uint32_t list : lists) {
    for (const Hit& hit : evidence.list_hits[list]) {
      const bool negated = is_negated(methodology, evidence, hit);
      parts.push_back({&hit, (negated ? -sign : sign) * hit.weight, negated});
    }
  }
}

std::string_view label_of(const methodology::Sentiment& rules, double value) {
  for (const methodology::SentimentLabel& label : rules.labels) {
    if (label.below && value >= *label.below) continue;
    if (label.above && value <= *label.above) continue;
    return label.id;
  }
  return {};
}

Sentiment from_parts(const methodology::Sentiment& rules, const std::vector<SentimentPart>& parts,
                     base::Arena& arena) {
  double positive = 0;
  double negative = 0;
  for (const SentimentPart& part : parts) {
    if (part.points > 0) positive = positive + part.points;
    if (part.points < 0) negative = negative - part.points;
  }
  Sentiment score;
  score.value = (positive - negative) / (positive + negative + 1.0);
  score.label = label_of(rules, score.value);
  score.parts = arena.copy_array(parts);
  return score;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool names(std::string_view text, std::string_view name) {
  for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    const bool starts = at == 0 || !is_word_byte(text[at - 1]);
    const bool ends = end == text.size() || !is_word_byte(text[end]);
    if (starts && ends) return true;
  }
  return false;
}

/// The hits in sentences that name the party.
Sentiment about(const Methodology& methodology, const Evidence& evidence,
                const std::vector<SentimentPart>& all, std::string_view name, base::Arena& arena) {
  std::vector<SentimentPart> parts;
  if (!name.empty()) {
    for (const SentimentPart& part : all) {
      if (names(evidence.sentences[part.hit->sentence].text(), name)) parts.push_back(part);
    }
  }
  return from_parts(methodology.sentiment, parts, arena);
}

}  // namespace

SentimentScores score_sentiment(const Methodology& methodology, const Evidence& evidence,
                                base::Arena& arena) {
  std::vector<SentimentPart> parts;
  add_parts(methodology, evidence, methodology.sentiment.positive, 1.0, parts);
  add_parts(methodology, evidence, methodology.sentiment.negative, -1.0, parts);
  std::sort(parts.begin(), parts.end(), before);

  SentimentScores scores;
  scores.article = from_parts(methodology.sentiment, parts, arena);
  std::vector<AffectedSentiment> affected;
  for (const formats::Affected& party : evidence.article->affected) {
    const std::string_view name = party.name.present() ? party.name.view() : std::string_view();
    affected.push_back({&party, about(methodology, evidence, parts, name, arena)});
  }
  scores.affected = arena.copy_array(affected);
  return scores;
}

}  // namespace stet::scores
