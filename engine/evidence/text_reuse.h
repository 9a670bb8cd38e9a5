// Which texts share text: what a copy keeps when it is trimmed, reordered and lightly reworded.
//
//   words outside of quotations, sentence by sentence ──▶ rows of k words (shingles), hashed
//   shingles that stand in two texts or more ──▶ shared shingles per pair ──▶ pairs that reuse
//
// A pair reuses text when it shares at least `containment` of the shingles of the shorter text,
// and `least` of them. Quotations are left out because independent reporters quote the same words;
// a shingle spans no quotation and no end of a sentence. Of long texts a sample is compared: the
// shingles whose hash ends in two (four) zero bits, the same in every text.
//
// Near-linear: shingles of one text alone are dropped before anything is sorted; texts that are one
// already are not compared again; texts that are equal count as one text. Independent of the order
// of texts. Tested in tests/evidence/{text_reuse,syndication}_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/evidence/disjoint_sets.h"
#include "engine/text/buffer.h"
#include "engine/text/quotations.h"
#include "engine/text/tokens.h"

namespace stet::evidence {

struct ReuseOptions {
  uint32_t shingle = 5;      ///< words, 3 to 16
  double containment = 0.1;  ///< 0–1
  uint32_t least = 10;       ///< shingles
};

/// Two texts that share text; the longest passage that stands in both.
struct Reuse {
  uint32_t first = 0, second = 0;      ///< numbers of the texts, first < second
  base::Span first_span, second_span;  ///< bytes of each text
  double share = 0;                    ///< of the shorter text's shingles, 0–1
};

/// One per thread; keeps its memory between articles.
class TextReuse {
 public:
  void restart(const ReuseOptions& options);
  /// Texts come in the order of their numbers, not all need to have one. `left_out` are ordered
  /// spans that are nobody's reporting. `text` must live until `find` is done.
  void add(uint32_t number, std::string_view text, const text::Tokens& tokens,
           const std::vector<text::Quotation>& quotations, std::span<const base::Span> left_out);
  /// Unites texts that reuse each other in `sets`; one Reuse for each pair that was not one before.
  /// Without `passages` their spans stay empty: to find them costs more than to find the pairs.
  void find(DisjointSets& sets, bool passages, std::vector<Reuse>& out);

 private:
  static constexpr uint32_t rates = 3;  ///< all, every 4th, every 16th
  struct Shingle {
    uint64_t hash = 0;
    uint32_t text = 0;   ///< index into `texts_`
    uint32_t begin = 0;  ///< byte where its first word begins
  };
  struct Text {
    uint32_t number = 0;
    std::string_view text;
    uint64_t digest = 0;          ///< of all its shingles, in order
    uint32_t begin = 0, end = 0;  ///< its shingles in `shingles_`
    /// Of all its shingles, and of those that each rate from its own on keeps.
    uint32_t counts[rates] = {};
    uint32_t rate = 0;  ///< that it is sampled at
    bool twin = false;  ///< equal to a text before it
  };
  /// Shingles of one hash.
  struct Group {
    uint32_t begin = 0, end = 0;  ///< in `shared_`
    bool united = false;          ///< all its texts are one
  };

  void cut(const text::Tokens& tokens, const std::vector<text::Quotation>& quotations,
           std::span<const base::Span> left_out);
  std::span<const Shingle> shingles_of(const Text& text) const {
    return {shingles_.data() + text.begin, text.end - text.begin};
  }
  void count_at_rates();
  void unite_twins(DisjointSets& sets, std::vector<Reuse>& out);
  void keep_shared();
  void sort_shared();
  void group_shared();
  void count_partners(uint32_t text, DisjointSets& sets);
  double share_of(uint32_t a, uint32_t b, uint32_t shared) const;
  void find_passage(uint32_t first, uint32_t second, Reuse& found) const;

  ReuseOptions options_;
  std::vector<Text> texts_;
  text::Buffer<Shingle> shingles_;
  std::vector<uint16_t> marks_;  ///< by slot of a hash: the text that has it, or `several`
  std::vector<Shingle> shared_;  ///< by hash, text, begin
  std::vector<Shingle> sorted_;  ///< while they are sorted
  std::vector<uint32_t> ends_;   ///< likewise
  std::vector<Group> groups_;
  std::vector<uint32_t> group_ids_;    ///< of all texts, one after the other
  std::vector<uint32_t> group_begin_;  ///< by text: where its groups begin in `group_ids_`
  std::vector<uint32_t> shared_with_;  ///< by text: shingles shared with the one at hand
  std::vector<uint32_t> partners_;     ///< texts whose entry there is not 0
};

}  // namespace stet::evidence
