#include "engine/cel/program.h"

#include <algorithm>

#include "engine/base/sort.h"
#include "engine/cel/equality.h"
#include "engine/cel/machine.h"
#include "engine/cel/parser.h"
#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

/// Collects what the program reads.
void note_inputs(const Source& source, Program::State& state) {
  const Ast& ast = source.checked.ast;
  std::vector<NodeId> pending = {state.root};
  while (!pending.empty()) {
    const NodeId id = pending.back();
    pending.pop_back();
    const Annotation& note = source.checked.notes[id];
    if (note.reference == Reference::slot) {
      state.variables.push_back(note.index);
      continue;
    }
    if (note.reference == Reference::field) {
      const Type* operand = source.checked.notes[ast.child(id, 0)].type;
      if (operand->kind == TypeKind::optional) operand = operand->parameters[0];
      if (const ObjectInfo* object = source.tables->object(operand->number)) {
        state.fields.push_back({object->type, note.index});
      }
    }
    for (const Child& child : ast.children_of(ast[id])) pending.push_back(child.id);
  }
  base::sort(state.variables);
  state.variables.erase(std::unique(state.variables.begin(), state.variables.end()),
                        state.variables.end());
  const auto key = [](const FieldUse& use) { return std::pair(use.object->name, use.field); };
  base::sort(state.fields, [&](const FieldUse& a, const FieldUse& b) { return key(a) < key(b); });
  state.fields.erase(std::unique(state.fields.begin(), state.fields.end(),
                                 [](const FieldUse& a, const FieldUse& b) {
                                   return a.object == b.object && a.field == b.field;
                                 }),
                     state.fields.end());
}

std::optional<Program> make_program(std::shared_ptr<Source> source, NodeId root,
                                    uint32_t result_kinds) {
  auto state = std::make_shared<Program::State>();
  state->source = std::move(source);
  state->root = root;
  if (!plan(*state->source, root, {false, result_kinds}, state->code)) return std::nullopt;
  state->worst_cost = estimate_cost(*state->source, root);
  note_inputs(*state->source, *state);
  return Program(std::move(state));
}

std::optional<Relation> relation_of(Operator op, bool turned) {
  switch (op) {
    case Operator::equal: return Relation::equal;
    case Operator::not_equal: return Relation::not_equal;
    case Operator::less: return turned ? Relation::greater : Relation::less;
    case Operator::less_equal: return turned ? Relation::greater_equal : Relation::less_equal;
    case Operator::greater: return turned ? Relation::less : Relation::greater;
    case Operator::greater_equal: return turned ? Relation::less_equal : Relation::greater_equal;
    default: return std::nullopt;
  }
}

class EscapeFinder {
 public:
  explicit EscapeFinder(std::shared_ptr<Source> source)
      : source_(std::move(source)), ast_(source_->checked.ast) {}

  Escapes run(NodeId root) {
    const Ways found = ways(root, false, 0);
    out_.ways.assign(found.ways, found.ways + found.count);
    return std::move(out_);
  }

 private:
  static constexpr uint32_t most_depth = 64;

  struct Ways {
    uint32_t count = 0;
    Way ways[most_ways];

    void add(const Way& way) {
      if (count < most_ways) ways[count++] = way;
    }
  };

  Ways ways(NodeId id, bool wanted, uint32_t depth) {
    Ways out;
    if (depth == most_depth) return out;
    const Node& node = ast_[id];
    const bool both = node.is(Operator::and_);
    if (const Value& known = source_->folded[id]; known.is(Kind::boolean)) {
      if (known.is_true() == wanted) out.add({});
    } else if (node.is(Operator::not_)) {
      return ways(ast_.child(node, 0), !wanted, depth + 1);
    } else if (both || node.is(Operator::or_)) {
      const Ways left = ways(ast_.child(node, 0), wanted, depth + 1);
      const Ways right = ways(ast_.child(node, 1), wanted, depth + 1);
      both == wanted ? multiply(left, right, out) : append(left, right, out);
    } else {
      part(id, wanted, out);
    }
    return out;
  }

  static void append(const Ways& left, const Ways& right, Ways& out) {
    for (const Ways* ways : {&left, &right}) {
      for (uint32_t i = 0; i < ways->count; ++i) out.add(ways->ways[i]);
    }
  }

  static void multiply(const Ways& left, const Ways& right, Ways& out) {
    for (uint32_t i = 0; i < left.count * right.count; ++i) {
      Way way = left.ways[i / right.count];
      const Way& more = right.ways[i % right.count];
      if (way.count + more.count > most_parts) continue;
      for (const uint32_t part : more.all()) way.parts[way.count++] = part;
      out.add(way);
    }
  }

  void part(NodeId id, bool wanted, Ways& out) {
    auto condition = make_program(source_, id, all_kinds);
    if (!condition) return;
    out.add({1, {static_cast<uint32_t>(out_.parts.size())}});
    Part made{std::move(*condition), wanted, {}, {}, {}, Relation::equal, {}};
    compare(ast_[id], wanted, made);
    out_.parts.push_back(std::move(made));
  }

