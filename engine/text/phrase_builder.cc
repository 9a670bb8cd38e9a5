// From lists of phrases to the tables of phrase_automaton.h, in four steps: phrases become rows of
// phrase words; phrase words become symbols, one for each set of phrase words that some text word
// satisfies; the rows, backwards, become a tree; the tree becomes the automaton.
#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/base/sort.h"
#include "engine/text/inflection.h"
#include "engine/text/phrase_automaton.h"
#include "engine/text/phrases.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

constexpr std::string_view bad_phrase = "phrase-unusable";

/// What a phrase asks of one word of the text.
struct PhraseWord {
  std::string text;  ///< folded, or with its case if `cased`
  bool cased = false;
  bool prefix = false;
  bool inflect = false;
  bool operator<(const PhraseWord& other) const {
    return std::tie(text, cased, prefix, inflect) <
           std::tie(other.text, other.cased, other.prefix, other.inflect);
  }
};

/// The tree of reversed phrases.
struct Node {
  struct End {
    uint32_t list;
    uint32_t phrase;
  };
  std::map<uint32_t, uint32_t> children;  ///< by phrase word
  std::vector<End> ends;
  uint32_t depth = 0;
};

using WordSet = std::vector<uint32_t>;  ///< ascending

std::string folded(std::string_view text, bool keep_case = false) {
  std::string out;
  append_folded(out, text, keep_case);
  return out;
}

void insert_sorted(WordSet& set, uint32_t word) {
  const auto at = std::lower_bound(set.begin(), set.end(), word);
  if (at == set.end() || *at != word) set.insert(at, word);
}

size_t table_size(size_t count) {
  size_t size = 16;
  while (size < count * 2) size *= 2;
  return size;
}

}  // namespace

struct PhraseSetBuilder::Draft {
  std::unique_ptr<PhraseAutomaton> automaton = std::make_unique<PhraseAutomaton>();
  std::map<PhraseWord, uint32_t> word_ids;
  std::vector<PhraseWord> words;
  std::vector<Node> tree = std::vector<Node>(1);
  Tokens tokens;

  uint32_t word_id(PhraseWord word) {
    const auto [at, fresh] = word_ids.emplace(std::move(word), static_cast<uint32_t>(words.size()));
    if (fresh) words.push_back(at->first);
    return at->second;
  }

  uint32_t keep_text(std::string_view text) {
    const auto begin = static_cast<uint32_t>(automaton->texts.size());
    automaton->texts += text;
    return begin;
  }

  /// The phrase's words, or an empty row and the reason in `wrong`.
  std::vector<uint32_t> read(const Phrase& phrase, const PhraseListOptions& options,
                             std::string& wrong) {
    std::vector<uint32_t> row;
    tokenise(phrase.text, tokens);
    for (size_t i = 0; i < tokens.all.size(); ++i) {
      const Token& token = tokens.all[i];
      const bool lone_star = token.key == '*';
      const bool star = i + 1 < tokens.all.size() && tokens.all[i + 1].key == '*' &&
                        !tokens.all[i + 1].has(space_before) && token.kind == TokenKind::word;
      const bool inside = star && i + 2 < tokens.all.size() &&
                          tokens.all[i + 2].kind == TokenKind::word &&
                          !tokens.all[i + 2].has(space_before);
      if (lone_star || inside) {
        wrong = "expected '*' only at the end of a word, found it in '" + std::string(phrase.text) +
                "'";
        return {};
      }
      PhraseWord word;
      word.text = folded(base::slice(phrase.text, token.span), options.case_sensitive);
      // Small letters too: in a case-sensitive list they must not match capitals.
      word.cased = options.case_sensitive && token.kind == TokenKind::word;
      word.prefix = star;
      word.inflect = options.inflect && !star && !options.case_sensitive;
      if (word.inflect) word.inflect = inflections(word.text).size() > 1;
      row.push_back(word_id(std::move(word)));
      if (star) ++i;
    }
    if (row.empty())
      wrong = "expected a phrase with a word in it, found '" + std::string(phrase.text) + "'";
    if (row.size() > PhraseSet::max_phrase_tokens) {
      wrong = "expected a phrase of at most " + std::to_string(PhraseSet::max_phrase_tokens) +
              " words and marks, found " + std::to_string(row.size());
      row.clear();
    }
    return row;
  }

