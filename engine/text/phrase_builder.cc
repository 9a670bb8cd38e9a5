// From lists of phrases to the tables of phrase_automaton.h, in four steps:
//
//   phrase_words    phrases become rows of phrase words, and texts that satisfy them
//   phrase_symbols  texts get symbols, one for each set of phrase words that some text satisfies
//   phrase_tree     the rows, backwards, become a tree
//   phrase_states   the tree becomes the automaton
//
// Methodologies have thousands of phrases, and a page that opens waits for this, in code that V8
// has not optimised yet: a word is hashed once, texts are put where they are found in the end, and
// what is one in most cases is never made a set of.
#include <algorithm>
#include <bit>
#include <utility>

#include "engine/text/phrase_automaton.h"
#include "engine/text/phrase_states.h"
#include "engine/text/phrase_symbols.h"
#include "engine/text/phrase_tree.h"
#include "engine/text/phrase_words.h"
#include "engine/text/phrases.h"
#include "engine/text/small_letters.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

constexpr std::string_view bad_phrase = "phrase-unusable";

}  // namespace

struct PhraseSetBuilder::Draft {
  explicit Draft(size_t count) : words(*automaton, count) {
    phrases.reserve(count);
    row.reserve(2 * count);
  }

  std::unique_ptr<PhraseAutomaton> automaton = std::make_unique<PhraseAutomaton>();
  PhraseWords words;
  std::vector<PhraseRow> phrases;
  std::vector<uint32_t> row;  ///< words of the phrases, one after the other
  struct Plain {
    const char* text;
    size_t size;
    uint64_t key;
  };
  std::vector<Plain> plain;  ///< words of the phrase that is read
  Tokens tokens;
  std::string word;

  /// Whether the token ends in a `*`, which is the next one.
  bool has_star(size_t at) const {
    return at + 1 < tokens.all.size() && tokens.all[at + 1].key == '*' &&
           !tokens.all[at + 1].has(space_before) && tokens.all[at].kind == TokenKind::word;
  }

  bool is_inside(size_t star) const {
    return star + 1 < tokens.all.size() && tokens.all[star + 1].kind == TokenKind::word &&
           !tokens.all[star + 1].has(space_before);
  }

  /// Small letters and single spaces, as most phrases are: each run of letters is a word, whatever
  /// else is one, and folded already. False when the phrase is none of these.
  bool find_plain_words(std::string_view phrase) {
    plain.clear();
    for (size_t at = 0;; ++at) {
      const size_t begin = at;
      uint64_t bytes = 0;
      size_t letters = 8;
      for (; letters == 8; at += letters) {
        bytes = key_bytes(phrase, at);
        letters = letters_at_front(bytes);
      }
      const std::string_view text = phrase.substr(begin, at - begin);
      if (text.empty()) return false;
      const uint64_t all = (uint64_t{1} << 8 * letters) - 1;
      plain.push_back({text.data(), text.size(), text.size() < 8 ? bytes & all : word_key(text)});
      if (at == phrase.size()) return true;
      if (phrase[at] != ' ') return false;
    }
  }

  /// Puts the phrase's words behind those in `row`. What is wrong with it, else an empty text.
  std::string read(const Phrase& phrase, const PhraseListOptions& options) {
    const size_t begin = row.size();
    const bool cased = options.case_sensitive || phrase.case_sensitive;
    if (!cased && find_plain_words(phrase.text)) {
      const uint8_t asks = options.inflect ? PhraseWords::inflect : 0;
      for (const Plain& one : plain)
        row.push_back(words.id_of({one.text, one.size}, one.key, asks));
    } else if (std::string wrong = read_tokens(phrase, options, cased); !wrong.empty()) {
      return wrong;
    }
    const size_t size = row.size() - begin;
    if (size == 0) {
      return "expected a phrase with a word in it, found '" + std::string(phrase.text) + "'";
    }
    if (size > PhraseSet::max_phrase_tokens) {
      return "expected a phrase of at most " + std::to_string(PhraseSet::max_phrase_tokens) +
             " words and marks, found " + std::to_string(size);
    }
    return {};
  }

