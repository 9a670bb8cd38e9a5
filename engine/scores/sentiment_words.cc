#include "engine/scores/sentiment_words.h"

#include <array>
#include <bit>
#include <cstring>

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

/// In the top bit of each byte: whether it is a letter or a digit of ASCII.
uint64_t letters_and_digits(uint64_t bytes) {
  constexpr uint64_t each = 0x0101010101010101;
  const uint64_t ascii = bytes & (0x7F * each);
  const uint64_t small = ascii | (0x20 * each);
  const uint64_t letters = (small + (0x80 - 'a') * each) & ~(small + (0x7F - 'z') * each);
  const uint64_t digits = (ascii + (0x80 - '0') * each) & ~(ascii + (0x7F - '9') * each);
  return (letters | digits) & ~bytes & (0x80 * each);
}

/// Behind the letters and digits of ASCII at `at`, most of most texts, eight at a time: where a
/// word ends is hard to foresee, whether it has more than eight letters is not.
uint32_t skip_word(std::string_view text, uint32_t at, uint32_t end) {
  while (at + 8 <= end) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const uint64_t other = letters_and_digits(bytes) ^ 0x8080808080808080;
    if (other != 0) return at + static_cast<uint32_t>(std::countr_zero(other)) / 8;
    at += 8;
  }
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
  if (skip_word(text, span.begin, span.end) == span.end) return span.empty() ? 0 : 1;
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
      if (at_ < offset && text_[at_] == ' ') {
        inside_ = false;
        ++at_;
      }
    } else if (found == space) {
      inside_ = false;
    } else if (ends_clause(text_, at_, found)) {
      inside_ = false;
      clauses_->push_back(at_);
    }
  }
}

uint32_t count_clause_ends(std::string_view text, base::Span span) {
  std::vector<uint32_t> clauses;
  WordWalk(text, span.begin, clauses).advance(span.end);
  return static_cast<uint32_t>(clauses.size() - 1);
}

void WordWalk::open_clause(uint32_t offset) {
  if (clauses_->back() < offset) clauses_->push_back(offset);
}

}  // namespace stet::scores
