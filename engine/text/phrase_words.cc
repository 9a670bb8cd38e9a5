#include "engine/text/phrase_words.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/text/tokens.h"
#include "engine/text/word_key.h"

namespace stet::text {

uint32_t PhraseAutomaton::add_text(std::string_view text) {
  const auto row = static_cast<uint32_t>(letters.size());
  const auto size = static_cast<uint32_t>(text.size());
  letters.resize(row + 2 * sizeof(uint32_t) + size);
  char* at = letters.data() + row + sizeof(uint32_t);
  std::memcpy(at, &size, sizeof size);
  std::memcpy(at + sizeof size, text.data(), size);
  return row;
}

PhraseWords::PhraseWords(PhraseAutomaton& automaton, size_t phrases) : a_(automaton) {
  resize_slots(std::bit_ceil(std::max<size_t>(4 * phrases, 16)));
  words_.reserve(phrases + 1);
  words_.push_back({0, 0, 0});
  links_.push_back({0, 0});
  a_.letters.reserve(32 * phrases + 8);
  a_.add_text("");  // no text is at place 0
}

uint32_t PhraseWords::id_of(std::string_view text, uint64_t key, uint8_t asks) {
  const Place place = place_of(text, key);
  Word word{key, place.letters, asks};
  const uint32_t value = value_at(place);
  uint32_t id = find(value, word);
  if (id != 0) return id;
  if (asks != 0) {
    forms_.find(text, key);
    if (forms_.size() == 1) {
      // A word without other forms is what it is in a list that does not inflect.
      word.asks = 0;
      id = find(value, word);
      if (id != 0) return id;
    }
  }
  id = size();
  words_.push_back(word);
  satisfy(place, id);
  if (word.asks != 0) {
    for (size_t i = 1; i < forms_.size(); ++i) {
      satisfy(place_of(forms_[i], word_key(forms_[i])), id);
    }
  }
  return id;
}

uint32_t PhraseWords::special_id_of(std::string_view text, uint8_t asks) {
  folded_.clear();
  append_folded(folded_, text);
  Word word{word_key(folded_), 0, asks};
  Place place;
  if ((asks & prefix) != 0) {
    const RowPool::Added added = prefixes_.add(folded_);
    if (added.fresh) prefix_values_.push_back(0);
    place.slot = &prefix_values_[added.id];
  } else {
    place = place_of(folded_, word.key);
  }
  if (const uint32_t id = find_special(value_at(place), text, asks); id != 0) return id;
  word.letters = a_.add_text(text);
  words_.push_back(word);
  satisfy(place, size() - 1);
  return size() - 1;
}

void PhraseWords::finish() {
  const size_t enough = std::bit_ceil(std::max<size_t>(2 * text_count_, 16));
  if (enough < a_.slots.size()) resize_slots(enough);
}

PhraseWords::Place PhraseWords::place_of(std::string_view text, uint64_t key) {
  if (2 * text_count_ >= a_.slots.size()) resize_slots(2 * a_.slots.size());
  const bool is_long = (key & long_key) != 0;
  const size_t mask = a_.slots.size() - 1;
  size_t at = A::hash(key) & mask;
  for (;; at = (at + 1) & mask) {
    A::Slot& slot = a_.slots[at];
    const uint64_t found = A::key_of(slot);
    if (found == 0) break;
    if (found != key) continue;
    if (!is_long) return {&slot.value, 0};
    if (base::equal(a_.text_at(slot.value), text)) return {&slot.value, slot.value};
  }
  ++text_count_;
  A::Slot& slot = a_.slots[at];
  slot = {{static_cast<uint32_t>(key), static_cast<uint32_t>(key >> 32)}, 0};
  if (is_long) slot.value = a_.add_text(text);
  return {&slot.value, slot.value};
}

uint32_t PhraseWords::value_at(const Place& place) const {
  return place.letters == 0 ? *place.slot : a_.value_at(place.letters);
}

void PhraseWords::satisfy(const Place& place, uint32_t word) {
  const uint32_t value = joined(value_at(place), word);
  if (place.letters == 0) {
    *place.slot = value;
  } else {
    a_.set_value(place.letters, value);
  }
}

uint32_t PhraseWords::joined(uint32_t value, uint32_t word) {
  if (value == 0 && (words_[word].asks & cased) == 0) return word;
  if (value != 0 && (value & list_bit) == 0) {
    links_.push_back({value, 0});
    value = static_cast<uint32_t>(links_.size() - 1);
  }
  links_.push_back({word, value & ~list_bit});
  return list_bit | static_cast<uint32_t>(links_.size() - 1);
}

/// The word with that text which asks the same, of those that its text satisfies; 0: none.
uint32_t PhraseWords::find(uint32_t value, const Word& like) const {
  const auto same = [&](uint32_t id) {
    const Word& word = words_[id];
    return word.key == like.key && word.asks == like.asks && word.letters == like.letters;
  };
  if ((value & list_bit) == 0) return value != 0 && same(value) ? value : 0;
  for (uint32_t at = value & ~list_bit; at != 0; at = links_[at].next) {
    if (same(links_[at].word)) return links_[at].word;
  }
  return 0;
}

uint32_t PhraseWords::find_special(uint32_t value, std::string_view text, uint8_t asks) const {
  const auto same = [&](uint32_t id) {
    return words_[id].asks == asks && a_.text_at(words_[id].letters) == text;
  };
  if ((value & list_bit) == 0) return value != 0 && same(value) ? value : 0;
  for (uint32_t at = value & ~list_bit; at != 0; at = links_[at].next) {
    if (same(links_[at].word)) return links_[at].word;
  }
  return 0;
}

void PhraseWords::resize_slots(size_t size) {
  std::vector<A::Slot> before(size);
  before.swap(a_.slots);
  const size_t mask = size - 1;
  for (const A::Slot& slot : before) {
    const uint64_t key = A::key_of(slot);
    if (key == 0) continue;
    size_t at = A::hash(key) & mask;
    while (A::key_of(a_.slots[at]) != 0) at = (at + 1) & mask;
    a_.slots[at] = slot;
  }
}

}  // namespace stet::text
