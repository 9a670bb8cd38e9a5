#include "engine/cel/checker.h"

#include <algorithm>

#include "engine/cel/inference.h"

namespace stet::cel {
namespace {

/// The checker works off a stack of these, so depth of nesting costs no call stack.
enum class Step : uint8_t { enter, leave, declare };
struct Task {
  Step step;
  NodeId node;
};

struct Local {
  std::string_view name;
  NodeId declaration;
  const Type* type;
};

class Checker {
 public:
  Checker(Ast ast, const EnvironmentTables& tables, const CheckOptions& options, base::Arena& arena,
          Reporter& reporter)
      : tables_(tables), options_(options), pool_(arena), inference_(pool_), reporter_(reporter) {
    checked_.ast = std::move(ast);
    checked_.notes.resize(checked_.ast.nodes.size());
  }

  CheckedAst run() {
    push(Step::enter, ast().root);
    while (!tasks_.empty()) {
      const Task task = tasks_.back();
      tasks_.pop_back();
      switch (task.step) {
        case Step::enter: enter(task.node); break;
        case Step::leave: leave(task.node); break;
        case Step::declare: declare(task.node); break;
      }
    }
    for (Annotation& note : checked_.notes) note.type = inference_.resolve(note.type, true);
    return std::move(checked_);
  }

 private:
  const Ast& ast() const { return checked_.ast; }
  Annotation& note(NodeId id) { return checked_.notes[id]; }
  const Type* type(NodeId id) { return inference_.shallow(note(id).type); }
  void push(Step step, NodeId node) { tasks_.push_back({step, node}); }
  void fail(NodeId id, ErrorCode code) {
    note(id).type = options_.lenient ? &types::dyn : &types::error;
    note(id).reference = Reference::error;
    note(id).code = code;
  }

  void enter(NodeId id);
  void enter_macro(NodeId id);
  void declare(NodeId id);
  void leave(NodeId id);
  void literal(NodeId id);
  void identifier(NodeId id);
  void select(NodeId id, bool test);
  void list(NodeId id);
  void map(NodeId id);
  void call(NodeId id);
  void operation(NodeId id);
  void macro(NodeId id);
  void macro_result(NodeId id, std::span<const Child> bodies);
  void expect_bool(NodeId body, std::string_view macro);
  void apply(NodeId id, const FunctionSet& set, std::vector<const Type*> arguments, bool receiver);
  const Type* resolve_overload(NodeId id, const FunctionSet& set,
                               std::span<const Type* const> arguments, bool receiver);
  const Local* find_local(std::string_view name) const;
  bool head_is_local(NodeId id) const;
  bool has_more_dots(NodeId id, uint32_t most) const;
  template <typename Found>
  bool in_container(std::string_view name, bool rooted, const Found& found) const;
  bool resolve_name(NodeId id, std::string_view name, bool rooted);
  bool qualified_variable(NodeId id);
  bool misspelt_variable(NodeId id);
  bool qualified_function(NodeId id, const FunctionSet*& set);
  bool is_rooted(NodeId id) const;
  const Type* field_type(NodeId id, const Type* operand, bool& optional);
  std::vector<std::string_view> variable_names() const;
  std::vector<std::string_view> function_names(std::string_view prefix) const;

