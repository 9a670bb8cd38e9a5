// Mutants of expressions, made by writing the expression anew with one piece exchanged.
#include <algorithm>

#include "engine/cel/environment_tables.h"
#include "engine/gate/program.h"
#include "engine/upkeep/facts.h"
#include "engine/upkeep/mutants_parts.h"

namespace stet::upkeep {
namespace {

using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Operator;

struct Exchange {
  std::string_view from, to;
};
constexpr Exchange operators[] = {{"<", "<="},  {"<=", "<"},  {">", ">="},  {">=", ">"},
                                  {"==", "!="}, {"!=", "=="}, {"&&", "||"}, {"||", "&&"},
                                  {"+", "-"},   {"-", "+"},   {"*", "/"},   {"/", "*"}};
constexpr Exchange macros[] = {{"exists", "all"}, {"all", "exists"}, {"exists_one", "exists"}};

class Maker {
 public:
  Maker(const gate::Gate& gate, const cel::Program& program, Mutant pattern,
        std::vector<Mutant>& out)
      : program_(program),
        source_(*program.state().source),
        ast_(source_.checked.ast),
        pattern_(std::move(pattern)),
        out_(out) {
    for (const auto& environment : gate.program().rules->environments) {
      if (&environment->tables() == source_.tables) environment_ = environment.get();
    }
  }

  void run() {
    if (environment_ != nullptr) visit(program_.state().root);
  }

 private:
  std::string text(NodeId id) const {
    return std::string(base::slice(source_.text.text(), ast_[id].span));
  }

  void visit(NodeId id) {
    const Node& node = ast_[id];
    switch (node.kind) {
      case NodeKind::literal: literal(id); break;
      case NodeKind::operation: operation(id); break;
      case NodeKind::macro: macro(id); break;
      case NodeKind::list: items(id); break;
      default: break;
    }
    if (node.is(cel::Macro::has)) return;
    for (const cel::Child& child : ast_.children_of(node)) {
      if (!ast_[child.id].variable) visit(child.id);
    }
  }

  void literal(NodeId id) {
    const Node& node = ast_[id];
    if (node.value.is(cel::Kind::integer)) {
      const int64_t value = node.value.as_int();
      if (value > -1000000000 && value < 1000000000) {
        number(id, std::to_string(value + 1));
        number(id, value > 0 ? std::to_string(value - 1) : "(" + std::to_string(value - 1) + ")");
      }
    } else if (node.value.is(cel::Kind::floating)) {
      const double value = node.value.as_double();
      const double step = value >= 2 || value <= -2 ? 1 : 0.1;
      for (const double changed : {value + step, value - step}) {
        std::string written;
        base::append_double(written, changed, true);
        number(id, changed < 0 ? "(" + written + ")" : written);
      }
    } else if (node.value.is(cel::Kind::string) && !node.value.as_text().empty()) {
      add(node.span, "'~'", "if " + text(id) + " were another text");
    } else if (node.value.is(cel::Kind::boolean)) {
      add(node.span, node.value.as_bool() ? "false" : "true",
          "if " + text(id) + " were turned round");
    }
  }

  void number(NodeId id, const std::string& to) {
    add(ast_[id].span, to, "if " + text(id) + " became " + to);
  }

  void operation(NodeId id) {
    const Node& node = ast_[id];
    const std::string_view symbol = cel::operator_info(node.op()).symbol;
    if (node.child_count == 2) {
      for (const Exchange& exchange : operators) {
        if (exchange.from != symbol) continue;
        const base::Span mark = operator_span(node, symbol);
        if (!mark.empty()) {
          add(mark, std::string(exchange.to),
              "if '" + std::string(symbol) + "' in '" + text(id) + "' were '" +
                  std::string(exchange.to) + "'");
        }
      }
    }
    if (node.is(Operator::and_) || node.is(Operator::or_)) {
      for (uint32_t kept = 0; kept < 2; ++kept) {
        add(node.span, "(" + text(ast_.child(node, kept)) + ")",
            "if '" + text(ast_.child(node, 1 - kept)) + "' were left out");
      }
    }
    if (node.is(Operator::not_)) {
      add(node.span, "(" + text(ast_.child(node, 0)) + ")",
          "if '!' before '" + text(ast_.child(node, 0)) + "' were left out");
    }
    if (node.is(Operator::conditional)) {
      add(node.span, "(" + text(ast_.child(node, 1)) + ")",
          "if '" + text(ast_.child(node, 0)) + "' were always true");
      add(node.span, "(" + text(ast_.child(node, 2)) + ")",
          "if '" + text(ast_.child(node, 0)) + "' were never true");
    }
  }