  void add_to_tree(const std::vector<uint32_t>& row, Node::End end) {
    uint32_t node = 0;
    for (size_t i = row.size(); i-- > 0;) {
      const auto fresh = static_cast<uint32_t>(tree.size());
      const uint32_t next = tree[node].children.emplace(row[i], fresh).first->second;
      if (next == fresh) {
        tree.emplace_back();
        tree.back().depth = tree[node].depth + 1;
      }
      node = next;
    }
    tree[node].ends.push_back(end);
  }
};

namespace {

using A = PhraseAutomaton;

/// Step two: symbols. Knows every text word that differs from others for some phrase word.
class SymbolMaker {
 public:
  SymbolMaker(A& automaton, const std::vector<PhraseWord>& words) : a_(automaton), words_(words) {}

  void run() {
    collect();
    symbol_for({});
    for (auto& [text, form] : forms_) make_entry(text, form);
    for (auto& [text, form] : prefix_forms_) make_entry(text, form);
    make_slots();
    make_prefixes();
  }

  /// By symbol: the phrase words it satisfies.
  const std::vector<WordSet>& word_sets() const { return sets_; }

 private:
  /// A text word, folded; or the beginning of text words that are not known themselves.
  struct Form {
    WordSet plain;  ///< phrase words it satisfies in any case, without prefixes
    std::vector<uint32_t> cased;
    uint32_t entry = 0;
  };

  void collect() {
    for (uint32_t id = 0; id < words_.size(); ++id) {
      const PhraseWord& word = words_[id];
      const std::string base = word.cased ? folded(word.text) : word.text;
      if (word.prefix) {
        prefix_forms_[base];
        (word.cased ? prefix_cased_ : prefix_plain_)[base].push_back(id);
      } else if (word.cased) {
        forms_[base].cased.push_back(id);
      } else {
        for (const std::string& text : word.inflect ? inflections(base) : std::vector{base}) {
          insert_sorted(forms_[text].plain, id);
        }
      }
    }
  }

  uint32_t symbol_for(WordSet set) {
    const auto [at, fresh] = symbols_.emplace(std::move(set), static_cast<uint32_t>(sets_.size()));
    if (fresh) sets_.push_back(at->first);
    return at->second;
  }

  /// Phrase words with `*` whose letters `text` begins with.
  std::vector<uint32_t> prefixes_of(
      const std::string& text, const std::map<std::string, std::vector<uint32_t>>& from) const {
    std::vector<uint32_t> out;
    if (from.empty()) return out;
    for (size_t size = 1; size <= text.size(); ++size) {
      const auto found = from.find(text.substr(0, size));
      if (found != from.end()) out.insert(out.end(), found->second.begin(), found->second.end());
    }
    return out;
  }

  bool satisfied(const PhraseWord& asked, const PhraseWord& by) const {
    if (asked.prefix) return by.text.substr(0, asked.text.size()) == asked.text;
    return !by.prefix && asked.text == by.text;
  }