  CheckedAst checked_;
  const EnvironmentTables& tables_;
  const CheckOptions& options_;
  TypePool pool_;
  Inference inference_;
  Reporter& reporter_;
  std::vector<Task> tasks_;
  std::vector<Local> locals_;
};

void Checker::enter(NodeId id) {
  const Node& node = ast()[id];
  if (node.kind == NodeKind::macro) return enter_macro(id);
  if (node.kind == NodeKind::select && (qualified_variable(id) || misspelt_variable(id))) return;
  if (node.kind == NodeKind::call && node.receiver) {
    const FunctionSet* set = nullptr;
    note(id).drops_receiver = qualified_function(id, set);
  }
  push(Step::leave, id);
  const auto children = ast().children_of(node);
  const size_t first = note(id).drops_receiver ? 1 : 0;
  for (size_t i = children.size(); i-- > first;) push(Step::enter, children[i].id);
}

void Checker::enter_macro(NodeId id) {
  const Node& node = ast()[id];
  push(Step::leave, id);
  if (node.is(Macro::has)) {
    const NodeId selected = ast().child(node, 0);
    const bool named = qualified_variable(selected) || misspelt_variable(selected);
    if (!named) push(Step::enter, ast().child(selected, 0));
    return;
  }
  const MacroShape shape = macro_shape(node);
  for (uint32_t i = node.child_count; i-- > shape.body;) push(Step::enter, ast().child(node, i));
  push(Step::declare, id);
  push(Step::enter, ast().child(node, shape.range));
}

/// The range is checked: its element types are those of the macro's variables.
void Checker::declare(NodeId id) {
  const Node& node = ast()[id];
  const MacroShape shape = macro_shape(node);
  const NodeId range_id = ast().child(node, shape.range);
  const Type* range = type(range_id);
  const Type* first = &types::dyn;
  const Type* second = &types::dyn;
  const bool two = node.variables == 2;
  const bool optional = node.is(Macro::opt_map) || node.is(Macro::opt_flat_map);
  if (node.is(Macro::bind)) {
    first = range;
  } else if (optional && range->kind == TypeKind::optional) {
    first = range->parameters[0];
  } else if (!optional && range->kind == TypeKind::list) {
    first = two ? &types::integer : range->parameters[0];
    second = range->parameters[0];
  } else if (!optional && range->kind == TypeKind::map && !node.is(Macro::sort_by)) {
    first = range->parameters[0];
    second = range->parameters[1];
  } else if (range->kind == TypeKind::parameter) {
    inference_.assignable(*range, types::dyn);
  } else if (range->kind != TypeKind::dyn && range->kind != TypeKind::error && !options_.lenient) {
    optional
        ? reporter_.not_optional(ast()[range_id].span, "before '" + std::string(node.name) + "'",
                                 *inference_.resolve(range, true))
        : reporter_.not_iterable(ast()[range_id].span, node.name, *inference_.resolve(range, true));
    first = second = &types::error;
  }
  for (uint32_t i = 0; i < node.variables; ++i) {
    const NodeId variable = ast().child(node, shape.first_variable + i);
    note(variable).type = i == 0 ? first : second;
    note(variable).reference = Reference::local;
    note(variable).index = variable;
    locals_.push_back({ast()[variable].name, variable, note(variable).type});
  }
}

void Checker::leave(NodeId id) {
  switch (ast()[id].kind) {
    case NodeKind::literal: return literal(id);
    case NodeKind::identifier: return identifier(id);
    case NodeKind::select: return select(id, false);
    case NodeKind::call: return call(id);
    case NodeKind::operation: return operation(id);
    case NodeKind::list: return list(id);
    case NodeKind::map: return map(id);
    case NodeKind::macro: return macro(id);
  }
}

void Checker::literal(NodeId id) {
  switch (ast()[id].value.kind()) {
    case Kind::boolean: note(id).type = &types::boolean; break;
    case Kind::integer: note(id).type = &types::integer; break;
    case Kind::unsigned_: note(id).type = &types::unsigned_; break;
    case Kind::floating: note(id).type = &types::floating; break;
    case Kind::string: note(id).type = &types::string; break;
    case Kind::bytes: note(id).type = &types::bytes; break;
    default: note(id).type = &types::null; break;
  }
}

const Local* Checker::find_local(std::string_view name) const {
  for (size_t i = locals_.size(); i-- > 0;) {
    if (locals_[i].name == name) return &locals_[i];
  }
  return nullptr;
}

/// Tries "a.b.name", "a.name", "name" in the container "a.b".
template <typename Found>
bool Checker::in_container(std::string_view name, bool rooted, const Found& found) const {
  std::string_view container = rooted ? std::string_view() : options_.container;
  while (!container.empty()) {
    const std::string qualified = std::string(container) + "." + std::string(name);
    if (found(std::string_view(qualified))) return true;
    const size_t dot = container.rfind('.');
    container = dot == std::string_view::npos ? std::string_view() : container.substr(0, dot);
  }
  return found(name);
}

bool Checker::resolve_name(NodeId id, std::string_view name, bool rooted) {
  Annotation& result = note(id);
  return in_container(name, rooted, [&](std::string_view candidate) {
    if (const auto slot = tables_.find_slot(candidate)) {
      result.reference = Reference::slot;
      result.index = *slot;
      result.type = tables_.variables[*slot]->type;
      return true;
    }
    const Type* named = find_type_value(tables_, candidate);
    if (named == nullptr) return false;
    result.reference = Reference::type_name;
    result.name = named->kind == TypeKind::timestamp  ? "google.protobuf.Timestamp"
                  : named->kind == TypeKind::duration ? "google.protobuf.Duration"
                                                      : named->name;
    result.type = pool_.type_of(named);
    return true;
  });
}

void Checker::identifier(NodeId id) {
  const Node& node = ast()[id];
  if (!node.rooted) {
    if (const Local* local = find_local(node.name)) {
      note(id).type = local->type;
      note(id).reference = Reference::local;
      note(id).index = local->declaration;
      return;
    }
  }
  if (resolve_name(id, node.name, node.rooted)) return;
  fail(id, ErrorCode::no_such_variable);
  if (!options_.lenient) reporter_.undeclared(node.mark, node.name, variable_names());
}

bool Checker::is_rooted(NodeId id) const {
  while (ast()[id].kind == NodeKind::select) id = ast().child(id, 0);
  return ast()[id].rooted;
}

bool Checker::head_is_local(NodeId id) const {
  while (ast()[id].kind == NodeKind::select) id = ast().child(id, 0);
  const Node& head = ast()[id];
  return head.kind == NodeKind::identifier && !head.rooted && find_local(head.name) != nullptr;
}

bool Checker::has_more_dots(NodeId id, uint32_t most) const {
  uint32_t dots = 0;
  for (; ast()[id].kind == NodeKind::select; id = ast().child(id, 0)) {
    if (++dots > most) return true;
  }
  return false;
}

/// Is this selection, as a whole, the name of a variable or type with dots in it?
bool Checker::qualified_variable(NodeId id) {
  constexpr uint32_t dots_of_types = 2;
  if (has_more_dots(id, std::max(tables_.most_dots, dots_of_types))) return false;
  const std::string name = qualified_name(ast(), id);
  if (name.empty() || head_is_local(id)) return false;
  return resolve_name(id, name, is_rooted(id));
}

/// "text.hedge" where there are only "text.hedges" and others that begin with "text.": told as one
/// name, because nothing is called "text" alone.
bool Checker::misspelt_variable(NodeId id) {
  if (options_.lenient || has_more_dots(id, tables_.most_dots) || head_is_local(id)) return false;
  const std::string name = qualified_name(ast(), id);
  if (name.empty()) return false;
  const std::string_view head = std::string_view(name).substr(0, name.find('.'));
  if (tables_.find_slot(head)) return false;
  std::vector<std::string_view> known;
  for (const VariableInfo* variable : tables_.variables) {
    const std::string_view other = variable->row.name;
    if (other.substr(0, other.find('.')) == head && other.size() > head.size()) {
      known.push_back(other);
    }
  }
  if (known.empty()) return false;
  fail(id, ErrorCode::no_such_variable);
  reporter_.undeclared(ast()[id].mark, name, known);
  return true;
}

bool Checker::qualified_function(NodeId id, const FunctionSet*& set) {
  const NodeId receiver = ast().child(id, 0);
  const std::string prefix = qualified_name(ast(), receiver);
  if (prefix.empty() || prefix.size() > 100 || head_is_local(receiver)) return false;
  const std::string name = prefix + "." + std::string(ast()[id].name);
  return in_container(name, is_rooted(receiver), [&](std::string_view candidate) {
    set = tables_.find_function(candidate);
    return set != nullptr;
  });
}

std::vector<std::string_view> Checker::variable_names() const {
  std::vector<std::string_view> names;
  for (size_t i = locals_.size(); i-- > 0;) names.push_back(locals_[i].name);
  for (const VariableInfo* variable : tables_.variables) names.push_back(variable->row.name);
  return names;
}

std::vector<std::string_view> Checker::function_names(std::string_view prefix) const {
  std::vector<std::string_view> names;
  for (const FunctionSet* set : tables_.functions) {
    const char first = set->name[0];
    if (first == '_' || first == '@' || first == '!' || first == '-') continue;
    if (set->name.substr(0, prefix.size()) == prefix) names.push_back(set->name);
  }
  for (const MacroInfo& macro : macro_table()) names.push_back(macro.name);
  return names;
}

/// The type of field `id` selects from `operand`; null after telling what is wrong.
const Type* Checker::field_type(NodeId id, const Type* operand, bool& optional) {
  const Node& node = ast()[id];
  if (operand->kind == TypeKind::optional) {
    optional = true;
    operand = inference_.shallow(operand->parameters[0]);
  }
  switch (operand->kind) {
    case TypeKind::parameter: inference_.assignable(*operand, types::dyn); return &types::dyn;
    case TypeKind::dyn: return &types::dyn;
    case TypeKind::error: return &types::error;
    case TypeKind::map: return operand->parameters[1];
    case TypeKind::object: break;
    default:
      fail(id, ErrorCode::no_such_field);
      if (!options_.lenient) {
        reporter_.not_selectable(node.mark, node.name, *inference_.resolve(operand, true));
      }
      return nullptr;
  }
  const ObjectInfo& object = *tables_.object(operand->number);
  if (const std::optional<uint32_t> field = object.find_field(node.name)) {
    note(id).reference = Reference::field;
    note(id).index = *field;
    return object.fields[*field].type;
  }
  fail(id, ErrorCode::no_such_field);
  if (!options_.lenient) {
    std::vector<std::string_view> names;
    for (const Field& field : object.type->fields) names.push_back(field.name);
    reporter_.unknown_field(node.mark, node.name, object.type->name, names);
  }
  return nullptr;
}

void Checker::select(NodeId id, bool test) {
  const Node& node = ast()[id];
  bool optional = node.optional;
  const Type* selected = field_type(id, type(ast().child(node, 0)), optional);
  if (selected == nullptr) return;
  const bool wrap = optional && !test && selected->kind != TypeKind::error;
  note(id).type = wrap ? pool_.optional(selected) : selected;
}

void Checker::list(NodeId id) {
  const Type* element = nullptr;
  for (const Child& child : ast().children_of(ast()[id])) {
    const Type* found = type(child.id);
    if (child.optional) {
      if (found->kind == TypeKind::optional) {
        found = found->parameters[0];
      } else if (found->kind != TypeKind::dyn && found->kind != TypeKind::error &&
                 !options_.lenient) {
        reporter_.not_optional(ast()[child.id].span, "after '?'", *inference_.resolve(found, true));
      }
    }
    element = inference_.join(element, found);
  }
  note(id).type = pool_.list(element == nullptr ? inference_.fresh() : element);
}

void Checker::map(NodeId id) {
  const auto children = ast().children_of(ast()[id]);
  const Type* key = nullptr;
  const Type* value = nullptr;
  for (size_t i = 0; i + 1 < children.size(); i += 2) {
    const Type* found_key = type(children[i].id);
    const bool allowed =
        found_key->kind == TypeKind::string || found_key->kind == TypeKind::dyn ||
        found_key->kind == TypeKind::integer || found_key->kind == TypeKind::unsigned_ ||
        found_key->kind == TypeKind::boolean || found_key->kind == TypeKind::error ||
        found_key->kind == TypeKind::parameter;
    if (!allowed && !options_.lenient) {
      reporter_.key_type(ast()[children[i].id].span, *inference_.resolve(found_key, true));
    }
    const Type* found = type(children[i + 1].id);
    if (children[i].optional) {
      if (found->kind == TypeKind::optional) {
        found = found->parameters[0];
      } else if (found->kind != TypeKind::dyn && found->kind != TypeKind::error &&
                 !options_.lenient) {
        reporter_.not_optional(ast()[children[i + 1].id].span, "after '?'",
                               *inference_.resolve(found, true));
      }
    }
    key = inference_.join(key, found_key);
    value = inference_.join(value, found);
  }
  note(id).type = pool_.map(key == nullptr ? inference_.fresh() : key,
                            value == nullptr ? inference_.fresh() : value);
}

void Checker::call(NodeId id) {
  const Node& node = ast()[id];
  const FunctionSet* set = nullptr;
  if (note(id).drops_receiver) {
    qualified_function(id, set);
  } else if (node.receiver) {
    set = tables_.find_function(node.name);
  } else {
    in_container(node.name, false, [&](std::string_view candidate) {
      set = tables_.find_function(candidate);
      return set != nullptr;
    });
  }
  if (set == nullptr) {
    fail(id, ErrorCode::no_such_function);
    if (!options_.lenient) reporter_.unknown_function(node.mark, node.name, function_names(""));
    return;
  }
  std::vector<const Type*> arguments;
  const auto children = ast().children_of(node);
  for (size_t i = note(id).drops_receiver ? 1 : 0; i < children.size(); ++i) {
    arguments.push_back(type(children[i].id));
  }
  apply(id, *set, std::move(arguments), node.receiver && !note(id).drops_receiver);
}

void Checker::operation(NodeId id) {
  const Node& node = ast()[id];
  std::vector<const Type*> arguments;
  for (const Child& child : ast().children_of(node)) arguments.push_back(type(child.id));
  apply(id, *tables_.find_function(operator_info(node.op()).function), std::move(arguments), false);
}

void Checker::apply(NodeId id, const FunctionSet& set, std::vector<const Type*> arguments,
                    bool receiver) {
  const Type* result = resolve_overload(id, set, arguments, receiver);
  if (result == nullptr && options_.lenient) {
    for (const Type*& argument : arguments) argument = &types::dyn;
    result = resolve_overload(id, set, arguments, receiver);
    if (result != nullptr) result = &types::dyn;
    note(id).by_kind = true;
  }
  if (result != nullptr) {
    note(id).type = result;
    return;
  }
  fail(id, ErrorCode::no_such_overload);
  const bool told = std::any_of(arguments.begin(), arguments.end(),
                                [](const Type* t) { return t->kind == TypeKind::error; });
  if (options_.lenient || told) return;
  for (const Type*& argument : arguments) argument = inference_.resolve(argument, true);
  std::vector<std::string> signatures;
  for (const Overload* overload : set.overloads) {
    const std::string_view signature = overload->row.signature;
    signatures.emplace_back(signature.substr(0, signature.find(" -> ")));
  }
  reporter_.no_overload(ast()[id].mark, set.name, arguments, receiver, signatures);
}

const Type* Checker::resolve_overload(NodeId id, const FunctionSet& set,
                                      std::span<const Type* const> arguments, bool receiver) {
  Annotation& result = note(id);
  result.reference = Reference::overloads;
  result.index = static_cast<uint32_t>(checked_.overloads.size());
  result.count = 0;
  const Type* type = nullptr;
  for (const Overload* overload : set.overloads) {
    if (overload->receiver != receiver || overload->parameters.size() != arguments.size()) continue;
    Inference::Instance instance(inference_);
    const Type* parameters[most_parameters];
    for (size_t i = 0; i < arguments.size(); ++i) {
      parameters[i] = instance.of(overload->parameters[i]);
    }
    if (!inference_.assignable(arguments, {parameters, arguments.size()})) continue;
    checked_.overloads.push_back(overload);
    ++result.count;
    const Type* found = inference_.resolve(instance.of(overload->result), false);
    if (type == nullptr) {
      type = found;
    } else if (!same_type(*type, *found)) {
      type = &types::dyn;
    }
  }
  return type;
}

void Checker::expect_bool(NodeId body, std::string_view macro) {
  const Type* found = type(body);
  if (options_.lenient || inference_.assignable(*found, types::boolean)) return;
  reporter_.not_bool(ast()[body].span, "the condition of '" + std::string(macro) + "'",
                     *inference_.resolve(found, true));
}

void Checker::macro(NodeId id) {
  const Node& node = ast()[id];
  if (node.is(Macro::has)) {
    const NodeId selected = ast().child(node, 0);
    if (note(selected).reference == Reference::none) select(selected, true);
    note(id).type = &types::boolean;
    if (note(selected).reference == Reference::error) fail(id, note(selected).code);
    return;
  }
  locals_.resize(locals_.size() - node.variables);
  macro_result(id, ast().children_of(node).subspan(macro_shape(node).body));
}

void Checker::macro_result(NodeId id, std::span<const Child> bodies) {
  const Node& node = ast()[id];
  const Type* range = type(ast().child(node, macro_shape(node).range));
  const NodeId last = bodies.back().id;
  // The optional condition of map() and the transforms stands before the result.
  if (bodies.size() == 2) expect_bool(bodies[0].id, node.name);
  switch (node.macro()) {
    case Macro::has: break;
    case Macro::all:
    case Macro::exists:
    case Macro::exists_one:
      expect_bool(last, node.name);
      note(id).type = &types::boolean;
      break;
    case Macro::filter: {
      expect_bool(last, node.name);
      const NodeId variable = ast().child(node, 1);
      note(id).type =
          range->kind == TypeKind::dyn ? pool_.list(&types::dyn) : pool_.list(type(variable));
      break;
    }
    case Macro::map:
    case Macro::transform_list: note(id).type = pool_.list(type(last)); break;
    case Macro::transform_map:
      note(id).type = pool_.map(type(ast().child(node, 1)), type(last));
      break;
    case Macro::transform_map_entry:
      note(id).type =
          type(last)->kind == TypeKind::map ? type(last) : pool_.map(&types::dyn, &types::dyn);
      break;
    case Macro::sort_by: note(id).type = pool_.list(type(ast().child(node, 1))); break;
    case Macro::bind: note(id).type = type(last); break;
    case Macro::opt_map: note(id).type = pool_.optional(type(last)); break;
    case Macro::opt_flat_map:
      if (type(last)->kind != TypeKind::optional && type(last)->kind != TypeKind::dyn &&
          type(last)->kind != TypeKind::error && !options_.lenient) {
        reporter_.not_optional(ast()[last].span, "as the result of 'optFlatMap'",
                               *inference_.resolve(type(last), true));
      }
      note(id).type = type(last);
      break;
  }
}

}  // namespace

CheckedAst check(Ast ast, const EnvironmentTables& tables, const CheckOptions& options,
                 base::Arena& arena, Reporter& reporter) {
  return Checker(std::move(ast), tables, options, arena, reporter).run();
}

}  // namespace stet::cel
