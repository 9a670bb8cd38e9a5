// A few words that are known when stet is compiled, asked for by the keys of tokens. Most words of
// a text are none of them: a row of bits says so without comparing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/text/word_key.h"

namespace stet::text {

template <size_t count>
class WordSet {
 public:
  template <typename... Words>
  constexpr explicit WordSet(const Words&... words) : keys_{word_key(words)...} {
    set_bits();
  }
  /// The words that stand in `rows`.
  template <typename Row>
  constexpr WordSet(const Row (&rows)[count], std::string_view Row::*word) : keys_{} {
    for (size_t i = 0; i < count; ++i) keys_[i] = word_key(rows[i].*word);
    set_bits();
  }

  /// Its number in the order given, or `count`.
  constexpr size_t index_of(uint64_t key) const {
    if ((bits_[place(key) / 64] >> (place(key) % 64) & 1) == 0) return count;
    return static_cast<size_t>(std::find(keys_, keys_ + count, key) - keys_);
  }
  constexpr bool has(uint64_t key) const { return index_of(key) < count; }

 private:
  constexpr void set_bits() {
    for (const uint64_t key : keys_) bits_[place(key) / 64] |= uint64_t{1} << (place(key) % 64);
  }
  static constexpr size_t place(uint64_t key) {
    return static_cast<size_t>(key * 0x9E3779B97F4A7C15u >> 56);
  }

  uint64_t keys_[count];
  uint64_t bits_[4] = {};
};

template <typename... Words>
WordSet(const Words&...) -> WordSet<sizeof...(Words)>;

}  // namespace stet::text
