// Step two of compiling phrases (phrase_builder.cc).
#pragma once

#include "engine/text/phrase_automaton.h"
#include "engine/text/phrase_words.h"
#include "engine/text/row_pool.h"

namespace stet::text {

/// Makes the tables that lead from a word of a text to its symbol. By symbol: the phrase words that
/// it satisfies, ascending; symbol 0 satisfies none.
RowPool make_symbols(const PhraseWords& words, PhraseAutomaton& automaton);

}  // namespace stet::text
