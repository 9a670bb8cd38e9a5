#include "engine/cel/parser.h"

#include <algorithm>

#include "engine/cel/lexer.h"

namespace stet::cel {
namespace {

enum class FrameKind : uint8_t {
  unary,
  binary,
  then,       // after '?': the condition is done
  otherwise,  // after ':': condition and first branch are done
  group,
  call,
  index,
  list,
  map_key,
  map_value,
};

/// Something that waits for operands: an operator, or an open bracket.
struct Frame {
  FrameKind kind = FrameKind::group;
  Operator op = Operator::add;
  bool receiver = false;
  bool optional = false;  // of the element being read
  uint32_t first = 0;     // operands from here on belong to the bracket
  uint32_t begin = 0;     // where the sub-expression starts
  base::Span mark;
  std::string_view name;

  bool is_operator() const { return kind <= FrameKind::otherwise && kind != FrameKind::then; }
  uint8_t precedence() const {
    return kind == FrameKind::otherwise ? uint8_t{1} : operator_info(op).precedence;
  }
};

std::string describe(const Token& token) {
  if (token.kind == TokenKind::end) return "the end of the expression";
  return "'" + std::string(token.text) + "'";
}

std::optional<Operator> binary_operator(TokenKind kind) {
  switch (kind) {
    case TokenKind::or_or: return Operator::or_;
    case TokenKind::and_and: return Operator::and_;
    case TokenKind::equal_equal: return Operator::equal;
    case TokenKind::bang_equal: return Operator::not_equal;
    case TokenKind::less: return Operator::less;
    case TokenKind::less_equal: return Operator::less_equal;
    case TokenKind::greater: return Operator::greater;
    case TokenKind::greater_equal: return Operator::greater_equal;
    case TokenKind::in: return Operator::in;
    case TokenKind::plus: return Operator::add;
    case TokenKind::minus: return Operator::subtract;
    case TokenKind::star: return Operator::multiply;
    case TokenKind::slash: return Operator::divide;
    case TokenKind::percent: return Operator::modulo;
    default: return std::nullopt;
  }
}

std::string_view closing_of(FrameKind kind) {
  switch (kind) {
    case FrameKind::group:
    case FrameKind::call: return ")";
    case FrameKind::index:
    case FrameKind::list: return "]";
    case FrameKind::map_key:
    case FrameKind::map_value: return "}";
    default: return ":";
  }
}

class Parser {
 public:
  Parser(const SourceText& source, base::Arena& arena, Reporter& reporter)
      : lexer_(source.text(), arena), reporter_(reporter) {
    constexpr size_t bytes_of_node = 8;
    ast_.nodes.reserve(source.text().size() / bytes_of_node + 4);
    advance();
    advance();
  }

  std::optional<Ast> run() {
    bool want_operand = true;
    while (!done_) {
      if (!(want_operand ? operand(want_operand) : after_operand(want_operand))) {
        return std::nullopt;
      }
    }
    ast_.root = operands_.back().id;
    ast_.nodes.shrink_to_fit();  // kept for as long as the program
    ast_.children.shrink_to_fit();
    return std::move(ast_);
  }

 private:
  // Tokens: `token_` is looked at, `ahead_` is the one behind it.
  void advance() {
    previous_end_ = token_.span.end;
    token_ = ahead_;
    token_error_ = std::move(ahead_error_);
    ahead_ = lexer_.next();
    ahead_error_ = ahead_.kind == TokenKind::error ? lexer_.error() : std::string();
  }
  bool at(TokenKind kind) const { return token_.kind == kind; }
  bool fail_expected(std::string_view what) {
    if (at(TokenKind::error)) {
      reporter_.unreadable(token_.span, token_error_);
    } else {
      reporter_.expected(token_.span, what, describe(token_));
    }
    return false;
  }