  void make_entry(const std::string& text, Form& form) {
    A::Entry entry;
    entry.text_begin = static_cast<uint32_t>(a_.texts.size());
    entry.text_size = static_cast<uint32_t>(text.size());
    a_.texts += text;
    WordSet plain = form.plain;
    for (const uint32_t id : prefixes_of(text, prefix_plain_)) insert_sorted(plain, id);
    entry.symbol = symbol_for(plain);
    std::vector<uint32_t> cased = prefixes_of(text, prefix_cased_);
    cased.insert(cased.end(), form.cased.begin(), form.cased.end());
    // The longest wins, and a whole word before a prefix of the same letters.
    base::sort(cased, [this](uint32_t x, uint32_t y) {
      const PhraseWord& a = words_[x];
      const PhraseWord& b = words_[y];
      return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.prefix < b.prefix;
    });
    entry.cased_begin = static_cast<uint32_t>(a_.cased.size());
    entry.cased_count = static_cast<uint32_t>(cased.size());
    for (const uint32_t id : cased) {
      WordSet set = plain;
      for (const uint32_t other : cased) {
        if (satisfied(words_[other], words_[id])) insert_sorted(set, other);
      }
      const std::string& written = words_[id].text;
      a_.cased.push_back({symbol_for(std::move(set)), static_cast<uint32_t>(a_.texts.size()),
                          static_cast<uint32_t>(written.size()), words_[id].prefix});
      a_.texts += written;
    }
    form.entry = static_cast<uint32_t>(a_.entries.size());
    a_.entries.push_back(entry);
  }

  void make_slots() {
    a_.slots.resize(table_size(forms_.size()));
    const size_t mask = a_.slots.size() - 1;
    const size_t filter_bits = std::max<size_t>(a_.slots.size() * 8, 64);
    a_.key_filter.resize(filter_bits / 64);
    a_.key_filter_shift = static_cast<uint32_t>(64 - std::countr_zero(filter_bits));
    for (const auto& [text, form] : forms_) {
      const uint64_t key = word_key(text);
      const A::Entry& entry = a_.entries[form.entry];
      const bool sure = entry.cased_count == 0 && (key >> 63) == 0;
      const auto bit = static_cast<size_t>(A::mixed(key) >> a_.key_filter_shift);
      a_.key_filter[bit / 64] |= uint64_t{1} << (bit % 64);
      size_t at = A::hash(key) & mask;
      while (a_.slots[at].key != 0) at = (at + 1) & mask;
      a_.slots[at] = {key, form.entry, sure ? entry.symbol : A::look_closer};
    }
  }

  void make_prefixes() {
    std::vector<uint32_t> open;  // prefixes of the current one, shortest first
    std::vector<std::string_view> texts;
    bool short_prefix = false;
    for (const auto& [text, form] : prefix_forms_) {
      while (!open.empty() &&
             std::string_view(text).substr(0, texts[open.back()].size()) != texts[open.back()]) {
        open.pop_back();
      }
      a_.prefixes.push_back({form.entry, open.empty() ? A::none : open.back()});
      open.push_back(static_cast<uint32_t>(texts.size()));
      texts.push_back(text);
      short_prefix |= text.size() < 3;
    }
    if (texts.empty() || short_prefix) return;
    a_.prefix_filter.resize(A::filter_bits / 64);
    for (const std::string_view text : texts) {
      uint32_t three = 0;
      for (size_t i = 0; i < 3; ++i) three |= uint32_t{static_cast<uint8_t>(text[i])} << (8 * i);
      const size_t bit = A::filter_bit(three);
      a_.prefix_filter[bit / 64] |= uint64_t{1} << (bit % 64);
    }
  }

  A& a_;
  const std::vector<PhraseWord>& words_;
  std::map<std::string, Form> forms_;
  std::map<std::string, Form> prefix_forms_;
  std::map<std::string, std::vector<uint32_t>> prefix_plain_;
  std::map<std::string, std::vector<uint32_t>> prefix_cased_;
  std::map<WordSet, uint32_t> symbols_;
  std::vector<WordSet> sets_;
};

/// Step four. A state stands for all tree nodes that the words read so far may have led to: the
/// deepest of them are its own, the others are those of its `fail` state, which is shallower. So
/// states are found in order of depth, and a state's `fail` is complete before it is needed.
class StateMaker {
 public:
  StateMaker(A& automaton, const std::vector<Node>& tree, const std::vector<WordSet>& symbols,
             size_t word_count)
      : a_(automaton), tree_(tree), symbols_(symbols), symbols_of_word_(word_count) {}

