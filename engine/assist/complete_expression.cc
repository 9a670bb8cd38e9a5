// The names that may stand at a place of an expression.
#include <algorithm>
#include <set>

#include "engine/assist/completion.h"
#include "engine/assist/condition.h"
#include "engine/assist/hover.h"
#include "engine/assist/names.h"
#include "engine/cel/ast.h"
#include "engine/cel/environment_tables.h"

namespace stet::assist {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool begins_with(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

class ExpressionCompleter {
 public:
  ExpressionCompleter(const Ruleset& rules, const cel::Environment& environment, const Word& word)
      : rules_(rules), tables_(environment.tables()), environment_(environment), word_(word) {}

  std::vector<Proposal> run() {
    if (word_.in_text) {
      texts();
    } else if (word_.after_dot) {
      behind_dot();
    } else {
      names();
    }
    return std::move(items_);
  }

 private:
  void add(Proposal::Kind kind, std::string_view name, std::string_view detail,
           std::string documentation, std::string_view call = {}) {
    if (!seen_.insert(std::string(name)).second) return;
    Proposal item{
        kind, std::string(name), std::string(detail), std::move(documentation), std::string(name),
        ""};
    if (!call.empty()) item.snippet = item.insert + std::string(call);
    items_.push_back(std::move(item));
  }

  void names() {
    for (size_t i = word_.locals.size(); i-- > 0;) {
      add(Proposal::Kind::variable, word_.locals[i].name, word_.locals[i].type, "");
    }
    for (const methodology::Term& term : rules_.methodology().terms) {
      add(Proposal::Kind::variable, term.id, term.type,
          describe_name(rules_, NameKind::term, term.id));
    }
    for (const cel::VariableInfo* variable : tables_.variables) first_part(variable->row);
    for (const cel::FunctionSet* set : tables_.functions) {
      if (is_letter(set->name[0])) function(*set, set->name, false);
    }
    macros("");
    for (const char* word : {"true", "false", "null"}) add(Proposal::Kind::value, word, "", "");
  }

  /// "text.hedges" is offered as "text" first.
  void first_part(const cel::Variable& variable) {
    const size_t dot = variable.name.find('.');
    if (dot == std::string_view::npos) {
      return add(Proposal::Kind::variable, variable.name, variable.type,
                 markdown_text(variable.doc));
    }
    add(Proposal::Kind::variable, variable.name.substr(0, dot), "", "");
  }

  void behind_dot() {
    const std::string prefix = std::string(word_.receiver) + ".";
    for (const cel::VariableInfo* variable : tables_.variables) {
      if (!begins_with(variable->row.name, prefix)) continue;
      const std::string_view rest = variable->row.name.substr(prefix.size());
      add(Proposal::Kind::variable, rest.substr(0, rest.find('.')), variable->row.type,
          documentation_of(variable->row));
    }
    for (const cel::FunctionSet* set : tables_.functions) {
      if (begins_with(set->name, prefix)) function(*set, set->name.substr(prefix.size()), false);
    }
    if (word_.receiver == "cel") return macros("cel");
    if (!items_.empty()) return;
    const std::string type = receiver_type(rules_.language(), environment_, word_);
    fields(type);
    for (const cel::FunctionSet* set : tables_.functions) {
      if (is_method(*set, type)) function(*set, set->name, true);
    }
    if (begins_with(type, "list(") || begins_with(type, "map(")) macros("*");
  }

  std::string documentation_of(const cel::Variable& variable) const {
    for (const methodology::PhraseList& list : rules_.methodology().lists) {
      if ("text." + gate::condition_name(list.id) == variable.name) {
        return describe_name(rules_, NameKind::list, list.id);
      }
    }
    return markdown_text(variable.doc);
  }

  void fields(std::string_view type) {
    for (const cel::ObjectInfo* object : tables_.objects) {
      if (object->type->name != type) continue;
      for (const cel::Field& field : object->type->fields) {
        add(Proposal::Kind::field, field.name, field.type, markdown_text(field.doc));
      }
    }
  }

  /// Whether one of its overloads takes a receiver of that type. Of what is not known, all do.
  static bool is_method(const cel::FunctionSet& set, std::string_view type) {
    if (!is_letter(set.name[0]) || set.name.find('.') != std::string_view::npos) return false;
    return std::any_of(set.overloads.begin(), set.overloads.end(), [&](const auto* overload) {
      return overload->receiver && !overload->parameters.empty() &&
             takes(cel::to_string(*overload->parameters[0]), type);
    });
  }

  /// "list(T)" takes "list(Hit)"; single letters stand for anything.
  static bool takes(std::string_view wanted, std::string_view type) {
    if (wanted == type || wanted.size() == 1 || type == "dyn" || wanted == "dyn") return true;
    const std::vector<std::string> parts = type_parameters(wanted);
    const std::vector<std::string> given = type_parameters(type);
    const auto head = [](std::string_view text) { return text.substr(0, text.find('(')); };
    if (parts.empty() || parts.size() != given.size() || head(wanted) != head(type)) return false;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (!takes(parts[i], given[i])) return false;
    }
    return true;
  }

  void function(const cel::FunctionSet& set, std::string_view name, bool method) {
    if (!method && name.find('.') != std::string_view::npos) {
      return add(Proposal::Kind::variable, name.substr(0, name.find('.')), "", "");
    }
    const bool fits = std::any_of(set.overloads.begin(), set.overloads.end(),
                                  [&](const auto* one) { return one->receiver == method; });
    if (!fits) return;
    add(Proposal::Kind::function, name, set.overloads.front()->row.signature,
        describe_function(set), "($1)");
  }

  void macros(std::string_view receiver) {
    for (const cel::MacroInfo& macro : cel::macro_table()) {
      if (macro.receiver != receiver) continue;
      for (const cel::MacroText& text : cel::macro_texts()) {
        if (text.name != macro.name) continue;
        add(Proposal::Kind::macro, macro.name, text.usage, describe_macro(macro.name),
            macro.variables > 0 ? "(${1:x}, $2)" : "($1)");
      }
    }
    if (receiver.empty()) add(Proposal::Kind::variable, "cel", "", "");
  }

  /// In quotes: what the field that is compared with them may hold.
  void texts() {
    const std::string_view compared = word_.receiver;
    const std::string_view field = compared.substr(compared.rfind('.') + 1);
    const auto ids = [&](NameKind kind) {
      for (const std::string& id : ids_of(rules_, kind)) {
        add(Proposal::Kind::name, id, to_string(kind), describe_name(rules_, kind, id));
      }
    };
    if (field == "kind") ids(NameKind::source_kind);
    if (field == "section") ids(NameKind::section);
    if (field == "list") ids(NameKind::list);
    if (field == "label") {
      for (const auto& label : rules_.methodology().sentiment.labels) {
        add(Proposal::Kind::name, label.id, "sentiment label", markdown_text(label.title));
      }
    }
    if (field != "phrase") return;
    for (const methodology::PhraseList& list : rules_.methodology().lists) {
      for (const methodology::Phrase& phrase : list.phrases) {
        if (begins_with(phrase.text, word_.name)) {
          add(Proposal::Kind::phrase, phrase.text, list.id, "");
        }
      }
    }
  }

  const Ruleset& rules_;
  const cel::EnvironmentTables& tables_;
  const cel::Environment& environment_;
  const Word& word_;
  std::vector<Proposal> items_;
  std::set<std::string, std::less<>> seen_;
};

}  // namespace

Proposals complete_expression(const Ruleset& rules, const Document& document, const Spot& spot) {
  Proposals out{{spot.word.begin, spot.word.begin}, {}};
  base::Arena arena;
  const auto expression = expression_at(rules, document, spot, arena);
  if (!expression) return out;
  Language& language = rules.language();
  const cel::Environment& environment = language.environment(expression->role, expression->rule);
  const auto word = word_at(language, environment, expression->text.text, expression->offset, true);
  if (!word) return out;
  out.replaced = base::to_source(expression->text, document.bytes, word->place);
  out.items = ExpressionCompleter(rules, environment, *word).run();
  return out;
}

}  // namespace stet::assist
