// The body is a set of keys, of words (tokens.h) and of numbers; endings are tried on the asked
// word, which is one of ten or twenty, so that the thousands of the body need none. Tested in
// body_words_test.cc.
#include "engine/evidence/body_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

size_t slot_of(uint64_t key, size_t mask) {
  const uint64_t mixed = key * 0x9E3779B97F4A7C15u;
  return static_cast<size_t>(mixed >> 32) & mask;
}

constexpr std::string_view stop_texts[] = {
    "a",     "about", "after", "all",  "also",  "an",    "and",   "any",  "are",  "as",    "at",
    "be",    "been",  "but",   "by",   "can",   "could", "did",   "do",   "does", "for",   "from",
    "had",   "has",   "have",  "he",   "her",   "his",   "how",   "i",    "if",   "in",    "into",
    "is",    "it",    "its",   "may",  "might", "more",  "most",  "no",   "not",  "of",    "on",
    "one",   "or",    "other", "our",  "out",   "over",  "said",  "say",  "says", "she",   "should",
    "so",    "some",  "such",  "than", "that",  "the",   "their", "them", "then", "there", "these",
    "they",  "this",  "those", "to",   "under", "up",    "was",   "we",   "were", "what",  "when",
    "which", "while", "who",   "will", "with",  "would", "you",   "your"};

constexpr std::array<std::string_view, 6> endings = {"", "s", "es", "d", "ed", "ing"};
constexpr size_t shortest_base = 3;

/// Among those of long words, which are mixed as well.
uint64_t number_key(double value) {
  const double positive_zero = value + 0.0;  // also of -0, which equals it
  uint64_t bits = 0;
  std::memcpy(&bits, &positive_zero, sizeof bits);
  return text::mix_key(bits, 0) | text::long_key;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

constexpr StopWords stop_words(stop_texts);

void BodyWords::clear() {
  keys_.clear();
  built_ = false;
}

void BodyWords::add(const text::Tokens& tokens, const std::vector<text::NumberToken>& numbers) {
  uint64_t* const keys = keys_.room(tokens.all.size() + numbers.size() + 1);
  size_t count = 0;
  for (const text::Token& token : tokens.all) {
    keys[count] = token.key;
    count += token.kind == text::TokenKind::word ? 1 : 0;
  }
  for (const text::NumberToken& number : numbers) keys[count++] = number_key(number.value);
  keys_.commit(count);
}

size_t KeyCounts::place_of(uint64_t key) const {
  const size_t mask = slots_.size() - 1;
  size_t at = slot_of(key, mask);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return at;
}

/// Makes room for as many new keys; those that no text has any more go.
void KeyCounts::grow(size_t more) {
  if (2 * (used_ + more) <= slots_.size()) return;
  std::vector<Slot> all(std::bit_ceil(4 * (used_ + more)));
  all.swap(slots_);
  used_ = 0;
  for (const Slot& slot : all) {
    if (slot.count == 0) continue;
    slots_[place_of(slot.key)] = slot;
    ++used_;
  }
}

void KeyCounts::add(std::span<const uint64_t> keys) {
  grow(keys.size());
  for (const uint64_t key : keys) {
    Slot& slot = slots_[place_of(key)];
    used_ += slot.key == 0 ? 1 : 0;
    slot.key = key;
    ++slot.count;
  }
}

void KeyCounts::remove(std::span<const uint64_t> keys) {
  for (const uint64_t key : keys) --slots_[place_of(key)].count;
}

void BodyWords::build() {
  built_ = true;
  first_.assign(std::bit_ceil(std::max<size_t>(keys_.size(), 64)), 0);
  next_.resize(keys_.size() + 1);
  const size_t mask = first_.size() - 1;
  for (uint32_t i = 0; i < keys_.size(); ++i) {
    uint32_t& first = first_[slot_of(keys_[i], mask)];
    const auto any = static_cast<uint32_t>(first != 0);
    // The same word again leads its chain already.
    const uint32_t again = any & static_cast<uint32_t>(keys_[first - any] == keys_[i]);
    next_[i + 1] = first;
    first = again != 0 ? first : i + 1;
  }
}

bool BodyWords::has_key(uint64_t key) const {
  if (counts_) return counts_->has(key);
  for (uint32_t at = first_[slot_of(key, first_.size() - 1)]; at != 0; at = next_[at]) {
    if (keys_[at - 1] == key) return true;
  }
  return false;
}

double BodyWords::share(std::string_view text) {
  if (!built_ && !counts_) build();
  text::tokenise(text, tokens_);
  text::find_numbers(text, tokens_, numbers_);
  uint32_t asked = 0, found = 0;
  size_t number = 0;
  for (uint32_t i = 0; i < tokens_.all.size(); ++i) {
    if (number < numbers_.size() && i >= numbers_[number].first_token) {
      const text::NumberToken& each = numbers_[number++];
      ++asked;
      if (has_key(number_key(each.value))) ++found;
      if (each.token_count > 1) i = each.first_token + each.token_count - 1;
      continue;
    }
    const text::Token& token = tokens_.all[i];
    if (token.kind != text::TokenKind::word || is_stop_word(token.key)) continue;
    ++asked;
    if (has_key(token.key) || has_other_form(base::slice(text, token.span))) ++found;
  }
  return asked == 0 ? 1.0 : static_cast<double>(found) / static_cast<double>(asked);
}

bool BodyWords::has_other_form(std::string_view word) {
  word_.clear();
  text::append_folded(word_, word);
  std::string_view folded = word_;
  if (ends_with(folded, "'s")) folded.remove_suffix(2);
  if (has_form_of(folded)) return true;
  for (const std::string_view ending : endings) {
    if (ending.empty() || !ends_with(folded, ending)) continue;
    if (has_form_of(folded.substr(0, folded.size() - ending.size()))) return true;
  }
  return false;
}

// In the endings of a word: berth, berths; open, opened, opening; raise, raised, raising; city,
// cities; berth's.
bool BodyWords::has_form_of(std::string_view base) {
  if (base.size() < shortest_base) return false;
  const auto has = [&](std::string_view stem, std::string_view ending) {
    form_.assign(stem);
    form_.append(ending);
    return has_key(text::word_key(form_));
  };
  for (const std::string_view ending : endings) {
    if (has(base, ending)) return true;
  }
  if (has(base, "e") || has(base, "'s")) return true;
  const std::string_view stem = base.substr(0, base.size() - 1);
  if (base.back() == 'e') return has(stem, "ing");
  if (base.back() == 'y') return has(stem, "ies") || has(stem, "ied");
  if (base.back() == 'i') return has(stem, "y") || has(stem, "y's");  // cities, without -es
  return false;
}

}  // namespace stet::evidence