  // Nodes.
  NodeId add(Node node, uint32_t first_operand) {
    node.first_child = static_cast<uint32_t>(ast_.children.size());
    node.child_count = static_cast<uint32_t>(operands_.size()) - first_operand;
    ast_.children.insert(ast_.children.end(), operands_.begin() + first_operand, operands_.end());
    operands_.resize(first_operand);
    const auto id = static_cast<NodeId>(ast_.nodes.size());
    ast_.nodes.push_back(node);
    operands_.push_back({id, false});
    return id;
  }
  uint32_t operand_count() const { return static_cast<uint32_t>(operands_.size()); }
  const Node& top() const { return ast_[operands_.back().id]; }

  // Where the operand on top begins: its node does not know the parentheses around it.
  uint32_t top_begin() const { return operand_begin_[operands_.size() - 1]; }
  void note_begin(uint32_t begin) {
    operand_begin_.resize(operands_.size());
    operand_begin_.back() = begin;
  }

  bool operand(bool& want_operand);
  bool open(FrameKind kind, TokenKind closing, bool& want_operand);
  bool identifier(bool rooted, uint32_t begin);
  bool literal(bool negative);
  bool after_operand(bool& want_operand);
  bool selection(bool& want_operand);
  bool open_call(std::string_view name, bool receiver, uint32_t begin, base::Span mark,
                 bool& want_operand);
  bool conditional();
  bool colon();
  bool comma(bool& want_operand);
  bool close(bool& want_operand);
  bool finish();
  void reduce(uint8_t precedence);
  bool finish_bracket(Frame frame, bool& want_operand);
  bool make_call(const Frame& frame, base::Span span);
  bool takes_any_number(const Frame& frame) const;
  bool make_macro(const Frame& frame, const MacroInfo& info, base::Span span);
  const MacroInfo* find_macro(const Frame& frame, uint32_t arguments) const;
  void element_done() {
    operands_.back().optional = frames_.back().optional;
    frames_.back().optional = false;
  }

