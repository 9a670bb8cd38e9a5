#include "engine/assist/condition.h"

#include <algorithm>

#include "engine/cel/ast.h"
#include "engine/methodology/template.h"

namespace stet::assist {
namespace {

using base::Span;
using cel::Token;
using cel::TokenKind;

/// Up to the end, or to what cannot be read, which is the last of them.
std::vector<Token> tokens_of(std::string_view text, base::Arena& arena) {
  cel::Lexer lexer(text, arena);
  std::vector<Token> out;
  while (true) {
    const Token token = lexer.next();
    if (token.kind == TokenKind::end) return out;
    out.push_back(token);
    if (token.kind == TokenKind::error) return out;
  }
}

bool closes(TokenKind kind) {
  return kind == TokenKind::right_parenthesis || kind == TokenKind::right_bracket ||
         kind == TokenKind::right_brace;
}
bool opens(TokenKind kind) {
  return kind == TokenKind::left_parenthesis || kind == TokenKind::left_bracket ||
         kind == TokenKind::left_brace;
}

/// The token that opens what token number `at` closes.
size_t opening(const std::vector<Token>& tokens, size_t at) {
  size_t depth = 0;
  for (size_t i = at + 1; i-- > 0;) {
    if (closes(tokens[i].kind)) ++depth;
    if (opens(tokens[i].kind) && --depth == 0) return i;
  }
  return 0;
}

/// The first token of the operand that ends with token number `last`: names, calls, indices.
size_t operand_begin(const std::vector<Token>& tokens, size_t last) {
  size_t at = last;
  while (true) {
    if (closes(tokens[at].kind)) {
      at = opening(tokens, at);
      const bool call =
          at > 0 && (tokens[at - 1].kind == TokenKind::identifier || closes(tokens[at - 1].kind));
      if (call) {
        --at;
        continue;
      }
      return at;
    }
    const bool dotted = at > 1 && tokens[at - 1].kind == TokenKind::dot;
    if (!dotted) return at;
    at -= 2;
  }
}

std::string_view text_between(std::string_view text, const std::vector<Token>& tokens, size_t first,
                              size_t last) {
  return text.substr(tokens[first].span.begin, tokens[last].span.end - tokens[first].span.begin);
}

/// Of macros around a place; what is further out is not known there.
constexpr size_t most_frames = 16;

/// A call whose arguments a place stands among.
struct Frame {
  std::string_view name, receiver;
  std::vector<std::string_view> arguments;  ///< those that are finished
};

std::vector<Frame> frames_before(std::string_view text, const std::vector<Token>& tokens,
                                 size_t count) {
  struct Open {
    size_t token;
    std::vector<size_t> commas;
  };
  std::vector<Open> open;
  for (size_t i = 0; i < count; ++i) {
    if (opens(tokens[i].kind)) open.push_back({i, {}});
    if (closes(tokens[i].kind) && !open.empty()) open.pop_back();
    if (tokens[i].kind == TokenKind::comma && !open.empty()) open.back().commas.push_back(i);
  }
  std::vector<Frame> out;
  if (open.size() > most_frames) open.erase(open.begin(), open.end() - most_frames);
  for (const Open& one : open) {
    const size_t at = one.token;
    if (tokens[at].kind != TokenKind::left_parenthesis || at < 3) continue;
    if (tokens[at - 1].kind != TokenKind::identifier || tokens[at - 2].kind != TokenKind::dot) {
      continue;
    }
    Frame frame;
    frame.name = tokens[at - 1].text;
    frame.receiver = text_between(text, tokens, operand_begin(tokens, at - 3), at - 3);
    size_t begin = at + 1;
    for (const size_t comma : one.commas) {
      if (comma > begin) frame.arguments.push_back(text_between(text, tokens, begin, comma - 1));
      begin = comma + 1;
    }
    out.push_back(std::move(frame));
  }
  return out;
}

bool has_macro(std::string_view name, uint8_t variables, std::string_view receiver) {
  const auto table = cel::macro_table();
  return std::any_of(table.begin(), table.end(), [&](const cel::MacroInfo& macro) {
    return macro.name == name && macro.variables == variables && macro.receiver == receiver;
  });
}

bool is_name(std::string_view text) {
  return !text.empty() && (text[0] < '0' || text[0] > '9') &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

/// What the variables of a macro over a value of `type` are: one, or index and element.
std::vector<std::string> variable_types(std::string_view type, size_t variables) {
  const std::vector<std::string> parameters = type_parameters(type);
  const bool map = type.substr(0, 4) == "map(" && parameters.size() == 2;
  const std::string first = parameters.empty() ? "dyn" : parameters[0];
  if (variables == 1) return {first};
  if (map) return {first, parameters[1]};
  return {"int", first};
}

void add_locals(const Language& language, const cel::Environment& environment, const Frame& frame,
                std::vector<LocalVariable>& locals) {
  const size_t finished = frame.arguments.size();
  const auto type_of = [&](std::string_view expression) {
    return language.type_of(with_locals(environment, locals), expression);
  };
  if (frame.receiver == "cel" && finished >= 2 && has_macro(frame.name, 1, "cel")) {
    if (is_name(frame.arguments[0])) {
      locals.push_back({frame.arguments[0], type_of(frame.arguments[1])});
    }
    return;
  }
  size_t variables = 0;
  while (variables < finished && variables < 2 && is_name(frame.arguments[variables])) ++variables;
  while (variables > 0 && !has_macro(frame.name, static_cast<uint8_t>(variables), "*")) --variables;
  if (variables == 0) return;
  const std::vector<std::string> types = variable_types(type_of(frame.receiver), variables);
  for (size_t i = 0; i < variables; ++i) locals.push_back({frame.arguments[i], types[i]});
}

/// What the text that begins with token `at` is compared with: x in x == '…', x in ['….
size_t compared_end(const std::vector<Token>& tokens, size_t at) {
  while (at > 0 &&
         (tokens[at - 1].kind == TokenKind::comma || tokens[at - 1].kind == TokenKind::literal)) {
    --at;
  }
  if (at > 1 && tokens[at - 1].kind == TokenKind::left_bracket) --at;
  if (at < 2) return tokens.size();
  const TokenKind kind = tokens[at - 1].kind;
  const bool compares =
      kind == TokenKind::equal_equal || kind == TokenKind::bang_equal || kind == TokenKind::in;
  return compares ? at - 2 : tokens.size();
}

void set_receiver(std::string_view text, const std::vector<Token>& tokens, size_t last,
                  Word& word) {
  const size_t first = operand_begin(tokens, last);
  word.receiver = text_between(text, tokens, first, last);
  word.receiver_place = {tokens[first].span.begin, tokens[last].span.end};
}

bool is_text_begun(const Token& token) {
  return token.kind == TokenKind::error && !token.text.empty() &&
         (token.text[0] == '\'' || token.text[0] == '"');
}

}  // namespace

Role role_of(std::string_view key) {
  if (key == "each") return Role::each;
  if (key == "when") return Role::when;
  if (key == "at") return Role::at;
  return key == "message" || key == "fix" || key == "replace" ? Role::message : Role::term;
}

std::optional<Expression> expression_at(const Ruleset& rules, const Document& document,
                                        const Spot& spot, base::Arena& arena) {
  const bool wanted = is_expression(spot.shape) || is_template(spot.shape);
  if (spot.kind != Spot::Kind::value || !wanted) return std::nullopt;
  Expression out;
  out.text = spot.text;
  out.offset = spot.offset;
  out.role = role_of(spot.key);
  if (const methodology::Node* rule = spot.around("rule")) out.rule = rules.parts_of(*rule);
  if (is_expression(spot.shape)) return out;
  base::Problems problems;
  for (const auto& piece :
       methodology::parse_template(spot.text, document.name, document.bytes, arena, problems)) {
    const auto begin = static_cast<uint32_t>(piece.text.text.data() - spot.text.text.data());
    if (!piece.expression || spot.offset < begin || spot.offset > begin + piece.text.text.size()) {
      continue;
    }
    out.text = piece.text;
    out.offset = spot.offset - begin;
    return out;
  }
  // A brace that is not closed yet: with one, what stands before the place would be an expression.
  base::MappedText before;
  before.text = arena.copy_text(std::string(spot.text.text.substr(0, spot.offset)) + " }");
  before.source = {0, static_cast<uint32_t>(before.text.size())};
  const auto pieces =
      methodology::parse_template(before, document.name, before.text, arena, problems);
  const bool opened = spot.offset > 0 && spot.text.text[spot.offset - 1] == '{' &&
                      (spot.offset < 2 || spot.text.text[spot.offset - 2] != '{');
  if (opened || (!pieces.empty() && pieces.back().expression)) {
    const uint32_t begin = opened ? spot.offset : pieces.back().text.source.begin;
    out.text = methodology::sub_text(spot.text, document.bytes, {begin, spot.offset}, arena);
    out.offset = spot.offset - begin;
    return out;
  }
  return std::nullopt;
}

std::optional<Word> word_at(const Language& language, const cel::Environment& environment,
                            std::string_view text, uint32_t offset, bool typing) {
  base::Arena arena;
  const std::string_view read = typing ? text.substr(0, offset) : text;
  const std::vector<Token> tokens = tokens_of(read, arena);
  Word word;
  word.place = {offset, offset};
  size_t at = 0;  // the token of the word, or the one that would be it
  while (at < tokens.size() && tokens[at].span.end < offset) ++at;
  if (!typing && at + 1 < tokens.size() && tokens[at].kind != TokenKind::identifier &&
      tokens[at].span.end == offset && tokens[at + 1].span.begin == offset) {
    ++at;
  }
  if (at < tokens.size() && tokens[at].span.begin <= offset) {
    const Token& token = tokens[at];
    if (token.kind == TokenKind::identifier || token.kind == TokenKind::quoted_identifier) {
      word.place = token.span;
      word.name = token.text;
      word.called = at + 1 < tokens.size() && tokens[at + 1].kind == TokenKind::left_parenthesis;
    } else if (is_text_begun(token)) {
      word.in_text = true;
      word.place = {token.span.begin + 1, offset};
      word.name = text.substr(word.place.begin, word.place.size());
    } else if (token.kind == TokenKind::in || (token.kind == TokenKind::literal)) {
      if (!typing || token.span.end == offset) return std::nullopt;
    } else if (token.span.end == offset) {
      ++at;  // behind a mark
    }
  }
  if (!typing && word.name.empty()) return std::nullopt;
  for (const Frame& frame : frames_before(read, tokens, at)) {
    add_locals(language, environment, frame, word.locals);
  }
  if (word.in_text) {
    const size_t compared = compared_end(tokens, at);
    if (compared < tokens.size()) set_receiver(read, tokens, compared, word);
    return word;
  }
  word.after_dot = at > 0 && at <= tokens.size() && tokens[at - 1].kind == TokenKind::dot;
  if (word.after_dot && at > 1) set_receiver(read, tokens, at - 2, word);
  return word;
}

cel::Environment with_locals(const cel::Environment& environment,
                             const std::vector<LocalVariable>& locals) {
  cel::Environment out = cel::Environment::extending(environment);
  for (const LocalVariable& local : locals) {
    out.add_variable({local.name, local.type, "an element of the list or map"});
  }
  base::Problems problems;
  out.finish(problems);
  return out;
}

std::string receiver_type(const Language& language, const cel::Environment& environment,
                          const Word& word) {
  return language.type_of(with_locals(environment, word.locals), word.receiver);
}

}  // namespace stet::assist
