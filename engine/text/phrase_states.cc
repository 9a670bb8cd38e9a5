#include "engine/text/phrase_states.h"

#include <algorithm>
#include <bit>

#include "engine/base/sort.h"

namespace stet::text {

namespace {

using A = PhraseAutomaton;

/// By word: the sets among the symbols that have it.
class SetsOfWords {
 public:
  explicit SetsOfWords(const PhraseSymbols& symbols) : begin_(symbols.words + 2) {
    // Counted one place further on, each begin moves to where it belongs while its row is filled.
    for (uint32_t set = 0; set < symbols.sets.size(); ++set) {
      for (const uint32_t word : symbols.sets.numbers(set)) ++begin_[word + 2];
    }
    for (size_t i = 2; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    symbols_.resize(begin_.back());
    for (uint32_t set = 0; set < symbols.sets.size(); ++set) {
      for (const uint32_t word : symbols.sets.numbers(set)) {
        symbols_[begin_[word + 1]++] = symbols.words + set;
      }
    }
  }

  std::span<const uint32_t> operator[](uint32_t word) const {
    return std::span(symbols_).subspan(begin_[word], begin_[word + 1] - begin_[word]);
  }

 private:
  std::vector<uint32_t> begin_;
  std::vector<uint32_t> symbols_;
};

/// A state stands for all tree nodes that the words read so far may have led to: the deepest of
/// them are its own, the others are those of its `fail` state, which is shallower. So states are
/// found in order of depth, and a state's `fail` is complete before it is needed.
///
/// After one word there is a state for each symbol. Those with the same nodes are one: all but the
/// first are copies of its row, and nothing leads to them but their symbol.
class StateMaker {
 public:
  StateMaker(A& automaton, const PhraseTree& tree, const PhraseSymbols& symbols)
      : a_(automaton),
        tree_(tree),
        symbols_(symbols),
        sets_of_word_(symbols),
        state_after_(symbols.size()),
        outputs_of_end_(tree.end_count()) {
    names_.reserve(tree.node_count() - symbols.words + symbols.sets.size());
  }

  bool run(size_t limit) {
    a_.outputs.push_back({});
    a_.states.resize(symbols_.size());
    for (uint32_t word = 1; word < symbols_.words; ++word) begin_with_word(word);
    for (uint32_t set = 0; set < symbols_.sets.size(); ++set) begin_with_set(set);
    for (uint32_t word = 1; word < symbols_.words; ++word) {
      if (is_beyond(limit)) return false;
      grow(word, {&word, 1});
    }
    for (uint32_t name = 0; name < names_.size(); ++name) {
      if (is_beyond(limit)) return false;
      const std::span<const uint32_t> nodes = names_.numbers(name).subspan(1);
      nodes_.assign(nodes.begin(), nodes.end());  // states that are added move the names
      grow(state_of_name_[name], nodes_);
    }
    for (uint32_t symbol = symbols_.words; symbol < symbols_.size(); ++symbol) {
      a_.states[symbol] = a_.states[state_after_[symbol]];
    }
    return true;
  }

 private:
  struct Step {
    uint32_t symbol;
    uint32_t node;  ///< that it leads to
  };

  bool is_beyond(size_t limit) const {
    return names_.size() > limit || edge_count_ > limit || node_count_ > limit;
  }

  bool leads_on(uint32_t node) const {
    return tree_.node(node).first_child != 0 || tree_.node(node).first_end != 0;
  }

  void begin_with_word(uint32_t word) {
    if (!leads_on(word)) return;
    state_after_[word] = word;
    a_.states[word].outputs = outputs_for({&word, 1}, 0);
  }

  void begin_with_set(uint32_t set) {
    name_.assign(1, 0);
    for (const uint32_t word : symbols_.sets.numbers(set)) {
      if (leads_on(word)) name_.push_back(word);
    }
    uint32_t& state = state_after_[symbols_.words + set];
    if (name_.size() < 2) return;
    if (name_.size() == 2) {
      state = name_[1];
      return;
    }
    const auto [name, fresh] = names_.add(name_);
    if (fresh) {
      state_of_name_.push_back(symbols_.words + set);
      a_.states[symbols_.words + set].outputs = outputs_for(std::span(name_).subspan(1), 0);
    }
    state = state_of_name_[name];
  }

  /// The state of the nodes in `name_` and those of the `fail` in front of them.
  uint32_t state_for_name() {
    const auto [name, fresh] = names_.add(name_);
    if (fresh) {
      node_count_ += name_.size() - 1;
      state_of_name_.push_back(static_cast<uint32_t>(a_.states.size()));
      a_.states.push_back({outputs_for(std::span(name_).subspan(1), name_[0]), name_[0], 0, 0});
    }
    return state_of_name_[name];
  }

