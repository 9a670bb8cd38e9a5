#include "engine/scores/sentiment_words.h"

#include "engine/base/utf8.h"

namespace stet::scores {

namespace {

bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0; }

bool ends_clause(std::string_view text, uint32_t after, char32_t c) {
  if (c == '(' || c == ')' || c == 0x2013 || c == 0x2014) return true;
  const bool mark = c == ',' || c == ';' || c == ':' || c == '.' || c == '!' || c == '?';
  return mark && (after >= text.size() || is_space(static_cast<unsigned char>(text[after])));
}

}  // namespace

bool is_word_point(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  const bool latin_signs = c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA;
  const bool punctuation = c >= 0x2000 && c < 0x2070;
  return !latin_signs && !punctuation;
}

uint32_t count_words(std::string_view text, base::Span span) {
  uint32_t words = 0;
  bool inside = false;
  while (span.begin < span.end) {
    const base::CodePoint point = base::decode_utf8(text, span.begin);
    span.begin += point.size;
    if (is_word_point(point.value)) {
      words += inside ? 0 : 1;
      inside = true;
    } else {
      inside = inside && !is_space(point.value);
    }
  }
  return words;
}

void WordWalk::advance(uint32_t offset) {
  while (at_ < offset) {
    const base::CodePoint point = base::decode_utf8(text_, at_);
    at_ += point.size;
    if (is_word_point(point.value)) {
      words_ += inside_ ? 0 : 1;
      inside_ = true;
    } else if (is_space(point.value)) {
      inside_ = false;
    } else if (ends_clause(text_, at_, point.value)) {
      inside_ = false;
      clauses_->push_back(at_);
    }
  }
}

void WordWalk::open_clause(uint32_t offset) {
  if (clauses_->back() < offset) clauses_->push_back(offset);
}

}  // namespace stet::scores
