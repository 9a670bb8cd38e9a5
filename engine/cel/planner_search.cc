// Loops whose condition only compares become a search in front of the loop; see search.h.
#include <optional>

#include "engine/base/short_text.h"
#include "engine/cel/planner.h"

namespace stet::cel {
namespace {

std::optional<Test::Kind> kind_of_text_function(std::string_view name) {
  if (name == "startsWith") return Test::Kind::begins;
  if (name == "endsWith") return Test::Kind::ends;
  if (name == "contains") return Test::Kind::contains;
  if (name == "matches") return Test::Kind::matches;
  return std::nullopt;
}

Check::Kind kind_of_text_check(Test::Kind kind) {
  switch (kind) {
    case Test::Kind::begins: return Check::Kind::begins;
    case Test::Kind::ends: return Check::Kind::ends;
    case Test::Kind::contains: return Check::Kind::contains;
    default: return Check::Kind::text;
  }
}

}  // namespace

/// Makes one search with all in it, or nothing. Recursion is bounded by `most_depth`.
class SearchPlanner {
 public:
  SearchPlanner(Planner& planner, uint32_t variable)
      : planner_(planner), ast_(planner.ast_), code_(planner.code_), variable_(variable) {}

  std::optional<uint32_t> run(NodeId macro, Search::Quantifier quantifier) {
    const size_t tests = code_.tests.size(), searches = code_.searches.size();
    const size_t checks = code_.checks.size();
    const auto made = search(macro, quantifier, 0);
    if (!made) {
      shorten(code_.tests, tests);
      shorten(code_.searches, searches);
      shorten(code_.checks, checks);
    }
    return made;
  }

  /// A comparison of a record's field with a constant. `record` is where the record is.
  std::optional<Check> run_one(NodeId id, Operand& record) {
    const size_t tests = code_.tests.size();
    const Next made = condition(id, Test::yes_end, Test::no_end, 0);
    const bool one = made && *made < Test::no_end && code_.tests.size() == tests + 1;
    const Test test = one ? code_.tests.back() : Test{};
    shorten(code_.tests, tests);
    // "x == y ? true : true" has to fail where x has no value: no test of ours.
    if (!one || test.yes == test.no) return std::nullopt;
    auto found = check(test, nullptr);
    if (!found || !found->constant) return std::nullopt;
    found->passes = test.yes == Test::yes_end;
    record = looked_at(test);
    return found;
  }

 private:
  static constexpr uint32_t most_depth = 16;
  using Next = std::optional<uint16_t>;  // a test, Test::yes_end or no_end

  std::optional<uint32_t> search(NodeId macro, Search::Quantifier quantifier, uint32_t depth);
  Next condition(NodeId id, uint16_t yes, uint16_t no, uint32_t depth);
  Next comparison(NodeId id, uint16_t yes, uint16_t no);
  Next both(NodeId first, NodeId second, bool conjunction, uint16_t yes, uint16_t no,
            uint32_t depth);
  Next add(const Test& test) {
    if (code_.tests.size() >= Test::no_end) return std::nullopt;
    code_.tests.push_back(test);
    return static_cast<uint16_t>(code_.tests.size() - 1);
  }
  std::optional<Operand> operand(NodeId id);
  Next text_function(NodeId id, Test test);
  std::optional<uint16_t> local(NodeId id) const;
  std::optional<Operand> field(NodeId id);
  void set_chain(Search& search);
  std::optional<Check> check(const Test& test, const Search* search) const;
  Operand looked_at(const Test& test) const {
    const bool right = test.kind >= Test::Kind::int_equal &&
                       test.kind <= Test::Kind::int_less_equal && constant(test.left) != nullptr;
    return right ? test.right : test.left;
  }
  template <typename T>
  static void shorten(std::vector<T>& all, size_t size) {
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(size), all.end());
  }
  bool set_range(const Test& test, Check& check) const;
  const Value* constant(const Operand& operand) const;

  Planner& planner_;
  const Ast& ast_;
  Code& code_;
  uint32_t variable_;  // the next search's
  uint32_t searches_ = 0;
  std::vector<std::pair<NodeId, uint16_t>> variables_;
};

