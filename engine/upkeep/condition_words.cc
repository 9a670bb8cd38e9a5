#include "engine/upkeep/condition_words.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/cel/ast.h"
#include "engine/cel/errors.h"
#include "engine/cel/parser.h"

namespace stet::upkeep {
namespace {

using cel::NodeId;
using cel::Operator;

struct Parsed {
  explicit Parsed(std::string_view text) : source(mapped(text), {}, text, arena) {
    base::Problems problems;
    cel::Reporter reporter(source, problems);
    ast = cel::parse(source, arena, reporter);
  }

  static base::MappedText mapped(std::string_view text) {
    base::MappedText out;
    out.text = text;
    out.source = {0, static_cast<uint32_t>(text.size())};
    return out;
  }

  base::Arena arena;
  cel::SourceText source;
  std::optional<cel::Ast> ast;
};

class Difference {
 public:
  Difference(const cel::Ast& before, const cel::Ast& after) : before_(before), after_(after) {}

  std::string run() {
    compare(before_.root, after_.root);
    return std::move(words_);
  }

 private:
  static std::string quoted(const cel::Ast& ast, NodeId id) {
    return "'" + cel::print(ast, id) + "'";
  }

  void tell(const std::string& words) {
    if (!words_.empty()) words_ += ", ";
    words_ += words;
  }

  void exchanged(NodeId a, NodeId b) { tell(quoted(before_, a) + " became " + quoted(after_, b)); }

  void compare(NodeId a, NodeId b) {
    if (cel::same_tree(before_, a, after_, b)) return;
    for (const Operator op : {Operator::and_, Operator::or_}) {
      if (before_[a].is(op) || after_[b].is(op)) return operands(op, a, b);
    }
    const cel::Node &x = before_[a], &y = after_[b];
    const bool alike = x.kind == y.kind && x.code == y.code && x.name == y.name;
    // A comparison is shown whole: a number alone says nothing.
    const bool whole = x.kind == cel::NodeKind::literal || x.kind == cel::NodeKind::identifier ||
                       x.kind == cel::NodeKind::list ||
                       (x.kind == cel::NodeKind::operation && !x.is(Operator::not_) &&
                        !x.is(Operator::conditional));
    if (!alike || x.child_count != y.child_count || whole) return exchanged(a, b);
    for (uint32_t i = 0; i < x.child_count; ++i) {
      compare(before_.child(a, i), after_.child(b, i));
    }
  }

  static void flatten(const cel::Ast& ast, Operator op, NodeId id, std::vector<NodeId>& out) {
    if (!ast[id].is(op)) return out.push_back(id);
    for (const cel::Child& child : ast.children_of(ast[id])) flatten(ast, op, child.id, out);
  }

  /// What is asked for on both sides is left out, whatever its place.
  void operands(Operator op, NodeId a, NodeId b) {
    std::vector<NodeId> old_ones, new_ones;
    flatten(before_, op, a, old_ones);
    flatten(after_, op, b, new_ones);
    const size_t common = std::erase_if(old_ones, [&](NodeId old_one) {
      const auto same = std::find_if(new_ones.begin(), new_ones.end(), [&](NodeId new_one) {
        return cel::same_tree(before_, old_one, after_, new_one);
      });
      if (same == new_ones.end()) return false;
      new_ones.erase(same);
      return true;
    });
    if (common == 0 && (old_ones.size() != new_ones.size() || old_ones.size() < 2)) {
      return exchanged(a, b);
    }
    if (old_ones.size() == new_ones.size()) {
      for (size_t i = 0; i < old_ones.size(); ++i) compare(old_ones[i], new_ones[i]);
      return;
    }
    const bool all = op == Operator::and_;
    for (const NodeId id : old_ones) {
      tell((all ? "no longer needs " : "no longer enough: ") + quoted(before_, id));
    }
    for (const NodeId id : new_ones) {
      tell((all ? "also needs " : "also enough: ") + quoted(after_, id));
    }
  }

  const cel::Ast& before_;
  const cel::Ast& after_;
  std::string words_;
};

}  // namespace

std::string condition_words(std::string_view before, std::string_view after) {
  const Parsed a(before), b(after);
  if (a.ast && b.ast) return Difference(*a.ast, *b.ast).run();
  if (before == after) return {};
  return "'" + std::string(before) + "' became '" + std::string(after) + "'";
}

}  // namespace stet::upkeep
