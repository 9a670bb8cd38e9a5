// Tested in tests/evidence/claim_check_test.cc.
#include "engine/evidence/claim_check.h"

#include <algorithm>

#include "engine/evidence/body_words.h"
#include "engine/evidence/source_names.h"
#include "engine/evidence/word_stems.h"
#include "engine/text/word_set.h"

namespace stet::evidence {

namespace {

using text::Token;
using text::TokenKind;
using text::word_key;

constexpr size_t most_candidates = 4;
/// Shares of the claim's content words from which a sentence is surely about the same.
constexpr double contradicting_share = 0.7;
/// Weight of hedges from which a sentence asserts nothing.
constexpr double hedged_from = 0.5;

constexpr text::WordSet weekdays("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                                 "sunday");
constexpr text::WordSet ordinals("first", "second", "third", "fourth");
constexpr text::WordSet short_quarters("q1", "q2", "q3", "q4");
constexpr text::WordSet negations("not", "no", "never", "cannot", "can't", "won't", "didn't",
                                  "isn't", "wasn't", "denied", "doesn't");
constexpr uint64_t quarter_key = word_key("quarter");

bool has(const std::vector<uint64_t>& values, uint64_t value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Both name some and none in common.
bool differ(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  return !a.empty() && !b.empty() &&
         std::none_of(a.begin(), a.end(), [&](uint64_t key) { return has(b, key); });
}

/// The stem of the word behind a bare number: what is counted.
uint64_t counted(const Statement& statement, const Value& value) {
  if (value.end_token >= statement.tokens.all.size()) return 0;
  const Token& next = statement.tokens.all[value.end_token];
  return next.kind == TokenKind::word ? stem_of(statement.text, next) : 0;
}

bool contains_folded(std::string_view text, std::string_view word) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(),
                     [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

std::string_view without_possessive(std::string_view word) {
  return word.substr(0, word.find('\''));
}

}  // namespace

void Statement::read(std::string_view statement, const SourceLexicon& lexicon, bool with_values) {
  text = statement;
  text::tokenise(text, tokens);
  read_words(lexicon);
  values.clear();
  if (with_values) find_values(text, tokens, numbers_, values);
}

void Statement::read_words(const SourceLexicon& lexicon) {
  stems.clear(), years.clear(), months.clear(), weekdays.clear(), quarters.clear();
  rises = falls = negated = false;
  for (size_t i = 0; i < tokens.all.size(); ++i) {
    const Token& token = tokens.all[i];
    if (token.kind == TokenKind::number) {
      if (is_year(base::slice(text, token.span))) years.push_back(token.key);
      continue;
    }
    if (token.kind != TokenKind::word) continue;
    negated = negated != negations.has(token.key);
    const bool capital = token.has(text::begins_upper);
    const uint32_t month = capital ? month_of(token.key) : no_month;
    if (month != no_month) months.push_back(month);
    if (capital && evidence::weekdays.has(token.key)) weekdays.push_back(token.key);
    if (const size_t quarter = short_quarters.index_of(token.key); quarter < 4) {
      quarters.push_back(quarter);
    }
    if (token.key == quarter_key && i > 0 && ordinals.has(tokens.all[i - 1].key)) {
      quarters.push_back(ordinals.index_of(tokens.all[i - 1].key));
    }
    if (is_stop_word(token.key)) continue;
    const uint64_t stem = stem_of(text, token);
    const Movement moves = lexicon.movement(stem);
    rises = rises || moves.up;
    falls = falls || moves.down;
    if (!has(stems, stem)) stems.push_back(stem);
  }
}

void ClaimChecker::read_claim(std::string_view claim, const formats::Time& story) {
  claim_.read(claim, *lexicon_, true);
  dates_.read(claim, claim_.tokens, story);
  lexicon_->phrases().find(claim, claim_.tokens, analysis_.scratch, analysis_.phrases);
  claim_hedge_ = 0;
  for (const text::PhraseMatch& match : analysis_.phrases) {
    if (lexicon_->cue(match.list) != Cue::hedge) continue;
    claim_hedge_ += match.weight;
  }
  names_.clear();
  bool begins = true;
  for (const Token& token : claim_.tokens.all) {
    const bool word = token.kind == TokenKind::word;
    const bool name = word && !begins && token.has(text::begins_upper) &&
                      !is_stop_word(token.key) && month_of(token.key) == no_month &&
                      !has(claim_.weekdays, token.key);
    if (name) names_.push_back(token);
    begins = token.key == '.' || (begins && !word);
  }
  quotations_.clear();
  text::QuotationState state;
  text::find_quotations(claim, claim_.tokens, state, analysis_.quotations);
  for (const text::Quotation& quotation : analysis_.quotations) {
    std::vector<uint64_t>& keys = quotations_.emplace_back();
    for (const Token& token : claim_.tokens.all) {
      const bool said = token.kind == TokenKind::word || token.kind == TokenKind::number;
      if (said && quotation.inner.contains(token.span)) keys.push_back(token.key);
    }
  }
}

bool ClaimChecker::has_quotations(const IndexedText& text, const TextIndex& index) const {
  const auto keys = index.keys(text.first_word, text.word_count);
  return std::all_of(quotations_.begin(), quotations_.end(), [&](const auto& quotation) {
    return std::search(keys.begin(), keys.end(), quotation.begin(), quotation.end()) != keys.end();
  });
}

/// A source need not say its own name.
bool ClaimChecker::has_names(const formats::Source& from, const IndexedText& text,
                             const TextIndex& index) const {
  return std::all_of(names_.begin(), names_.end(), [&](const Token& token) {
    const std::string_view name = without_possessive(base::slice(claim_.text, token.span));
    const bool stem = index.has_stem(text, stem_of(claim_.text, token));
    // As a word most often; else as part of one.
    const auto words = index.keys(text.first_word, text.word_count);
    const bool short_key = (token.key & text::long_key) == 0;
    if (stem && short_key && std::find(words.begin(), words.end(), token.key) != words.end()) {
      return true;
    }
    for (const formats::Text* own : {&from.publisher, &from.name, &from.owner}) {
      if (own->present() && contains_folded(own->view(), name)) return true;
    }
    return stem && contains_folded(text.text, name);
  });
}

/// Whether all of the claim's values are in the sentence at hand; one that contradicts is told.
bool ClaimChecker::has_values(const IndexedSentence& sentence, double share,
                              SourceFinding& found) const {
  bool all = true;
  for (const Value& wanted : claim_.values) {
    const Value* other = nullptr;
    uint32_t others = 0;
    bool there = false;
    for (const Value& value : sentence_.values) {
      if (!comparable(wanted, value)) continue;
      there = there || agree(wanted, value);
      if (wanted.unit == text::NumberUnit::none &&
          counted(claim_, wanted) != counted(sentence_, value)) {
        continue;
      }
      other = &value;
      ++others;
    }
    if (there) continue;
    all = false;
    const bool aligned = others == 1 && share >= contradicting_share;
    if (!aligned || found.stance == Stance::contradicts) continue;
    found.stance = Stance::contradicts;
    found.claim_span = wanted.span;
    found.span = {sentence.span.begin + other->span.begin, sentence.span.begin + other->span.end};
  }
  return all;
}

SourceFinding ClaimChecker::compare(const IndexedSentence& sentence, const IndexedText& text,
                                    double share) {
  SourceFinding found;
  found.span = sentence.span;
  sentence_.read(base::slice(text.text, sentence.span), *lexicon_, !claim_.values.empty());
  const bool other_period =
      differ(claim_.years, sentence_.years) || differ(claim_.months, sentence_.months) ||
      differ(claim_.weekdays, sentence_.weekdays) || differ(claim_.quarters, sentence_.quarters);
  if (other_period || claim_.negated != sentence_.negated) return found;
  const bool opposite = (claim_.rises && !claim_.falls && sentence_.falls && !sentence_.rises) ||
                        (claim_.falls && !claim_.rises && sentence_.rises && !sentence_.falls);
  if (opposite) return found;
  if (!has_values(sentence, share, found)) return found;
  found.stance = Stance::supports;
  if (sentence.second_hand) found.stance = Stance::second_hand;
  if (sentence.hedge >= hedged_from && claim_hedge_ < hedged_from) found.stance = Stance::hedged;
  return found;
}

SourceFinding ClaimChecker::check(uint32_t source, const formats::Source& from,
                                  const IndexedText& text, TextIndex& index) {
  SourceFinding best;
  best.source = source;
  if (claim_.stems.empty()) return best;
  index.best_sentences(text, claim_.stems, most_candidates, candidates_);
  const auto sentences = index.sentences(text);
  for (const Candidate& candidate : candidates_) {
    const double share =
        static_cast<double>(candidate.shared) / static_cast<double>(claim_.stems.size());
    if (share < methodology_->verification.overlap) break;
    SourceFinding found = compare(sentences[candidate.sentence], text, share);
    found.source = source;
    if (found.stance != Stance::supports) {
      if (best.stance == Stance::silent) best = found;
      continue;
    }
    // Of sentences that support it the one with its dates shows more than the one before.
    const IndexedSentence& sentence = sentences[candidate.sentence];
    const bool dated = dates_.are_given(index.keys(sentence.first_word, sentence.word_count), {});
    if (best.stance != Stance::supports || dated) best = found;
    if (dated) break;
  }
  const bool lacks =
      best.stance == Stance::supports &&
      (!has_names(from, text, index) || !has_quotations(text, index) ||
       !dates_.are_given(index.keys(text.first_word, text.word_count), from.date_published));
  if (lacks) best.stance = Stance::silent;
  return best;
}

}  // namespace stet::evidence
