// Step three of compiling phrases (phrase_builder.cc): the tree of phrases, last word first.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/text/phrase_automaton.h"

namespace stet::text {

/// A phrase as a row of words.
struct PhraseRow {
  PhraseAutomaton::Output output;  ///< what is told where it is found
  uint32_t words_end;              ///< its words are those up to there
};

/// Nodes below the root, which is 0, have the number of their word; the others follow.
class PhraseTree {
 public:
  struct Node {
    uint32_t parent = 0;
    uint32_t word = 0;  ///< that leads to it
    uint32_t first_child = 0;
    uint32_t next_sibling = 0;
    uint32_t first_end = 0;
  };
  /// A phrase that is whole here. Number 0 is none.
  struct End {
    PhraseAutomaton::Output output;
    uint32_t next;
  };

  /// `word_count`: words have the numbers below it, from 1 on.
  PhraseTree(std::span<const PhraseRow> phrases, std::span<const uint32_t> words,
             uint32_t word_count);

  /// Those of words that stand at no phrase's end counted.
  size_t node_count() const { return nodes_.size(); }
  const Node& node(uint32_t id) const { return nodes_[id]; }
  const End& end(uint32_t id) const { return ends_[id]; }
  uint32_t end_count() const { return static_cast<uint32_t>(ends_.size()); }

 private:
  uint32_t child(uint32_t node, uint32_t word);

  std::vector<Node> nodes_;
  std::vector<End> ends_;
  std::vector<uint32_t> table_;  ///< of nodes two words deep or more: open addressing; 0: empty
};

}  // namespace stet::text
