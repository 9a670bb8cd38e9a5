// Phrases that are never found: wherever their words stand, a phrase that is declared before them
// in the same list is found. Asked of the phrase set that reads stories, with the phrase as the
// text.
#include "engine/base/number.h"
#include "engine/text/inflection.h"
#include "engine/text/phrases.h"
#include "engine/upkeep/effect_report.h"
#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {
namespace {

using methodology::Node;
using methodology::PhraseList;

/// Whether no one makes further forms of the form `form`: "warneds". Of "warning" there are
/// "warnings". Which irregular forms are words of their own ("found": "founded") no rule can tell,
/// so none is taken for an end.
bool ends_a_word(std::string_view form) {
  return form.ends_with('s') || (form.ends_with("ed") && !form.ends_with("eed"));
}

std::string with_stars(std::string_view text, std::string_view instead) {
  std::string out;
  for (const char c : text) {
    if (c != '*')
      out += c;
    else
      out += instead;
  }
  return out;
}

class Hidden {
 public:
  Hidden(const text::PhraseSet& set, const PhraseList& list, uint32_t number)
      : set_(set), list_(list), number_(number) {}

  /// The phrase that is found in each text that has phrase `at`.
  std::optional<uint32_t> by(uint32_t at) {
    const methodology::Phrase& phrase = list_.phrases[at];
    const std::string text = with_stars(phrase.text, "");
    const std::optional<uint32_t> found = found_in(text);
    if (!found || *found == at) return std::nullopt;
    const methodology::Phrase& other = list_.phrases[*found];
    if (other.case_sensitive && !phrase.case_sensitive) return std::nullopt;
    // Only what may go on in any way is found in both.
    if (text != phrase.text && found_in(with_stars(phrase.text, "qqq")) != found) return {};
    if (list_.inflect && !list_.case_sensitive && !phrase.case_sensitive) {
      if (!has_all_forms(phrase.text, *found)) return std::nullopt;
    }
    return found;
  }

 private:
  std::optional<uint32_t> found_in(std::string_view text) {
    text::tokenise(text, tokens_);
    set_.find(text, tokens_, scratch_, matches_);
    for (const text::PhraseMatch& match : matches_) {
      if (match.list == number_ && match.first_token == 0) return match.phrase;
    }
    return std::nullopt;
  }

  /// Each word of `phrase` in each of its forms.
  bool has_all_forms(std::string_view phrase, uint32_t other) {
    const std::string bare = with_stars(list_.phrases[other].text, "");
    const bool widened = bare != list_.phrases[other].text;
    text::Tokens words, others;
    text::tokenise(phrase, words);
    text::tokenise(bare, others);
    std::string word, other_word;
    for (size_t i = 0; i < words.all.size(); ++i) {
      const text::Token& token = words.all[i];
      if (token.kind != text::TokenKind::word || phrase.substr(token.span.end, 1) == "*") continue;
      word.clear(), other_word.clear();
      text::append_folded(word, base::slice(phrase, token.span));
      if (!widened && i < others.all.size()) {
        text::append_folded(other_word, base::slice(bare, others.all[i].span));
        if (word == other_word || ends_a_word(word)) continue;
      }
      if (!has_forms(phrase, token.span, word, other)) return false;
    }
    return true;
  }

  bool has_forms(std::string_view phrase, base::Span place, std::string_view word, uint32_t other) {
    forms_.find(word);
    for (size_t i = 1; i < forms_.size(); ++i) {
      std::string text(phrase.substr(0, place.begin));
      text.append(forms_[i]).append(phrase.substr(place.end));
      if (found_in(with_stars(text, "")) != other) return false;
    }
    return true;
  }

  const text::PhraseSet& set_;
  const PhraseList& list_;
  uint32_t number_;
  text::WordForms forms_;
  text::Tokens tokens_;
  text::PhraseScratch scratch_;
  std::vector<text::PhraseMatch> matches_;
};

/// What is written for the phrase: a text, or an object with one.
const Node* item_of(const Node* phrases, const methodology::Phrase& phrase) {
  if (phrases == nullptr) return nullptr;
  for (const Node& item : phrases->items) {
    if (item.file == phrase.file && item.place.contains(phrase.place)) return &item;
  }
  return nullptr;
}

/// `phrases` of the list, or of the rule that looks for them itself.
const Node* phrases_at(const EffectReport& report, const PhraseList& list) {
  if (const Node* own = report.at({"lists", list.id, "phrases"})) return own;
  const Node* rules = report.at({"rules"});
  if (rules == nullptr) return nullptr;
  for (const Node& rule : rules->items) {
    const Node* id = rule.find("id");
    const Node* find = rule.find("find");
    if (id == nullptr || find == nullptr || list.id != "find:" + std::string(id->view())) continue;
    return find->find("phrases");
  }
  return nullptr;
}

void add_hidden(EffectReport& report, const PhraseList& list, const methodology::Phrase& phrase,
                const methodology::Phrase& other) {
  std::string message = quoted(phrase.text) + " is never found: " + quoted(other.text) +
                        ", which stands before it, is found in its place";
  std::string suggestion = "take it out";
  if (phrase.weight != other.weight) {
    message += ", and its weight of ";
    base::append_double(message, phrase.weight);
    message += " never counts";
    suggestion += ", or put it before the other";
  }
  report.add("phrase-never-found", phrase.file, phrase.place, std::move(message),
             std::move(suggestion));
  // Another weight was meant to count: which one, only the author knows.
  if (phrase.weight != other.weight) return;
  if (const Node* item = item_of(phrases_at(report, list), phrase)) report.removable(item->place);
}

}  // namespace

void check_phrases(EffectReport& report) {
  const text::PhraseSet& set = report.gate.program().rules->phrases;
  const std::vector<PhraseList>& lists = report.methodology.lists;
  const PackagedPhrases packaged(report.methodology);
  for (uint32_t number = 0; number < lists.size(); ++number) {
    Hidden hidden(set, lists[number], number);
    const auto& phrases = lists[number].phrases;
    for (uint32_t i = 0; i < phrases.size(); ++i) {
      if (packaged.contain(phrases[i].file, phrases[i].place)) continue;
      const auto other = hidden.by(i);
      if (other) add_hidden(report, lists[number], phrases[i], phrases[*other]);
    }
  }
}

}  // namespace stet::upkeep
