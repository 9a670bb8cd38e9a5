// Tested through tests/evidence/claim_check_test.cc.
#include "engine/evidence/text_index.h"

#include <algorithm>
#include <bit>

#include "engine/evidence/body_words.h"
#include "engine/evidence/word_stems.h"

namespace stet::evidence {

namespace {

uint32_t slot_of(uint64_t stem, uint32_t mask) {
  return static_cast<uint32_t>(stem * 0x9E3779B97F4A7C15u >> 40) & mask;
}

/// Keeps the best `most`, in order.
void add_candidate(const Candidate& added, size_t most, std::vector<Candidate>& best) {
  const auto before = [](const Candidate& a, const Candidate& b) {
    return a.shared != b.shared ? a.shared > b.shared : a.sentence < b.sentence;
  };
  if (best.size() == most) {
    if (most == 0 || !before(added, best.back())) return;
    best.pop_back();
  }
  best.insert(std::upper_bound(best.begin(), best.end(), added, before), added);
}

}  // namespace

void TextIndex::restart(uint32_t sources) {
  wanted_.assign(sources, 0);
  text_of_.assign(sources, 0);
  texts_.clear();
  sentences_.clear();
  keys_.clear();
  words_.clear();
  table_.clear();
}

const IndexedText* TextIndex::find(uint32_t source) const {
  return text_of_[source] == 0 ? nullptr : &texts_[text_of_[source] - 1];
}

void TextIndex::add(uint32_t source, std::string_view text, const text::Tokens& tokens,
                    std::span<const IndexedSentence> sentences) {
  IndexedText added;
  added.text = text;
  added.first_sentence = static_cast<uint32_t>(sentences_.size());
  added.sentence_count = static_cast<uint32_t>(sentences.size());
  added.first_word = static_cast<uint32_t>(keys_.size());
  added.slots = static_cast<uint32_t>(table_.size());
  added.slot_mask = std::bit_ceil(std::max(tokens.word_count, 16u)) - 1;
  table_.resize(table_.size() + added.slot_mask + size_t{1}, 0);
  sentences_.insert(sentences_.end(), sentences.begin(), sentences.end());

  uint64_t* keys = keys_.room(tokens.all.size());
  Word* words = words_.room(tokens.all.size());
  const auto words_before = static_cast<uint32_t>(words_.size());
  uint32_t count = 0, content = 0, sentence = 0;
  for (const text::Token& token : tokens.all) {
    const bool number = token.kind == text::TokenKind::number;
    if (token.kind != text::TokenKind::word && !number) continue;
    while (sentence + 1 < sentences.size() && token.span.begin >= sentences[sentence].span.end) {
      ++sentence;
    }
    if (sentences.empty()) break;
    IndexedSentence& at = sentences_[added.first_sentence + sentence];
    if (at.word_count++ == 0) at.first_word = added.first_word + count;
    keys[count++] = token.key;
    if (number || is_stop_word(token.key)) continue;
    const uint64_t stem = stem_of(text, token);
    uint32_t& first = table_[added.slots + slot_of(stem, added.slot_mask)];
    words[content++] = {stem, sentence, first};
    first = words_before + content;
  }
  keys_.commit(count);
  words_.commit(content);
  added.word_count = count;
  texts_.push_back(added);
  text_of_[source] = static_cast<uint32_t>(texts_.size());
}

bool TextIndex::has_stem(const IndexedText& text, uint64_t stem) const {
  uint32_t at = table_[text.slots + slot_of(stem, text.slot_mask)];
  while (at != 0 && words_[at - 1].stem != stem) at = words_[at - 1].next;
  return at != 0;
}

void TextIndex::best_sentences(const IndexedText& text, std::span<const uint64_t> stems,
                               size_t most, std::vector<Candidate>& out) {
  out.clear();
  touched_.clear();
  if (shared_.size() < text.sentence_count) {
    shared_.resize(text.sentence_count, 0);
    last_stem_.resize(text.sentence_count, 0);
  }
  for (uint32_t s = 0; s < stems.size(); ++s) {
    uint32_t at = table_[text.slots + slot_of(stems[s], text.slot_mask)];
    for (; at != 0; at = words_[at - 1].next) {
      const Word& word = words_[at - 1];
      if (word.stem != stems[s] || last_stem_[word.sentence] == s + 1) continue;
      last_stem_[word.sentence] = s + 1;
      if (shared_[word.sentence]++ == 0) touched_.push_back(word.sentence);
    }
  }
  for (const uint32_t sentence : touched_) {
    add_candidate({sentence, shared_[sentence]}, most, out);
    shared_[sentence] = last_stem_[sentence] = 0;
  }
}

}  // namespace stet::evidence
