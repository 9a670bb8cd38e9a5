#include "engine/upkeep/condition_prose.h"

#include <algorithm>

#include "engine/cel/plan.h"

namespace stet::upkeep {
namespace {

using cel::Kind;
using cel::Macro;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Operator;

struct Comparison {
  Operator op;
  std::string_view holds, fails;
};
constexpr Comparison comparisons[] = {
    {Operator::less, " is below ", " is at least "},
    {Operator::less_equal, " is at most ", " is above "},
    {Operator::greater, " is above ", " is at most "},
    {Operator::greater_equal, " is at least ", " is below "},
    {Operator::equal, " is ", " is not "},
    {Operator::not_equal, " is not ", " is "},
};

/// Tests of texts by name of the function.
struct TextTest {
  std::string_view name, holds, fails;
  bool pattern = false;
};
constexpr TextTest text_tests[] = {
    {"startsWith", " begins with ", " does not begin with "},
    {"endsWith", " ends with ", " does not end with "},
    {"contains", " contains ", " does not contain "},
    {"matches", " matches ", " does not match ", true},
};

class Prose {
 public:
  explicit Prose(const cel::Program& program)
      : source_(*program.state().source), ast_(source_.checked.ast) {}

  ConditionProse whole(NodeId root) const {
    ConditionProse out;
    bool truth = true;
    NodeId id = root;
    for (; ast_[id].is(Operator::not_) && connective(ast_.child(id, 0)); truth = !truth) {
      id = ast_.child(id, 0);
    }
    if (!connective(id)) {
      out.items.push_back(item(id, truth));
      return out;
    }
    out.all = ast_[id].is(Operator::and_) == truth;
    out.items = operands(id, truth);
    return out;
  }

 private:
  bool connective(NodeId id) const {
    return ast_[id].is(Operator::and_) || ast_[id].is(Operator::or_);
  }

  /// Of `a && b && c`, as it stands or denied: three items.
  std::vector<Item> operands(NodeId id, bool truth) const {
    std::vector<Item> out;
    append_operands(ast_[id].op(), id, truth, out);
    return out;
  }

  void append_operands(Operator op, NodeId id, bool truth, std::vector<Item>& out) const {
    if (!ast_[id].is(op)) return out.push_back(item(id, truth));
    for (const cel::Child& child : ast_.children_of(ast_[id])) {
      append_operands(op, child.id, truth, out);
    }
  }

  Item item(NodeId id, bool truth) const {
    const Node& node = ast_[id];
    if (node.is(Operator::not_)) return item(ast_.child(node, 0), !truth);
    if (connective(id)) {
      const bool all = node.is(Operator::and_) == truth;
      return {all ? "all of these:" : "one of these:", operands(id, truth)};
    }
    if (node.is(Macro::exists) || node.is(Macro::all) || node.is(Macro::exists_one)) {
      return quantified(node, truth);
    }
    if (node.is(Macro::bind)) return bound(node, truth);
    return {leaf(node, id, truth), {}};
  }

  /// "no element s of article.sources has …"; denied, `all` is "not every".
  Item quantified(const Node& node, bool truth) const {
    const cel::MacroShape shape = cel::macro_shape(node);
    const std::string_view count = node.is(Macro::all) ? (truth ? "for every " : "not for every ")
                                   : node.is(Macro::exists)
                                       ? (truth ? "for some " : "for no ")
                                       : (truth ? "for exactly one " : "not for exactly one ");
    Item out;
    out.words.plain(count).code(text(ast_.child(node, shape.first_variable)));
    out.words.plain(" of ").add(value(ast_.child(node, shape.range))).plain(":");
    out.items = listed(ast_.child(node, shape.body), true);
    return out;
  }

  /// "with p for article.sources: …"
  Item bound(const Node& node, bool truth) const {
    const cel::MacroShape shape = cel::macro_shape(node);
    Item out;
    out.words.plain("with ").code(text(ast_.child(node, shape.first_variable)));
    out.words.plain(" for ").add(value(ast_.child(node, shape.range))).plain(":");
    out.items = listed(ast_.child(node, shape.body), truth);
    return out;
  }

  /// What must all hold, one by one; anything else as it is.
  std::vector<Item> listed(NodeId id, bool truth) const {
    if (connective(id) && ast_[id].is(Operator::and_) == truth) return operands(id, truth);
    std::vector<Item> out;
    out.push_back(item(id, truth));
    return out;
  }

  Words leaf(const Node& node, NodeId id, bool truth) const {
    if (node.is(Macro::has)) {
      return value(ast_.child(node, 0)).plain(truth ? " is given" : " is not given");
    }
    if (node.is(Operator::in)) {
      return value(ast_.child(node, 0))
          .plain(truth ? " is one of " : " is none of ")
          .add(choices(ast_.child(node, 1)));
    }
    for (const Comparison& comparison : comparisons) {
      if (node.is(comparison.op)) return compared(node, comparison, truth);
    }
    for (const TextTest& test : text_tests) {
      if (node.kind != NodeKind::call || node.name != test.name || node.child_count != 2) continue;
      const NodeId text = ast_.child(node, 1);
      return value(ast_.child(node, 0))
          .plain(truth ? test.holds : test.fails)
          .add(test.pattern ? pattern(text) : value(text));
    }
    if (node.kind == NodeKind::literal) return Words(truth ? "always" : "never");
    return value(id).plain(truth ? " holds" : " does not hold");
  }

