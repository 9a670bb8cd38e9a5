#include "engine/cel/lexer.h"

#include <algorithm>
#include <array>

#include "engine/base/number.h"
#include "engine/base/utf8.h"

namespace stet::cel {
namespace {

constexpr std::array<std::string_view, 17> reserved_words = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_word_start(c) || is_digit(c); }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

struct Symbol {
  std::string_view text;
  TokenKind kind;
};

// Longer symbols before those they start with.
constexpr Symbol symbols[] = {
    {"&&", TokenKind::and_and},
    {"||", TokenKind::or_or},
    {"==", TokenKind::equal_equal},
    {"!=", TokenKind::bang_equal},
    {"<=", TokenKind::less_equal},
    {">=", TokenKind::greater_equal},
    {"<", TokenKind::less},
    {">", TokenKind::greater},
    {"(", TokenKind::left_parenthesis},
    {")", TokenKind::right_parenthesis},
    {"[", TokenKind::left_bracket},
    {"]", TokenKind::right_bracket},
    {"{", TokenKind::left_brace},
    {"}", TokenKind::right_brace},
    {".", TokenKind::dot},
    {",", TokenKind::comma},
    {":", TokenKind::colon},
    {"?", TokenKind::question},
    {"+", TokenKind::plus},
    {"-", TokenKind::minus},
    {"*", TokenKind::star},
    {"/", TokenKind::slash},
    {"%", TokenKind::percent},
    {"!", TokenKind::bang},
};

/// A lone '&', '|' or '=' is a slip of the keyboard or a habit from SQL.
std::string_view intended_symbol(char c) {
  if (c == '&') return "&&";
  if (c == '|') return "||";
  if (c == '=') return "==";
  return {};
}

}  // namespace

bool is_reserved_word(std::string_view word) {
  return std::find(reserved_words.begin(), reserved_words.end(), word) != reserved_words.end();
}

Token Lexer::finish(TokenKind kind, size_t begin) {
  Token token;
  token.kind = kind;
  token.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)};
  token.text = text_.substr(begin, at_ - begin);
  return token;
}

Token Lexer::fail(size_t begin, std::string reason) {
  error_ = std::move(reason);
  if (at_ == begin && !at_end()) at_ += base::decode_utf8(text_, static_cast<uint32_t>(at_)).size;
  return finish(TokenKind::error, begin);
}

void Lexer::skip_blanks() {
  while (!at_end()) {
    const char c = peek();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++at_;
    } else if (c == '/' && peek(1) == '/') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      return;
    }
  }
}

Token Lexer::next() {
  skip_blanks();
  if (at_end()) return finish(TokenKind::end, at_);
  const char c = peek();
  if (starts_string()) return string();
  if (is_word_start(c)) return identifier();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
  if (c == '`') return quoted_identifier();
  return punctuation();
}

Token Lexer::punctuation() {
  const size_t begin = at_;
  const std::string_view rest = text_.substr(at_);
  for (const Symbol& symbol : symbols) {
    if (rest.substr(0, symbol.text.size()) != symbol.text) continue;
    at_ += symbol.text.size();
    return finish(symbol.kind, begin);
  }
  const std::string_view intended = intended_symbol(peek());
  const auto size = base::decode_utf8(text_, static_cast<uint32_t>(at_)).size;
  std::string found = "'" + std::string(text_.substr(at_, size)) + "'";
  if (intended.empty()) return fail(begin, "found " + found + ", which has no meaning here");
  return fail(begin, "expected '" + std::string(intended) + "', found " + found);
}

Token Lexer::identifier() {
  const size_t begin = at_;
  while (is_word(peek())) ++at_;
  Token token = finish(TokenKind::identifier, begin);
  if (token.text == "in") {
    token.kind = TokenKind::in;
  } else if (token.text == "true" || token.text == "false") {
    token.kind = TokenKind::literal;
    token.literal = Value::boolean(token.text == "true");
  } else if (token.text == "null") {
    token.kind = TokenKind::literal;
  }
  return token;
}

Token Lexer::quoted_identifier() {
  const size_t begin = at_++;
  const auto allowed = [](char c) {
    return is_word(c) || c == '.' || c == '-' || c == '/' || c == ' ';
  };
  while (!at_end() && allowed(peek())) ++at_;
  if (peek() != '`' || at_ == begin + 1) {
    return fail(begin,
                "expected a field name of letters, digits, '.', '-', '/' or spaces "
                "between back quotes");
  }
  ++at_;
  Token token = finish(TokenKind::quoted_identifier, begin);
  token.text = token.text.substr(1, token.text.size() - 2);
  return token;
}

Token Lexer::integer(size_t begin, std::string_view digits, int base) {
  uint64_t value = 0;
  bool fits = true;
  for (const char c : digits) {
    const auto digit = static_cast<uint64_t>(hex_value(c));
    const auto radix = static_cast<uint64_t>(base);
    if (value > (UINT64_MAX - digit) / radix) fits = false;
    value = value * radix + digit;
  }
  const bool is_unsigned = peek() == 'u' || peek() == 'U';
  if (is_unsigned) ++at_;
  if (is_word(peek())) {
    while (is_word(peek())) ++at_;
    return fail(begin,
                "expected a number, found '" + std::string(text_.substr(begin, at_ - begin)) + "'");
  }
  // One more than the greatest int may follow a minus sign; the parser looks at that.
  const uint64_t limit = is_unsigned ? UINT64_MAX : uint64_t{1} << 63;
  if (!fits || value > limit) {
    return fail(begin,
                is_unsigned ? "number is too large for uint" : "number is too large for int");
  }
  Token token = finish(TokenKind::literal, begin);
  token.literal =
      is_unsigned ? Value::unsigned_integer(value) : Value::integer(static_cast<int64_t>(value));
  return token;
}

