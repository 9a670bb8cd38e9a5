#include "engine/assist/hover.h"

#include <algorithm>

#include "engine/assist/condition.h"
#include "engine/base/number.h"

namespace stet::assist {
namespace {

using methodology::Methodology;

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string block(std::string_view text) { return "```cel\n" + std::string(text) + "\n```"; }

void add_part(std::string& out, std::string_view part) {
  if (part.empty()) return;
  if (!out.empty()) out += "\n\n";
  out += part;
}

std::string head(std::string_view what, std::string_view id, std::string_view title) {
  std::string out = "**" + std::string(what) + "** " + code(id);
  if (!title.empty()) out += ": " + markdown_text(title);
  return out;
}

std::string describe_list(const methodology::PhraseList& list) {
  constexpr size_t most = 5;
  std::string out = head("phrase list", list.id, list.title);
  const size_t count = list.phrases.size();
  std::string sample = std::to_string(count) + (count == 1 ? " phrase: " : " phrases: ");
  for (size_t i = 0; i < std::min(count, most); ++i) {
    sample += (i == 0 ? "" : ", ") + code(list.phrases[i].text);
  }
  if (count > most) sample += ", …";
  add_part(out, sample);
  if (list.inflect) add_part(out, "words may take plural and verb endings");
  if (list.case_sensitive) add_part(out, "capitals count");
  add_part(out,
           "in conditions " + code("text." + gate::condition_name(list.id)) + " (list of Hit)");
  return out;
}

std::string describe_term(const methodology::Term& term) {
  std::string out = "**term** " + code(term.id) + ": " + code(term.type);
  if (!term.unit.empty()) out += ", in " + markdown_text(term.unit);
  add_part(out, markdown_text(term.means));
  if (term.is.present()) add_part(out, block(term.is.view()));
  return out;
}

std::string describe_rule(const Methodology& methodology, const methodology::Rule& rule) {
  std::string out = head("rule", rule.id, rule.title);
  if (rule.decision < methodology.decisions.size()) {
    add_part(out, "decision " + code(methodology.decisions[rule.decision].id));
  }
  add_part(out, markdown_text(rule.why));
  if (rule.when.present()) add_part(out, block(rule.when.view()));
  return out;
}

std::string describe_decision(const Methodology& methodology,
                              const methodology::Decision& decision) {
  const auto place = static_cast<size_t>(&decision - methodology.decisions.data()) + 1;
  return head("decision", decision.id, decision.title) + "\n\n" +
         (decision.clears ? "a story with it may run" : "a story with it may not run") + "; " +
         std::to_string(place) + " of " + std::to_string(methodology.decisions.size()) +
         ", the last is the worst";
}

std::string describe_signal(const methodology::Axis& axis, const methodology::Signal& signal) {
  std::string out = head("signal", signal.id, signal.title);
  add_part(out, "of the axis " + code(axis.id));
  add_part(out, markdown_text(signal.why));
  return out;
}

template <typename Things>
const auto* find_id(const Things& things, std::string_view id) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const auto& one) { return one.id == id; });
  return found == things.end() ? nullptr : &*found;
}

std::string describe_variable(const cel::Variable& variable) {
  std::string out = code(variable.name) + ": " + code(variable.type);
  add_part(out, markdown_text(variable.doc));
  return out;
}

std::string describe_field(const cel::ObjectType& type, const cel::Field& field) {
  std::string out =
      code(std::string(type.name) + "." + std::string(field.name)) + ": " + code(field.type);
  add_part(out, markdown_text(field.doc));
  return out;
}

/// What a word of an expression is.
class WordText {
 public:
  WordText(const Ruleset& rules, const cel::Environment& environment, const Word& word)
      : rules_(rules), environment_(environment), word_(word) {}

  std::string write() const {
    if (!word_.after_dot) return plain();
    const std::string whole = std::string(word_.receiver) + "." + std::string(word_.name);
    if (const cel::Variable* variable = environment_.find_variable(whole)) {
      return describe_list_or(*variable);
    }
    if (const auto* set = environment_.tables().find_function(whole))
      return describe_function(*set);
    if (word_.called) return called();
    return field();
  }

 private:
  std::string plain() const {
    for (size_t i = word_.locals.size(); i-- > 0;) {
      const LocalVariable& local = word_.locals[i];
      if (local.name == word_.name) return code(local.name) + ": " + code(local.type);
    }
    for (const methodology::Term& term : rules_.methodology().terms) {
      if (term.id == word_.name) return describe_term(term);
    }
    if (const cel::Variable* variable = environment_.find_variable(word_.name)) {
      return describe_variable(*variable);
    }
    return word_.called ? called() : opened();
  }

  /// The first part of names with dots: "text".
  std::string opened() const {
    constexpr size_t most = 8;
    const std::string prefix = std::string(word_.name) + ".";
    std::string out;
    size_t count = 0;
    for (const cel::VariableInfo* variable : environment_.tables().variables) {
      if (variable->row.name.substr(0, prefix.size()) != prefix) continue;
      if (++count <= most) out += (out.empty() ? "" : ", ") + code(variable->row.name);
    }
    return count > most ? out + " and " + std::to_string(count - most) + " more" : out;
  }

  std::string describe_list_or(const cel::Variable& variable) const {
    for (const methodology::PhraseList& list : rules_.methodology().lists) {
      if ("text." + gate::condition_name(list.id) == variable.name) return describe_list(list);
    }
    return describe_variable(variable);
  }

  std::string called() const {
    std::string out = describe_macro(word_.name);
    const auto* set = environment_.tables().find_function(word_.name);
    if (set != nullptr) add_part(out, describe_function(*set));
    return out;
  }

