// Text as the grammar of quantities reads it: runs of letters, runs of digits, single marks.
//
//   "€5.2bn"   € | 5 | . | 2 | bn          "o'clock"  o | ' | clock
//
// Finer than tokens, so that "3-inch", "10am", "Dec31" and "2016H2" need no rules of their own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/tokens.h"
#include "engine/text/word_key.h"

namespace stet::quantities {

enum class PieceKind : uint8_t { end, word, digits, mark };

struct Piece {
  base::Span span;
  uint64_t key = 0;    ///< of the folded word; of a mark its first bytes
  uint32_t sorts = 0;  ///< a bit for each Sort (lexicon.h) that has an entry beginning with it
  PieceKind kind = PieceKind::end;
  bool glued = false;  ///< nothing stands between it and the piece before
  bool upper = false;  ///< begins with a capital
};

/// The pieces of a text, and reads beyond either end that find nothing.
class Pieces {
 public:
  Pieces(std::string_view text, const text::Tokens& tokens);

  uint32_t size() const { return size_; }
  std::string_view text() const { return text_; }
  const Piece& operator[](uint32_t at) const { return at < size_ ? all_[at] : all_[size_]; }
  std::string_view written(uint32_t at) const { return base::slice(text_, (*this)[at].span); }
  base::Span span(uint32_t begin, uint32_t end) const {
    return {(*this)[begin].span.begin, (*this)[end - 1].span.end};
  }

  bool is_word(uint32_t at) const { return (*this)[at].kind == PieceKind::word; }
  bool is_digits(uint32_t at) const { return (*this)[at].kind == PieceKind::digits; }
  bool is_mark(uint32_t at, char mark) const {
    return (*this)[at].kind == PieceKind::mark && (*this)[at].key == static_cast<uint8_t>(mark);
  }
  bool says(uint32_t at, std::string_view folded) const {
    return may_say(at, folded) && (*this)[at].span.size() == folded.size() &&
           (*this)[at].key == text::word_key(folded);
  }
  /// False, most often, where `says` is or a longer text does not begin: most words are asked for
  /// in vain.
  bool may_say(uint32_t at, std::string_view folded) const {
    return is_word(at) && (text_[(*this)[at].span.begin] | 0x20) == folded.front();
  }
  bool glued(uint32_t at) const { return (*this)[at].glued; }
  bool is_dash(uint32_t at) const;

 private:
  void add(base::Span span, uint64_t key, PieceKind kind);
  void split(base::Span span);

  std::string_view text_;
  std::vector<Piece> all_;
  uint32_t size_ = 0;
};

}  // namespace stet::quantities
