// Step two of compiling phrases (phrase_builder.cc).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/text/phrase_automaton.h"
#include "engine/text/phrase_words.h"
#include "engine/text/row_pool.h"

namespace stet::text {

/// A symbol is a set of phrase words that some text satisfies, and no others: a number below
/// `words` is the set of that word alone, the others are rows of `sets`.
struct PhraseSymbols {
  uint32_t words = 0;
  std::vector<uint8_t> alone;  ///< by word: whether some text satisfies it alone
  RowPool sets;                ///< ascending

  uint32_t size() const { return words + sets.size(); }
};

/// Puts symbols where `words` has left the words that texts satisfy, and makes the other tables
/// that lead from a word of a text to its symbol.
PhraseSymbols make_symbols(const PhraseWords& words, PhraseAutomaton& automaton);

}  // namespace stet::text
