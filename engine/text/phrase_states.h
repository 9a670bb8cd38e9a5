// Step four of compiling phrases (phrase_builder.cc): the tree becomes the automaton.
#pragma once

#include <cstddef>

#include "engine/text/phrase_automaton.h"
#include "engine/text/phrase_symbols.h"
#include "engine/text/phrase_tree.h"

namespace stet::text {

/// Makes the states of the automaton. False when there would be more of them, or nodes or edges in
/// them, than `limit`.
bool make_states(const PhraseTree& tree, const PhraseSymbols& symbols, size_t limit,
                 PhraseAutomaton& automaton);

}  // namespace stet::text