  /// False when there would be more states, or nodes or edges in them, than `limit`.
  bool run(size_t limit) {
    for (uint32_t symbol = 0; symbol < symbols_.size(); ++symbol) {
      for (const uint32_t word : symbols_[symbol]) symbols_of_word_[word].push_back(symbol);
    }
    output_sets_.emplace(std::vector<uint32_t>{}, 0);
    a_.output_begin = {0, 0};
    state_for({0, {}});
    for (uint32_t symbol = 0; symbol < symbols_.size(); ++symbol) {
      NodeSet nodes = advance({0}, symbol);
      a_.first_state.push_back(nodes.empty() ? 0 : state_for({0, std::move(nodes)}));
    }
    for (uint32_t state = 1; state < own_.size(); ++state) {
      if (own_.size() > limit || edges_.size() > limit || node_count_ > limit) return false;
      grow(state);
    }
    make_edges();
    return true;
  }

 private:
  using NodeSet = std::vector<uint32_t>;  ///< ascending, all of one depth

  struct StateName {
    uint32_t fail = 0;
    NodeSet nodes;
    bool operator==(const StateName& other) const {
      return fail == other.fail && nodes == other.nodes;
    }
  };
  struct NameHash {
    size_t operator()(const StateName& name) const {
      uint64_t hash = name.fail;
      for (const uint32_t node : name.nodes) hash = (hash ^ node) * 0x9E3779B97F4A7C15u;
      return static_cast<size_t>(hash ^ hash >> 32);
    }
  };

