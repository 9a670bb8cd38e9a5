#include "engine/assist/names.h"

#include <algorithm>

#include "engine/assist/condition.h"
#include "engine/cel/checker.h"
#include "engine/cel/parser.h"
#include "engine/methodology/template.h"

namespace stet::assist {
namespace {

using methodology::Member;
using methodology::Node;
using methodology::Shape;

struct Use {
  std::string_view object, key;
  NameKind kind;
};

// Which strings are names of something: the table of the object, the key, what they name. A test
// holds it against the tables of keys.
constexpr Use uses[] = {
    {"methodology", "unknown", NameKind::decision},
    {"rule", "decision", NameKind::decision},
    {"rule", "unknown", NameKind::decision},
    {"expect", "decision", NameKind::decision},
    {"rule", "cites", NameKind::promise},
    {"find", "lists", NameKind::list},
    {"find", "sections", NameKind::section},
    {"verification", "hedges", NameKind::list},
    {"confidence", "hedges", NameKind::list},
    {"voice", "attribution", NameKind::list},
    {"sentiment", "positive", NameKind::list},
    {"sentiment", "negative", NameKind::list},
    {"sentiment", "neutral", NameKind::list},
    {"sentiment", "rises", NameKind::list},
    {"sentiment", "falls", NameKind::list},
    {"sentiment", "welcome", NameKind::list},
    {"sentiment", "unwelcome", NameKind::list},
    {"sentiment", "indifferent", NameKind::list},
    {"sentiment", "market", NameKind::list},
    {"sentiment", "negations", NameKind::list},
    {"sentiment", "clauses", NameKind::list},
    {"sentiment", "comparisons", NameKind::list},
    {"sentiment", "fallback", NameKind::list},
    {"shifter", "list", NameKind::list},
    {"contrast", "list", NameKind::list},
    {"level", "list", NameKind::list},
    {"signal", "list", NameKind::list},
    {"signal", "factors", NameKind::factor},
    {"discount", "lists", NameKind::list},
    {"impact", "bases", NameKind::list},
    {"floor", "signal", NameKind::signal},
    {"exception", "rule", NameKind::rule},
    {"expect", "fires", NameKind::rule},
    {"expect", "unknown", NameKind::rule},
    {"Waiver", "rule", NameKind::rule},
    {"Source", "kind", NameKind::source_kind},
    {"Block", "section", NameKind::section},
    {"Hit", "section", NameKind::section},
    {"Hit", "list", NameKind::list},
};

struct Declaration {
  std::string_view object;
  NameKind kind;
};
constexpr Declaration declared_ids[] = {
    {"decision", NameKind::decision}, {"promise", NameKind::promise}, {"term", NameKind::term},
    {"rule", NameKind::rule},         {"signal", NameKind::signal},   {"factor", NameKind::factor},
};
constexpr Declaration declared_keys[] = {
    {"lists", NameKind::list},
    {"kinds", NameKind::source_kind},
    {"sections", NameKind::section},
    {"glossary", NameKind::glossary_entry},
};

template <size_t size>
std::optional<NameKind> find_in(const Declaration (&table)[size], std::string_view object) {
  for (const Declaration& one : table) {
    if (one.object == object) return one.kind;
  }
  return std::nullopt;
}

std::string_view table_of(const Shape* shape) {
  return shape == nullptr || shape->object == nullptr ? std::string_view() : shape->object->name;
}

/// Walks a file and gathers.
class Gatherer {
 public:
  Gatherer(const Ruleset& rules, const Document& document, std::vector<Occurrence>& out)
      : rules_(rules), document_(document), out_(out) {
    const auto& variables = rules.language().base().tables().variables;
    for (const methodology::PhraseList& list : rules.methodology().lists) {
      const std::string name = "text." + gate::condition_name(list.id);
      for (uint32_t slot = 0; slot < variables.size(); ++slot) {
        if (variables[slot]->row.name == name) lists_.emplace_back(slot, list.id);
      }
    }
  }

