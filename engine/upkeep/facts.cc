#include "engine/upkeep/facts.h"

#include <algorithm>

namespace stet::upkeep {
namespace {

using cel::Kind;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Operator;
using cel::Relation;
using cel::TypeKind;

constexpr double infinity = std::numeric_limits<double>::infinity();

struct FieldScale {
  std::string_view record, field;
  double least, most;
};
constexpr FieldScale field_scales[] = {
    {"Impact", "value", 1, 10},
    {"Impact", "rounded", 1, 10},
    {"Sentiment", "value", -1, 1},
    {"AffectedSentiment", "value", -1, 1},
    {"Confidence", "value", 0, 1},
    {"Sentiment", "hits", 0, infinity},
    {"AffectedSentiment", "hits", 0, infinity},
    {"Cluster", "weight", 0, 1},
    {"Support", "count", 0, infinity},
};

struct VariableScale {
  std::string_view name;
  double least, most;
};
constexpr VariableScale variable_scales[] = {
    {"verified.count", 0, infinity}, {"text.words", 0, infinity}, {"text.blocks", 0, infinity}};

struct FunctionScale {
  std::string_view name;
  double least, most;
};
constexpr FunctionScale function_scales[] = {{"size", 0, infinity},
                                             {"share_in_body", 0, 1},
                                             {"indexOf", -1, infinity},
                                             {"lastIndexOf", -1, infinity}};

std::optional<Relation> relation_of(const Node& node) {
  if (node.kind != NodeKind::operation) return std::nullopt;
  switch (node.op()) {
    case Operator::equal: return Relation::equal;
    case Operator::not_equal: return Relation::not_equal;
    case Operator::less: return Relation::less;
    case Operator::less_equal: return Relation::less_equal;
    case Operator::greater: return Relation::greater;
    case Operator::greater_equal: return Relation::greater_equal;
    default: return std::nullopt;
  }
}

std::optional<double> number_of(const cel::Value& value) {
  switch (value.kind()) {
    case Kind::integer: return static_cast<double>(value.as_int());
    case Kind::unsigned_: return static_cast<double>(value.as_uint());
    case Kind::floating: return value.as_double();
    default: return std::nullopt;
  }
}

bool is_number(const cel::Type& type) {
  return type.kind == TypeKind::integer || type.kind == TypeKind::unsigned_ ||
         type.kind == TypeKind::floating;
}

/// The texts that a literal, or a list of literals, has.
std::optional<std::set<std::string>> texts_of(const cel::Ast& ast, NodeId id) {
  const Node& node = ast[id];
  std::set<std::string> out;
  if (node.kind == NodeKind::literal && node.value.is(Kind::string)) {
    out.emplace(node.value.as_text());
    return out;
  }
  if (node.kind != NodeKind::list || node.child_count == 0) return std::nullopt;
  for (const cel::Child& child : ast.children_of(node)) {
    const Node& item = ast[child.id];
    if (item.kind != NodeKind::literal || !item.value.is(Kind::string)) return std::nullopt;
    out.emplace(item.value.as_text());
  }
  return out;
}

}  // namespace

Interval Scales::variable(std::string_view name) const {
  if (const auto found = variables_.find(name); found != variables_.end()) return found->second;
  for (const VariableScale& scale : variable_scales) {
    if (scale.name == name) return {scale.least, scale.most, false, false, false};
  }
  return {};
}

std::optional<Interval> Scales::field(std::string_view record, std::string_view field) {
  for (const FieldScale& scale : field_scales) {
    if (scale.record == record && scale.field == field) {
      return Interval{scale.least, scale.most, false, false, false};
    }
  }
  return std::nullopt;
}

Facts Facts::about(const cel::CheckedAst& other) const {
  Facts out = *this;
  out.checked_ = &other;
  return out;
}

/// Without what was assumed: from constants, scales and arithmetic.
Interval Facts::known_range(NodeId id) const {
  const Node& node = ast()[id];
  Interval out;
  switch (node.kind) {
    case NodeKind::literal:
      if (const auto number = number_of(node.value)) out = Interval::only(*number);
      break;
    case NodeKind::identifier: out = scales_->variable(node.name); break;
    case NodeKind::select: {
      out = scales_->variable(cel::print(ast(), id));
      const cel::Type& record = checked_->type(ast().child(node, 0));
      if (const auto scale = Scales::field(record.name, node.name)) out = *scale;
      break;
    }
    case NodeKind::call:
      for (const FunctionScale& scale : function_scales) {
        if (node.name == scale.name) out = {scale.least, scale.most, false, false, false};
      }
      if ((node.name == "double" || node.name == "int") && node.child_count == 1) {
        const Interval inner = range(ast().child(node, 0));
        if (node.name == "double")
          return {inner.least, inner.most, inner.least_open, inner.most_open, false};
      }
      break;
    case NodeKind::operation: {
      const auto child = [&](uint32_t i) { return range(ast().child(node, i)); };
      if (node.is(Operator::conditional)) out = join(child(1), child(2));
      if (node.is(Operator::add)) out = add(child(0), child(1));
      if (node.is(Operator::subtract)) out = add(child(0), negate(child(1)));
      if (node.is(Operator::multiply)) out = multiply(child(0), child(1));
      if (node.is(Operator::negate)) out = negate(child(0));
      break;
    }
    default: break;
  }
  const TypeKind type = checked_->type(id).kind;
  out.whole = type == TypeKind::integer || type == TypeKind::unsigned_;
  return out;
}

Interval Facts::range(NodeId id) const {
  const Interval known = known_range(id);
  if (numbers_.empty()) return known;
  const auto found = numbers_.find(cel::print(ast(), id));
  return found == numbers_.end() ? known : intersect(known, found->second);
}

bool Facts::keep(NodeId id, const Interval& range) {
  if (range.empty()) return false;
  if (ast()[id].kind != NodeKind::literal) numbers_[cel::print(ast(), id)] = range;
  return true;
}

bool Facts::assume_numbers(NodeId left, Relation relation, NodeId right) {
  const Interval a = range(left), b = range(right);
  return keep(left, refine(a, relation, b)) && keep(right, refine(b, turned(relation), a));
}

bool Facts::assume_text(NodeId id, const std::set<std::string>& texts, bool among) {
  Texts& known = texts_[cel::print(ast(), id)];
  if (!among) {
    known.excluded.insert(texts.begin(), texts.end());
  } else if (!known.allowed) {
    known.allowed = texts;
  } else {
    std::set<std::string> both;
    std::set_intersection(known.allowed->begin(), known.allowed->end(), texts.begin(), texts.end(),
                          std::inserter(both, both.end()));
    known.allowed = std::move(both);
  }
  return !known.allowed || !std::includes(known.excluded.begin(), known.excluded.end(),
                                          known.allowed->begin(), known.allowed->end());
}

bool Facts::assume_flag(NodeId id, bool truth) {
  const Node& node = ast()[id];
  if (node.kind == NodeKind::literal && node.value.is(Kind::boolean)) {
    return node.value.as_bool() == truth;
  }
  const auto [known, added] = flags_.emplace(cel::print(ast(), id), truth);
  return added || known->second == truth;
}

bool Facts::assume_comparison(const Node& node, Relation relation) {
  const NodeId left = ast().child(node, 0), right = ast().child(node, 1);
  if (is_number(checked_->type(left)) && is_number(checked_->type(right))) {
    return assume_numbers(left, relation, right);
  }
  const bool equality = relation == Relation::equal || relation == Relation::not_equal;
  const auto right_texts = texts_of(ast(), right), left_texts = texts_of(ast(), left);
  if (equality && left_texts && right_texts) {
    return (*left_texts == *right_texts) == (relation == Relation::equal);
  }
  if (equality && right_texts && ast()[right].kind == NodeKind::literal) {
    return assume_text(left, *right_texts, relation == Relation::equal);
  }
  if (equality && left_texts && ast()[left].kind == NodeKind::literal) {
    return assume_text(right, *left_texts, relation == Relation::equal);
  }
  return true;
}

/// `a >= b` and `a < b` are one fact, said and denied.
bool Facts::assume_relation(const Node& node, Relation relation, bool truth) {
  const bool denies = relation == Relation::not_equal || relation == Relation::greater ||
                      relation == Relation::greater_equal;
  std::string key = cel::print(ast(), ast().child(node, 0)) + " ";
  key += cel::to_string(denies ? opposite(relation) : relation);
  key += " " + cel::print(ast(), ast().child(node, 1));
  const auto [known, added] = flags_.emplace(std::move(key), truth != denies);
  return added || known->second == (truth != denies);
}

bool Facts::assume_both(NodeId a, bool a_truth, NodeId b, bool b_truth) {
  return assume(a, a_truth) && assume(b, b_truth);
}

/// Nothing new is known when both are possible.
bool Facts::assume_either(NodeId a, bool a_truth, NodeId b, bool b_truth) {
  Facts first = *this, second = *this;
  const bool first_possible = first.assume(a, a_truth);
  const bool second_possible = second.assume(b, b_truth);
  if (first_possible && !second_possible) *this = std::move(first);
  if (second_possible && !first_possible) *this = std::move(second);
  return first_possible || second_possible;
}

bool Facts::assume(NodeId id, bool truth) {
  const Node& node = ast()[id];
  if (node.is(Operator::not_)) return assume(ast().child(node, 0), !truth);
  if (node.is(Operator::and_) || node.is(Operator::or_)) {
    const NodeId a = ast().child(node, 0), b = ast().child(node, 1);
    const bool both = node.is(Operator::and_) == truth;
    return both ? assume_both(a, truth, b, truth) : assume_either(a, truth, b, truth);
  }
  if (node.is(Operator::in)) {
    const auto texts = texts_of(ast(), ast().child(node, 1));
    if (texts) return assume_text(ast().child(node, 0), *texts, truth);
  }
  if (const auto relation = relation_of(node)) {
    return assume_comparison(node, truth ? *relation : opposite(*relation)) &&
           assume_relation(node, *relation, truth);
  }
  return assume_flag(id, truth);
}

}  // namespace stet::upkeep
