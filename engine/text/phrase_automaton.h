// What PhraseSetBuilder makes and PhraseSet::find reads: flat tables, see phrases.h for the way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// Symbol 0: a word of no phrase. State 0: nothing begun.
struct PhraseAutomaton {
  /// A word that some phrase knows, or the beginning of words that some phrase knows.
  struct Entry {
    uint32_t symbol = 0;       ///< when no cased form applies
    uint32_t cased_begin = 0;  ///< in `cased`
    uint32_t cased_count = 0;
    uint32_t text_begin = 0;  ///< folded, in `texts`
    uint32_t text_size = 0;
  };
  /// In a case-sensitive list: the word as written, or its beginning. Longest first; first wins.
  struct Cased {
    uint32_t symbol = 0;
    uint32_t text_begin = 0;
    uint32_t text_size = 0;
    bool prefix = false;
  };
  struct Slot {
    uint64_t key = 0;  ///< 0: empty
    uint32_t entry = 0;
    uint32_t symbol = 0;  ///< the entry's, where no further look is needed; else `look_closer`
  };
  /// The folded beginning of words; sorted by text.
  struct Prefix {
    uint32_t entry = 0;
    uint32_t parent = none;  ///< the longest other prefix of this one
  };
  struct Edge {
    uint64_t key = 0;  ///< state << 32 | symbol; 0: empty
    uint32_t target = 0;
  };
  struct State {
    uint32_t outputs = 0;    ///< in `output_begin`; 0: no phrase begins here
    uint32_t fail = 0;       ///< where to look when no edge fits: the same with fewer words read
    uint32_t edge_bits = 0;  ///< `edge_bit` of each symbol that an edge leads on with
  };
  /// What a word leads to when nothing was begun before: most words of phrases. The state and, so
  /// that it need not be looked at, what it says; its `fail` is 0.
  struct First {
    uint32_t state = 0;
    uint32_t outputs = 0;
    uint32_t edge_bits = 0;
  };
  struct Output {
    uint32_t list = 0;
    uint32_t phrase = 0;
    uint32_t token_count = 0;
    double weight = 1;
  };
  struct PhraseText {
    uint32_t begin = 0;
    uint32_t size = 0;
    double weight = 0;
  };

  static constexpr uint32_t none = UINT32_MAX;
  static constexpr uint32_t look_closer = UINT32_MAX;
  static constexpr size_t filter_bits = 4096;

  /// A bit per hash of a key in `slots`. Most words of a text are in no phrase: this small row,
  /// which stays in the fastest cache, says so without a look at `slots`.
  std::vector<uint64_t> key_filter;
  uint32_t key_filter_shift = 0;
  std::vector<Slot> slots;  ///< open addressing, a power of two, at most half full
  std::vector<Entry> entries;
  std::vector<Cased> cased;
  std::vector<Prefix> prefixes;
  std::vector<uint64_t> prefix_filter;  ///< by hash of three bytes; empty: ask always
  std::vector<First> firsts;            ///< by symbol
  std::vector<Edge> edges;              ///< open addressing as above
  std::vector<State> states;
  std::vector<uint32_t> output_begin;  ///< set i is outputs[output_begin[i], output_begin[i + 1])
  std::vector<Output> outputs;
  std::vector<std::vector<PhraseText>> lists;
  std::string texts;

  std::string_view text_of(uint32_t begin, uint32_t size) const {
    return std::string_view(texts).substr(begin, size);
  }
  static uint64_t mixed(uint64_t key) { return key * 0x9E3779B97F4A7C15u; }
  static size_t hash(uint64_t key) { return static_cast<size_t>(mixed(key) >> 32); }
  /// 0 or 1.
  uint64_t may_know(uint64_t key) const {
    const auto bit = static_cast<size_t>(mixed(key) >> key_filter_shift);
    return key_filter[bit / 64] >> (bit % 64) & 1;
  }
  /// 0 or 1; not to be asked when `prefix_filter` is empty.
  uint64_t may_begin(uint32_t three_bytes) const {
    const size_t bit = filter_bit(three_bytes);
    return prefix_filter[bit / 64] >> (bit % 64) & 1;
  }
  static uint64_t edge_key(uint32_t state, uint32_t symbol) {
    return uint64_t{state} << 32 | symbol;
  }
  /// Most states go on with few symbols: a row of bits saves the look at `edges`.
  static uint32_t edge_bit(uint32_t symbol) { return uint32_t{1} << (symbol & 31); }
  static size_t filter_bit(uint32_t three_bytes) {
    return (three_bytes * 0x9E3779B1u) >> 20 & (filter_bits - 1);
  }
};

}  // namespace stet::text
