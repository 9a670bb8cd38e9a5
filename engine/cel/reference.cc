// The reference page for rule authors, from the same tables that parser and checker use.
// Tested in tests/gate/reference_test.cc, which also keeps docs/cel-reference.md equal to it.
#include <algorithm>

#include "engine/cel/ast.h"
#include "engine/cel/environment_tables.h"

namespace stet::cel {
namespace {

// One row for each name of macro_table(); `e` is a list or a map, `x` a name of the author's.
constexpr MacroText texts[] = {
    {"has", "has(a.b)", "Is the field there, and not null?"},
    {"all", "e.all(x, p)", "Is the condition `p` true for every element `x`? True for none."},
    {"exists", "e.exists(x, p)", "Is it true for one element at least?"},
    {"exists_one", "e.exists_one(x, p)", "Is it true for exactly one element?"},
    {"existsOne", "e.existsOne(x, p)", "The same."},
    {"map", "e.map(x, f)", "The list of `f` for each element; `e.map(x, p, f)` where `p` is true."},
    {"filter", "e.filter(x, p)", "The elements for which `p` is true."},
    {"transformList", "e.transformList(i, x, f)",
     "The list of `f` for each index `i` and element `x`, or key and value; with a condition "
     "before "
     "`f`, where it is true."},
    {"transformMap", "e.transformMap(k, v, f)",
     "A map with the same keys and `f` as values; with a condition before `f`, where it is true."},
    {"transformMapEntry", "e.transformMapEntry(k, v, m)",
     "The map of all entries that `m`, a map with one entry, gives; with a condition before `m`, "
     "where it is true."},
    {"sortBy", "e.sortBy(x, f)", "The elements in ascending order of `f`."},
    {"bind", "cel.bind(x, v, f)", "The value of `f`, in which `x` stands for `v`."},
    {"optMap", "o.optMap(x, f)", "If the optional `o` holds a value `x`: an optional of `f`."},
    {"optFlatMap", "o.optFlatMap(x, f)", "The same, for an `f` that is an optional itself."},
};

/// A cell of a Markdown table: '|' would end it.
void append_cell(std::string& out, std::string_view text) {
  for (const char c : text) out.append(c == '|' ? "\\|" : std::string(1, c));
}

void append_code(std::string& out, std::string_view text) {
  out += '`';
  append_cell(out, text);
  out += '`';
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// "list(Hit)" names "Hit".
bool names_type(std::string_view text, std::string_view name) {
  for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    const bool begins = at == 0 || !is_word(text[at - 1]);
    if (begins && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

/// The operator as one writes it: "a && b" for "_&&_", "a[?b]" for "_[?_]".
std::string usage(const OperatorInfo& info) {
  if (info.function == "@in") return "a in b";
  std::string out;
  char operand = 'a';
  for (const char c : info.function) out += c == '_' ? operand++ : c;
  const bool spaced = info.function.front() == '_' && info.function.back() == '_';
  if (!spaced) return out;
  std::string wide;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool apart = i > 0 && is_word(out[i]) != is_word(out[i - 1]);
    wide += apart ? std::string(" ") + out[i] : std::string(1, out[i]);
  }
  return wide;
}

class Reference {
 public:
  Reference(const EnvironmentTables& tables, std::string& out) : tables_(tables), out_(out) {}

  void write() {
    variables();
    objects();
    macros();
    operators();
    functions();
  }

 private:
  void head(std::string_view title, std::string_view columns) {
    out_.append("\n## ").append(title).append("\n\n");
    table(columns);
  }
  void table(std::string_view columns) {
    out_.append(columns).append("\n");
    for (const char c : columns) out_ += c == '|' ? "|---" : "";
    out_.resize(out_.size() - 3);
    out_ += '\n';
  }

  void type(std::string_view text) {
    for (const ObjectInfo* object : tables_.objects) {
      if (!names_type(text, object->type->name)) continue;
      out_ += '[';
      append_code(out_, text);
      out_ += "](#";
      for (const char c : object->type->name) {
        out_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      out_ += ')';
      return;
    }
    append_code(out_, text);
  }

  void row(std::string_view name, std::string_view type_text, std::string_view doc) {
    out_ += "| ";
    append_code(out_, name);
    out_ += " | ";
    type(type_text);
    out_ += " | ";
    append_cell(out_, doc);
    out_ += " |\n";
  }

  void variables() {
    if (tables_.variables.empty()) return;
    head("Variables", "| name | type | meaning |");
    for (const VariableInfo* variable : tables_.variables) {
      row(variable->row.name, variable->row.type, variable->row.doc);
    }
  }

  void objects() {
    if (tables_.objects.empty()) return;
    out_ += "\n## Types of things\n";
    for (const ObjectInfo* object : tables_.objects) {
      out_.append("\n### ").append(object->type->name).append("\n\n");
      if (!object->type->doc.empty()) out_.append(object->type->doc).append("\n\n");
      table("| field | type | meaning |");
      for (const Field& field : object->type->fields) row(field.name, field.type, field.doc);
    }
  }

  void macros() {
    head("Macros", "| macro | meaning |");
    std::string_view last;
    for (const MacroInfo& macro : macro_table()) {
      if (macro.name == last) continue;
      last = macro.name;
      const auto* const text = std::find_if(std::begin(texts), std::end(texts),
                                            [&](const MacroText& t) { return t.name == last; });
      const bool known = text != std::end(texts);
      out_ += "| ";
      append_code(out_, known ? text->usage : macro.name);
      out_ += " | ";
      append_cell(out_, known ? text->doc : "");
      out_ += " |\n";
    }
  }

  /// Operators of the same signatures and meaning, such as '<' and '>', share a row.
  void operators() {
    head("Operators", "| operator | operands and result | meaning |");
    std::string names, last;
    for (size_t i = 0; i < operator_count; ++i) {
      const OperatorInfo& info = operator_info(static_cast<Operator>(i));
      const FunctionSet* set = tables_.find_function(info.function);
      if (set == nullptr) continue;
      const std::string cells = overload_cells(*set);
      if (cells != last) {
        if (!last.empty()) out_.append("| ").append(names).append(last);
        names.clear();
        last = cells;
      }
      if (!names.empty()) names += "<br>";
      append_code(names, usage(info));
    }
    if (!last.empty()) out_.append("| ").append(names).append(last);
  }

  void functions() {
    head("Functions", "| name | arguments and result | meaning |");
    std::vector<const FunctionSet*> sets;
    for (const FunctionSet* set : tables_.functions) {
      if (is_word(set->name[0]) && set->name[0] != '_') sets.push_back(set);
    }
    std::sort(sets.begin(), sets.end(),
              [](const FunctionSet* a, const FunctionSet* b) { return a->name < b->name; });
    for (const FunctionSet* set : sets) {
      out_ += "| ";
      append_code(out_, set->name);
      out_ += overload_cells(*set);
    }
  }

  /// " | signatures | meaning |" and the end of the line.
  static std::string overload_cells(const FunctionSet& set) {
    std::string cells = " | ";
    std::string_view doc;
    for (size_t i = 0; i < set.overloads.size(); ++i) {
      if (i > 0) cells += "<br>";
      append_code(cells, set.overloads[i]->row.signature);
      if (doc.empty()) doc = set.overloads[i]->row.doc;
    }
    cells += " | ";
    append_cell(cells, doc);
    return cells + " |\n";
  }

  const EnvironmentTables& tables_;
  std::string& out_;
};

}  // namespace

std::span<const MacroText> macro_texts() { return texts; }

void Environment::write_reference(std::string& out) const { Reference(*tables_, out).write(); }

}  // namespace stet::cel
