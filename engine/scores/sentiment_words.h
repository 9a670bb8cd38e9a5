// Words and clauses of a sentence, as far as sentiment counts them. White space parts words,
// hyphens and apostrophes do not; punctuation before a space, a bracket or a dash ends a clause.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

namespace stet::scores {

/// Letters, digits and what else may stand inside a word.
bool is_word_point(char32_t c);

/// Words that begin in `span`.
uint32_t count_words(std::string_view text, base::Span span);

/// Words begun so far.
struct WordCount {
  uint32_t words = 0;
  bool inside = false;  ///< a word goes on

  void add_letter() {
    words += inside ? 0 : 1;
    inside = true;
  }
  /// Over letters and digits of ASCII and blanks, most of most texts: to `end`, to the first byte
  /// that is something else, or to the last seven bytes of the text.
  uint32_t skip_plain(std::string_view text, uint32_t at, uint32_t end);
};

/// Walks through a sentence from left to right.
class WordWalk {
 public:
  /// `clauses` gets the place where each clause begins, the first one included.
  WordWalk(std::string_view text, uint32_t begin, std::vector<uint32_t>& clauses)
      : text_(text), at_(begin), clauses_(&clauses) {
    clauses.push_back(begin);
  }

  /// To `offset`, which is not before the one given last.
  void advance(uint32_t offset) {
    if (at_ < offset) walk_to(offset);
  }
  /// The same, fast over one short word.
  void advance_over_word(uint32_t offset);
  /// Words begun so far.
  uint32_t words() const { return count_.words; }
  void open_clause(uint32_t offset);

 private:
  void walk_to(uint32_t offset);

  std::string_view text_;
  uint32_t at_;
  std::vector<uint32_t>* clauses_;
  WordCount count_;
};

/// Clauses that end in `span` with punctuation.
uint32_t count_clause_ends(std::string_view text, base::Span span);

}  // namespace stet::scores
