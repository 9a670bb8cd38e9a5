// Tested in tests/scores/sentiment_test.cc.
#include "engine/scores/sentiment.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "engine/base/sort.h"
#include "engine/base/utf8.h"
#include "engine/scores/weight_sum.h"

namespace stet::scores {

namespace {

using evidence::Evidence;
using evidence::Hit;
using methodology::SentimentLabel;

/// A negation turns round what stands at most this many words after it.
constexpr int negation_reach = 3;

bool is_word(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  const bool latin_signs = c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA;
  const bool punctuation = c >= 0x2000 && c < 0x2070;
  return !latin_signs && !punctuation;
}

// Punctuation before a space, or a bracket or dash, ends what a negation speaks of.
bool ends_clause(std::string_view between, uint32_t at, char32_t c, uint32_t size) {
  if (c == '(' || c == ')' || c == 0x2013 || c == 0x2014) return true;
  const bool mark = c == ',' || c == ';' || c == ':' || c == '.' || c == '!' || c == '?';
  return mark && (at + size >= between.size() || between[at + size] == ' ');
}

// `between` is what stands between a negation and a hit.
bool in_reach(std::string_view between) {
  int words = 1;  // the hit's own first word
  bool inside = false;
  for (uint32_t at = 0; at < between.size();) {
    const base::CodePoint point = base::decode_utf8(between, at);
    if (ends_clause(between, at, point.value, point.size)) return false;
    const bool starts = is_word(point.value) && !inside;
    if (starts && ++words > negation_reach) return false;
    // Hyphens and apostrophes part no words; white space does.
    inside = is_word(point.value) || (inside && point.value != ' ' && point.value != '\n' &&
                                      point.value != '\t' && point.value != 0xA0);
    at += point.size;
  }
  return true;
}

bool is_negated(const methodology::Sentiment& rules, const Evidence& evidence, const Hit& hit) {
  for (const uint32_t list : rules.negations) {
    const std::span<const Hit> negations = evidence.list_hits[list];
    auto at = std::lower_bound(
        negations.begin(), negations.end(), hit.sentence,
        [](const Hit& each, uint32_t sentence) { return each.sentence < sentence; });
    for (; at != negations.end() && at->sentence == hit.sentence; ++at) {
      if (at->span.end > hit.span.begin) break;
      if (in_reach(base::slice(hit.passage->text->text, {at->span.end, hit.span.begin}))) {
        return true;
      }
    }
  }
  return false;
}

// Document order; of those that begin together the longest first.
bool stands_before(const SentimentPart& a, const SentimentPart& b) {
  return std::tuple(a.hit->sentence, a.hit->span.begin, UINT32_MAX - a.hit->span.end, a.hit->list) <
         std::tuple(b.hit->sentence, b.hit->span.begin, UINT32_MAX - b.hit->span.end, b.hit->list);
}

size_t add_hits(const std::vector<uint32_t>& lists, const Evidence& evidence, double sign,
                std::span<SentimentPart> parts, size_t count) {
  for (const uint32_t list : lists) {
    for (const Hit& hit : evidence.list_hits[list])
      parts[count++] = {&hit, sign * hit.weight, false};
  }
  return count;
}

size_t count_hits(const std::vector<uint32_t>& lists, const Evidence& evidence) {
  size_t count = 0;
  for (const uint32_t list : lists) count += evidence.list_hits[list].size();
  return count;
}

// All hits for and against, in document order. Where one lies inside another, of whatever list, the
// longer phrase knows better: "record" says nothing in "record loss".
std::span<SentimentPart> find_parts(const methodology::Sentiment& rules, const Evidence& evidence,
                                    base::Arena& arena) {
  const std::span<SentimentPart> all = arena.make_array<SentimentPart>(
      count_hits(rules.positive, evidence) + count_hits(rules.negative, evidence));
  const size_t positive = add_hits(rules.positive, evidence, 1, all, 0);
  add_hits(rules.negative, evidence, -1, all, positive);
  base::sort_in_place(all, stands_before);
  size_t kept = 0;
  for (const SentimentPart& part : all) {
    if (kept > 0) {
      const Hit& last = *all[kept - 1].hit;
      if (last.sentence == part.hit->sentence && last.span.contains(part.hit->span)) continue;
    }
    SentimentPart& slot = all[kept++];
    slot = part;
    slot.negated = is_negated(rules, evidence, *part.hit);
    if (slot.negated) slot.points = -slot.points;
  }
  return all.first(kept);
}

bool holds(const SentimentLabel& label, double value) {
  return (!label.below || value < *label.below) && (!label.above || value > *label.above);
}

// Labels go from negative to positive. Of those with an upper bound the first that holds is the
// narrowest, of those with a lower bound the last; one without bounds is for all that is left.
std::string_view label_of(const std::vector<SentimentLabel>& labels, double value) {
  for (const SentimentLabel& label : labels) {
    if (label.below && holds(label, value)) return label.id;
  }
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    if (label->above && holds(*label, value)) return label->id;
  }
  for (const SentimentLabel& label : labels) {
    if (!label.below && !label.above) return label.id;
  }
  return {};
}

Sentiment weigh(const methodology::Sentiment& rules, std::span<const SentimentPart> parts) {
  WeightSum balance, whole;  // P − N and P + N
  for (const SentimentPart& part : parts) {
    balance.add(part.points);
    whole.add(part.points < 0 ? -part.points : part.points);
  }
  Sentiment score;
  score.value = balance.value() / (whole.value() + 1);
  score.label = label_of(rules.labels, score.value);
  score.parts = parts;
  return score;
}

// The code point that ends before `offset`.
char32_t before(std::string_view text, size_t offset) {
  size_t at = offset - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return base::decode_utf8(text, static_cast<uint32_t>(at)).value;
}

// As whole words, capitals counting: "Shell" is not in "shell companies".
bool names(std::string_view text, std::string_view name) {
  for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    const bool begins = at == 0 || !is_word(before(text, at));
    if (begins && (end == text.size() ||
                   !is_word(base::decode_utf8(text, static_cast<uint32_t>(end)).value))) {
      return true;
    }
  }
  return false;
}

