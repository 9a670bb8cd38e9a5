#include "engine/scores/sentiment_words.h"

#include <array>

#include "engine/base/utf8.h"

namespace stet::scores {

namespace {

enum Class : uint8_t { inner, word, space, mark, bracket };

constexpr std::array<Class, 128> make_classes() {
  std::array<Class, 128> classes{};
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<size_t>(c)] = word;
  for (int c = 'a'; c <= 'z'; ++c) {
    classes[static_cast<size_t>(c)] = word;
    classes[static_cast<size_t>(c - 'a' + 'A')] = word;
  }
  for (const char c : {' ', '\n', '\t'}) classes[static_cast<size_t>(c)] = space;
  for (const char c : {',', ';', ':', '.', '!', '?'}) classes[static_cast<size_t>(c)] = mark;
  for (const char c : {'(', ')'}) classes[static_cast<size_t>(c)] = bracket;
  return classes;
}

constexpr std::array<Class, 128> classes = make_classes();

Class class_of(char32_t c) {
  if (c < 0x80) return classes[c];
  if (c == 0xA0) return space;
  if (c == 0x2013 || c == 0x2014) return bracket;
  const bool latin_signs = c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA;
  const bool punctuation = c >= 0x2000 && c < 0x2070;
  return latin_signs || punctuation ? inner : word;
}

/// Of the code point at `at`, which is moved behind it.
Class next_class(std::string_view text, uint32_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    ++at;
    return classes[byte];
  }
  const base::CodePoint point = base::decode_utf8(text, at);
  at += point.size;
  return class_of(point.value);
}

/// Behind the letters and digits of ASCII at `at`, most of most texts.
uint32_t skip_word(std::string_view text, uint32_t at, uint32_t end) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  while (at < end && bytes[at] < 0x80 && classes[bytes[at]] == word) ++at;
  return at;
}

bool ends_clause(std::string_view text, uint32_t after, Class last) {
  if (last == bracket) return true;
  if (last != mark) return false;
  if (after >= text.size()) return true;
  const auto byte = static_cast<unsigned char>(text[after]);
  return byte < 0x80 && classes[byte] == space;
}

}  // namespace

bool is_word_point(char32_t c) { return class_of(c) == word; }

uint32_t count_words(std::string_view text, base::Span span) {
  uint32_t words = 0;
  bool inside = false;
  while (span.begin < span.end) {
    const Class found = next_class(text, span.begin);
    if (found == word) {
      words += inside ? 0 : 1;
      inside = true;
    } else {
      inside = inside && found != space;
    }
  }
  return words;
}

void WordWalk::advance(uint32_t offset) {
  while (at_ < offset) {
    const Class found = next_class(text_, at_);
    if (found == word) {
      words_ += inside_ ? 0 : 1;
      inside_ = true;
      at_ = skip_word(text_, at_, offset);
    } else if (found == space) {
      inside_ = false;
    } else if (ends_clause(text_, at_, found)) {
      inside_ = false;
      clauses_->push_back(at_);
    }
  }
}

void WordWalk::open_clause(uint32_t offset) {
  if (clauses_->back() < offset) clauses_->push_back(offset);
}

}  // namespace stet::scores
