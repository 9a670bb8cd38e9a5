#include "engine/text/sentences.h"

#include <algorithm>
#include <array>

#include "engine/base/utf8.h"

namespace stet::text {

namespace {

/// The key of a lower-case ASCII word of at most seven letters, at compile time.
constexpr uint64_t key_of(std::string_view word) {
  uint64_t key = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    key |= uint64_t{static_cast<uint8_t>(word[i])} << (8 * i);
  }
  return key;
}

template <size_t N>
constexpr std::array<uint64_t, N> sorted_keys(const std::string_view (&words)[N]) {
  std::array<uint64_t, N> keys{};
  for (size_t i = 0; i < N; ++i) {
    const uint64_t key = key_of(words[i]);
    size_t at = i;
    for (; at > 0 && keys[at - 1] > key; --at) keys[at] = keys[at - 1];
    keys[at] = key;
  }
  return keys;
}

// A full stop after these never ends a sentence: something must follow.
constexpr auto titles =
    sorted_keys({"mr",   "mrs", "ms",  "dr",  "prof", "sen",    "sens", "rep",  "reps",   "gov",
                 "govs", "gen", "col", "lt",  "capt", "sgt",    "cpl",  "maj",  "adm",    "cmdr",
                 "rev",  "hon", "st",  "mt",  "ft",   "messrs", "mme",  "mlle", "pres",   "supt",
                 "insp", "fr",  "vs",  "e.g", "i.e",  "cf",     "viz",  "al",   "approx", "ca"});
// These want a number after them; before anything else they are words like others.
constexpr auto numbered = sorted_keys({"no",  "nos", "art",  "sec", "fig", "figs", "vol",  "ch",
                                       "pp",  "p",   "jan",  "feb", "mar", "apr",  "jun",  "jul",
                                       "aug", "sep", "sept", "oct", "nov", "dec",  "para", "app"});
// These stand in the middle of a sentence as well as at its end: the next word decides.
constexpr auto suffixes = sorted_keys(
    {"inc",  "corp",  "co",  "cos",  "ltd",  "plc",  "llc",  "bros", "jr",  "sr",   "etc", "dept",
     "assn", "univ",  "ave", "blvd", "rd",   "est",  "jan",  "feb",  "aug", "sept", "oct", "nov",
     "dec",  "calif", "fla", "mass", "conn", "ariz", "wash", "pa",   "va",  "tex",  "minn"});
// Words that begin sentences far more often than names.
constexpr auto starters = sorted_keys(
    {"the",   "a",     "an",   "in",      "on",    "at",    "it",     "its",   "he",    "she",
     "they",  "we",    "i",    "you",     "this",  "that",  "these",  "those", "there", "but",
     "and",   "or",    "if",   "when",    "while", "after", "before", "as",    "for",   "from",
     "by",    "with",  "his",  "her",     "their", "our",   "my",     "what",  "who",   "how",
     "why",   "some",  "many", "most",    "both",  "all",   "no",     "not",   "one",   "two",
     "since", "under", "last", "earlier", "later", "so",    "yet",    "to",    "is",    "was"});

template <size_t N>
bool holds(const std::array<uint64_t, N>& keys, uint64_t key) {
  return std::binary_search(keys.begin(), keys.end(), key);
}

bool is_terminator(const Token& token, std::string_view text) {
  if (token.kind != TokenKind::punctuation) return false;
  if (token.key == '.' || token.key == '!' || token.key == '?') return true;
  if (token.span.size() == 1) return false;
  const char32_t point = base::decode_utf8(text, token.span.begin).value;
  return point == 0x2026 || point == 0x203D || point == 0x3002 || point == 0xFF01 ||
         point == 0xFF1F || point == 0x0964;
}

/// A mark that belongs to the sentence before it when no space comes between.
bool is_closer(const Token& token, std::string_view text) {
  if (token.has(space_before)) return false;
  return token.kind == TokenKind::quote || token.key == ')' || token.key == ']' ||
         is_terminator(token, text);
}

class Splitter {
 public:
  Splitter(std::string_view text, const Tokens& tokens, std::vector<Sentence>& out)
      : text_(text), all_(tokens.all), marks_(tokens.marks), out_(out) {}

  void run() {
    for (const uint32_t mark : marks_) {
      if (mark < first_ || !is_terminator(all_[mark], text_)) continue;
      uint32_t next = mark + 1;
      while (next < all_.size() && is_closer(all_[next], text_)) ++next;
      if (ends_at(mark, next)) emit(next);
    }
    emit(static_cast<uint32_t>(all_.size()));
  }

 private:
  void emit(uint32_t end) {
    if (end <= first_) return;
    out_.push_back({{all_[first_].span.begin, all_[end - 1].span.end}, first_, end - first_});
    first_ = end;
  }

  /// `next` is the first token after the terminator and all that closes with it.
  bool ends_at(uint32_t mark, uint32_t next) const {
    if (next >= all_.size()) return true;
    const Token& after = all_[next];
    if (!after.has(space_before)) return false;
    if (after.kind == TokenKind::word && !begins_sentence(after)) return false;
    if (all_[mark].key != '.' || next != mark + 1) return true;
    return !is_abbreviation(mark, after);
  }

  /// Words in small letters do not begin sentences; scripts without capitals always may.
  bool begins_sentence(const Token& word) const {
    if (word.has(begins_upper)) return true;
    const auto first = static_cast<uint8_t>(text_[word.span.begin]);
    return first >= 0xE0;  // beyond Latin, Greek and Cyrillic
  }

  bool is_abbreviation(uint32_t stop, const Token& after) const {
    if (stop == 0 || all_[stop].has(space_before)) return false;
    const Token& word = all_[stop - 1];
    if (word.kind != TokenKind::word) return false;
    if (holds(titles, word.key)) return true;
    if (after.kind == TokenKind::number && holds(numbered, word.key)) return true;
    const bool initial = word.span.size() == 1 && word.has(begins_upper) && word.key != 'i';
    const bool dotted = base::slice(text_, word.span).find('.') != std::string_view::npos;
    if (initial || dotted || holds(suffixes, word.key)) return !holds(starters, after.key);
    return false;
  }

  std::string_view text_;
  const Buffer<Token>& all_;
  const std::vector<uint32_t>& marks_;
  std::vector<Sentence>& out_;
  uint32_t first_ = 0;
};

}  // namespace

void find_sentences(std::string_view text, const Tokens& tokens, std::vector<Sentence>& out) {
  out.clear();
  Splitter(text, tokens, out).run();
}

const Sentence* sentence_at(const std::vector<Sentence>& sentences, uint32_t offset) {
  const auto found =
      std::upper_bound(sentences.begin(), sentences.end(), offset,
                       [](uint32_t value, const Sentence& s) { return value < s.span.end; });
  return found == sentences.end() ? nullptr : &*found;
}

}  // namespace stet::text
