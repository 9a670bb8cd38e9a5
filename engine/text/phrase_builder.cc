// From lists of phrases to the tables of phrase_automaton.h, in four steps:
//
//   phrase_words    phrases become rows of phrase words, and texts that satisfy them
//   phrase_symbols  texts get symbols, one for each set of phrase words that some text satisfies
//   phrase_tree     the rows, backwards, become a tree; the tree becomes the automaton
//
// Methodologies have thousands of phrases, and a page that opens waits for this: rows and sets
// stand one after the other in a few growing arrays, found by hash (row_pool.h).
#include <algorithm>
#include <utility>

#include "engine/text/phrase_automaton.h"
#include "engine/text/phrase_symbols.h"
#include "engine/text/phrase_tree.h"
#include "engine/text/phrase_words.h"
#include "engine/text/phrases.h"

namespace stet::text {

namespace {

constexpr std::string_view bad_phrase = "phrase-unusable";

}  // namespace

struct PhraseSetBuilder::Draft {
  explicit Draft(size_t phrases) : words(phrases), tree(phrases) {}

  std::unique_ptr<PhraseAutomaton> automaton = std::make_unique<PhraseAutomaton>();
  PhraseWords words;
  PhraseTree tree;
  Tokens tokens;
  std::vector<uint32_t> row;  ///< words of the phrase that is read
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
  /// else is one, and folded already.
  static bool is_plain(std::string_view phrase) {
    bool in_word = false;
    for (const char c : phrase) {
      const bool letter = c >= 'a' && c <= 'z';
      if (!letter && (c != ' ' || !in_word)) return false;
      in_word = letter;
    }
    return in_word;
  }

  void read_plain(std::string_view phrase, uint8_t asks) {
    for (size_t begin = 0; begin < phrase.size();) {
      const size_t end = std::min(phrase.find(' ', begin), phrase.size());
      row.push_back(words.id_of(phrase.substr(begin, end - begin), asks));
      begin = end + 1;
    }
  }

  /// Puts the phrase's words into `row`. What is wrong with it, else an empty text.
  std::string read(const Phrase& phrase, const PhraseListOptions& options) {
    row.clear();
    const bool cased = options.case_sensitive || phrase.case_sensitive;
    if (!cased && is_plain(phrase.text)) {
      read_plain(phrase.text, options.inflect ? PhraseWords::inflect : 0);
    } else if (std::string wrong = read_tokens(phrase, options, cased); !wrong.empty()) {
      return wrong;
    }
    if (row.empty()) {
      return "expected a phrase with a word in it, found '" + std::string(phrase.text) + "'";
    }
    if (row.size() > PhraseSet::max_phrase_tokens) {
      return "expected a phrase of at most " + std::to_string(PhraseSet::max_phrase_tokens) +
             " words and marks, found " + std::to_string(row.size());
    }
    return {};
  }

 private:
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
      row.push_back(words.id_of(word, asks));
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
  const auto list = static_cast<uint32_t>(automaton.lists.size());
  auto& kept = automaton.lists.emplace_back();
  kept.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    const auto id = static_cast<uint32_t>(kept.size());
    kept.push_back({static_cast<uint32_t>(automaton.texts.size()),
                    static_cast<uint32_t>(phrase.text.size()), phrase.weight});
    automaton.texts += phrase.text;
    std::string wrong = draft_->read(phrase, options);
    if (wrong.empty()) {
      draft_->tree.add(draft_->row, list, id);
    } else {
      problems.add({base::Severity::error, bad_phrase, std::string(file), phrase.place,
                    std::move(wrong), ""});
    }
  }
  return list;
}

PhraseSet PhraseSetBuilder::build(base::Problems& problems, size_t limit) {
  PhraseSet set;
  const std::unique_ptr<Draft> draft = std::exchange(draft_, std::make_unique<Draft>(0));
  PhraseAutomaton& automaton = *draft->automaton;
  const uint32_t word_count = draft->words.size();
  const RowPool symbols = [&] {
    const PhraseWords words = std::move(draft->words);  // large, and of no use for the states
    return make_symbols(words, automaton);
  }();
  if (!make_states(draft->tree, symbols, word_count, limit, automaton)) {
    problems.add({base::Severity::error,
                  "phrases-too-ambiguous",
                  "",
                  {},
                  "expected phrase lists that make at most " + std::to_string(limit) +
                      " states, found more: fewer phrases with several '*' would help",
                  ""});
    automaton.slots.clear();
  }
  automaton.states.shrink_to_fit();
  automaton.outputs.shrink_to_fit();
  automaton.texts.shrink_to_fit();
  set.automaton_ = std::move(draft->automaton);
  return set;
}

}  // namespace stet::text