  Lexer lexer_;
  Reporter& reporter_;
  Token token_, ahead_;
  std::string token_error_, ahead_error_;
  uint32_t previous_end_ = 0;
  Ast ast_;
  std::vector<Child> operands_;
  std::vector<uint32_t> operand_begin_;
  std::vector<Frame> frames_;
  bool done_ = false;
};

bool Parser::operand(bool& want_operand) {
  const Token start = token_;
  switch (start.kind) {
    case TokenKind::minus:
      advance();
      if (at(TokenKind::literal) &&
          (token_.literal.is(Kind::integer) || token_.literal.is(Kind::floating))) {
        want_operand = false;
        if (!literal(true)) return false;
        note_begin(start.span.begin);
        return true;
      }
      [[fallthrough]];
    case TokenKind::bang: {
      Frame frame;
      frame.kind = FrameKind::unary;
      frame.op = start.kind == TokenKind::bang ? Operator::not_ : Operator::negate;
      frame.begin = start.span.begin;
      frame.mark = start.span;
      frames_.push_back(frame);
      if (start.kind == TokenKind::bang) advance();
      return true;
    }
    case TokenKind::left_parenthesis: return open(FrameKind::group, TokenKind::end, want_operand);
    case TokenKind::left_bracket:
      return open(FrameKind::list, TokenKind::right_bracket, want_operand);
    case TokenKind::left_brace:
      return open(FrameKind::map_key, TokenKind::right_brace, want_operand);
    case TokenKind::literal:
      want_operand = false;
      if (!literal(false)) return false;
      note_begin(start.span.begin);
      return true;
    case TokenKind::dot:
      advance();
      if (!at(TokenKind::identifier)) return fail_expected("a name after '.'");
      [[fallthrough]];
    case TokenKind::identifier: {
      const bool rooted = start.kind == TokenKind::dot;
      if (ahead_.kind == TokenKind::left_parenthesis) {
        const Token name = token_;
        advance();
        return open_call(name.text, false, start.span.begin, name.span, want_operand);
      }
      want_operand = false;
      if (!identifier(rooted, start.span.begin)) return false;
      note_begin(start.span.begin);
      return true;
    }
    default: return fail_expected("an expression");
  }
}

bool Parser::open(FrameKind kind, TokenKind closing, bool& want_operand) {
  Frame frame;
  frame.kind = kind;
  frame.first = operand_count();
  frame.begin = token_.span.begin;
  frame.mark = token_.span;
  advance();
  if (closing != TokenKind::end && at(closing)) return finish_bracket(frame, want_operand);
  if (kind != FrameKind::group && at(TokenKind::question)) {
    frame.optional = true;
    advance();
  }
  frames_.push_back(frame);
  return true;
}

bool Parser::identifier(bool rooted, uint32_t begin) {
  if (is_reserved_word(token_.text)) {
    reporter_.reserved_word(token_.span, token_.text);
    return false;
  }
  Node node;
  node.kind = NodeKind::identifier;
  node.rooted = rooted;
  node.name = token_.text;
  node.mark = token_.span;
  node.span = {begin, token_.span.end};
  add(node, operand_count());
  advance();
  return true;
}

bool Parser::literal(bool negative) {
  Node node;
  node.value = token_.literal;
  node.span = node.mark = token_.span;
  if (negative) {
    node.span.begin = node.mark.begin = previous_end_ - 1;
    if (node.value.is(Kind::floating)) {
      node.value = Value::floating(-node.value.as_double());
    } else {
      // The lexer lets 2⁶³ through as the least int; its negative is itself.
      node.value = Value::integer(static_cast<int64_t>(0 - node.value.as_uint()));
    }
  } else if (node.value.is(Kind::integer) && node.value.as_int() == INT64_MIN) {
    reporter_.unreadable(token_.span, "number is too large for int");
    return false;
  }
  add(node, operand_count());
  advance();
  return true;
}

bool Parser::after_operand(bool& want_operand) {
  if (const auto op = binary_operator(token_.kind)) {
    reduce(operator_info(*op).precedence);
    Frame frame;
    frame.kind = FrameKind::binary;
    frame.op = *op;
    frame.begin = top_begin();
    frame.mark = token_.span;
    frames_.push_back(frame);
    advance();
    want_operand = true;
    return true;
  }
  switch (token_.kind) {
    case TokenKind::dot: return selection(want_operand);
    case TokenKind::left_bracket: {
      Frame frame;
      frame.kind = FrameKind::index;
      frame.first = operand_count() - 1;
      frame.begin = top_begin();
      frame.mark = token_.span;
      frame.op = Operator::index;
      advance();
      if (at(TokenKind::question)) {
        frame.op = Operator::optional_index;
        advance();
      }
      frames_.push_back(frame);
      want_operand = true;
      return true;
    }
    case TokenKind::left_brace:
      if (const std::string name = qualified_name(ast_, operands_.back().id); !name.empty()) {
        reporter_.message_literal(top().span, name);
        return false;
      }
      return fail_expected("an operator");
    case TokenKind::question: want_operand = true; return conditional();
    case TokenKind::colon: want_operand = true; return colon();
    case TokenKind::comma: return comma(want_operand);
    case TokenKind::right_parenthesis:
    case TokenKind::right_bracket:
    case TokenKind::right_brace: return close(want_operand);
    case TokenKind::end: return finish();
    default: return fail_expected("an operator");
  }
}

bool Parser::selection(bool& want_operand) {
  advance();
  Node node;
  node.kind = NodeKind::select;
  if (at(TokenKind::question)) {
    node.optional = true;
    advance();
  }
  if (!at(TokenKind::identifier) && !at(TokenKind::quoted_identifier)) {
    return fail_expected("a field name after '.'");
  }
  node.quoted = at(TokenKind::quoted_identifier);
  node.name = token_.text;
  node.mark = token_.span;
  const uint32_t begin = top_begin();
  advance();
  if (at(TokenKind::left_parenthesis) && !node.quoted && !node.optional) {
    return open_call(node.name, true, begin, node.mark, want_operand);
  }
  node.span = {begin, previous_end_};
  add(node, operand_count() - 1);
  note_begin(begin);
  return true;
}

bool Parser::open_call(std::string_view name, bool receiver, uint32_t begin, base::Span mark,
                       bool& want_operand) {
  Frame frame;
  frame.kind = FrameKind::call;
  frame.name = name;
  frame.receiver = receiver;
  frame.first = operand_count() - (receiver ? 1 : 0);
  frame.begin = begin;
  frame.mark = mark;
  advance();  // over the parenthesis
  if (at(TokenKind::right_parenthesis)) return finish_bracket(frame, want_operand);
  frames_.push_back(frame);
  want_operand = true;
  return true;
}

/// Makes nodes of the operators on top that bind at least as tightly as `precedence`.
void Parser::reduce(uint8_t precedence) {
  while (!frames_.empty() && frames_.back().is_operator() &&
         frames_.back().precedence() >= precedence) {
    const Frame frame = frames_.back();
    frames_.pop_back();
    const uint32_t operands = frame.kind == FrameKind::unary    ? 1
                              : frame.kind == FrameKind::binary ? 2
                                                                : 3;
    Node node;
    node.kind = NodeKind::operation;
    node.code = static_cast<uint8_t>(frame.op);
    node.mark = frame.mark;
    node.span = {frame.begin, previous_end_};
    add(node, operand_count() - operands);
    note_begin(frame.begin);
  }
}

bool Parser::conditional() {
  reduce(2);
  if (!frames_.empty() && frames_.back().kind == FrameKind::then) {
    reporter_.nested_conditional(token_.span);
    return false;
  }
  Frame frame;
  frame.kind = FrameKind::then;
  frame.op = Operator::conditional;
  frame.begin = top_begin();
  frame.mark = token_.span;
  frames_.push_back(frame);
  advance();
  return true;
}

bool Parser::colon() {
  reduce(1);
  if (frames_.empty()) return fail_expected("an operator");
  Frame& frame = frames_.back();
  if (frame.kind == FrameKind::then) {
    frame.kind = FrameKind::otherwise;
  } else if (frame.kind == FrameKind::map_key) {
    element_done();
    frame.kind = FrameKind::map_value;
  } else {
    return fail_expected("an operator");
  }
  advance();
  return true;
}

bool Parser::comma(bool& want_operand) {
  reduce(1);
  if (frames_.empty()) return fail_expected("an operator");
  Frame& frame = frames_.back();
  switch (frame.kind) {
    case FrameKind::call: break;
    case FrameKind::list: element_done(); break;
    case FrameKind::map_value: frame.kind = FrameKind::map_key; break;
    default: return fail_expected("'" + std::string(closing_of(frame.kind)) + "'");
  }
  advance();
  const bool trailing = (frame.kind == FrameKind::list && at(TokenKind::right_bracket)) ||
                        (frame.kind == FrameKind::map_key && at(TokenKind::right_brace));
  if (trailing) {
    const Frame closed = frame;
    frames_.pop_back();
    return finish_bracket(closed, want_operand);
  }
  if (frame.kind != FrameKind::call && at(TokenKind::question)) {
    frame.optional = true;
    advance();
  }
  want_operand = true;
  return true;
}

bool Parser::close(bool& want_operand) {
  reduce(1);
  if (frames_.empty()) return fail_expected("the end of the expression");
  const Frame frame = frames_.back();
  const std::string_view closing = closing_of(frame.kind);
  if (frame.kind == FrameKind::map_key || frame.kind == FrameKind::then) {
    return fail_expected("':'");
  }
  if (closing != token_.text) return fail_expected("'" + std::string(closing) + "'");
  if (frame.kind == FrameKind::list) element_done();
  frames_.pop_back();
  return finish_bracket(frame, want_operand);
}

bool Parser::finish() {
  reduce(1);
  if (frames_.empty()) {
    done_ = true;
    return true;
  }
  reporter_.unclosed(frames_.back().mark, closing_of(frames_.back().kind), describe(token_));
  return false;
}

/// At the closing bracket of `frame`.
bool Parser::finish_bracket(Frame frame, bool& want_operand) {
  const base::Span span = {frame.begin, token_.span.end};
  advance();
  want_operand = false;
  Node node;
  node.span = span;
  node.mark = frame.mark;
  switch (frame.kind) {
    case FrameKind::group: note_begin(frame.begin); return true;
    case FrameKind::call:
      if (!make_call(frame, span)) return false;
      note_begin(frame.begin);
      return true;
    case FrameKind::index:
      node.kind = NodeKind::operation;
      node.code = static_cast<uint8_t>(frame.op);
      break;
    case FrameKind::list: node.kind = NodeKind::list; break;
    default: node.kind = NodeKind::map; break;
  }
  add(node, frame.first);
  note_begin(frame.begin);
  return true;
}

const MacroInfo* Parser::find_macro(const Frame& frame, uint32_t arguments) const {
  for (const MacroInfo& info : macro_table()) {
    if (info.name != frame.name || info.arguments != arguments) continue;
    if (info.receiver.empty() != !frame.receiver) continue;
    if (info.receiver.empty() || info.receiver == "*") return &info;
    const Node& receiver = ast_[operands_[frame.first].id];
    if (receiver.kind == NodeKind::identifier && receiver.name == info.receiver) return &info;
  }
  return nullptr;
}

/// math.greatest and math.least; the arguments reach them as a list.
bool Parser::takes_any_number(const Frame& frame) const {
  return frame.receiver && (frame.name == "greatest" || frame.name == "least") &&
         qualified_name(ast_, operands_[frame.first].id) == "math";
}

bool Parser::make_call(const Frame& frame, base::Span span) {
  const uint32_t arguments = operand_count() - frame.first - (frame.receiver ? 1 : 0);
  if (const MacroInfo* info = find_macro(frame, arguments)) return make_macro(frame, *info, span);
  if (!frame.receiver && is_reserved_word(frame.name)) {
    reporter_.reserved_word(frame.mark, frame.name);
    return false;
  }
  if (arguments > 2 && takes_any_number(frame)) {
    Node list;
    list.kind = NodeKind::list;
    list.span = {ast_[operands_[frame.first + 1].id].span.begin, previous_end_ - 1};
    list.mark = frame.mark;
    add(list, frame.first + 1);
  }
  Node node;
  node.kind = NodeKind::call;
  node.receiver = frame.receiver;
  node.name = frame.name;
  node.span = span;
  node.mark = frame.mark;
  add(node, frame.first);
  return true;
}

bool Parser::make_macro(const Frame& frame, const MacroInfo& info, base::Span span) {
  const bool drops_receiver = !info.receiver.empty() && info.receiver != "*";
  if (drops_receiver) operands_.erase(operands_.begin() + frame.first);
  const uint32_t first = frame.first + (info.receiver == "*" ? 1 : 0);
  for (uint32_t i = first; i < first + info.variables; ++i) {
    Node& variable = ast_.nodes[operands_[i].id];
    if (variable.kind != NodeKind::identifier || variable.rooted) {
      reporter_.macro_variable(variable.span, info.name);
      return false;
    }
    variable.variable = true;
    if (i > first && variable.name == ast_[operands_[i - 1].id].name) {
      reporter_.macro_same_variable(variable.span, variable.name);
      return false;
    }
  }
  if (info.macro == Macro::has && top().kind != NodeKind::select) {
    reporter_.has_argument(top().span);
    return false;
  }
  Node node;
  node.kind = NodeKind::macro;
  node.code = static_cast<uint8_t>(info.macro);
  node.variables = info.variables;
  node.name = info.name;
  node.span = span;
  node.mark = frame.mark;
  add(node, frame.first);
  return true;
}

}  // namespace

std::optional<Ast> parse(const SourceText& source, base::Arena& arena, Reporter& reporter) {
  if (source.text().size() > max_expression_bytes) {
    reporter.too_long(max_expression_bytes);
    return std::nullopt;
  }
  return Parser(source, arena, reporter).run();
}

}  // namespace stet::cel
