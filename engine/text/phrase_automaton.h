// What PhraseSetBuilder makes and PhraseSet::find reads: flat tables, see phrases.h for the way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// Says of most keys that are not in a table that they are not, from a few kilobytes that stay near
/// the processor: a bit for each of the keys that are.
class KeyFilter {
 public:
  /// Room for `count` keys at sixteen bits each, within 1 kB and 128 kB.
  void reserve(size_t count) {
    int log2 = 13;
    while (log2 < 20 && (size_t{1} << log2) < count * 16) ++log2;
    shift_ = 64 - log2;
    bits_.assign((size_t{1} << log2) / 64, 0);
  }
  void add(uint64_t hash) { bits_[word(hash)] |= uint64_t{1} << (hash >> shift_ & 63); }
  bool may_hold(uint64_t hash) const {
    return (bits_[word(hash)] >> (hash >> shift_ & 63) & 1) != 0;
  }
  size_t size() const { return bits_.size(); }

 private:
  size_t word(uint64_t hash) const { return static_cast<size_t>(hash >> shift_ >> 6); }

  std::vector<uint64_t> bits_;
  int shift_ = 0;
};

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
    bool has_edges = false;  ///< before looking at `fail`
  };
  struct Output {
    uint32_t list = 0;
    uint32_t phrase = 0;
    uint32_t token_count = 0;
  };
  struct PhraseText {
    uint32_t begin = 0;
    uint32_t size = 0;
    double weight = 0;
  };

  static constexpr uint32_t none = UINT32_MAX;
  static constexpr uint32_t look_closer = UINT32_MAX;
  static constexpr uint32_t filter_letters = 5;

  std::vector<Slot> slots;  ///< open addressing, a power of two, at most half full
  KeyFilter known_words;
  std::vector<Entry> entries;
  std::vector<Cased> cased;
  std::vector<Prefix> prefixes;
  KeyFilter known_prefixes;           ///< by their first five letters, or all if fewer
  uint32_t prefix_sizes = 0;          ///< bit n: some prefix has n letters there
  std::vector<uint32_t> first_state;  ///< by symbol: the state when nothing was begun before
  std::vector<Edge> edges;            ///< open addressing as above
  KeyFilter known_edges;
  std::vector<State> states;
  std::vector<uint32_t> output_begin;  ///< set i is outputs[output_begin[i], output_begin[i + 1])
  std::vector<Output> outputs;
  std::vector<std::vector<PhraseText>> lists;
  std::string texts;

  std::string_view text_of(uint32_t begin, uint32_t size) const {
    return std::string_view(texts).substr(begin, size);
  }
  static uint64_t hash(uint64_t key) {
    const uint64_t h = key * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
  }
  static uint64_t edge_key(uint32_t state, uint32_t symbol) {
    return uint64_t{state} << 32 | symbol;
  }
};

}  // namespace stet::text