Token Lexer::number() {
  const size_t begin = at_;
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
    at_ += 2;
    const size_t digits = at_;
    while (hex_value(peek()) >= 0) ++at_;
    if (at_ == digits) return fail(begin, "expected hexadecimal digits after '0x'");
    return integer(begin, text_.substr(digits, at_ - digits), 16);
  }
  while (is_digit(peek())) ++at_;
  bool floating = false;
  if (peek() == '.' && is_digit(peek(1))) {
    floating = true;
    ++at_;
    while (is_digit(peek())) ++at_;
  }
  if (peek() == 'e' || peek() == 'E') {
    const size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(peek(1 + sign))) {
      floating = true;
      at_ += 1 + sign;
      while (is_digit(peek())) ++at_;
    }
  }
  if (!floating) return integer(begin, text_.substr(begin, at_ - begin), 10);
  if (is_word(peek())) {
    while (is_word(peek())) ++at_;
    return fail(begin,
                "expected a number, found '" + std::string(text_.substr(begin, at_ - begin)) + "'");
  }
  const auto value = base::parse_double(text_.substr(begin, at_ - begin));
  if (!value) return fail(begin, "number is too large for double");
  Token token = finish(TokenKind::literal, begin);
  token.literal = Value::floating(*value);
  return token;
}

bool Lexer::starts_string() const {
  size_t ahead = 0;
  const auto is = [&](char lower, char upper) {
    return peek(ahead) == lower || peek(ahead) == upper;
  };
  if (is('b', 'B')) ++ahead;
  if (is('r', 'R')) ++ahead;
  if (ahead == 1 && is('b', 'B')) ++ahead;  // rb"" is read as br""
  return peek(ahead) == '"' || peek(ahead) == '\'';
}

Token Lexer::string() {
  const size_t begin = at_;
  bool raw = false;
  bool bytes = false;
  while (peek() != '"' && peek() != '\'') {
    (peek() == 'r' || peek() == 'R' ? raw : bytes) = true;
    ++at_;
  }
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  const size_t width = triple ? 3 : 1;
  at_ += width;
  const size_t content = at_;
  std::string decoded;
  Token failed;
  for (;;) {
    if (at_end() || (!triple && (peek() == '\n' || peek() == '\r'))) {
      return fail(begin, std::string("expected a closing ") + std::string(width, quote));
    }
    if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote))) break;
    if (peek() == '\\' && !raw) {
      if (!escape(decoded, bytes, failed)) return failed;
    } else {
      decoded += text_[at_++];
    }
  }
  const bool verbatim = raw || decoded.size() == at_ - content;
  const std::string_view value =
      verbatim ? text_.substr(content, at_ - content) : arena_.copy_text(decoded);
  at_ += width;
  Token token = finish(TokenKind::literal, begin);
  token.literal = bytes ? Value::bytes(value) : Value::string(value);
  return token;
}

bool Lexer::escape(std::string& out, bool bytes, Token& failed) {
  const size_t begin = at_++;
  const char c = peek();
  ++at_;
  static constexpr std::string_view letters = "abfnrtv\\?\"'`";
  static constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\?\"'`";
  if (const size_t i = letters.find(c); i != std::string_view::npos && c != '\0') {
    out += meanings[i];
    return true;
  }
  const auto refuse = [&](const char* reason) {
    at_ = std::min(at_, text_.size());
    failed = fail(begin, reason);
    return false;
  };
  uint32_t value = 0;
  if (c == 'x' || c == 'X') {
    const int high = hex_value(peek()), low = hex_value(peek(1));
    if (high < 0 || low < 0) return refuse("expected two hexadecimal digits after '\\x'");
    value = static_cast<uint32_t>(high * 16 + low);
    at_ += 2;
  } else if (c >= '0' && c <= '3') {
    const auto octal = [](char d) { return d >= '0' && d <= '7'; };
    if (!octal(peek()) || !octal(peek(1))) return refuse("expected three octal digits after '\\'");
    value = static_cast<uint32_t>((c - '0') * 64 + (peek() - '0') * 8 + (peek(1) - '0'));
    at_ += 2;
  } else if ((c == 'u' || c == 'U') && !bytes) {
    return code_point(out, c == 'u' ? 4 : 8, begin, failed);
  } else {
    return refuse("found an escape that does not exist");
  }
  if (bytes) {
    out += static_cast<char>(value);
  } else {
    base::append_utf8(out, value);
  }
  return true;
}

bool Lexer::code_point(std::string& out, int digits, size_t escape_begin, Token& failed) {
  uint32_t value = 0;
  for (int i = 0; i < digits; ++i) {
    const int digit = hex_value(peek());
    if (digit < 0) {
      failed = fail(escape_begin, digits == 4 ? "expected four hexadecimal digits after '\\u'"
                                              : "expected eight hexadecimal digits after '\\U'");
      return false;
    }
    value = value * 16 + static_cast<uint32_t>(digit);
    ++at_;
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    failed = fail(escape_begin, "expected a Unicode code point");
    return false;
  }
  base::append_utf8(out, value);
  return true;
}

}  // namespace stet::cel
