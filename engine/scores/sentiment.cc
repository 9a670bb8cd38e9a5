// Tested in tests/scores/sentiment_test.cc.
#include "engine/scores/sentiment.h"

#include <algorithm>
#include <vector>

#include "engine/base/sort.h"
#include "engine/base/utf8.h"
#include "engine/scores/sentiment_grammar.h"
#include "engine/scores/sentiment_words.h"
#include "engine/scores/weight_sum.h"

namespace stet::scores {

namespace {

using evidence::Evidence;
using methodology::SentimentLabel;

// Labels rise, and between two neighbours stands one threshold: of the one or of the other.
std::string_view label_of(std::span<const SentimentLabel> labels, double value) {
  for (size_t i = 0; i < labels.size(); ++i) {
    const bool last = i + 1 == labels.size();
    const auto& below = labels[i].below;
    const bool higher =
        below ? value >= *below : !last && labels[i + 1].above && value > *labels[i + 1].above;
    if (!higher) return labels[i].id;
  }
  return {};
}

Sentiment weigh(const methodology::Sentiment& rules, std::span<const SentimentPart> parts) {
  WeightSum balance, weight, market;
  for (const SentimentPart& part : parts) {
    balance.add(part.points);
    weight.add(part.weight);
    if (part.market) market.add(part.points);
  }
  Sentiment score;
  score.balance = balance.value();
  score.weight = weight.value();
  score.market = market.value();
  score.value = score.balance / (score.weight + 1);
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

// As a whole word, capitals counting: "Shell" is not in "shell companies".
size_t find_name(std::string_view text, std::string_view name, size_t from) {
  for (size_t at = text.find(name, from); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    const bool begins = at == 0 || !is_word_point(before(text, at));
    if (begins && (end == text.size() ||
                   !is_word_point(base::decode_utf8(text, static_cast<uint32_t>(end)).value))) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// Where a sentence names a party.
struct Name {
  base::Span span;  ///< in its passage
  uint32_t party = 0;
};

/// Where a passage names a party next: sentences without the name cost nothing.
struct NextName {
  const evidence::Passage* passage = nullptr;
  size_t at = 0;  ///< npos: nowhere any more
};

/// A party named in a clause as one that is spoken of.
struct Mention {
  uint32_t clause = 0;  ///< of its sentence, counted on behind those that were laid out
  uint32_t party = 0;
  bool operator==(const Mention&) const = default;
};

bool clause_before(const Mention& a, const Mention& b) {
  return a.clause != b.clause ? a.clause < b.clause : a.party < b.party;
}

/// Hands the parts of each sentence to those whom their clauses are about.
class Parties {
 public:
  Parties(const methodology::Methodology& methodology, const Evidence& evidence,
          const SentimentReading& reading, std::span<const std::string_view> names)
      : attributions_(methodology.attribution_lists),
        evidence_(evidence),
        reading_(reading),
        names_(names),
        found_(names.size()),
        next_(names.size()) {
    for (const ReadSentence& sentence : reading.sentences) read(sentence);
  }

  std::span<const SentimentPart> found(size_t party, base::Arena& arena) const {
    return arena.copy_array(found_[party]);
  }

 private:
  void read(const ReadSentence& sentence);
  void find_names(const ReadSentence& sentence, uint32_t party);
  void cut(const ReadSentence& sentence);
  void find_mentions(const ReadSentence& sentence);
  void hand_out(const ReadSentence& sentence);
  uint32_t clause_of_part(const ReadSentence& sentence, uint32_t part) const {
    if (sentence.uncut) return clauses_before_;
    return clauses_before_ + reading_.part_clauses[part] - sentence.first_clause;
  }
  bool is_name(const evidence::Finding& finding) const;
  bool only_speaks(const ReadSentence& sentence, base::Span name) const;

  const std::vector<uint32_t>& attributions_;
  const Evidence& evidence_;
  const SentimentReading& reading_;
  std::span<const std::string_view> names_;
  std::vector<std::vector<SentimentPart>> found_;  ///< by party
  std::vector<NextName> next_;                     ///< by party
  // Of the sentence at hand.
  std::vector<Name> names_in_text_;
  std::vector<Mention> mentions_;
  std::vector<uint32_t> clauses_;  ///< where they begin in its passage
  uint32_t clauses_before_ = 0;    ///< that of the first word of sentiment
};

void Parties::read(const ReadSentence& sentence) {
  if (sentence.first_part == sentence.last_part) return;
  mentions_.clear();
  names_in_text_.clear();
  for (uint32_t party = 0; party < names_.size(); ++party) {
    if (!names_[party].empty()) find_names(sentence, party);
  }
  if (names_in_text_.empty()) return;
  cut(sentence);
  find_mentions(sentence);
  if (mentions_.empty()) return;
  base::sort_in_place(mentions_, clause_before);
  mentions_.erase(std::unique(mentions_.begin(), mentions_.end()), mentions_.end());
  hand_out(sentence);
}

void Parties::find_names(const ReadSentence& sentence, uint32_t party) {
  const evidence::Sentence& in = evidence_.sentences[sentence.sentence];
  const std::string_view text = in.passage->text->text;
  const std::string_view name = names_[party];
  NextName& next = next_[party];
  if (next.passage != in.passage || next.at < in.span.begin) {
    next = {in.passage, find_name(text, name, in.span.begin)};
  }
  while (next.at < in.span.end) {
    const auto begin = static_cast<uint32_t>(next.at);
    const base::Span span{begin, begin + static_cast<uint32_t>(name.size())};
    if (in.span.contains(span)) names_in_text_.push_back({span, party});
    next.at = find_name(text, name, next.at + name.size());
  }
}

void Parties::cut(const ReadSentence& sentence) {
  clauses_.clear();
  const evidence::Sentence& in = evidence_.sentences[sentence.sentence];
  const std::span<const uint32_t> laid_out =
      std::span(reading_.clauses)
          .subspan(sentence.first_clause, sentence.last_clause - sentence.first_clause);
  const uint32_t begin = sentence.uncut ? sentence.laid_out : laid_out.front();
  WordWalk walk(in.passage->text->text, in.span.begin, clauses_);
  walk.advance(begin);
  if (sentence.opens_clause) walk.open_clause(begin);
  clauses_before_ = static_cast<uint32_t>(clauses_.size() - 1);
  if (!sentence.uncut) clauses_.insert(clauses_.end(), laid_out.begin() + 1, laid_out.end());
}

void Parties::find_mentions(const ReadSentence& sentence) {
  const std::string_view text = evidence_.sentences[sentence.sentence].passage->text->text;
  for (const Name& name : names_in_text_) {
    if (only_speaks(sentence, name.span)) continue;
    const uint32_t begin = name.span.begin;
    const auto next = std::upper_bound(clauses_.begin() + 1, clauses_.end(), begin);
    const base::Span behind{sentence.laid_out, std::max(begin, sentence.laid_out)};
    const uint32_t ended = behind.empty() ? 0 : count_clause_ends(text, behind);
    mentions_.push_back({static_cast<uint32_t>(next - clauses_.begin() - 1) + ended, name.party});
  }
}

// Those of a clause that says nothing share what comes next: "Gold, silver fall".
void Parties::hand_out(const ReadSentence& sentence) {
  size_t begin = 0, end = 0;  // of the mentions that the clause at hand is about
  bool said = false;
  for (uint32_t i = sentence.first_part; i < sentence.last_part; ++i) {
    while (end < mentions_.size() &&
           (end == 0 || mentions_[end].clause <= clause_of_part(sentence, i))) {
      if (said) begin = end;
      said = false;
      const uint32_t clause = mentions_[end].clause;
      while (end < mentions_.size() && mentions_[end].clause == clause) ++end;
    }
    said = true;
    if (is_name(*reading_.parts[i].finding)) continue;
    for (size_t k = begin; k < end; ++k) found_[mentions_[k].party].push_back(reading_.parts[i]);
  }
}

// "Fine" is no penalty in "Fine Sciences".
bool Parties::is_name(const evidence::Finding& finding) const {
  const auto contains = [&](const Name& name) { return name.span.contains(finding.span); };
  return std::any_of(names_in_text_.begin(), names_in_text_.end(), contains);
}

// "…: A. Analyst, Acme" at the end of a headline, "Acme says …", "… says Acme".
bool Parties::only_speaks(const ReadSentence& sentence, base::Span name) const {
  constexpr uint32_t most_words = 6;
  const evidence::Sentence& in = evidence_.sentences[sentence.sentence];
  const std::string_view text = in.passage->text->text;
  if (name.end == in.span.end) {
    const size_t colon = text.rfind(':', name.begin);
    if (colon != std::string_view::npos && colon > in.span.begin &&
        count_words(text, {static_cast<uint32_t>(colon), name.begin}) <= most_words) {
      return true;
    }
  }
  for (const uint32_t list : attributions_) {
    const std::span<const evidence::Hit> hits = evidence_.list_hits[list];
    auto at = std::lower_bound(
        hits.begin(), hits.end(), sentence.sentence,
        [](const evidence::Hit& hit, uint32_t number) { return hit.sentence < number; });
    for (; at != hits.end() && at->sentence == sentence.sentence; ++at) {
      const base::Span between = at->span.begin >= name.end ? base::Span{name.end, at->span.begin}
                                                            : base::Span{at->span.end, name.begin};
      if (between.begin <= between.end && count_words(text, between) == 0) return true;
    }
  }
  return false;
}

}  // namespace

SentimentScores score_sentiment(const methodology::Methodology& methodology,
                                const Evidence& evidence, base::Arena& arena) {
  const formats::List<formats::Affected>& parties = evidence.article->affected;
  const SentimentReading reading = read_sentiment(methodology.sentiment, evidence);
  SentimentScores scores;
  scores.article = weigh(methodology.sentiment, arena.copy_array(reading.parts));
  const std::span<AffectedSentiment> affected = arena.make_array<AffectedSentiment>(parties.size);
  if (affected.empty()) return scores;
  std::vector<std::string_view> names;
  for (const formats::Affected& party : parties) {
    names.push_back(party.name.present() ? party.name.view() : std::string_view{});
  }
  const Parties found(methodology, evidence, reading, names);
  for (uint32_t i = 0; i < parties.size; ++i) {
    affected[i].party = &parties[i];
    affected[i].found = weigh(methodology.sentiment, found.found(i, arena));
  }
  scores.affected = affected;
  return scores;
}

std::span<const Sentiment> score_sentiment_about(const methodology::Methodology& methodology,
                                                 const Evidence& evidence,
                                                 std::span<const std::string_view> names,
                                                 base::Arena& arena) {
  const SentimentReading reading = read_sentiment(methodology.sentiment, evidence);
  const Parties found(methodology, evidence, reading, names);
  const std::span<Sentiment> scores = arena.make_array<Sentiment>(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    scores[i] = weigh(methodology.sentiment, found.found(i, arena));
  }
  return scores;
}

}  // namespace stet::scores