  std::string field() const {
    const std::string type = receiver_type(rules_.language(), environment_, word_);
    for (const cel::ObjectInfo* object : environment_.tables().objects) {
      if (object->type->name != type) continue;
      const auto found = object->find_field(word_.name);
      if (!found) return {};
      return describe_field(*object->type, object->type->fields[*found]);
    }
    return {};
  }

  const Ruleset& rules_;
  const cel::Environment& environment_;
  const Word& word_;
};

std::optional<Hover> hover_expression(const Ruleset& rules, const Document& document,
                                      const Spot& spot) {
  base::Arena arena;
  const auto expression = expression_at(rules, document, spot, arena);
  if (!expression) return std::nullopt;
  Language& language = rules.language();
  const cel::Environment& environment = language.environment(expression->role, expression->rule);
  const auto word =
      word_at(language, environment, expression->text.text, expression->offset, false);
  if (!word) return std::nullopt;
  const std::string text = WordText(rules, environment, *word).write();
  if (text.empty()) return std::nullopt;
  return Hover{base::to_source(expression->text, document.bytes, word->place), text};
}

std::optional<Hover> hover_key(const Spot& spot) {
  const methodology::ObjectKeys* keys = spot.inner() == nullptr || spot.inner()->shape == nullptr
                                            ? nullptr
                                            : spot.inner()->shape->object;
  if (keys == nullptr || spot.member == nullptr) return std::nullopt;
  const methodology::Key* key = keys->find(spot.key);
  if (key == nullptr) return std::nullopt;
  return Hover{spot.member->key_place, describe_key(*key)};
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string describe_shape(const methodology::Shape& shape) {
  constexpr double none = std::numeric_limits<double>::infinity();
  std::string out = methodology::type_names(shape.types);
  for (const std::string_view choice : shape.choices) {
    out += (&choice == shape.choices.data() ? ": " : ", ") + code(choice);
  }
  const auto number = [&](std::string_view word, double value) {
    out.append(", ").append(word).append(" ");
    base::append_double(out, value);
  };
  if (shape.least > -none) number("at least", shape.least);
  if (shape.most < none) number("at most", shape.most);
  return out;
}

std::string describe_key(const methodology::Key& key) {
  std::string out = code(key.name) + " (" + describe_shape(key.shape) + ")";
  if (key.required) out += ", required";
  add_part(out, markdown_text(key.doc));
  return out;
}

std::string describe_function(const cel::FunctionSet& set) {
  std::string signatures;
  std::string_view doc;
  for (const cel::Overload* overload : set.overloads) {
    signatures += (signatures.empty() ? "" : "\n") + std::string(set.name) + ": " +
                  std::string(overload->row.signature);
    if (doc.empty()) doc = overload->row.doc;
  }
  std::string out = block(signatures);
  add_part(out, markdown_text(doc));
  return out;
}

std::string describe_macro(std::string_view name) {
  for (const cel::MacroText& text : cel::macro_texts()) {
    if (text.name == name) return block(text.usage) + "\n\n" + std::string(text.doc);
  }
  return {};
}

std::string describe_name(const Ruleset& rules, NameKind kind, std::string_view id) {
  const Methodology& all = rules.methodology();
  switch (kind) {
    case NameKind::decision:
      if (const auto* found = find_id(all.decisions, id)) return describe_decision(all, *found);
      break;
    case NameKind::promise:
      if (const auto* found = find_id(all.promises, id)) {
        return head("promise", id, "") + "\n\n" + markdown_text(found->text);
      }
      break;
    case NameKind::list:
      if (const auto* found = find_id(all.lists, id)) return describe_list(*found);
      break;
    case NameKind::term:
      if (const auto* found = find_id(all.terms, id)) return describe_term(*found);
      break;
    case NameKind::rule:
      if (const auto* found = find_id(all.rules, id)) return describe_rule(all, *found);
      break;
    case NameKind::signal:
      for (const methodology::Axis& axis : all.impact.axes) {
        if (const auto* found = find_id(axis.signals, id)) return describe_signal(axis, *found);
      }
      break;
    case NameKind::factor:
      for (const methodology::Axis& axis : all.impact.axes) {
        if (const auto* found = find_id(axis.factors, id)) return head("factor", id, found->title);
      }
      break;
    case NameKind::source_kind:
      if (const auto* found = find_id(all.source_kinds, id)) {
        return head("kind of source", id, found->title) + "\n\n" +
               (found->qualifies ? "counts as an independent source" : "counts for nothing");
      }
      break;
    case NameKind::section: return head("section", id, "");
    case NameKind::glossary_entry:
      for (const methodology::GlossaryEntry& entry : all.glossary) {
        if (entry.term == id) {
          return head("glossary", id, "") + "\n\n" + markdown_text(entry.definition);
        }
      }
      break;
  }
  return {};
}

std::optional<Hover> hover(const Ruleset& rules, const Document& document, FileKind kind,
                           uint32_t offset) {
  const Spot spot = find_spot(document, kind, offset);
  if (spot.kind == Spot::Kind::nothing) return std::nullopt;
  if (auto found = hover_expression(rules, document, spot)) return found;
  std::vector<Occurrence> names;
  find_names_in(rules, document, kind, names);
  if (const Occurrence* name = name_at(names, document, offset)) {
    std::string text = describe_name(rules, name->kind, name->id);
    if (!text.empty()) return Hover{name->place, std::move(text)};
  }
  if (spot.kind == Spot::Kind::key) return hover_key(spot);
  return std::nullopt;
}

}  // namespace stet::assist
