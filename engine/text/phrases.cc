#include "engine/text/phrases.h"

#include <algorithm>

#include "engine/base/short_text.h"
#include "engine/text/phrase_automaton.h"
#include "engine/text/small_letters.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<int8_t>(c) >= 0; });
}

bool folds_to(std::string_view written, std::string_view folded) {
  size_t at = 0;
  if (written.size() == folded.size()) {
    const auto next = [&at](std::string_view text) {
      return base::load_up_to_8(text.data() + at, std::min<size_t>(text.size() - at, 8));
    };
    while (at < written.size() && small_letters(next(written)) == next(folded)) at += 8;
    if (at >= written.size()) return true;
  }
  if (is_ascii(written)) return false;
  std::string whole;
  append_folded(whole, written);
  return whole == folded;
}

bool has_prefix(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

PhraseSet::PhraseSet() = default;
PhraseSet::~PhraseSet() = default;
PhraseSet::PhraseSet(PhraseSet&&) noexcept = default;
PhraseSet& PhraseSet::operator=(PhraseSet&&) noexcept = default;

namespace {

using A = PhraseAutomaton;

/// Words to symbols.
class Vocabulary {
 public:
  Vocabulary(const A& automaton, std::string_view text)
      : a_(automaton),
        slots_(automaton.slots.data()),
        mask_(automaton.slots.size() - 1),
        text_(text) {}

  uint32_t symbol_of(const Token& token) const {
    for (size_t at = A::hash(token.key) & mask_;; at = (at + 1) & mask_) {
      const A::Slot& slot = slots_[at];
      const uint64_t key = A::key_of(slot);
      if (key == 0) break;
      if (key != token.key) continue;
      if ((key & long_key) == 0) return symbol_of(slot.value, token);
      // Keys of long words are hashes: look at the letters.
      if (!folds_to(written(token), a_.text_at(slot.value))) continue;
      return symbol_of(a_.value_at(slot.value), token);
    }
    return a_.prefixes.empty() || token.kind != TokenKind::word ? 0 : prefix_symbol(token);
  }

 private:
  std::string_view written(const Token& token) const { return base::slice(text_, token.span); }

  uint32_t symbol_of(uint32_t value, const Token& token) const {
    return (value & A::cased_bit) == 0 ? value
                                       : cased_symbol(a_.cased_words[value & ~A::cased_bit], token);
  }

  uint32_t cased_symbol(const A::CasedWord& known, const Token& token) const {
    std::string_view word = written(token);
    std::string typographic;
    if (!is_ascii(word)) {
      append_folded(typographic, word, true);
      word = typographic;
    }
    for (uint32_t i = 0; i < known.count; ++i) {
      const auto& cased = a_.cased[known.begin + i];
      const std::string_view wanted = a_.text_at(cased.text);
      if (cased.prefix ? has_prefix(word, wanted) : word == wanted) return cased.symbol;
    }
    return known.symbol;
  }

  bool passes_filter(const Token& token) const {
    if (a_.prefix_filter.empty()) return true;
    const std::string_view word = written(token);
    if (!is_ascii(word.substr(0, 3))) return true;
    const auto three = static_cast<uint32_t>(
        small_letters(base::load_up_to_8(word.data(), std::min<size_t>(word.size(), 3))));
    return a_.may_begin(three) != 0;
  }

  /// The longest known beginning of the word: the word's place among the sorted beginnings comes
  /// right after it, or after longer ones that lead back to it.
  uint32_t prefix_symbol(const Token& token) const {
    if (!passes_filter(token)) return 0;
    std::string word;
    append_folded(word, written(token));
    const auto after = std::upper_bound(
        a_.prefixes.begin(), a_.prefixes.end(), word,
        [this](const std::string& w, const auto& p) { return w < a_.text_at(p.text); });
    auto at = static_cast<uint32_t>(after - a_.prefixes.begin());
    at = at == 0 ? A::none : at - 1;
    for (; at != A::none; at = a_.prefixes[at].parent) {
      const A::Prefix& prefix = a_.prefixes[at];
      if (has_prefix(word, a_.text_at(prefix.text))) return symbol_of(prefix.value, token);
    }
    return 0;
  }

  const A& a_;
  const A::Slot* slots_;
  size_t mask_;
  std::string_view text_;
};

/// Where the words read so far have led to: a state, and what the automaton says of it.
class Reader {
 public:
  Reader(const A& automaton, uint64_t& steps) : a_(automaton), steps_(steps) {}

  void restart() { now_ = {}; }

  /// Each `fail` forgets a word or more and each token adds one, so there are no more of them in
  /// all than tokens.
  void read(uint32_t symbol) {
    for (;;) {
      ++steps_;
      const uint32_t target = a_.target(now_, symbol, steps_);
      const uint32_t to = target != 0 ? target : now_.fail;
      if (target == 0 && to == 0) break;
      now_ = a_.states[to];
      if (target != 0) return;
    }
    ++steps_;
    now_ = a_.states[symbol];
  }

  uint32_t outputs() const { return now_.outputs; }

 private:
  const A& a_;
  uint64_t& steps_;
  A::State now_;
};

}  // namespace

namespace {

using Known = PhraseScratch::Known;

/// The first three letters of a word, small; the keys of long words do not have them. Zero where
/// they are not to be had at once.
uint32_t first_three(std::string_view text, const Token& token) {
  constexpr uint64_t three = 0xFFFFFF;
  if ((token.key >> 63) == 0) return static_cast<uint32_t>(token.key & three);
  if (token.span.begin + size_t{8} > text.size()) return 0;
  const uint64_t bytes = base::load8(text.data() + token.span.begin) & three;
  return (bytes & 0x808080) != 0 ? 0 : static_cast<uint32_t>(small_letters(bytes));
}

/// Tokens that some phrase may know, the others are most. Without branches: whether a word is one
/// of them cannot be predicted, and a wrong guess costs as much as all the rest of this loop.
size_t find_candidates(const A& a, std::string_view text, const Tokens& tokens, Known* out) {
  const bool prefixes = !a.prefixes.empty();
  const bool all_prefixes = prefixes && a.prefix_filter.empty();
  const Token* all = tokens.all.data();
  const size_t size = tokens.all.size();
  size_t count = 0;
  for (size_t i = 0; i < size; ++i) {
    uint64_t may = a.may_know(all[i].key);
    if (prefixes) {
      const uint32_t three = first_three(text, all[i]);
      may |= all_prefixes || three == 0 ? 1 : a.may_begin(three);
    }
    out[count].token = static_cast<uint32_t>(i);
    count += may;
  }
  return count;
}

/// Keeps the candidates whose word has a symbol.
size_t look_up(const Vocabulary& vocabulary, const Tokens& tokens, Known* known, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t token = known[i].token;
    const uint32_t symbol = vocabulary.symbol_of(tokens.all[token]);
    known[kept] = {token, symbol};
    kept += symbol != 0 ? 1 : 0;
  }
  return kept;
}

/// From the last word to the first: the tokens at which phrases begin.
void find_starts(const A& a, PhraseScratch& scratch, size_t count) {
  Reader reader(a, scratch.steps);
  uint32_t after = 0;  // the token that was read last
  for (size_t i = count; i-- > 0;) {
    const Known& known = scratch.known[i];
    if (known.token + 1 != after) reader.restart();
    after = known.token;
    reader.read(known.symbol);
    if (reader.outputs() != 0) scratch.starts.push_back({known.token, reader.outputs()});
  }
}

}  // namespace