std::optional<uint32_t> SearchPlanner::search(NodeId macro, Search::Quantifier quantifier,
                                              uint32_t depth) {
  const Node& node = ast_[macro];
  const MacroShape shape = macro_shape(node);
  const NodeId range = ast_.child(node, shape.range);
  if (node.variables != 1 || planner_.kind(range) != TypeKind::list) return std::nullopt;
  if (searches_ == Search::most) return std::nullopt;
  Search made;
  made.quantifier = quantifier;
  made.order = static_cast<uint8_t>(searches_++);
  const auto over = operand(range);
  if (!over) return std::nullopt;
  made.range = *over;
  made.variable = planner_.reg(variable_++);
  const NodeId variable = ast_.child(node, shape.first_variable);
  made.kinds = kinds_of(planner_.type(variable));
  if (const Type& element = *planner_.type(range).parameters[0]; element.kind == TypeKind::object) {
    made.type = element.number;
    made.stride = planner_.source_.tables->object(element.number)->type->size;
  }
  variables_.emplace_back(variable, made.variable);
  const Next first = condition(ast_.child(node, shape.body), Test::yes_end, Test::no_end, depth);
  if (!first || *first >= Test::no_end) return std::nullopt;
  made.first = *first;
  set_chain(made);
  code_.searches.push_back(made);
  return static_cast<uint32_t>(code_.searches.size() - 1);
}

const Value* SearchPlanner::constant(const Operand& operand) const {
  const bool is_constant = operand.from == Operand::From::constant;
  return is_constant ? &code_.constants[operand.number] : nullptr;
}

/// Checks in place of tests, where each test lets an element pass on to the next one or be done.
void SearchPlanner::set_chain(Search& search) {
  const bool all = search.quantifier == Search::Quantifier::all;
  const uint16_t done = all ? Test::yes_end : Test::no_end;
  const auto first = static_cast<uint32_t>(code_.checks.size());
  uint32_t narrowing = 0, waiting = 0, checks = 0;
  for (uint16_t at = search.first; at < Test::no_end; ++checks) {
    const Test& test = code_.tests[at];
    auto made = checks == Search::most_checks ? std::nullopt : check(test, &search);
    if (!made || (test.yes == done) == (test.no == done)) {
      shorten(code_.checks, first);
      return;
    }
    made->passes = test.no == done;
    narrowing += made->constant && made->stored && !made->costs() ? 1 : 0;
    waiting += !made->constant && made->wanted.from == Operand::From::register_ ? 1 : 0;
    at = made->passes ? test.yes : test.no;
    code_.checks.push_back(*made);
  }
  search.first_check = first;
  search.checks = static_cast<uint8_t>(checks);
  search.narrows =
      search.order > 0 && narrowing > 0 && waiting > 0 && narrowing + waiting == checks;
}

/// The test, if it looks at a field of the element, or at the element, only. Without a search the
/// element is any record.
std::optional<Check> SearchPlanner::check(const Test& test, const Search* search) const {
  const auto of_element = [&](const Operand& operand) {
    const bool field = operand.from == Operand::From::field;
    if (search == nullptr) return field || operand.from == Operand::From::slot_field;
    return (field || operand.from == Operand::From::register_) &&
           operand.number == search->variable;
  };
  Check made;
  switch (test.kind) {
    case Test::Kind::text_equal:
    case Test::Kind::begins:
    case Test::Kind::ends:
    case Test::Kind::contains:
      made.kind = kind_of_text_check(test.kind);
      made.wanted = test.right;
      if (of_element(test.right)) return std::nullopt;
      if (const Value* known = constant(test.right)) {
        made.text = known->as_text();
        made.begin = base::load_up_to_8(made.text.data(), made.text.size());
      }
      made.constant = constant(test.right) != nullptr;
      if (!made.constant && made.kind != Check::Kind::text) return std::nullopt;
      break;
    case Test::Kind::matches:
      made.kind = Check::Kind::matches;
      made.index = test.index;
      break;
    case Test::Kind::in_set:
      made.kind = Check::Kind::set;
      made.index = test.index;
      break;
    case Test::Kind::is_true:
    case Test::Kind::has:
      made.kind = test.kind == Test::Kind::has ? Check::Kind::there : Check::Kind::truth;
      made.low = 1;
      break;
    case Test::Kind::int_equal:
    case Test::Kind::int_less:
    case Test::Kind::int_less_equal:
      if (!set_range(test, made)) return std::nullopt;
      break;
    default: return std::nullopt;
  }
  const Operand from = looked_at(test);
  if (!of_element(from)) return std::nullopt;
  if (from.from == Operand::From::register_) {
    made.stored = true;  // texts are elements by themselves
    return search->type == 0 && made.of_text() ? std::optional(made) : std::nullopt;
  }
  const FieldReference& field = code_.fields[from.field];
  made.stored = field.stored.as != Stored::As::elsewhere && made.kind != Check::Kind::there;
  made.present = field.stored.present;
  made.presence = field.stored.presence;
  made.offset = field.argument;
  made.field = from.field;
  return made;
}

