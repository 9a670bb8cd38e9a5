#include "engine/text/phrase_tree.h"

#include <algorithm>
#include <bit>

namespace stet::text {

PhraseTree::PhraseTree(std::span<const PhraseRow> phrases, std::span<const uint32_t> words,
                       uint32_t word_count)
    : nodes_(word_count),
      table_(std::bit_ceil(std::max<size_t>(2 * (words.size() - phrases.size()), 16))) {
  for (uint32_t word = 1; word < word_count; ++word) nodes_[word].word = word;
  nodes_.reserve(word_count + words.size() - phrases.size());
  ends_.reserve(phrases.size() + 1);
  ends_.push_back({});
  size_t begin = 0;
  for (const PhraseRow& phrase : phrases) {
    size_t at = phrase.words_end;
    uint32_t node = words[--at];
    while (at > begin) node = child(node, words[--at]);
    begin = phrase.words_end;
    ends_.push_back({phrase.output, nodes_[node].first_end});
    nodes_[node].first_end = end_count() - 1;
  }
}

uint32_t PhraseTree::child(uint32_t node, uint32_t word) {
  const size_t mask = table_.size() - 1;
  size_t at = PhraseAutomaton::hash(uint64_t{node} << 32 | word) & mask;
  for (; table_[at] != 0; at = (at + 1) & mask) {
    const Node& known = nodes_[table_[at]];
    if (known.parent == node && known.word == word) return table_[at];
  }
  const auto fresh = static_cast<uint32_t>(nodes_.size());
  nodes_.push_back({node, word, 0, nodes_[node].first_child, 0});
  nodes_[node].first_child = fresh;
  table_[at] = fresh;
  return fresh;
}

}  // namespace stet::text
