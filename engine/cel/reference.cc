// The reference page for rule authors, from the same tables that the checker uses.
#include <algorithm>

#include "engine/cel/ast.h"
#include "engine/cel/environment_tables.h"

namespace stet::cel {
namespace {

/// A cell of a Markdown table: '|' would end it.
void append_cell(std::string& out, std::string_view text) {
  for (const char c : text) out.append(c == '|' ? "\\|" : std::string(1, c));
}

void append_row(std::string& out, std::string_view name, std::string_view type,
                std::string_view doc) {
  out += "| `";
  append_cell(out, name);
  out += "` | `";
  append_cell(out, type);
  out += "` | ";
  append_cell(out, doc);
  out += " |\n";
}

/// "`a < b`" for "_<_"; names of functions stay.
std::string shown_name(std::string_view name) {
  for (size_t i = 0; i < operator_count; ++i) {
    const OperatorInfo& info = operator_info(static_cast<Operator>(i));
    if (info.function == name) return std::string(info.symbol);
  }
  return std::string(name);
}

}  // namespace

void Environment::write_reference(std::string& out) const {
  if (!tables_->variables.empty())
    out += "## Variables\n\n| name | type | meaning |\n|---|---|---|\n";
  for (const VariableInfo& variable : tables_->variables) {
    append_row(out, variable.row.name, variable.row.type, variable.row.doc);
  }
  for (const ObjectInfo& object : tables_->objects) {
    out.append("\n## Type ").append(object.type->name).append("\n\n");
    if (!object.type->doc.empty()) out.append(object.type->doc).append("\n\n");
    out += "| field | type | meaning |\n|---|---|---|\n";
    for (const Field& field : object.type->fields) {
      append_row(out, field.name, field.type, field.doc);
    }
  }
  out += "\n## Functions and operators\n\n| name | signatures | meaning |\n|---|---|---|\n";
  std::vector<const FunctionSet*> sets;
  for (const FunctionSet& set : tables_->functions) {
    const bool internal = set.name[0] == '@' && set.name != "@in";
    if (!internal) sets.push_back(&set);
  }
  std::stable_sort(sets.begin(), sets.end(), [](const FunctionSet* a, const FunctionSet* b) {
    return shown_name(a->name) < shown_name(b->name);
  });
  for (const FunctionSet* set : sets) {
    std::string signatures;
    std::string_view doc;
    for (const Overload* overload : set->overloads) {
      if (!signatures.empty()) signatures += "`, `";
      signatures += overload->row.signature;
      if (doc.empty()) doc = overload->row.doc;
    }
    append_row(out, shown_name(set->name), signatures, doc);
  }
}

}  // namespace stet::cel
