// Text → tokens, one at a time. Literals are decoded here; what cannot be read becomes one token of
// kind `error` that says why. Tested through tests/cel/parser_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/span.h"
#include "engine/cel/value.h"

namespace stet::cel {

enum class TokenKind : uint8_t {
  end,
  identifier,
  quoted_identifier,  ///< `like-this`, after a dot only
  literal,
  left_parenthesis,
  right_parenthesis,
  left_bracket,
  right_bracket,
  left_brace,
  right_brace,
  dot,
  comma,
  colon,
  question,
  plus,
  minus,
  star,
  slash,
  percent,
  bang,
  less,
  less_equal,
  greater,
  greater_equal,
  equal_equal,
  bang_equal,
  and_and,
  or_or,
  in,
  error,
};

struct Token {
  TokenKind kind = TokenKind::end;
  base::Span span;
  std::string_view text;  ///< as written; of a quoted identifier without its quotes
  Value literal;
};

class Lexer {
 public:
  Lexer(std::string_view text, base::Arena& arena) : text_(text), arena_(arena) {}
  Token next();
  /// Why the last `error` token is one.
  const std::string& error() const { return error_; }

 private:
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool at_end() const { return at_ >= text_.size(); }
  void skip_blanks();
  Token finish(TokenKind kind, size_t begin);
  Token fail(size_t begin, std::string reason);
  Token punctuation();
  Token identifier();
  Token quoted_identifier();
  Token number();
  Token integer(size_t begin, std::string_view digits, int base);
  bool starts_string() const;
  Token string();
  bool escape(std::string& out, bool bytes, Token& failed);
  bool code_point(std::string& out, int digits, size_t escape_begin, Token& failed);

  std::string_view text_;
  base::Arena& arena_;
  size_t at_ = 0;
  std::string error_;
};

/// True for words that CEL keeps for later: as, break, const, …
bool is_reserved_word(std::string_view word);

}  // namespace stet::cel