Sentiment weigh_party(const methodology::Sentiment& rules, const Evidence& evidence,
                      std::span<const SentimentPart> all, std::string_view name,
                      std::vector<SentimentPart>& scratch, base::Arena& arena) {
  if (name.empty()) return weigh(rules, {});
  std::vector<SentimentPart>& parts = scratch;
  parts.clear();
  uint32_t sentence = UINT32_MAX;
  bool named = false;
  for (const SentimentPart& part : all) {
    if (part.hit->sentence != sentence) {
      sentence = part.hit->sentence;
      named =
          sentence < evidence.sentences.size() && names(evidence.sentences[sentence].text(), name);
    }
    if (named) parts.push_back(part);
  }
  return weigh(rules, arena.copy_array(parts));
}

}  // namespace

SentimentScores score_sentiment(const methodology::Methodology& methodology,
                                const Evidence& evidence, base::Arena& arena) {
  const methodology::Sentiment& rules = methodology.sentiment;
  const std::span<const SentimentPart> parts = find_parts(rules, evidence, arena);
  SentimentScores scores;
  scores.article = weigh(rules, parts);
  const formats::List<formats::Affected>& parties = evidence.article->affected;
  const std::span<AffectedSentiment> affected = arena.make_array<AffectedSentiment>(parties.size);
  std::vector<SentimentPart> scratch;
  for (uint32_t i = 0; i < parties.size; ++i) {
    affected[i].party = &parties[i];
    const std::string_view name =
        parties[i].name.present() ? parties[i].name.view() : std::string_view{};
    affected[i].found = weigh_party(rules, evidence, parts, name, scratch, arena);
  }
  scores.affected = affected;
  return scores;
}

}  // namespace stet::scores