/// Comparison with a constant is membership in a range.
bool SearchPlanner::set_range(const Test& test, Check& check) const {
  const Value* left = constant(test.left);
  const Value* right = constant(test.right);
  if ((left == nullptr) == (right == nullptr)) return false;
  check.kind =
      (left == nullptr ? test.left : test.right).size ? Check::Kind::size : Check::Kind::number;
  const int64_t limit = (left == nullptr ? right : left)->as_int();
  const bool strict = test.kind == Test::Kind::int_less;
  if (strict && limit == (left == nullptr ? INT64_MIN : INT64_MAX)) return false;
  int64_t low = INT64_MIN, high = INT64_MAX;
  if (test.kind == Test::Kind::int_equal) {
    low = high = limit;
  } else if (left == nullptr) {
    high = limit - (strict ? 1 : 0);
  } else {
    low = limit + (strict ? 1 : 0);
  }
  check.low = low;
  check.span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  return true;
}

SearchPlanner::Next SearchPlanner::both(NodeId first, NodeId second, bool conjunction, uint16_t yes,
                                        uint16_t no, uint32_t depth) {
  const Next then = condition(second, yes, no, depth);
  if (!then) return then;
  return conjunction ? condition(first, *then, no, depth) : condition(first, yes, *then, depth);
}

/// Tests for `id`, of which the first one is returned.
SearchPlanner::Next SearchPlanner::condition(NodeId id, uint16_t yes, uint16_t no, uint32_t depth) {
  const Node& node = ast_[id];
  if (++depth > most_depth || planner_.kind(id) != TypeKind::boolean ||
      planner_.note(id).reference == Reference::error) {
    return std::nullopt;
  }
  const Value& known = planner_.source_.folded[id];
  if (known.is(Kind::boolean)) return known.as_bool() ? yes : no;
  const auto child = [&](uint32_t i) { return ast_.child(node, i); };
  if (node.is(Operator::and_)) return both(child(0), child(1), true, yes, no, depth);
  if (node.is(Operator::or_)) return both(child(0), child(1), false, yes, no, depth);
  if (node.is(Operator::not_)) return condition(child(0), no, yes, depth);
  if (node.is(Operator::conditional)) {
    const Next then = condition(child(1), yes, no, depth);
    const Next otherwise = condition(child(2), yes, no, depth);
    if (!then || !otherwise) return std::nullopt;
    return condition(child(0), *then, *otherwise, depth);
  }
  Test test;
  test.yes = yes, test.no = no;
  std::optional<Operand> left;
  if (node.is(Macro::all) || node.is(Macro::exists)) {
    const auto inner = search(
        id, node.is(Macro::all) ? Search::Quantifier::all : Search::Quantifier::exists, depth);
    if (!inner) return std::nullopt;
    test.kind = Test::Kind::search;
    test.index = *inner;
    return add(test);
  }
  if (node.is(Macro::has)) {
    left = field(child(0));
    if (!left) return std::nullopt;
    test.kind = Test::Kind::has;
  } else if (node.is(Operator::in)) {
    if (!planner_.is_text_set(id)) return std::nullopt;
    left = operand(child(0));
    test.kind = Test::Kind::in_set;
    test.index = planner_.text_set(id);
  } else if (node.kind == NodeKind::operation) {
    return comparison(id, yes, no);
  } else if (node.kind == NodeKind::call) {
    return text_function(id, test);
  } else {
    left = operand(id);
  }
  if (!left) return std::nullopt;
  test.left = *left;
  return add(test);
}

/// Tests of the language itself on a text. A pattern has to be known.
SearchPlanner::Next SearchPlanner::text_function(NodeId id, Test test) {
  const Node& node = ast_[id];
  const Annotation& note = planner_.note(id);
  if (node.child_count != 2 || note.reference != Reference::overloads || note.count != 1 ||
      note.by_kind || note.drops_receiver) {
    return std::nullopt;
  }
  const NodeId of = ast_.child(node, 0), argument = ast_.child(node, 1);
  if (planner_.kind(of) != TypeKind::string || planner_.kind(argument) != TypeKind::string) {
    return std::nullopt;
  }
  const auto kind = kind_of_text_function(planner_.source_.checked.candidates(note)[0]->row.name);
  const auto left = operand(of);
  if (!kind || !left) return std::nullopt;
  test.kind = *kind;
  test.left = *left;
  if (*kind == Test::Kind::matches) {
    const auto pattern = planner_.pattern_number(id, planner_.source_.folded[argument]);
    if (!pattern) return std::nullopt;
    test.index = *pattern;
  } else {
    const auto right = operand(argument);
    if (!right) return std::nullopt;
    test.right = *right;
  }
  return add(test);
}