 private:
  /// How many of eight bytes, the first lowest, are small letters before one that is none.
  static size_t letters_at_front(uint64_t bytes) {
    constexpr uint64_t each = 0x0101010101010101;
    const uint64_t low = bytes & (0x7F * each);
    const uint64_t letter = (low + (0x80 - 'a') * each) & ~(low + (0x7F - 'z') * each) & ~bytes;
    return static_cast<size_t>(std::countr_zero(~letter & (0x80 * each))) / 8;
  }

  std::string read_tokens(const Phrase& phrase, const PhraseListOptions& options, bool cased) {
    tokenise(phrase.text, tokens);
    for (size_t i = 0; i < tokens.all.size(); ++i) {
      const Token& token = tokens.all[i];
      const bool star = has_star(i);
      if (token.key == '*' || (star && is_inside(i + 1))) {
        return "expected '*' only at the end of a word, found it in '" + std::string(phrase.text) +
               "'";
      }
      word.clear();
      append_folded(word, base::slice(phrase.text, token.span), cased);
      uint8_t asks = star ? PhraseWords::prefix : 0;
      // Small letters too: they must not match capitals.
      if (cased && token.kind == TokenKind::word) asks |= PhraseWords::cased;
      if (options.inflect && !star && !cased) asks |= PhraseWords::inflect;
      row.push_back((asks & (PhraseWords::prefix | PhraseWords::cased)) != 0
                        ? words.special_id_of(word, asks)
                        : words.id_of(word, word_key(word), asks));
      if (star) ++i;
    }
    return {};
  }
};

PhraseSetBuilder::PhraseSetBuilder(size_t phrases) : draft_(std::make_unique<Draft>(phrases)) {}
PhraseSetBuilder::~PhraseSetBuilder() = default;

uint32_t PhraseSetBuilder::add_list(const PhraseListOptions& options,
                                    std::span<const Phrase> phrases, std::string_view file,
                                    base::Problems& problems) {
  PhraseAutomaton& automaton = *draft_->automaton;
  const uint32_t list = automaton.list_count++;
  for (uint32_t i = 0; i < phrases.size(); ++i) {
    const Phrase& phrase = phrases[i];
    const size_t begin = draft_->row.size();
    if (std::string wrong = draft_->read(phrase, options); !wrong.empty()) {
      draft_->row.resize(begin);
      problems.add({base::Severity::error, bad_phrase, std::string(file), phrase.place,
                    std::move(wrong), ""});
      continue;
    }
    // Most phrases of a list have one weight.
    std::vector<double>& weights = automaton.weights;
    if (weights.empty() || weights.back() != phrase.weight) weights.push_back(phrase.weight);
    const size_t end = draft_->row.size();
    draft_->phrases.push_back(
        {{i, list << PhraseAutomaton::list_shift | static_cast<uint32_t>(end - begin),
          static_cast<uint32_t>(weights.size() - 1)},
         static_cast<uint32_t>(end)});
  }
  return list;
}

PhraseSet PhraseSetBuilder::build(base::Problems& problems, size_t limit) {
  PhraseSet set;
  const std::unique_ptr<Draft> draft = std::exchange(draft_, std::make_unique<Draft>(0));
  PhraseAutomaton& automaton = *draft->automaton;
  const PhraseSymbols symbols = [&] {
    PhraseWords words = std::move(draft->words);  // large, and of no use for the states
    words.finish();
    return make_symbols(words, automaton);
  }();
  const PhraseTree tree(draft->phrases, draft->row, symbols.words);
  if (!make_states(tree, symbols, limit, automaton)) {
    problems.add({base::Severity::error,
                  "phrases-too-ambiguous",
                  "",
                  {},
                  "expected phrase lists that make at most " + std::to_string(limit) +
                      " states, found more: fewer phrases with several '*' would help",
                  ""});
    automaton.slots.clear();
  }
  automaton.letters.shrink_to_fit();
  automaton.states.shrink_to_fit();
  automaton.edges.shrink_to_fit();
  automaton.outputs.shrink_to_fit();
  automaton.weights.shrink_to_fit();
  set.automaton_ = std::move(draft->automaton);
  return set;
}

}  // namespace stet::text
