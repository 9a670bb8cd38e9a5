#include "engine/quantities/pieces.h"

#include <string>

#include "engine/base/utf8.h"
#include "engine/quantities/lexicon.h"

namespace stet::quantities {

namespace {

enum class Sign : uint8_t { letter, digit, other };

Sign sign_of(char c) {
  const auto byte = static_cast<uint8_t>(c);
  if (byte >= '0' && byte <= '9') return Sign::digit;
  const uint8_t small = byte | 0x20;
  return (small >= 'a' && small <= 'z') || byte >= 0x80 ? Sign::letter : Sign::other;
}

bool is_letters(std::string_view word) {
  for (const char c : word) {
    if (sign_of(c) != Sign::letter) return false;
  }
  return true;
}

/// ’ inside of a word, and the spaces that group digits ("1 234") count as marks.
uint32_t mark_size(std::string_view rest) {
  for (const std::string_view mark : {"\u2019", "\u202f", "\u00a0", "\u2009", "²", "³", "½", "¼",
                                      "¾", "⅓", "⅔", "⅛", "⅜", "⅝", "⅞"}) {
    if (rest.starts_with(mark)) return static_cast<uint32_t>(mark.size());
  }
  return 0;
}

}  // namespace

Pieces::Pieces(std::string_view text, const text::Tokens& tokens) : text_(text) {
  all_.reserve(tokens.all.size() + 8);
  for (const text::Token& token : tokens.all) {
    const bool word = token.kind == text::TokenKind::word;
    if (word && is_letters(base::slice(text, token.span))) {
      add(token.span, token.key, PieceKind::word);
    } else if (word || token.kind == text::TokenKind::number) {
      split(token.span);
    } else {
      const std::string_view written = base::slice(text, token.span);
      add(token.span, text::word_key(written), PieceKind::mark);
    }
  }
  size_ = static_cast<uint32_t>(all_.size());
  const auto end = static_cast<uint32_t>(text.size());
  all_.push_back({{end, end}, 0, 0, PieceKind::end, false, false});
}

void Pieces::add(base::Span span, uint64_t key, PieceKind kind) {
  const char first = text_[span.begin];
  const uint32_t sorts = kind == PieceKind::digits ? 0 : Lexicon::get().sorts_of(key);
  all_.push_back({span, key, sorts, kind, !all_.empty() && all_.back().span.end == span.begin,
                  first >= 'A' && first <= 'Z'});
}

void Pieces::split(base::Span span) {
  std::string folded;
  for (uint32_t at = span.begin; at < span.end;) {
    const Sign sign = sign_of(text_[at]);
    uint32_t end = at + 1;
    const uint32_t mark = mark_size(text_.substr(at, span.end - at));
    if (mark > 0) {
      end = at + mark;
    } else if (sign != Sign::other) {
      while (end < span.end && sign_of(text_[end]) == sign &&
             mark_size(text_.substr(end, span.end - end)) == 0) {
        ++end;
      }
    }
    const base::Span piece{at, end};
    folded.clear();
    text::append_folded(folded, base::slice(text_, piece));
    const bool is_mark = mark > 0 || sign == Sign::other;
    add(piece, text::word_key(folded),
        is_mark               ? PieceKind::mark
        : sign == Sign::digit ? PieceKind::digits
                              : PieceKind::word);
    at = end;
  }
}

bool Pieces::is_dash(uint32_t at) const {
  if ((*this)[at].kind != PieceKind::mark) return false;
  const std::string_view mark = written(at);
  return mark == "-" || mark == "–" || mark == "—" || mark == "−" || mark == "‐" || mark == "‑";
}

}  // namespace stet::quantities
