#include "engine/scores/sentiment_words.h"

#include <array>
#include <bit>

#include "engine/base/short_text.h"
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

constexpr uint64_t each = 0x0101010101010101, top = 0x80 * each;

/// In the top bit of each byte: whether it is a letter or a digit of ASCII.
uint64_t letters_and_digits(uint64_t bytes) {
  const uint64_t ascii = bytes & ~top;
  const uint64_t small = ascii | (0x20 * each);
  const uint64_t letters = (small + (0x80 - 'a') * each) & ~(small + (0x7F - 'z') * each);
  const uint64_t digits = (ascii + (0x80 - '0') * each) & ~(ascii + (0x7F - '9') * each);
  return (letters | digits) & ~bytes & top;
}

/// Bytes whose top bit is set, of which no others are.
uint32_t count_tops(uint64_t tops) { return static_cast<uint32_t>((tops >> 7) * each >> 56); }

/// In the top bit of each byte: whether it is a blank.
uint64_t blanks(uint64_t bytes) {
  const uint64_t other = bytes ^ (' ' * each);
  return ~(((other & ~top) + ~top) | other) & top;
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

// Where a word begins is hard to foresee byte by byte; eight bytes at a time it is arithmetic.
uint32_t WordCount::skip_plain(std::string_view text, uint32_t at, uint32_t end) {
  uint64_t carried = inside ? 0x80 : 0;
  uint32_t begun = 0;
  for (; at < end && at + 8 <= text.size(); at += 8) {
    const uint64_t bytes = base::load8(text.data() + at);
    const uint64_t in_word = letters_and_digits(bytes);
    const uint64_t begins = in_word & ~(in_word << 8 | carried);
    uint64_t stop = ~(in_word | blanks(bytes)) & top;
    if (end - at < 8) stop |= uint64_t{0x80} << (8 * (end - at));
    if (stop != 0) {
      begun += count_tops(begins & ((stop & (~stop + 1)) - 1));
      const uint32_t size = static_cast<uint32_t>(std::countr_zero(stop)) / 8;
      if (size > 0) carried = in_word >> (8 * size - 8) & 0x80;
      at += size;
      break;
    }
    begun += count_tops(begins);
    carried = in_word >> 56;
  }
  words += begun;
  inside = carried != 0;
  return at;
}

uint32_t count_words(std::string_view text, base::Span span) {
  WordCount count;
  while ((span.begin = count.skip_plain(text, span.begin, span.end)) < span.end) {
    const Class found = next_class(text, span.begin);
    if (found == word) {
      count.add_letter();
    } else {
      count.inside = count.inside && found != space;
    }
  }
  return count.words;
}

void WordWalk::walk_to(uint32_t offset) {
  while ((at_ = count_.skip_plain(text_, at_, offset)) < offset) {
    const Class found = next_class(text_, at_);
    if (found == word) {
      count_.add_letter();
    } else if (found == space) {
      count_.inside = false;
    } else if (ends_clause(text_, at_, found)) {
      count_.inside = false;
      clauses_->push_back(at_);
    }
  }
}

void WordWalk::advance_over_word(uint32_t offset) {
  const uint32_t size = offset - at_;
  if (size == 0 || size > 8) return walk_to(offset);
  const uint64_t bytes = base::load_up_to_8(text_.data() + at_, size);
  const uint64_t in_word = top >> (8 * (8 - size));
  if (letters_and_digits(bytes) != in_word) return walk_to(offset);
  count_.add_letter();
  at_ = offset;
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
