// While phrases are compiled: what leads from a node or state, by a number, to another. The slots
// are those that PhraseSet::find reads in the end.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/text/phrase_automaton.h"

namespace stet::text {

class EdgeTable {
 public:
  using Edge = PhraseAutomaton::Edge;

  EdgeTable() : slots_(16) {}
  /// With room at once for so many edges.
  explicit EdgeTable(size_t edges) : slots_(std::bit_ceil(std::max<size_t>(2 * edges, 16))) {}

  size_t size() const { return count_; }

  /// The target, 0 for none: nothing leads back to the root.
  uint32_t find(uint32_t from, uint32_t by) const {
    return slots_[place_of(PhraseAutomaton::edge_key(from, by))].target;
  }
  /// It must not be there. The key of root and number 0 is that of an empty slot: `by` is not 0.
  void add(uint32_t from, uint32_t by, uint32_t target) {
    if (2 * ++count_ > slots_.size()) resize(slots_.size() * 2);
    const uint64_t key = PhraseAutomaton::edge_key(from, by);
    slots_[place_of(key)] = {key, target};
  }
  /// No larger than they need: they are kept as long as the rules are.
  std::vector<Edge> take() {
    const size_t enough = std::bit_ceil(std::max<size_t>(2 * count_, 16));
    if (enough < slots_.size()) resize(enough);
    return std::move(slots_);
  }

 private:
  size_t place_of(uint64_t key) const {
    const size_t mask = slots_.size() - 1;
    size_t at = PhraseAutomaton::hash(key) & mask;
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }
  void resize(size_t size) {
    std::vector<Edge> before(size);
    before.swap(slots_);
    for (const Edge& edge : before) {
      if (edge.key != 0) slots_[place_of(edge.key)] = edge;
    }
  }

  std::vector<Edge> slots_;
  size_t count_ = 0;
};

}  // namespace stet::text