  Words compared(const Node& node, const Comparison& comparison, bool truth) const {
    const NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
    const bool none = is_zero(right) && counted(left) != cel::no_node;
    if (none && comparison.op == Operator::greater) return existence(left, truth);
    if (none && comparison.op == Operator::equal) return existence(left, !truth);
    return value(left).plain(truth ? comparison.holds : comparison.fails).add(value(right));
  }

  Words existence(NodeId size, bool some) const {
    return Words(some ? "there is at least one of " : "there is none of ")
        .add(value(counted(size)));
  }

  /// Of `x.size()` and `size(x)` the x.
  NodeId counted(NodeId id) const {
    const Node& node = ast_[id];
    const bool size = node.kind == NodeKind::call && node.name == "size" && node.child_count == 1;
    return size ? ast_.child(node, 0) : cel::no_node;
  }

  bool is_zero(NodeId id) const {
    const cel::Value& value = source_.folded[id];
    return value.is(Kind::integer) && value.as_int() == 0;
  }

  Words choices(NodeId id) const {
    const Node& node = ast_[id];
    if (node.kind != NodeKind::list) return value(id);
    Words out;
    for (uint32_t i = 0; i < node.child_count; ++i) {
      out.plain(i == 0 ? "" : ", ").add(value(ast_.child(node, i)));
    }
    return out;
  }

  /// What is compiled, where that is known without a story; else as it is written.
  Words value(NodeId id) const {
    const bool literal = ast_[id].kind == NodeKind::literal;  // of a list that is folded whole
    const cel::Value& folded = literal ? ast_[id].value : source_.folded[id];
    if (folded.is(Kind::string)) return Words("“" + std::string(folded.as_text()) + "”");
    if (folded.is(Kind::integer) || folded.is(Kind::floating) || folded.is(Kind::unsigned_)) {
      return Words().strong(cel::to_string(folded));
    }
    const NodeId sized = counted(id);
    if (sized != cel::no_node) return Words("the number of ").add(value(sized));
    return Words().code(text(id));
  }

  Words pattern(NodeId id) const {
    const cel::Value& known = source_.folded[id];
    return Words().code(known.is(Kind::string) ? std::string(known.as_text()) : text(id));
  }

  std::string text(NodeId id) const { return cel::print(ast_, id); }

  const cel::Source& source_;
  const cel::Ast& ast_;
};

std::string sentence_of(std::string_view doc) {
  std::string out(doc);
  if (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

class Names {
 public:
  Names(const cel::Program& program, const cel::Environment& environment)
      : checked_(program.state().source->checked), environment_(environment) {}

  std::vector<NamedMeaning> of(NodeId root) {
    visit(root);
    return std::move(out_);
  }

 private:
  void visit(NodeId id) {
    const Node& node = checked_.ast[id];
    const std::string name = cel::qualified_name(checked_.ast, id);
    if (const cel::Variable* variable = name.empty() ? nullptr : environment_.find_variable(name)) {
      return add({name, sentence_of(variable->doc)});
    }
    for (const cel::Child& child : checked_.ast.children_of(node)) {
      // "article.url" says all that "article" does.
      const bool named =
          node.kind == NodeKind::select && checked_.ast[child.id].kind == NodeKind::identifier;
      if (!named) visit(child.id);
    }
    if (node.kind == NodeKind::select) field(node, id);
  }

  void field(const Node& node, NodeId id) {
    const cel::Type& type = checked_.type(checked_.ast.child(node, 0));
    const cel::ObjectType* record =
        type.kind == cel::TypeKind::object ? environment_.object_type(type.number) : nullptr;
    if (record == nullptr) return;
    for (const cel::Field& field : record->fields) {
      if (field.name == node.name) {
        add({cel::print(checked_.ast, id), sentence_of(field.doc)});
      }
    }
  }

  void add(NamedMeaning meaning) {
    const bool known = std::any_of(out_.begin(), out_.end(), [&](const NamedMeaning& other) {
      return other.name == meaning.name;
    });
    if (!known && !meaning.meaning.empty()) out_.push_back(std::move(meaning));
  }

  const cel::CheckedAst& checked_;
  const cel::Environment& environment_;
  std::vector<NamedMeaning> out_;
};

}  // namespace

ConditionProse condition_prose(const cel::Program& condition) {
  return Prose(condition).whole(condition.state().root);
}

std::vector<NamedMeaning> names_of(const cel::Program& program,
                                   const cel::Environment& environment) {
  return Names(program, environment).of(program.state().root);
}

}  // namespace stet::upkeep