  /// The longest phrase of each list that begins here; of equals the one declared first.
  uint32_t outputs_for(std::span<const uint32_t> nodes, uint32_t fail) {
    best_.clear();
    uint32_t end = 0;
    for (const uint32_t node : nodes) {
      for (uint32_t at = tree_.node(node).first_end; at != 0; at = tree_.end(at).next) {
        best_.push_back(tree_.end(at).output);
        end = at;
      }
    }
    const uint32_t shorter = a_.states[fail].outputs;
    if (best_.empty()) return shorter;
    if (best_.size() == 1 && shorter == 0) {
      uint32_t& known = outputs_of_end_[end];
      if (known == 0) known = add_best();
      return known;
    }
    if (shorter != 0) {
      uint32_t at = shorter;
      do {
        best_.push_back(a_.outputs[at]);
      } while (!a_.outputs[at++].is_last());
    }
    keep_best();
    const auto [set, fresh] =
        output_sets_.add({reinterpret_cast<const uint32_t*>(best_.data()), 3 * best_.size()});
    if (fresh) outputs_of_set_.push_back(add_best());
    return outputs_of_set_[set];
  }

  void keep_best() {
    for (A::Output& output : best_) output.list_and_count &= ~A::last_bit;
    base::sort_in_place(best_, [](const A::Output& a, const A::Output& b) {
      if (a.list() != b.list()) return a.list() < b.list();
      if (a.token_count() != b.token_count()) return a.token_count() > b.token_count();
      return a.phrase < b.phrase;
    });
    const auto end = std::unique(best_.begin(), best_.end(),
                                 [](const auto& a, const auto& b) { return a.list() == b.list(); });
    best_.erase(end, best_.end());
  }

  uint32_t add_best() {
    const auto begin = static_cast<uint32_t>(a_.outputs.size());
    best_.back().list_and_count |= A::last_bit;
    for (const A::Output& output : best_) a_.outputs.push_back(output);
    return begin;
  }

  uint32_t step(uint32_t state, uint32_t symbol) const {
    uint64_t steps = 0;
    for (; state != 0; state = a_.states[state].fail) {
      const uint32_t target = a_.target(a_.states[state], symbol, steps);
      if (target != 0) return target;
    }
    return state_after_[symbol];
  }

  /// Adds the edges of a state with those nodes.
  void grow(uint32_t state, std::span<const uint32_t> nodes) {
    next_.clear();
    for (const uint32_t node : nodes) {
      uint32_t child = tree_.node(node).first_child;
      for (; child != 0; child = tree_.node(child).next_sibling) {
        const uint32_t word = tree_.node(child).word;
        if (symbols_.alone[word] != 0) next_.push_back({word, child});
        for (const uint32_t symbol : sets_of_word_[word]) next_.push_back({symbol, child});
      }
    }
    if (next_.empty()) return;
    if (next_.size() > 1) {
      base::sort_in_place(next_, [](const Step& a, const Step& b) {
        return a.symbol != b.symbol ? a.symbol < b.symbol : a.node < b.node;
      });
    }
    edges_.clear();
    const uint32_t fail = a_.states[state].fail;
    for (size_t i = 0; i < next_.size();) {
      const uint32_t symbol = next_[i].symbol;
      name_.assign(1, step(fail, symbol));
      for (; i < next_.size() && next_[i].symbol == symbol; ++i) name_.push_back(next_[i].node);
      edges_.push_back({symbol, state_for_name()});
    }
    add_edges(a_.states[state]);
  }

  void add_edges(A::State& state) {
    const size_t begin = a_.edges.size();
    const size_t room = std::bit_ceil(edges_.size() + edges_.size() / 3);
    a_.edges.resize(begin + room);
    A::Edge* row = a_.edges.data() + begin;
    uint32_t bits = 0;
    for (const A::Edge& edge : edges_) {
      size_t at = A::hash(edge.symbol) & (room - 1);
      while (row[at].symbol != 0) at = (at + 1) & (room - 1);
      row[at] = edge;
      bits |= A::edge_bit(edge.symbol);
    }
    edge_count_ += edges_.size();
    state.edge_bits = bits;
    state.edges = static_cast<uint32_t>(begin << 5 | static_cast<size_t>(std::countr_zero(room)));
  }

  A& a_;
  const PhraseTree& tree_;
  const PhraseSymbols& symbols_;
  SetsOfWords sets_of_word_;
  std::vector<uint32_t> state_after_;  ///< nothing but that symbol
  RowPool names_;  ///< of states with several nodes, or after several words: the `fail`, the nodes
  std::vector<uint32_t> state_of_name_;
  std::vector<uint32_t> outputs_of_end_;  ///< by end: the outputs with it alone, if there are any
  RowPool output_sets_;                   ///< those with several
  std::vector<uint32_t> outputs_of_set_;
  size_t edge_count_ = 0;
  size_t node_count_ = 0;
  std::vector<uint32_t> name_;   ///< of the state that is asked for
  std::vector<uint32_t> nodes_;  ///< of the state that grows
  std::vector<Step> next_;
  std::vector<A::Edge> edges_;
  std::vector<A::Output> best_;
};

}  // namespace

bool make_states(const PhraseTree& tree, const PhraseSymbols& symbols, size_t limit,
                 PhraseAutomaton& automaton) {
  return StateMaker(automaton, tree, symbols).run(limit);
}

}  // namespace stet::text
