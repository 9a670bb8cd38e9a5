#include "engine/upkeep/list_use.h"

#include "engine/cel/environment_tables.h"
#include "engine/gate/program.h"
#include "engine/upkeep/list_readers.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

template <typename Visit>
void visit_programs(const methodology::CompiledRules& rules, Visit visit) {
  for (const methodology::CompiledTerm& term : rules.terms) visit(term.program);
  for (const methodology::CompiledRule& rule : rules.rules) {
    for (const auto* program : {&rule.each, &rule.when, &rule.at}) {
      if (*program) visit(**program);
    }
    const auto pieces = [&](const methodology::Template& text) {
      for (const methodology::Piece& piece : text.pieces) {
        if (piece.program) visit(*piece.program);
      }
    };
    pieces(rule.message);
    pieces(rule.replacement);
    for (const methodology::Template& fix : rule.fixes) pieces(fix);
  }
}

bool reads_weights(const gate::Gate& gate) {
  bool out = false;
  visit_programs(*gate.program().rules, [&](const cel::Program& program) {
    for (const cel::FieldUse& use : program.fields()) {
      out = out || (use.object->name == "Hit" && use.object->fields[use.field].name == "weight");
    }
  });
  return out;
}

}  // namespace

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

NamingTexts::NamingTexts(const Node& root) {
  for (const Member& member : root.members) {
    const std::string_view key = member.key.text;
    if (key == "lists" || key == "example" || key == "glossary") continue;
    gather(member.value);
  }
}

bool NamingTexts::mentions(std::string_view text) const {
  return all_.find(small_letters(text)) != std::string::npos;
}

void NamingTexts::gather(const Node& node) {
  if (node.is(methodology::string_node)) {
    whole_.insert(std::string(node.view()));
    all_ += small_letters(node.view()) + "\n";
  }
  for (const Node& item : node.items) gather(item);
  for (const Member& member : node.members) {
    whole_.insert(std::string(member.key.text));
    gather(member.value);
  }
}

std::set<uint32_t> variables_read(const gate::Gate& gate) {
  std::set<uint32_t> read;
  visit_programs(*gate.program().rules, [&](const cel::Program& program) {
    read.insert(program.variables().begin(), program.variables().end());
  });
  return read;
}

ListUse::ListUse(const gate::Gate& gate) {
  const methodology::Methodology& methodology = gate.methodology();
  const cel::EnvironmentTables& known = gate.program().rules->environments.front()->tables();
  const std::set<uint32_t> variables = variables_read(gate);
  const NamingTexts texts(*methodology.tree);
  const ListReaders scores(methodology);
  const bool conditions_weigh = reads_weights(gate);
  for (size_t i = 0; i < methodology.lists.size(); ++i) {
    const std::string& id = methodology.lists[i].id;
    const auto slot = known.find_slot("text." + gate::condition_name(id));
    const bool in_conditions = slot && variables.count(*slot) != 0;
    read.push_back(in_conditions || texts.has(id));
    weighed.push_back(conditions_weigh || scores.weighed[i]);
  }
}

}  // namespace stet::upkeep