  NodeSet advance(const NodeSet& from, uint32_t symbol) const {
    NodeSet out;
    for (const uint32_t node : from) {
      for (const uint32_t word : symbols_[symbol]) {
        const auto child = tree_[node].children.find(word);
        if (child != tree_[node].children.end()) out.push_back(child->second);
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  uint32_t state_for(StateName name) {
    const auto fresh_id = static_cast<uint32_t>(own_.size());
    const auto [at, fresh] = ids_.emplace(std::move(name), fresh_id);
    if (fresh) {
      own_.push_back(&at->first);
      node_count_ += at->first.nodes.size();
      a_.states.push_back({outputs_for(at->first), at->first.fail, false});
    }
    return at->second;
  }

  /// The longest phrase of each list that begins here; of equals the one declared first.
  uint32_t outputs_for(const StateName& name) {
    std::map<uint32_t, A::Output> best;
    for (const uint32_t node : name.nodes) {
      for (const Node::End& end : tree_[node].ends) {
        const A::Output output{end.list, end.phrase, tree_[node].depth};
        const auto [at, fresh] = best.emplace(end.list, output);
        if (!fresh && end.phrase < at->second.phrase) at->second = output;
      }
    }
    const uint32_t shorter = name.fail == 0 ? 0 : a_.states[name.fail].outputs;
    if (best.empty()) return shorter;
    for (uint32_t o = a_.output_begin[shorter]; o < a_.output_begin[shorter + 1]; ++o) {
      best.emplace(a_.outputs[o].list, a_.outputs[o]);
    }
    std::vector<uint32_t> key;
    for (const auto& [list, output] : best) key.insert(key.end(), {list, output.phrase});
    const auto fresh_id = static_cast<uint32_t>(output_sets_.size());
    const auto [at, fresh] = output_sets_.emplace(std::move(key), fresh_id);
    if (fresh) {
      for (const auto& [list, output] : best) a_.outputs.push_back(output);
      a_.output_begin.push_back(static_cast<uint32_t>(a_.outputs.size()));
    }
    return at->second;
  }

  uint32_t step(uint32_t state, uint32_t symbol) const {
    for (; state != 0; state = a_.states[state].fail) {
      const auto begin = edges_.begin() + first_edge_[state];
      const auto end = edges_.begin() + first_edge_[state + 1];
      const auto found =
          std::lower_bound(begin, end, A::edge_key(state, symbol),
                           [](const A::Edge& edge, uint64_t key) { return edge.key < key; });
      if (found != end && found->key == A::edge_key(state, symbol)) return found->target;
    }
    return a_.first_state[symbol];
  }

  /// States are grown in order, so the edges of one stand together, by symbol.
  void grow(uint32_t state) {
    const NodeSet& nodes = own_[state]->nodes;
    WordSet symbols;
    for (const uint32_t node : nodes) {
      for (const auto& [word, child] : tree_[node].children) {
        symbols.insert(symbols.end(), symbols_of_word_[word].begin(), symbols_of_word_[word].end());
      }
    }
    std::sort(symbols.begin(), symbols.end());
    symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
    first_edge_.resize(state + 1, static_cast<std::ptrdiff_t>(edges_.size()));
    for (const uint32_t symbol : symbols) {
      const uint32_t fail = step(own_[state]->fail, symbol);
      const uint32_t target = state_for({fail, advance(nodes, symbol)});
      edges_.push_back({A::edge_key(state, symbol), target});
    }
    first_edge_.push_back(static_cast<std::ptrdiff_t>(edges_.size()));
    a_.states[state].has_edges = !symbols.empty();
  }

  void make_edges() {
    a_.edges.resize(table_size(edges_.size()));
    const size_t mask = a_.edges.size() - 1;
    for (const A::Edge& edge : edges_) {
      size_t at = A::hash(edge.key) & mask;
      while (a_.edges[at].key != 0) at = (at + 1) & mask;
      a_.edges[at] = edge;
    }
  }

  A& a_;
  const std::vector<Node>& tree_;
  const std::vector<WordSet>& symbols_;
  std::vector<std::vector<uint32_t>> symbols_of_word_;
  std::unordered_map<StateName, uint32_t, NameHash> ids_;
  std::vector<const StateName*> own_;  ///< by state; keys of `ids_`, which do not move
  std::map<std::vector<uint32_t>, uint32_t> output_sets_;
  std::vector<A::Edge> edges_;
  std::vector<std::ptrdiff_t> first_edge_ = {0};  ///< by state, and one more
  size_t node_count_ = 0;
};

}  // namespace

PhraseSetBuilder::PhraseSetBuilder() : draft_(std::make_unique<Draft>()) {}
PhraseSetBuilder::~PhraseSetBuilder() = default;

uint32_t PhraseSetBuilder::add_list(const PhraseListOptions& options,
                                    std::span<const Phrase> phrases, std::string_view file,
                                    base::Problems& problems) {
  auto& lists = draft_->automaton->lists;
  const auto list = static_cast<uint32_t>(lists.size());
  lists.emplace_back();
  for (const Phrase& phrase : phrases) {
    const auto id = static_cast<uint32_t>(lists[list].size());
    lists[list].push_back(
        {draft_->keep_text(phrase.text), static_cast<uint32_t>(phrase.text.size()), phrase.weight});
    std::string wrong;
    const std::vector<uint32_t> row = draft_->read(phrase, options, wrong);
    if (row.empty()) {
      problems.add({base::Severity::error, bad_phrase, std::string(file), phrase.place,
                    std::move(wrong), ""});
    } else {
      draft_->add_to_tree(row, {list, id});
    }
  }
  return list;
}

PhraseSet PhraseSetBuilder::build(base::Problems& problems, size_t limit) {
  PhraseSet set;
  const std::unique_ptr<Draft> draft = std::exchange(draft_, std::make_unique<Draft>());
  PhraseAutomaton& automaton = *draft->automaton;
  SymbolMaker symbols(automaton, draft->words);
  symbols.run();
  StateMaker states(automaton, draft->tree, symbols.word_sets(), draft->words.size());
  if (!states.run(limit)) {
    problems.add({base::Severity::error,
                  "phrases-too-ambiguous",
                  "",
                  {},
                  "expected phrase lists that make at most " + std::to_string(limit) +
                      " states, found more: fewer phrases with several '*' would help",
                  ""});
    automaton.slots.clear();
  }
  set.automaton_ = std::move(draft->automaton);
  return set;
}

}  // namespace stet::text
