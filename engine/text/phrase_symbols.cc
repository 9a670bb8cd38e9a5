#include "engine/text/phrase_symbols.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/sort.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

using A = PhraseAutomaton;
using WordSet = std::vector<uint32_t>;

void append(WordSet& set, std::span<const uint32_t> words) {
  set.insert(set.end(), words.begin(), words.end());
}

/// Ascending, each once.
void order(WordSet& set) {
  if (set.size() < 2) return;
  base::sort_in_place(set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

size_t table_size(size_t count) { return std::bit_ceil(std::max<size_t>(count * 2, 16)); }

class SymbolMaker {
 public:
  SymbolMaker(A& automaton, const PhraseWords& words)
      : a_(automaton),
        words_(words),
        plain_by_prefix_(words.plain_by_prefix()),
        cased_by_prefix_(words.cased_by_prefix()),
        symbol_of_one_(words.size()) {}

  RowPool run() {
    note_prefix_lengths();
    make_prefixes();
    symbols_.add("");
    const Grouping plain = words_.plain_by_text();
    const Grouping cased = words_.cased_by_text();
    const RowPool& texts = words_.texts();
    const RowPool& prefixes = words_.prefixes();
    a_.entries.reserve(texts.size() + prefixes.size());
    for (uint32_t i = 0; i < texts.size(); ++i) make_entry(texts.text(i), plain[i], cased[i]);
    for (uint32_t i = 0; i < prefixes.size(); ++i) make_entry(prefixes.text(i), {}, {});
    make_slots();
    return std::move(symbols_);
  }

 private:
  /// Longer ones share the last bit.
  static uint64_t length_bit(size_t size) { return uint64_t{1} << std::min<size_t>(size, 63); }

  void note_prefix_lengths() {
    const RowPool& prefixes = words_.prefixes();
    for (uint32_t i = 0; i < prefixes.size(); ++i) {
      const std::string_view text = prefixes.text(i);
      if (!text.empty()) prefix_lengths_[static_cast<uint8_t>(text[0])] |= length_bit(text.size());
    }
  }

  static uint32_t three_bytes(std::string_view text) {
    return static_cast<uint32_t>(key_bytes(text, 0)) & 0xFFFFFF;
  }

  /// Adds the phrase words with `*` whose letters `text` begins with, the shortest first.
  void add_prefixes(std::string_view text) {
    const uint64_t lengths = text.empty() ? 0 : prefix_lengths_[static_cast<uint8_t>(text[0])];
    if (lengths == 0) return;
    if (!a_.prefix_filter.empty() && a_.may_begin(three_bytes(text)) == 0) return;
    for (size_t size = 1; size <= text.size(); ++size) {
      if ((lengths & length_bit(size)) == 0) continue;
      const uint32_t prefix = words_.prefixes().find(text.substr(0, size));
      if (prefix == RowPool::none) continue;
      append(plain_, plain_by_prefix_[prefix]);
      append(cased_, cased_by_prefix_[prefix]);
    }
  }

  /// Most sets are of one word.
  uint32_t symbol_for(const WordSet& set) {
    if (set.size() != 1) return symbols_.add(set).id;
    uint32_t& known = symbol_of_one_[set[0]];
    if (known == 0) known = symbols_.add(set).id;
    return known;
  }

  uint32_t keep(std::string_view text) {
    const auto begin = static_cast<uint32_t>(a_.texts.size());
    a_.texts += text;
    return begin;
  }

  void make_entry(std::string_view text, std::span<const uint32_t> plain,
                  std::span<const uint32_t> cased) {
    plain_.clear();
    cased_.clear();
    append(plain_, plain);
    add_prefixes(text);
    order(plain_);
    append(cased_, cased);
    A::Entry& entry = a_.entries.emplace_back();
    entry.text_begin = keep(text);
    entry.text_size = static_cast<uint32_t>(text.size());
    entry.symbol = symbol_for(plain_);
    if (!cased_.empty()) make_cased(entry);
  }

  bool satisfied(uint32_t asked, uint32_t by) const {
    const std::string_view text = words_.text(asked);
    if (words_.is_prefix(asked)) return words_.text(by).substr(0, text.size()) == text;
    return !words_.is_prefix(by) && text == words_.text(by);
  }

  void make_cased(A::Entry& entry) {
    // The longest wins, and a whole word before a prefix of the same letters.
    base::sort(cased_, [this](uint32_t a, uint32_t b) {
      const size_t size_a = words_.text(a).size(), size_b = words_.text(b).size();
      return size_a != size_b ? size_a > size_b : !words_.is_prefix(a) && words_.is_prefix(b);
    });
    entry.cased_begin = static_cast<uint32_t>(a_.cased.size());
    entry.cased_count = static_cast<uint32_t>(cased_.size());
    for (const uint32_t id : cased_) {
      set_ = plain_;
      for (const uint32_t other : cased_) {
        if (satisfied(other, id)) set_.push_back(other);
      }
      order(set_);
      const std::string_view written = words_.text(id);
      a_.cased.push_back({symbol_for(set_), keep(written), static_cast<uint32_t>(written.size()),
                          words_.is_prefix(id)});
    }
  }

  void make_slots() {
    const uint32_t count = words_.texts().size();
    a_.slots.resize(table_size(count));
    const size_t mask = a_.slots.size() - 1;
    const size_t filter_bits = std::max<size_t>(a_.slots.size() * 8, 64);
    a_.key_filter.resize(filter_bits / 64);
    a_.key_filter_shift = static_cast<uint32_t>(64 - std::countr_zero(filter_bits));
    for (uint32_t i = 0; i < count; ++i) {
      const uint64_t key = word_key(words_.texts().text(i));
      const A::Entry& entry = a_.entries[i];
      const bool sure = entry.cased_count == 0 && (key & long_key) == 0;
      const auto bit = static_cast<size_t>(A::mixed(key) >> a_.key_filter_shift);
      a_.key_filter[bit / 64] |= uint64_t{1} << (bit % 64);
      size_t at = A::hash(key) & mask;
      while (a_.slots[at].key != 0) at = (at + 1) & mask;
      a_.slots[at] = {key, i, sure ? entry.symbol : A::look_closer};
    }
  }

  void make_prefixes() {
    const RowPool& prefixes = words_.prefixes();
    std::vector<uint32_t> sorted(prefixes.size());
    for (uint32_t i = 0; i < sorted.size(); ++i) sorted[i] = i;
    base::sort(sorted,
               [&prefixes](uint32_t a, uint32_t b) { return prefixes.text(a) < prefixes.text(b); });
    std::vector<uint32_t> open;  // places of prefixes of the current one, shortest first
    bool short_prefix = false;
    for (const uint32_t i : sorted) {
      const std::string_view text = prefixes.text(i);
      short_prefix |= text.size() < 3;
      while (!open.empty() && !text.starts_with(prefixes.text(sorted[open.back()]))) {
        open.pop_back();
      }
      open.push_back(static_cast<uint32_t>(a_.prefixes.size()));
      a_.prefixes.push_back(
          {words_.texts().size() + i, open.size() == 1 ? A::none : open[open.size() - 2]});
    }
    if (sorted.empty() || short_prefix) return;
    a_.prefix_filter.resize(A::filter_bits / 64);
    for (const uint32_t i : sorted) {
      const size_t bit = A::filter_bit(three_bytes(prefixes.text(i)));
      a_.prefix_filter[bit / 64] |= uint64_t{1} << (bit % 64);
    }
  }

  A& a_;
  const PhraseWords& words_;
  Grouping plain_by_prefix_;
  Grouping cased_by_prefix_;
  std::array<uint64_t, 256> prefix_lengths_ = {};  ///< by first byte
  RowPool symbols_;
  WordSet symbol_of_one_;  ///< by word: the symbol of the set of it alone; 0: not known yet
  WordSet plain_;          ///< of the current text: satisfied in any case
  WordSet cased_;          ///< and those that depend on it
  WordSet set_;
};

}  // namespace

RowPool make_symbols(const PhraseWords& words, PhraseAutomaton& automaton) {
  return SymbolMaker(automaton, words).run();
}

}  // namespace stet::text
