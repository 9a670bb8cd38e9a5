// Tree → text, with the parentheses that precedence asks for and no others. Tested by printing and
// parsing again in tests/cel/parser_test.cc.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/cel/ast.h"

namespace stet::cel {
namespace {

/// Either a node in a position that takes operators of `precedence` or tighter, or plain text.
struct Piece {
  NodeId node = no_node;
  uint8_t precedence = 0;
  std::string text;
};

class Printer {
 public:
  explicit Printer(const Ast& ast) : ast_(ast) {}

  std::string print(NodeId root) {
    pieces_.push_back({root, 0, {}});
    while (!pieces_.empty()) {
      const Piece piece = std::move(pieces_.back());
      pieces_.pop_back();
      if (piece.node == no_node) {
        out_ += piece.text;
      } else {
        node(piece.node, piece.precedence);
      }
    }
    return std::move(out_);
  }

 private:
  void node(NodeId id, uint8_t precedence);
  void operation(const Node& node);
  void literal(const Node& node);
  bool begins_with_number(NodeId id) const;
  void arguments(std::span<const Child> children, std::string_view close, bool pairs);
  void text(std::string_view text) { sequence_.push_back({no_node, 0, std::string(text)}); }
  void sub(NodeId id, uint8_t precedence) { sequence_.push_back({id, precedence, {}}); }
  void flush() {
    pieces_.insert(pieces_.end(), std::make_move_iterator(sequence_.rbegin()),
                   std::make_move_iterator(sequence_.rend()));
    sequence_.clear();
  }

  const Ast& ast_;
  std::string out_;
  std::vector<Piece> pieces_;    // last first
  std::vector<Piece> sequence_;  // of the node at hand, in order
};

constexpr uint8_t postfix = 8;

void Printer::literal(const Node& node) {
  std::string value;
  if (node.value.is(Kind::floating)) {
    base::append_double(value, node.value.as_double(), true);
  } else {
    append_value(value, node.value);
  }
  text(value);
}

/// Is the first token of this operand a number?
bool Printer::begins_with_number(NodeId id) const {
  for (;;) {
    const Node& node = ast_[id];
    const bool postfixed =
        node.kind == NodeKind::select || node.is(Operator::index) ||
        node.is(Operator::optional_index) || (node.kind == NodeKind::call && node.receiver) ||
        (node.kind == NodeKind::macro && !node.is(Macro::has) && !node.is(Macro::bind));
    if (!postfixed) {
      return node.kind == NodeKind::literal &&
             (node.value.is(Kind::integer) || node.value.is(Kind::floating));
    }
    id = ast_.child(node, 0);
  }
}

void Printer::arguments(std::span<const Child> children, std::string_view close, bool pairs) {
  for (size_t i = 0; i < children.size(); ++i) {
    if (i > 0) text(pairs && i % 2 == 1 ? ": " : ", ");
    if (children[i].optional) text("?");
    sub(children[i].id, 0);
  }
  text(close);
}

void Printer::operation(const Node& node) {
  const OperatorInfo& info = operator_info(node.op());
  switch (node.op()) {
    case Operator::conditional:
      sub(ast_.child(node, 0), 2);
      text(" ? ");
      sub(ast_.child(node, 1), 2);
      text(" : ");
      sub(ast_.child(node, 2), 1);
      break;
    case Operator::not_: text(info.symbol), sub(ast_.child(node, 0), 7); break;
    case Operator::negate: {
      // -(5) is a negation; without parentheses it would be read as the number −5.
      const bool parenthesize = begins_with_number(ast_.child(node, 0));
      text(parenthesize ? "-(" : "-");
      sub(ast_.child(node, 0), parenthesize ? 0 : 7);
      if (parenthesize) text(")");
      break;
    }
    case Operator::index:
    case Operator::optional_index:
      sub(ast_.child(node, 0), postfix);
      text(node.op() == Operator::index ? "[" : "[?");
      sub(ast_.child(node, 1), 0);
      text("]");
      break;
    default:
      sub(ast_.child(node, 0), info.precedence);
      text(" " + std::string(info.symbol) + " ");
      sub(ast_.child(node, 1), static_cast<uint8_t>(info.precedence + 1));
  }
}

void Printer::node(NodeId id, uint8_t precedence) {
  const Node& node = ast_[id];
  const auto children = ast_.children_of(node);
  switch (node.kind) {
    case NodeKind::literal: literal(node); break;
    case NodeKind::identifier: text((node.rooted ? "." : "") + std::string(node.name)); break;
    case NodeKind::select:
      sub(children[0].id, postfix);
      text(node.optional ? ".?" : ".");
      text(node.quoted ? "`" + std::string(node.name) + "`" : std::string(node.name));
      break;
    case NodeKind::call:
    case NodeKind::macro: {
      const bool bind = node.is(Macro::bind);
      const bool receiver =
          node.kind == NodeKind::macro ? !node.is(Macro::has) && !bind : node.receiver;
      if (receiver) {
        sub(children[0].id, postfix);
        text(".");
      }
      text((bind ? "cel." : "") + std::string(node.name) + "(");
      arguments(children.subspan(receiver ? 1 : 0), ")", false);
      break;
    }
    case NodeKind::list:
      text("[");
      arguments(children, "]", false);
      break;
    case NodeKind::map:
      text("{");
      arguments(children, "}", true);
      break;
    case NodeKind::operation: {
      const bool parenthesize = operator_info(node.op()).precedence < precedence;
      if (parenthesize) text("(");
      operation(node);
      if (parenthesize) text(")");
      break;
    }
  }
  flush();
}

}  // namespace

std::string print(const Ast& ast, NodeId root) { return Printer(ast).print(root); }

}  // namespace stet::cel
