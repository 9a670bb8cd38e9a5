// Steps three and four of compiling phrases (phrase_builder.cc).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/text/edge_table.h"
#include "engine/text/phrase_automaton.h"
#include "engine/text/row_pool.h"

namespace stet::text {

/// The tree of phrases, last word first. Node 0 is the root.
class PhraseTree {
 public:
  struct Node {
    uint32_t word = 0;  ///< that leads to it
    uint32_t depth = 0;
    uint32_t first_child = 0;
    uint32_t next_sibling = 0;
    uint32_t first_end = 0;
  };
  /// A phrase that is whole here. Number 0 is none.
  struct End {
    uint32_t list = 0;
    uint32_t phrase = 0;
    uint32_t next = 0;
  };

  PhraseTree() : nodes_(1), ends_(1) {}
  /// With room at once for so many phrases of one or two words.
  explicit PhraseTree(size_t phrases) : nodes_(1), ends_(1), edges_(phrases) {}

  /// `words` as the phrase has them, by number from 1 on.
  void add(std::span<const uint32_t> words, uint32_t list, uint32_t phrase);

  /// The root counted.
  size_t node_count() const { return nodes_.size(); }
  const Node& node(uint32_t id) const { return nodes_[id]; }
  const End& end(uint32_t id) const { return ends_[id]; }
  /// 0 when there is none.
  uint32_t child(uint32_t node, uint32_t word) const { return edges_.find(node, word); }

 private:
  std::vector<Node> nodes_;
  std::vector<End> ends_;
  EdgeTable edges_;
};

/// Makes the states of the automaton. False when there would be more of them, or nodes or edges in
/// them, than `limit`.
bool make_states(const PhraseTree& tree, const RowPool& symbols, uint32_t word_count, size_t limit,
                 PhraseAutomaton& automaton);

}  // namespace stet::text