/// == != < <= > >= of two texts or two ints.
SearchPlanner::Next SearchPlanner::comparison(NodeId id, uint16_t yes, uint16_t no) {
  const Node& node = ast_[id];
  const Operator op = node.op();
  if (op < Operator::equal || op > Operator::greater_equal) return std::nullopt;
  const bool equality = op == Operator::equal || op == Operator::not_equal;
  const TypeKind kind = planner_.kind(ast_.child(node, 0));
  const bool texts = kind == TypeKind::string && equality;
  if (planner_.kind(ast_.child(node, 1)) != kind || !(texts || kind == TypeKind::integer)) {
    return std::nullopt;
  }
  auto left = operand(ast_.child(node, 0)), right = operand(ast_.child(node, 1));
  if (!left || !right) return std::nullopt;
  // a > b is b < a; of two equal ones a field goes left, where a scan wants it.
  const bool turn = equality ? right->from == Operand::From::field
                             : op == Operator::greater || op == Operator::greater_equal;
  if (turn) std::swap(left, right);
  Test test;
  test.yes = op == Operator::not_equal ? no : yes;
  test.no = op == Operator::not_equal ? yes : no;
  test.kind = texts                                             ? Test::Kind::text_equal
              : equality                                        ? Test::Kind::int_equal
              : op == Operator::less || op == Operator::greater ? Test::Kind::int_less
                                                                : Test::Kind::int_less_equal;
  test.left = *left;
  test.right = *right;
  return add(test);
}

/// The register of a loop's variable, of this search or around it.
std::optional<uint16_t> SearchPlanner::local(NodeId id) const {
  const Annotation& note = planner_.note(id);
  if (note.reference != Reference::local) return std::nullopt;
  for (const auto& [variable, number] : variables_) {
    if (variable == note.index) return number;
  }
  const auto outer = planner_.local_registers_.find(note.index);
  if (!outer) return std::nullopt;
  return static_cast<uint16_t>(*outer);
}

/// A field of a loop's or the environment's variable.
std::optional<Operand> SearchPlanner::field(NodeId id) {
  if (ast_[id].kind != NodeKind::select || planner_.note(id).reference != Reference::field ||
      planner_.needs_name(id)) {
    return std::nullopt;
  }
  const NodeId of = ast_.child(id, 0);
  const Annotation& note = planner_.note(of);
  const auto number = local(of);
  const bool slot = note.reference == Reference::slot && note.index <= UINT16_MAX;
  if (!number && !slot) return std::nullopt;
  Operand made;
  made.from = slot ? Operand::From::slot_field : Operand::From::field;
  made.number = slot ? static_cast<uint16_t>(note.index) : *number;
  made.field = planner_.add_field(id, of, false);
  return made;
}

std::optional<Operand> SearchPlanner::operand(NodeId id) {
  const Annotation& note = planner_.note(id);
  Operand made;
  if (const auto number = local(id)) {
    made.number = *number;
    return made;
  }
  if (note.reference == Reference::local) return std::nullopt;
  if (const auto constant = planner_.constant_registers_.find(id);
      constant && ast_[id].kind != NodeKind::select) {
    made.from = Operand::From::constant;
    made.number = static_cast<uint16_t>(*constant);
    return made;
  }
  if (note.reference == Reference::slot && note.index <= UINT16_MAX) {
    made.from = Operand::From::slot;
    made.number = static_cast<uint16_t>(note.index);
    return made;
  }
  const Node& node = ast_[id];
  if (node.kind == NodeKind::call && node.child_count == 1 &&
      note.reference == Reference::overloads && note.count == 1 && !note.by_kind &&
      !note.drops_receiver && planner_.is_count(id, ast_.child(node, 0))) {
    auto counted = operand(ast_.child(node, 0));
    if (counted && counted->size) return std::nullopt;
    if (counted) counted->size = true;
    return counted;
  }
  return field(id);
}

/// In front of the instructions that know all about fields without values and their places.
void Planner::push_check(const Task& task) {
  if (options_.trace || !options_.searches) return;
  Operand record;
  const auto made = SearchPlanner(*this, 0).run_one(task.node, record);
  if (!made) return;
  code_.checks.push_back(*made);
  code_.checks.back().otherwise = task.no;
  const bool slot = record.from == Operand::From::slot_field;
  push_emit(task.node, {Op::check, slot ? uint16_t{0} : record.number,
                        slot ? record.number : uint16_t{0}, static_cast<uint16_t>(slot ? 1 : 0),
                        task.yes, static_cast<uint32_t>(code_.checks.size() - 1)});
}

void Planner::push_search(NodeId macro, uint32_t variable, bool counts, uint32_t dest, Label yes,
                          Label no) {
  if (options_.trace || !options_.searches) return;
  const bool all = ast_[macro].is(Macro::all);
  const auto quantifier = counts ? Search::Quantifier::count
                          : all  ? Search::Quantifier::all
                                 : Search::Quantifier::exists;
  const auto made = SearchPlanner(*this, variable).run(macro, quantifier);
  if (!made) return;
  code_.searches[*made].otherwise = all ? yes : no;
  push_emit(macro, {Op::search, reg(dest), 0, 0, all ? no : yes, *made});
}

}  // namespace stet::cel
