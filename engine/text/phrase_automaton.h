// What PhraseSetBuilder makes and PhraseSet::find reads: flat tables, see phrases.h for the way.
// They are kept as long as the rules are, so each is as small as it can be without a further look.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "engine/base/short_text.h"

namespace stet::text {

/// Symbol 0: a word of no phrase. State 0: nothing begun.
struct PhraseAutomaton {
  /// Twelve bytes: five of them in a cache line, found with one look.
  struct Slot {
    uint32_t key[2];  ///< of a word that some phrase knows, low half first; zeros: empty
    uint32_t value;   ///< what it is; of a word whose key is a hash, where in `letters` that stands
  };
  /// In a case-sensitive list: the word as written, or its beginning. Longest first; first wins.
  struct Cased {
    uint32_t symbol = 0;
    uint32_t text = 0;  ///< in `letters`
    bool prefix = false;
  };
  /// A word, or the beginning of words, that some case-sensitive list knows.
  struct CasedWord {
    uint32_t symbol = 0;  ///< when no cased form applies
    uint32_t begin = 0;   ///< in `cased`
    uint32_t count = 0;
  };
  /// The folded beginning of words; sorted by text.
  struct Prefix {
    uint32_t value = 0;
    uint32_t text = 0;       ///< in `letters`
    uint32_t parent = none;  ///< the longest other prefix of this one
  };
  struct Edge {
    uint32_t symbol = 0;  ///< 0: empty
    uint32_t target = 0;
  };
  /// State i is what the symbol i leads to when nothing was begun before, as long as there are such
  /// symbols: most words of phrases need no look but this one.
  struct State {
    uint32_t outputs = 0;    ///< in `outputs`, up to one that is the last; 0: no phrase begins here
    uint32_t fail = 0;       ///< where to look when no edge fits: the same with fewer words read
    uint32_t edge_bits = 0;  ///< `edge_bit` of each symbol that an edge leads on with
    uint32_t edges = 0;      ///< in `edges`, times 32, and the power of two that there are of them
  };
  struct Output {
    uint32_t phrase = 0;
    uint32_t list_and_count = 0;  ///< list, `last_bit`, words of the phrase
    uint32_t weight = 0;          ///< in `weights`

    uint32_t list() const { return list_and_count >> list_shift; }
    uint32_t token_count() const { return list_and_count & (last_bit - 1); }
    bool is_last() const { return (list_and_count & last_bit) != 0; }
  };

  static constexpr uint32_t none = UINT32_MAX;
  /// In what a word is: an index in `cased_words`, not a symbol.
  static constexpr uint32_t cased_bit = uint32_t{1} << 31;
  static constexpr uint32_t last_bit = 128;
  static constexpr uint32_t list_shift = 8;
  static constexpr size_t filter_bits = 4096;

  /// A bit per hash of a key in `slots`. Most words of a text are in no phrase: this small row,
  /// which stays in the fastest cache, says so without a look at `slots`.
  std::vector<uint64_t> key_filter;
  uint32_t key_filter_shift = 0;
  std::vector<Slot> slots;    ///< open addressing, a power of two, at most half full
  std::vector<char> letters;  ///< rows of: what the word is, its size, its letters
  std::vector<Cased> cased;
  std::vector<CasedWord> cased_words;
  std::vector<Prefix> prefixes;
  std::vector<uint64_t> prefix_filter;  ///< by hash of three bytes; empty: ask always
  std::vector<Edge> edges;              ///< of a state: open addressing, a power of two
  std::vector<State> states;
  std::vector<Output> outputs;
  std::vector<double> weights;
  uint32_t list_count = 0;

  static uint64_t key_of(const Slot& slot) { return slot.key[0] | uint64_t{slot.key[1]} << 32; }
  uint32_t value_at(uint32_t row) const { return base::load4(letters.data() + row); }
  void set_value(uint32_t row, uint32_t value) {
    std::memcpy(letters.data() + row, &value, sizeof value);
  }
  std::string_view text_at(uint32_t row) const {
    const char* size = letters.data() + row + sizeof(uint32_t);
    return {size + sizeof(uint32_t), base::load4(size)};
  }
  /// The row's place.
  uint32_t add_text(std::string_view text);

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
  /// Most states go on with few symbols: a row of bits saves the look at `edges`.
  static uint32_t edge_bit(uint32_t symbol) { return uint32_t{1} << (symbol & 31); }
  static size_t filter_bit(uint32_t three_bytes) {
    return (three_bytes * 0x9E3779B1u) >> 20 & (filter_bits - 1);
  }

  /// The state that `symbol` leads to by an edge of `from`; 0: none. Adds to `steps` what it looks
  /// at.
  uint32_t target(const State& from, uint32_t symbol, uint64_t& steps) const {
    if ((from.edge_bits & edge_bit(symbol)) == 0) return 0;
    const Edge* row = edges.data() + (from.edges >> 5);
    const size_t mask = (size_t{1} << (from.edges & 31)) - 1;
    const size_t first = hash(symbol) & mask;
    size_t at = first;
    do {
      if (row[at].symbol == symbol) return row[at].target;
      if (row[at].symbol == 0) return 0;
      ++steps;
      at = (at + 1) & mask;
    } while (at != first);
    return 0;
  }
};

}  // namespace stet::text
