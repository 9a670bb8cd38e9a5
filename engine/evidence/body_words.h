// How much of a text also stands in the body: for takeaways and headlines that must rest on it.
//
//   body   "The port opened its second berth for $5,200 million."
//   text   "Port opens a second berth for $5.2bn"      5 of 5: share 1
//
// Counted are words that carry content (a short list of others is left out) and numbers. A word is
// found if the body has it in any of its regular endings (-s, -es, -ed, -ing, 's); a number, if the
// body has its value, however written. Tested in tests/evidence/body_words_test.cc.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/buffer.h"
#include "engine/text/text.h"
#include "engine/text/word_key.h"

namespace stet::evidence {

/// Words that stand in any text and so prove nothing, by their keys (tokens.h): open addressing, 0
/// is free.
class StopWords {
 public:
  static constexpr size_t slots = 256;
  explicit constexpr StopWords(std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
      const uint64_t key = text::word_key(word);
      largest_ = std::max(largest_, key);
      size_t at = slot_of(key);
      while (keys_[at] != 0) at = (at + 1) % slots;
      keys_[at] = key;
    }
  }
  constexpr bool has(uint64_t key) const {
    if (key > largest_) return false;  // long words
    size_t at = slot_of(key);
    while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) % slots;
    return keys_[at] != 0;
  }

 private:
  static constexpr size_t slot_of(uint64_t key) {
    return static_cast<size_t>(key * 0x9E3779B97F4A7C15u >> 32) % slots;
  }
  uint64_t keys_[slots] = {};
  uint64_t largest_ = 0;
};
extern const StopWords stop_words;

inline bool is_stop_word(uint64_t key) { return stop_words.has(key); }

/// Keys and how often they were added, for a body that changes a little: open addressing.
class KeyCounts {
 public:
  void add(std::span<const uint64_t> keys);
  /// All were added before.
  void remove(std::span<const uint64_t> keys);
  bool has(uint64_t key) const { return !slots_.empty() && slots_[place_of(key)].count > 0; }

 private:
  struct Slot {
    uint64_t key = 0;  ///< 0: free. No word has it
    uint32_t count = 0;
  };
  size_t place_of(uint64_t key) const;
  void grow(size_t more);

  std::vector<Slot> slots_;  ///< a power of two, at most half of them not free
  size_t used_ = 0;          ///< not free; those of no words any more among them
};

/// One per thread; keeps its memory between articles.
class BodyWords {
 public:
  void clear();
  /// From here on the body is what was added by keys and not removed, through all articles.
  void count() { counts_.emplace(); }
  void add(std::span<const uint64_t> keys) { counts_->add(keys); }
  void remove(std::span<const uint64_t> keys) { counts_->remove(keys); }
  /// Adds a text of the body: kept as it comes, put in order when first asked for.
  void add(const text::Tokens& tokens, const std::vector<text::NumberToken>& numbers);
  /// Of all texts that were added to this article so far, in their order.
  std::span<const uint64_t> keys() const { return {keys_.data(), keys_.size()}; }
  /// 0–1; 1 for a text without content.
  double share(std::string_view text);

 private:
  void build();
  bool has_key(uint64_t key) const;
  bool has_other_form(std::string_view word);
  bool has_form_of(std::string_view base);

  text::Buffer<uint64_t> keys_;  ///< of all words and numbers, as they come
  /// Chains of keys by hash, as index in `keys_` + 1, 0 at their ends. Built without a branch,
  /// because every word goes in and few are asked for.
  std::vector<uint32_t> first_, next_;
  bool built_ = false;
  std::optional<KeyCounts> counts_;

  // For the text that is asked about.
  text::Tokens tokens_;
  std::vector<text::NumberToken> numbers_;
  std::string word_, form_;
};

}  // namespace stet::evidence