  void object(const Node& node, const Shape* shape) {
    const std::string_view table = table_of(shape);
    const Node* outer_rule = rule_;
    if (table == "rule") rule_ = &node;
    for (const Member& member : node.members) {
      if (const auto kind = declared_by_keys(table)) key(member, *kind, true);
      if (const auto kind = named_by_keys(table)) key(member, *kind, false);
      const std::string_view name = member.key.text;
      std::optional<NameKind> kind = named_by(table, name);
      const std::optional<NameKind> declared = declared_by(table);
      const bool declares = name == "id" && declared.has_value();
      if (declares) kind = declared;
      value(member.value, shape_below(shape, node, name), name, kind, declares);
    }
    rule_ = outer_rule;
  }

 private:
  void key(const Member& member, NameKind kind, bool declares) {
    add(kind, std::string(member.key.text), member.key.source, declares);
  }

  void add(NameKind kind, std::string id, base::Span place, bool declares,
           bool in_condition = false) {
    if (place.empty()) return;
    out_.push_back({kind, std::move(id), &document_, place, declares, in_condition});
  }

  void value(const Node& node, const Shape* shape, std::string_view name,
             std::optional<NameKind> kind, bool declares) {
    if (node.is(methodology::object_node)) return object(node, shape);
    for (const Node& item : node.items) value(item, shape_of_items(shape), name, kind, false);
    if (!node.is(methodology::string_node)) return;
    if (kind) return add(*kind, std::string(node.view()), node.text.source, declares);
    if (is_expression(shape)) return condition(node.text, role_of(name));
    if (!is_template(shape)) return;
    base::Arena arena;
    base::Problems problems;
    for (const auto& piece :
         methodology::parse_template(node.text, document_.name, document_.bytes, arena, problems)) {
      if (piece.expression) condition(piece.text, Role::message);
    }
  }

  void condition(const base::MappedText& text, Role role) {
    const RuleParts parts = rule_ == nullptr ? RuleParts() : rules_.parts_of(*rule_);
    const cel::Environment& environment = rules_.language().environment(role, parts);
    base::Arena arena;
    base::Problems problems;
    const cel::SourceText source(text, document_.name, document_.bytes, arena);
    cel::Reporter reporter(source, problems);
    std::optional<cel::Ast> ast = cel::parse(source, arena, reporter);
    if (!ast) return;
    const cel::CheckedAst checked =
        cel::check(std::move(*ast), environment.tables(), {}, arena, reporter);
    for (cel::NodeId id = 0; id < checked.ast.nodes.size(); ++id) {
      if (checked.notes[id].reference == cel::Reference::slot) {
        slot(checked.ast[id], checked.notes[id].index, source);
      }
      compared(checked, id, source);
    }
  }

  /// Texts that a field with ids is compared with: s.kind == 'filing', h.list in ['hedges'].
  void compared(const cel::CheckedAst& checked, cel::NodeId id, const cel::SourceText& source) {
    const cel::Node& node = checked.ast[id];
    const bool in = node.is(cel::Operator::in);
    if (!in && !node.is(cel::Operator::equal) && !node.is(cel::Operator::not_equal)) return;
    const cel::Node& field = checked.ast[checked.ast.child(node, 0)];
    if (field.kind != cel::NodeKind::select) return;
    const std::string_view type = checked.type(checked.ast.child(field, 0)).name;
    const std::optional<NameKind> kind = named_by(type, field.name);
    if (!kind) return;
    const cel::Node& other = checked.ast[checked.ast.child(node, 1)];
    if (other.kind == cel::NodeKind::literal) literal(other, *kind, source);
    if (other.kind != cel::NodeKind::list) return;
    for (const cel::Child& child : checked.ast.children_of(other)) {
      literal(checked.ast[child.id], *kind, source);
    }
  }

  void literal(const cel::Node& node, NameKind kind, const cel::SourceText& source) {
    if (node.kind != cel::NodeKind::literal || node.value.kind() != cel::Kind::string) return;
    const std::string_view text = node.value.as_text();
    // Escapes, and quotes of three, are not looked into.
    if (node.span.size() != text.size() + 2) return;
    add(kind, std::string(text), source.locate({node.span.begin + 1, node.span.end - 1}), false);
  }

