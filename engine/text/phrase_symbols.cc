#include "engine/text/phrase_symbols.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/sort.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

using A = PhraseAutomaton;
using Words = std::vector<uint32_t>;

/// Ascending, each once.
void order(Words& words) {
  if (words.size() < 2) return;
  base::sort_in_place(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

class SymbolMaker {
 public:
  SymbolMaker(A& automaton, const PhraseWords& words) : a_(automaton), words_(words) {
    out_.words = words.size();
    out_.alone.resize(words.size());
  }

  PhraseSymbols run() {
    note_prefix_lengths();
    make_prefixes();
    resize_key_filter();
    for (A::Slot& slot : a_.slots) {
      const uint64_t key = A::key_of(slot);
      if (key == 0) continue;
      const auto bit = static_cast<size_t>(A::mixed(key) >> a_.key_filter_shift);
      a_.key_filter[bit / 64] |= uint64_t{1} << (bit % 64);
      if ((key & long_key) != 0) {
        const uint32_t row = slot.value;
        a_.set_value(row, value_of(a_.value_at(row), a_.text_at(row)));
      } else {
        slot.value = value_of(slot.value, letters_of(key));
      }
    }
    return std::move(out_);
  }

 private:
  void resize_key_filter() {
    const size_t bits = a_.slots.size() * 8;
    a_.key_filter.resize(bits / 64);
    a_.key_filter_shift = static_cast<uint32_t>(64 - std::countr_zero(bits));
  }

  /// Of a word that its key has whole; until the next call.
  std::string_view letters_of(uint64_t key) {
    std::memcpy(letters_, &key, sizeof key);
    return {letters_, static_cast<size_t>(71 - std::countl_zero(key)) / 8};
  }

  /// No letters begin with the byte 0, which stands for none.
  static uint8_t first_byte(std::string_view text) {
    return text.empty() ? 0 : static_cast<uint8_t>(text[0]);
  }

  /// Longer ones share the last bit.
  static uint64_t length_bit(size_t size) { return uint64_t{1} << std::min<size_t>(size, 63); }

  void note_prefix_lengths() {
    const RowPool& prefixes = words_.prefixes();
    for (uint32_t i = 0; i < prefixes.size(); ++i) {
      const std::string_view text = prefixes.text(i);
      prefix_lengths_[first_byte(text)] |= length_bit(text.size());
    }
  }

  static uint32_t three_bytes(std::string_view text) {
    return static_cast<uint32_t>(key_bytes(text, 0)) & 0xFFFFFF;
  }

  void take(uint32_t word) {
    const bool cased = (words_.word(word).asks & PhraseWords::cased) != 0;
    (cased ? cased_ : plain_).push_back(word);
  }

  void take_all(uint32_t value) {
    if ((value & PhraseWords::list_bit) == 0) {
      if (value != 0) take(value);
      return;
    }
    for (uint32_t at = value & ~PhraseWords::list_bit; at != 0; at = words_.link(at).next) {
      take(words_.link(at).word);
    }
  }

  bool may_begin_with_prefix(std::string_view text) const {
    if (prefix_lengths_[first_byte(text)] == 0) return false;
    return a_.prefix_filter.empty() || a_.may_begin(three_bytes(text)) != 0;
  }

  /// Takes the phrase words with `*` whose letters `text` begins with.
  void take_prefixes(std::string_view text) {
    if (!may_begin_with_prefix(text)) return;
    const uint64_t lengths = prefix_lengths_[first_byte(text)];
    for (size_t size = 1; size <= text.size(); ++size) {
      if ((lengths & length_bit(size)) == 0) continue;
      const uint32_t prefix = words_.prefixes().find(text.substr(0, size));
      if (prefix != RowPool::none) take_all(words_.prefix_value(prefix));
    }
  }

  uint32_t symbol_for(const Words& words) {
    if (words.size() > 1) return out_.words + out_.sets.add(words).id;
    if (words.empty()) return 0;
    out_.alone[words[0]] = 1;
    return words[0];
  }

  /// What a text is for which `value` has the words that it satisfies, but for prefixes.
  uint32_t value_of(uint32_t value, std::string_view text) {
    if ((value & PhraseWords::list_bit) == 0 && !may_begin_with_prefix(text)) {
      out_.alone[value] = 1;  // most texts
      return value;
    }
    plain_.clear();
    cased_.clear();
    take_all(value);
    take_prefixes(text);
    order(plain_);
    order(cased_);
    const uint32_t symbol = symbol_for(plain_);
    return cased_.empty() ? symbol : add_cased(symbol);
  }

  std::string_view written(uint32_t word) const { return a_.text_at(words_.word(word).letters); }
  bool is_prefix(uint32_t word) const {
    return (words_.word(word).asks & PhraseWords::prefix) != 0;
  }

  bool satisfied(uint32_t asked, uint32_t by) const {
    const std::string_view text = written(asked);
    if (is_prefix(asked)) return written(by).starts_with(text);
    return !is_prefix(by) && text == written(by);
  }

  uint32_t add_cased(uint32_t symbol) {
    // The longest wins, and a whole word before a prefix of the same letters.
    base::sort(cased_, [this](uint32_t a, uint32_t b) {
      const size_t size_a = written(a).size(), size_b = written(b).size();
      return size_a != size_b ? size_a > size_b : !is_prefix(a) && is_prefix(b);
    });
    a_.cased_words.push_back(
        {symbol, static_cast<uint32_t>(a_.cased.size()), static_cast<uint32_t>(cased_.size())});
    for (const uint32_t word : cased_) {
      Words set = plain_;
      for (const uint32_t other : cased_) {
        if (satisfied(other, word)) set.push_back(other);
      }
      order(set);
      a_.cased.push_back({symbol_for(set), words_.word(word).letters, is_prefix(word)});
    }
    return A::cased_bit | static_cast<uint32_t>(a_.cased_words.size() - 1);
  }

  void make_prefixes() {
    const RowPool& prefixes = words_.prefixes();
    if (prefixes.size() == 0) return;
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
      const uint32_t parent = open.empty() ? A::none : open.back();
      open.push_back(static_cast<uint32_t>(a_.prefixes.size()));
      a_.prefixes.push_back({0, a_.add_text(text), parent});
    }
    if (!short_prefix) {
      a_.prefix_filter.resize(A::filter_bits / 64);
      for (uint32_t i = 0; i < prefixes.size(); ++i) {
        const size_t bit = A::filter_bit(three_bytes(prefixes.text(i)));
        a_.prefix_filter[bit / 64] |= uint64_t{1} << (bit % 64);
      }
    }
    for (uint32_t i = 0; i < sorted.size(); ++i) {
      a_.prefixes[i].value = value_of(0, prefixes.text(sorted[i]));
    }
  }

  A& a_;
  const PhraseWords& words_;
  PhraseSymbols out_;
  std::array<uint64_t, 256> prefix_lengths_ = {};  ///< by first byte
  Words plain_;                                    ///< of the current text: satisfied in any case
  Words cased_;                                    ///< and those that depend on it
  char letters_[8] = {};
};

}  // namespace

PhraseSymbols make_symbols(const PhraseWords& words, PhraseAutomaton& automaton) {
  return SymbolMaker(automaton, words).run();
}

}  // namespace stet::text
