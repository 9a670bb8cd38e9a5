#include "engine/text/inflection.h"

#include <algorithm>
#include <iterator>

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

// Short words that hold a phrase together and never change.
constexpr std::string_view function_words[] = {
    "about", "after", "all",  "and",  "any",  "are",   "been",  "before", "but",  "could",
    "for",   "from",  "had",  "has",  "her",  "his",   "into",  "its",    "may",  "might",
    "must",  "not",   "off",  "our",  "out",  "over",  "she",   "should", "than", "that",
    "the",   "their", "them", "then", "they", "this",  "those", "was",    "were", "what",
    "when",  "which", "who",  "will", "with", "would", "you",   "your"};

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class Forms {
 public:
  explicit Forms(std::string_view word) : word_(word) { add(word_); }

  void add(std::string form) {
    if (std::find(forms_.begin(), forms_.end(), form) == forms_.end()) {
      forms_.push_back(std::move(form));
    }
  }

  void add_endings() {
    const std::string cut = word_.substr(0, word_.size() - 1);
    const char last = word_.back();
    const char before = word_[word_.size() - 2];
    add(word_ + "'s");
    if (last == 'y' && !is_vowel(before)) {
      add(cut + "ies"), add(cut + "ied"), add(word_ + "ing");
      return;
    }
    if (last == 'e') {
      add(word_ + "s"), add(word_ + "d");
      add(before == 'i' ? word_.substr(0, word_.size() - 2) + "ying" : cut + "ing");
      if (before == 'e' || before == 'o' || before == 'y') add(word_ + "ing");
      return;
    }
    add_consonant_endings(last, before);
  }

  void add_irregular() {
    for (const Irregular& row : irregulars) {
      if (row.base != word_) continue;
      for (std::string_view rest = row.forms; !rest.empty();) {
        const size_t size = std::min(rest.find(' '), rest.size());
        add(std::string(rest.substr(0, size)));
        rest.remove_prefix(std::min(size + 1, rest.size()));
      }
    }
  }

  std::vector<std::string> take() { return std::move(forms_); }

 private:
  void add_consonant_endings(char last, char before) {
    const bool hisses = last == 's' || last == 'x' || last == 'z' || ends_with(word_, "ch") ||
                        ends_with(word_, "sh");
    add(word_ + (hisses || last == 'o' ? "es" : "s"));
    if (last == 'o') add(word_ + "s");
    add(word_ + "ed"), add(word_ + "ing");
    // stop: stopped; cancel: canceled and cancelled. After one vowel the consonant may double.
    const bool one_vowel =
        is_vowel(before) && (word_.size() < 3 || !is_vowel(word_[word_.size() - 3]));
    if (!is_vowel(last) && last != 'w' && last != 'x' && last != 'y' && one_vowel) {
      add(word_ + last + "ed"), add(word_ + last + "ing");
    }
  }

  std::string word_;
  std::vector<std::string> forms_;
};

}  // namespace

std::vector<std::string> inflections(std::string_view word) {
  Forms forms(word);
  const bool function_word = std::find(std::begin(function_words), std::end(function_words),
                                       word) != std::end(function_words);
  if (!is_plain(word) || function_word) return forms.take();
  forms.add_irregular();
  if (word.size() >= 3) forms.add_endings();
  return forms.take();
}

}  // namespace stet::text