  /// Between the two operands, parentheses left alone.
  base::Span operator_span(const Node& node, std::string_view symbol) const {
    const base::Span mark = node.mark;
    if (base::slice(source_.text.text(), mark) == symbol) return mark;
    const uint32_t begin = ast_[ast_.child(node, 0)].span.end;
    const uint32_t end = ast_[ast_.child(node, 1)].span.begin;
    const size_t at = source_.text.text().substr(begin, end - begin).find(symbol);
    if (at == std::string_view::npos) return {};
    const auto first = static_cast<uint32_t>(begin + at);
    return {first, first + static_cast<uint32_t>(symbol.size())};
  }

  void macro(NodeId id) {
    const Node& node = ast_[id];
    for (const Exchange& exchange : macros) {
      if (exchange.from != node.name) continue;
      const uint32_t begin = ast_[ast_.child(node, 0)].span.end;
      const size_t at = source_.text.text().find(exchange.from, begin);
      if (at == std::string_view::npos || at >= node.span.end) continue;
      const auto first = static_cast<uint32_t>(at);
      add({first, first + static_cast<uint32_t>(exchange.from.size())}, std::string(exchange.to),
          "if '" + std::string(exchange.from) + "' in '" + text(id) + "' were '" +
              std::string(exchange.to) + "'");
    }
    if (node.is(cel::Macro::filter)) {
      add(node.span, "(" + text(ast_.child(node, 0)) + ")",
          "if nothing were filtered in '" + text(id) + "'");
    }
  }

  void items(NodeId id) {
    const Node& node = ast_[id];
    for (uint32_t left_out = 0; left_out < node.child_count && node.child_count > 1; ++left_out) {
      std::string list = "[";
      for (uint32_t i = 0; i < node.child_count; ++i) {
        if (i == left_out) continue;
        list += (list.size() > 1 ? ", " : "") + text(ast_.child(node, i));
      }
      add(node.span, list + "]",
          "if " + text(ast_.child(node, left_out)) + " were not in the list");
    }
  }

  void add(base::Span place, const std::string& to, std::string words) {
    std::string changed(source_.text.text());
    changed.replace(place.begin, place.size(), to);
    cel::CompileOptions options;
    const std::string type = cel::to_string(source_.checked.type(program_.state().root));
    options.result_type = type;
    base::Problems problems;
    auto program = cel::compile(*environment_, changed, options, problems);
    if (!program || means_the_same(*program)) return;
    Mutant made = pattern_;
    made.place = source_.text.locate(place);
    made.words = std::move(words);
    made.program = std::move(program);
    out_.push_back(std::move(made));
  }

  /// Shown, not tried: neither can be true without the other.
  bool means_the_same(const cel::Program& other) const {
    if (source_.checked.type(program_.state().root).kind != cel::TypeKind::boolean) return false;
    return excludes(program_, true, other, false) && excludes(program_, false, other, true);
  }

  static bool excludes(const cel::Program& a, bool a_truth, const cel::Program& b, bool b_truth) {
    static const Scales scales;
    Facts facts(a.state().source->checked, scales);
    return !facts.assume(a.state().root, a_truth) ||
           !facts.about(b.state().source->checked).assume(b.state().root, b_truth);
  }

  const cel::Program& program_;
  const cel::Source& source_;
  const cel::Ast& ast_;
  const cel::Environment* environment_ = nullptr;
  Mutant pattern_;
  std::vector<Mutant>& out_;
};

}  // namespace

void add_condition_mutants(const gate::Gate& gate, const MutantScope& scope,
                           std::vector<Mutant>& out) {
  const methodology::CompiledRules& rules = *gate.program().rules;
  for (uint32_t i = 0; i < rules.terms.size(); ++i) {
    if (!scope.term(rules.terms[i].term->id)) continue;
    Mutant pattern;
    pattern.of = Mutant::Of::term;
    pattern.number = i;
    pattern.id = rules.terms[i].term->id;
    pattern.file = rules.terms[i].term->is.file;
    Maker(gate, rules.terms[i].program, pattern, out).run();
  }
  for (uint32_t i = 0; i < rules.rules.size(); ++i) {
    if (!rules.rules[i].when || rules.rules[i].rule->stage == methodology::Stage::draft) continue;
    if (!scope.rule(rules.rules[i].rule->id)) continue;
    Mutant pattern;
    pattern.of = Mutant::Of::rule;
    pattern.number = i;
    pattern.id = rules.rules[i].rule->id;
    pattern.file = rules.rules[i].rule->when.file;
    Maker(gate, *rules.rules[i].when, pattern, out).run();
  }
}

}  // namespace stet::upkeep
