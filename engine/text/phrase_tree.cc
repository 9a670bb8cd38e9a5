#include "engine/text/phrase_tree.h"

#include <algorithm>

#include "engine/base/sort.h"
#include "engine/text/phrase_words.h"

namespace stet::text {

void PhraseTree::add(std::span<const uint32_t> words, uint32_t list, uint32_t phrase) {
  uint32_t at = 0;
  for (size_t i = words.size(); i-- > 0;) {
    uint32_t next = edges_.find(at, words[i]);
    if (next == 0) {
      next = static_cast<uint32_t>(nodes_.size());
      edges_.add(at, words[i], next);
      nodes_.push_back({words[i], nodes_[at].depth + 1, 0, nodes_[at].first_child, 0});
      nodes_[at].first_child = next;
    }
    at = next;
  }
  ends_.push_back({list, phrase, nodes_[at].first_end});
  nodes_[at].first_end = static_cast<uint32_t>(ends_.size() - 1);
}

namespace {

using A = PhraseAutomaton;

/// A state stands for all tree nodes that the words read so far may have led to: the deepest of
/// them are its own, the others are those of its `fail` state, which is shallower. So states are
/// found in order of depth, and a state's `fail` is complete before it is needed.
class StateMaker {
 public:
  StateMaker(A& automaton, const PhraseTree& tree, const RowPool& symbols, uint32_t word_count)
      : a_(automaton),
        tree_(tree),
        symbols_(symbols),
        symbols_of_word_(word_count, pairs_of(symbols)),
        edges_(tree.node_count()) {
    // Nearly every node has a state of its own, and an edge that leads there.
    names_.reserve(tree.node_count());
    a_.states.reserve(tree.node_count());
  }

  bool run(size_t limit) {
    output_sets_.add("");
    a_.output_begin = {0, 0};
    state_for(0);
    const uint32_t root[] = {0};
    for (uint32_t symbol = 0; symbol < symbols_.size(); ++symbol) {
      a_.firsts.push_back({advance(root, symbol) ? state_for(0) : 0, 0, 0});
    }
    for (uint32_t state = 1; state < names_.size(); ++state) {
      if (names_.size() > limit || edges_.size() > limit || node_count_ > limit) return false;
      grow(state);
    }
    for (A::First& first : a_.firsts) {
      const A::State& state = a_.states[first.state];
      first.outputs = state.outputs;
      first.edge_bits = state.edge_bits;
    }
    a_.edges = edges_.take();
    return true;
  }

 private:
  static std::vector<Grouping::Pair> pairs_of(const RowPool& symbols) {
    std::vector<Grouping::Pair> pairs;
    for (uint32_t symbol = 0; symbol < symbols.size(); ++symbol) {
      for (const uint32_t word : symbols.numbers(symbol)) pairs.push_back({word, symbol});
    }
    return pairs;
  }

  /// Puts the nodes that `symbol` leads to into `name_`, ascending; false when there are none.
  bool advance(std::span<const uint32_t> nodes, uint32_t symbol) {
    name_.assign(1, 0);
    for (const uint32_t node : nodes) {
      for (const uint32_t word : symbols_.numbers(symbol)) {
        const uint32_t child = tree_.child(node, word);
        if (child != 0) name_.push_back(child);
      }
    }
    if (name_.size() > 2) base::sort_in_place(std::span(name_).subspan(1));
    return name_.size() > 1;
  }

  /// The state of the nodes in `name_` and those of `fail`.
  uint32_t state_for(uint32_t fail) {
    if (name_.empty()) name_.push_back(0);
    name_[0] = fail;
    const auto [state, fresh] = names_.add(name_);
    if (fresh) {
      node_count_ += name_.size() - 1;
      a_.states.push_back({outputs_for(fail), fail, 0});
    }
    return state;
  }

  /// The longest phrase of each list that begins here; of equals the one declared first.
  uint32_t outputs_for(uint32_t fail) {
    best_.clear();
    for (const uint32_t node : std::span(name_).subspan(1)) {
      const uint32_t depth = tree_.node(node).depth;
      for (uint32_t end = tree_.node(node).first_end; end != 0; end = tree_.end(end).next) {
        const PhraseTree::End& at = tree_.end(end);
        best_.push_back({at.list, at.phrase, depth, a_.lists[at.list][at.phrase].weight});
      }
    }
    const uint32_t shorter = fail == 0 ? 0 : a_.states[fail].outputs;
    if (best_.empty()) return shorter;
    for (uint32_t o = a_.output_begin[shorter]; o < a_.output_begin[shorter + 1]; ++o) {
      best_.push_back(a_.outputs[o]);
    }
    if (best_.size() > 1) keep_best();
    key_.clear();
    for (const A::Output& output : best_)
      key_.push_back(output.list), key_.push_back(output.phrase);
    const auto [set, fresh] = output_sets_.add(key_);
    if (fresh) {
      a_.outputs.insert(a_.outputs.end(), best_.begin(), best_.end());
      a_.output_begin.push_back(static_cast<uint32_t>(a_.outputs.size()));
    }
    return set;
  }

  void keep_best() {
    base::sort_in_place(best_, [](const A::Output& a, const A::Output& b) {
      if (a.list != b.list) return a.list < b.list;
      return a.token_count != b.token_count ? a.token_count > b.token_count : a.phrase < b.phrase;
    });
    const auto end = std::unique(best_.begin(), best_.end(),
                                 [](const auto& a, const auto& b) { return a.list == b.list; });
    best_.erase(end, best_.end());
  }

  uint32_t step(uint32_t state, uint32_t symbol) const {
    for (; state != 0; state = a_.states[state].fail) {
      const uint32_t target = edges_.find(state, symbol);
      if (target != 0) return target;
    }
    return a_.firsts[symbol].state;
  }

  void grow(uint32_t state) {
    const std::span<const uint32_t> name = names_.numbers(state);
    const uint32_t fail = name[0];
    nodes_.assign(name.begin() + 1, name.end());  // states that are added move the names
    next_.clear();
    for (const uint32_t node : nodes_) {
      uint32_t child = tree_.node(node).first_child;
      for (; child != 0; child = tree_.node(child).next_sibling) {
        const std::span<const uint32_t> symbols = symbols_of_word_[tree_.node(child).word];
        next_.insert(next_.end(), symbols.begin(), symbols.end());
      }
    }
    if (next_.size() > 1) {
      base::sort_in_place(next_);
      next_.erase(std::unique(next_.begin(), next_.end()), next_.end());
    }
    uint32_t bits = 0;
    for (const uint32_t symbol : next_) {
      bits |= A::edge_bit(symbol);
      advance(nodes_, symbol);
      edges_.add(state, symbol, state_for(step(fail, symbol)));
    }
    a_.states[state].edge_bits = bits;
  }

  A& a_;
  const PhraseTree& tree_;
  const RowPool& symbols_;
  Grouping symbols_of_word_;
  RowPool names_;  ///< by state: its `fail`, and its own nodes, ascending, all of one depth
  RowPool output_sets_;
  EdgeTable edges_;
  size_t node_count_ = 0;
  std::vector<uint32_t> name_;  ///< of the state that is asked for
  std::vector<uint32_t> nodes_;
  std::vector<uint32_t> next_;
  std::vector<A::Output> best_;
  std::vector<uint32_t> key_;
};

}  // namespace

bool make_states(const PhraseTree& tree, const RowPool& symbols, uint32_t word_count, size_t limit,
                 PhraseAutomaton& automaton) {
  return StateMaker(automaton, tree, symbols, word_count).run(limit);
}

}  // namespace stet::text