  void compare(const Node& node, bool wanted, Part& part) {
    if (node.kind != NodeKind::operation || node.child_count != 2) return;
    NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
    const bool turned = !source_->folded[left].is(Kind::unresolved);
    if (turned) std::swap(left, right);
    const auto relation = relation_of(node.op(), turned);
    const bool one_constant =
        source_->folded[left].is(Kind::unresolved) && !source_->folded[right].is(Kind::unresolved);
    if (!relation || !one_constant) return;
    part.left = make_program(source_, left, all_kinds);
    part.relation = wanted ? *relation : opposite(*relation);
    part.constant = source_->folded[right];
    const Annotation& note = source_->checked.notes[left];
    if (note.reference != Reference::slot) return;
    part.variable = source_->tables->variables[note.index]->row.name;
    part.slot = note.index;
  }

  const std::shared_ptr<Source> source_;
  const Ast& ast_;
  Escapes out_;
};

}  // namespace

const Type& Program::result_type() const { return state_->source->checked.type(state_->root); }
std::string_view Program::text() const {
  return base::slice(state_->source->text.text(), state_->source->checked.ast[state_->root].span);
}
std::string_view Program::file() const { return state_->source->text.file(); }
base::Span Program::source() const {
  return state_->source->text.locate(state_->source->checked.ast[state_->root].span);
}
std::span<const uint32_t> Program::variables() const { return state_->variables; }
std::span<const FieldUse> Program::fields() const { return state_->fields; }
uint64_t Program::worst_cost() const { return state_->worst_cost; }
std::optional<Value> Program::constant() const {
  const Value& value = state_->source->folded[state_->root];
  if (value.is(Kind::unresolved)) return std::nullopt;
  return value;
}

std::optional<Program> compile(const Environment& environment, const base::MappedText& expression,
                               std::string_view file_name, std::string_view file_input,
                               const CompileOptions& options, base::Problems& problems) {
  auto source = std::make_shared<Source>(expression, file_name, file_input);
  source->tables = &environment.tables();
  Reporter reporter(source->text, problems);
  auto ast = parse(source->text, source->arena, reporter);
  if (!ast) return std::nullopt;
  source->checked = check(std::move(*ast), *source->tables, {options.container, !options.check},
                          source->arena, reporter);
  const NodeId root = source->checked.ast.root;
  TypePool pool(source->arena);
  const Type* expected = parse_type(*source->tables, pool, options.result_type, false);
  if (expected == nullptr) {
    reporter.unknown_result_type(options.result_type);
    return std::nullopt;
  }
  const Type& found = source->checked.type(root);
  const bool fits = expected->kind == TypeKind::dyn || found.kind == TypeKind::dyn ||
                    found.kind == TypeKind::error || !options.check ||
                    same_type(*expected, found) ||
                    (expected->kind == found.kind && !expected->parameters.empty() &&
                     expected->parameters[0]->kind == TypeKind::dyn);
  if (!fits) reporter.result_type(source->checked.ast[root].span, options.result_type, found);
  if (reporter.failed()) return std::nullopt;
  fold_constants(*source, reporter);
  if (reporter.failed() && options.check) return std::nullopt;
  auto program = make_program(source, root, kinds_of(*expected));
  if (!program) {
    reporter.too_complex(source->checked.ast[root].span);
  } else if (program->worst_cost() > options.most_cost) {
    reporter.too_costly(source->checked.ast[root].span, program->worst_cost(), options.most_cost);
    return std::nullopt;
  }
  return program;
}

std::optional<Program> compile(const Environment& environment, std::string_view expression,
                               const CompileOptions& options, base::Problems& problems) {
  base::MappedText mapped;
  mapped.text = expression;
  mapped.source = {0, static_cast<uint32_t>(expression.size())};
  return compile(environment, mapped, {}, expression, options, problems);
}

std::string_view to_string(Relation relation) {
  static constexpr std::string_view symbols[] = {"==", "!=", "<", "<=", ">", ">="};
  return symbols[static_cast<size_t>(relation)];
}

Relation opposite(Relation relation) {
  switch (relation) {
    case Relation::equal: return Relation::not_equal;
    case Relation::not_equal: return Relation::equal;
    case Relation::less: return Relation::greater_equal;
    case Relation::less_equal: return Relation::greater;
    case Relation::greater: return Relation::less_equal;
    case Relation::greater_equal: return Relation::less;
  }
  return relation;
}

Escapes escapes(const Program& condition) {
  return EscapeFinder(condition.state().source).run(condition.state().root);
}

std::optional<std::string> format(std::string_view expression, base::Problems& problems) {
  base::MappedText mapped;
  mapped.text = expression;
  mapped.source = {0, static_cast<uint32_t>(expression.size())};
  base::Arena arena;
  const SourceText source(mapped, {}, expression, arena);
  Reporter reporter(source, problems);
  const auto ast = parse(source, arena, reporter);
  if (!ast) return std::nullopt;
  return print(*ast, ast->root);
}

}  // namespace stet::cel