  void slot(const cel::Node& node, uint32_t slot, const cel::SourceText& source) {
    const auto& terms = rules_.language().terms();
    const uint32_t term = slot - rules_.language().first_term_slot();
    if (slot >= rules_.language().first_term_slot() && term < terms.size()) {
      return add(NameKind::term, terms[term]->id, source.locate(node.mark), false, true);
    }
    for (const auto& [list, id] : lists_) {
      if (list == slot) add(NameKind::list, id, source.locate(node.mark), false, true);
    }
  }

  const Ruleset& rules_;
  const Document& document_;
  std::vector<Occurrence>& out_;
  std::vector<std::pair<uint32_t, std::string>> lists_;
  const Node* rule_ = nullptr;
};

template <typename Things>
std::vector<std::string> ids_in(const Things& things) {
  std::vector<std::string> out;
  for (const auto& thing : things) out.push_back(thing.id);
  return out;
}

}  // namespace

std::string_view to_string(NameKind kind) {
  switch (kind) {
    case NameKind::decision: return "decision";
    case NameKind::promise: return "promise";
    case NameKind::list: return "phrase list";
    case NameKind::term: return "term";
    case NameKind::rule: return "rule";
    case NameKind::signal: return "signal";
    case NameKind::factor: return "factor";
    case NameKind::source_kind: return "kind of source";
    case NameKind::section: return "section";
    case NameKind::glossary_entry: return "glossary entry";
  }
  return "";
}

std::optional<NameKind> named_by(std::string_view object, std::string_view key) {
  for (const Use& use : uses) {
    if (use.object == object && use.key == key) return use.kind;
  }
  return std::nullopt;
}

std::optional<NameKind> named_by_keys(std::string_view object) {
  if (object == "hits") return NameKind::list;
  return std::nullopt;
}

std::optional<NameKind> declared_by(std::string_view object) {
  return find_in(declared_ids, object);
}

std::optional<NameKind> declared_by_keys(std::string_view object) {
  return find_in(declared_keys, object);
}

void find_names_in(const Ruleset& rules, const Document& document, FileKind kind,
                   std::vector<Occurrence>& out) {
  const size_t first = out.size();
  Gatherer(rules, document, out).object(document.root, &root_shape(kind));
  std::stable_sort(
      out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
      [](const Occurrence& a, const Occurrence& b) { return a.place.begin < b.place.begin; });
}

std::vector<Occurrence> find_names(const Ruleset& rules) {
  std::vector<Occurrence> out;
  for (const auto& document : rules.documents()) {
    find_names_in(rules, *document, FileKind::rules, out);
  }
  return out;
}

const Occurrence* name_at(const std::vector<Occurrence>& names, const Document& document,
                          uint32_t offset) {
  for (const Occurrence& name : names) {
    const bool here = name.place.begin <= offset && offset <= name.place.end;
    if (here && name.document->name == document.name) return &name;
  }
  return nullptr;
}

std::vector<std::string> ids_of(const Ruleset& rules, NameKind kind) {
  const methodology::Methodology& all = rules.methodology();
  std::vector<std::string> out;
  switch (kind) {
    case NameKind::decision: return ids_in(all.decisions);
    case NameKind::promise: return ids_in(all.promises);
    case NameKind::term: return ids_in(all.terms);
    case NameKind::rule: return ids_in(all.rules);
    case NameKind::source_kind: return ids_in(all.source_kinds);
    case NameKind::list:
      for (const auto& list : all.lists) {
        if (list.id.find(':') == std::string::npos) out.push_back(list.id);
      }
      return out;
    case NameKind::signal:
      for (const auto& axis : all.impact.axes) {
        for (const auto& signal : axis.signals) out.push_back(signal.id);
      }
      return out;
    case NameKind::factor:
      for (const auto& axis : all.impact.axes) {
        for (const auto& factor : axis.factors) out.push_back(factor.id);
      }
      return out;
    case NameKind::section:
      for (const auto& heading : all.sections) {
        if (std::find(out.begin(), out.end(), heading.section) == out.end()) {
          out.push_back(heading.section);
        }
      }
      return out;
    case NameKind::glossary_entry:
      for (const auto& entry : all.glossary) out.push_back(entry.term);
      return out;
  }
  return out;
}

}  // namespace stet::assist
