// Finds the phrases of all lists in one pass over the tokens, in time linear in the text.
//
// A phrase is a row of words as tokens.h makes them, so "it’s", "IT'S" and "it's" are one. Two
// wishes widen a word: `*` at its end ("regulat*") and the list's `inflect` (fall: falls, fell,
// fallen, falling; see inflection.h). How it works:
//
//   text word ──vocabulary──▶ symbol       the set of phrase words that this text word satisfies
//   symbols, last to first ──automaton──▶ state     all phrases that can still be completed
//   state ──outputs──▶ the longest phrase of each list that begins at this word
//
// The automaton reads the text backwards, over phrases written backwards: so a state knows what
// *begins* here, and the longest wins without looking ahead. It is Aho–Corasick, but for sets of
// tree nodes, since a text word may satisfy several phrase words.
// Tested in tests/text/phrases_test.cc against a naive reading.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/base/span.h"
#include "engine/text/tokens.h"

namespace stet::text {

struct PhraseListOptions {
  bool case_sensitive = false;  ///< capitals count; typography still does not
  bool inflect = false;         ///< words may take plural, verb and possessive endings
};

struct Phrase {
  std::string_view text;
  double weight = 1;
  base::Span place = {};        ///< where it is written, for problems
  bool case_sensitive = false;  ///< it alone in its list: "may" hedges, "May" is a month
};

struct PhraseMatch {
  base::Span span;
  uint32_t list = 0;
  uint32_t phrase = 0;  ///< index within its list
  uint32_t first_token = 0;
  uint32_t token_count = 0;
  double weight = 1;
};

/// Memory of `PhraseSet::find`, kept between calls.
struct PhraseScratch {
  struct Start {
    uint32_t token = 0;
    uint32_t outputs = 0;
  };
  /// A token and, once it is looked up, the symbol of its word.
  struct Known {
    uint32_t token = 0;
    uint32_t symbol = 0;
  };
  std::vector<Known> known;
  std::vector<Start> starts;
  std::vector<uint32_t> covered;  ///< per list: the first token not covered by a match
  uint64_t steps = 0;             ///< look-ups made by the last call
};

struct PhraseAutomaton;  // phrase_automaton.h

/// Immutable; shared by all threads.
class PhraseSet {
 public:
  static constexpr uint32_t max_phrase_tokens = 64;

  PhraseSet();  ///< finds nothing
  ~PhraseSet();
  PhraseSet(PhraseSet&&) noexcept;
  PhraseSet& operator=(PhraseSet&&) noexcept;

  /// Replaces the content of `out`: in text order, then list order. Within a list matches do not
  /// overlap: the first to begin wins, then the one with more words, then the one declared first.
  void find(std::string_view text, const Tokens& tokens, PhraseScratch& scratch,
            std::vector<PhraseMatch>& out) const;

  uint32_t list_count() const;
  /// Bytes held; states and symbols, for `--profile`.
  size_t held_bytes() const;
  size_t state_count() const;

 private:
  friend class PhraseSetBuilder;
  std::unique_ptr<const PhraseAutomaton> automaton_;
};

class PhraseSetBuilder {
 public:
  /// `phrases`: how many will come, if that is known; tables are then made large enough at once.
  explicit PhraseSetBuilder(size_t phrases = 0);
  ~PhraseSetBuilder();

  /// Returns the list's id: 0, 1, 2 … in order of adding. Wrong phrases (no word in them, too long,
  /// a `*` that ends no word) are reported in `problems` at their place and match nothing.
  uint32_t add_list(const PhraseListOptions& options, std::span<const Phrase> phrases,
                    std::string_view file, base::Problems& problems);

  static constexpr size_t state_limit = size_t{1} << 20;

  /// Spends the builder. Lists whose wildcards multiply beyond `limit` states are reported, and the
  /// set finds nothing.
  PhraseSet build(base::Problems& problems, size_t limit = state_limit);

 private:
  struct Draft;
  std::unique_ptr<Draft> draft_;
};

}  // namespace stet::text
