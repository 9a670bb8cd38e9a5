#include "engine/text/inflection.h"

#include <algorithm>
#include <iterator>

#include "engine/base/short_text.h"
#include "engine/text/word_set.h"

namespace stet::text {

namespace {

struct Irregular {
  std::string_view base;
  std::string_view forms;  ///< separated by spaces
};

constexpr Irregular irregulars[] = {
    {"analysis", "analyses"},
    {"be", "am is are was were been being"},
    {"bear", "bore borne"},
    {"become", "became"},
    {"begin", "began begun"},
    {"bind", "bound"},
    {"break", "broke broken"},
    {"bring", "brought"},
    {"build", "built"},
    {"buy", "bought"},
    {"catch", "caught"},
    {"child", "children"},
    {"choose", "chose chosen"},
    {"come", "came"},
    {"crisis", "crises"},
    {"cut", "cutting"},
    {"deal", "dealt"},
    {"do", "does did done"},
    {"draw", "drew drawn"},
    {"drive", "drove driven"},
    {"fall", "fell fallen"},
    {"feel", "felt"},
    {"fight", "fought"},
    {"find", "found"},
    {"fly", "flew flown"},
    {"forecast", "forecast"},
    {"foresee", "foresaw foreseen"},
    {"forget", "forgot forgotten"},
    {"freeze", "froze frozen"},
    {"get", "got gotten"},
    {"give", "gave given"},
    {"go", "goes went gone"},
    {"grow", "grew grown"},
    {"have", "has had having"},
    {"hear", "heard"},
    {"hide", "hid hidden"},
    {"hold", "held"},
    {"keep", "kept"},
    {"know", "knew known"},
    {"lead", "led"},
    {"leave", "left"},
    {"lend", "lent"},
    {"lose", "lost"},
    {"make", "made"},
    {"man", "men"},
    {"mean", "meant"},
    {"meet", "met"},
    {"mislead", "misled"},
    {"overcome", "overcame"},
    {"oversee", "oversaw overseen"},
    {"pay", "paid"},
    {"repay", "repaid"},
    {"rise", "rose risen"},
    {"run", "ran"},
    {"say", "said"},
    {"see", "saw seen"},
    {"seek", "sought"},
    {"sell", "sold"},
    {"send", "sent"},
    {"shake", "shook shaken"},
    {"shrink", "shrank shrunk"},
    {"sink", "sank sunk"},
    {"speak", "spoke spoken"},
    {"spend", "spent"},
    {"stand", "stood"},
    {"steal", "stole stolen"},
    {"stick", "stuck"},
    {"strike", "struck stricken"},
    {"swear", "swore sworn"},
    {"take", "took taken"},
    {"teach", "taught"},
    {"tell", "told"},
    {"think", "thought"},
    {"throw", "threw thrown"},
    {"undergo", "underwent undergone"},
    {"understand", "understood"},
    {"wear", "wore worn"},
    {"win", "won"},
    {"withdraw", "withdrew withdrawn"},
    {"woman", "women"},
    {"write", "wrote written"},
};

constexpr WordSet<std::size(irregulars)> irregular_bases(irregulars, &Irregular::base);

// Short words that hold a phrase together and never change.
constexpr WordSet function_words("about", "after", "all", "and", "any", "are", "been", "before",
                                 "but", "could", "for", "from", "had", "has", "her", "his", "into",
                                 "its", "may", "might", "must", "not", "off", "our", "out", "over",
                                 "she", "should", "than", "that", "the", "their", "them", "then",
                                 "they", "this", "those", "was", "were", "what", "when", "which",
                                 "who", "will", "with", "would", "you", "your");

constexpr uint32_t letter_bit(char c) { return uint32_t{1} << (c - 'a'); }
constexpr uint32_t vowels =
    letter_bit('a') | letter_bit('e') | letter_bit('i') | letter_bit('o') | letter_bit('u');

/// Of small letters.
bool is_vowel(char c) { return (vowels & letter_bit(c)) != 0; }

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

void WordForms::add(std::string_view stem, std::string_view ending) {
  char* form = texts_.room(stem.size() + ending.size());
  std::copy(stem.begin(), stem.end(), form);
  std::copy(ending.begin(), ending.end(), form + stem.size());
  const std::string_view written(form, stem.size() + ending.size());
  // An irregular form may be what a rule makes as well ("cutting"); no two rules make the same.
  for (size_t i = 0; i < irregular_; ++i) {
    if (base::equal((*this)[i], written)) return;
  }
  texts_.commit(written.size());
  ends_.push_back(static_cast<uint32_t>(texts_.size()));
}

void WordForms::add_irregular(std::string_view word, uint64_t key) {
  const size_t row = irregular_bases.index_of(key);
  if (row == std::size(irregulars) || irregulars[row].base != word) return;
  for (std::string_view rest = irregulars[row].forms; !rest.empty();) {
    irregular_ = size();
    const size_t end = std::min(rest.find(' '), rest.size());
    add(rest.substr(0, end), "");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  irregular_ = size();
}

void WordForms::add_endings(std::string_view word) {
  const std::string_view cut = word.substr(0, word.size() - 1);
  const char last = word.back();
  const char before = cut.back();
  add(word, "'s");
  if (last == 'y' && !is_vowel(before)) {
    add(cut, "ies"), add(cut, "ied"), add(word, "ing");
    return;
  }
  if (last != 'e') return add_consonant_endings(word);
  add(word, "s"), add(word, "d");
  before == 'i' ? add(cut.substr(0, cut.size() - 1), "ying") : add(cut, "ing");
  if (before == 'e' || before == 'o' || before == 'y') add(word, "ing");
}

void WordForms::add_consonant_endings(std::string_view word) {
  const char last = word.back();
  const char before = word[word.size() - 2];
  const bool hisses = last == 's' || last == 'x' || last == 'z' ||
                      (last == 'h' && (before == 'c' || before == 's'));
  add(word, hisses || last == 'o' ? "es" : "s");
  if (last == 'o') add(word, "s");
  add(word, "ed"), add(word, "ing");
  // stop: stopped; cancel: canceled and cancelled. After one vowel the consonant may double.
  const bool one_vowel = is_vowel(before) && !is_vowel(word[word.size() - 3]);
  if (!is_vowel(last) && last != 'w' && last != 'x' && last != 'y' && one_vowel) {
    const char doubled[] = {last, 'i', 'n', 'g'};
    const char past[] = {last, 'e', 'd'};
    add(word, {past, sizeof past}), add(word, {doubled, sizeof doubled});
  }
}

void WordForms::find(std::string_view word) { find(word, word_key(word)); }

void WordForms::find(std::string_view word, uint64_t key) {
  texts_.clear();
  ends_.clear();
  irregular_ = 0;
  add(word, "");
  if (!is_plain(word) || function_words.has(key)) return;
  add_irregular(word, key);
  if (word.size() >= 3) add_endings(word);
}

}  // namespace stet::text