void PhraseSet::find(std::string_view text, const Tokens& tokens, PhraseScratch& scratch,
                     std::vector<PhraseMatch>& out) const {
  out.clear();
  scratch.steps = 0;
  if (!automaton_ || automaton_->slots.empty()) return;
  const A& a = *automaton_;
  const Vocabulary vocabulary(a, text);
  // One more than tokens: the loops write behind the last before they know that it is none.
  if (scratch.known.size() <= tokens.all.size()) scratch.known.resize(tokens.all.size() * 2 + 1);
  Known* known = scratch.known.data();
  const size_t candidates = find_candidates(a, text, tokens, known);
  const size_t count = look_up(vocabulary, tokens, known, candidates);
  scratch.starts.clear();
  find_starts(a, scratch, count);
  if (scratch.starts.empty()) return;

  scratch.covered.assign(a.list_count, 0);
  for (size_t s = scratch.starts.size(); s-- > 0;) {
    const auto [first, set] = scratch.starts[s];
    for (const A::Output* output = &a.outputs[set];; ++output) {
      const uint32_t list = output->list();
      if (first >= scratch.covered[list]) {
        const uint32_t end = first + output->token_count();
        scratch.covered[list] = end;
        out.push_back({{tokens.all[first].span.begin, tokens.all[end - 1].span.end},
                       list,
                       output->phrase,
                       first,
                       output->token_count(),
                       a.weights[output->weight]});
      }
      if (output->is_last()) break;
    }
  }
}

uint32_t PhraseSet::list_count() const { return automaton_ ? automaton_->list_count : 0; }

size_t PhraseSet::held_bytes() const {
  if (!automaton_) return 0;
  const A& a = *automaton_;
  size_t bytes = a.letters.size() + a.slots.size() * sizeof(A::Slot);
  bytes += (a.prefix_filter.size() + a.key_filter.size()) * sizeof(uint64_t);
  bytes += a.cased.size() * sizeof(A::Cased) + a.cased_words.size() * sizeof(A::CasedWord);
  bytes += a.prefixes.size() * sizeof(A::Prefix) + a.edges.size() * sizeof(A::Edge);
  bytes += a.states.size() * sizeof(A::State) + a.outputs.size() * sizeof(A::Output);
  return bytes + a.weights.size() * sizeof(double);
}

size_t PhraseSet::state_count() const { return automaton_ ? automaton_->states.size() : 0; }

}  // namespace stet::text
