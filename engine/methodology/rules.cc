#include "engine/methodology/rules.h"

#include <algorithm>
#include <map>
#include <string>

#include "engine/methodology/check.h"
#include "engine/methodology/template.h"

namespace stet::methodology {
namespace {

using cel::TypeKind;

/// Whether a value of that type can be printed in a message. What is only known when evaluated may.
bool is_printable(const cel::Type& type) {
  switch (type.kind) {
    case TypeKind::dyn:
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::unsigned_:
    case TypeKind::floating:
    case TypeKind::string:
    case TypeKind::timestamp:
    case TypeKind::duration:
    case TypeKind::wrapper:
    case TypeKind::error: return true;
    default: return false;
  }
}

/// Beyond it a condition is refused when the file is loaded: three loops in one another over lists
/// of an article that is as large as articles may be. What comes nearer is stopped by the budget of
/// a check, and holds the story.
constexpr uint64_t most_steps = 100'000'000'000;

/// The name of the element variable: each and find rules see `it`, at rules `at`.
enum class Element : uint8_t { it, at };

class Compiler {
 public:
  Compiler(const Methodology& methodology, const Declare& declare, std::string_view hit_type,
           base::Problems& problems)
      : methodology_(methodology),
        declare_(declare),
        hit_type_(hit_type),
        problems_(problems),
        out_(std::make_unique<CompiledRules>()) {}

  std::unique_ptr<CompiledRules> run();

 private:
  const File& file(uint32_t number) const { return *methodology_.files[number]; }
  void complain(std::string_view code, const Located& at, std::string message,
                std::string suggestion = {});
  std::optional<cel::Program> compile(const cel::Environment& environment, const Located& text,
                                      std::string_view type);

  const cel::Environment* make_base();
  const cel::Environment* make_environment(const std::string& type, Element element);
  /// One per type and name of the element; null when its declaration is wrong, which is told once.
  const cel::Environment* environment(const std::string& type, Element element);

  void compile_term(const cel::Environment& base, const Term& term);
  CompiledRule compile_rule(const cel::Environment& base, const Rule& rule);
  const cel::Environment* compile_each(const cel::Environment& base, CompiledRule& out);
  const cel::Environment* compile_at(const cel::Environment& base, CompiledRule& out);
  void compile_find(CompiledRule& out);
  Template compile_template(const cel::Environment& environment, const Located& text);
  void compile_lists();

  const Methodology& methodology_;
  const Declare& declare_;
  std::string hit_type_;
  base::Problems& problems_;
  std::unique_ptr<CompiledRules> out_;
  std::map<std::pair<Element, std::string>, const cel::Environment*> known_;
  text::PatternSetBuilder patterns_;
  base::Arena arena_;  ///< segments of pieces, until they are compiled
};

void Compiler::complain(std::string_view code, const Located& at, std::string message,
                        std::string suggestion) {
  problems_.add({base::Severity::error, code, file(at.file).name, at.text.source,
                 std::move(message), std::move(suggestion)});
}

std::optional<cel::Program> Compiler::compile(const cel::Environment& environment,
                                              const Located& text, std::string_view type) {
  cel::CompileOptions options;
  options.result_type = type;
  options.most_cost = most_steps;
  const File& in = file(text.file);
  return cel::compile(environment, text.text, in.name, in.bytes, options, problems_);
}

const cel::Environment* Compiler::make_base() {
  auto base = std::make_unique<cel::Environment>();
  declare_(*base);
  out_->first_term_slot = base->slot_count();
  for (const Term& term : methodology_.terms) {
    base->add_variable({term.id, term.type, term.means});
  }
  out_->element_slot = base->slot_count();
  out_->slot_count = out_->element_slot + 1;
  if (!base->finish(problems_)) return nullptr;
  out_->environments.push_back(std::move(base));
  return out_->environments.back().get();
}

const cel::Environment* Compiler::make_environment(const std::string& type, Element element) {
  auto environment =
      std::make_unique<cel::Environment>(cel::Environment::extending(*out_->environments.front()));
  const std::string_view name = element == Element::it ? "it" : "at";
  environment->add_variable({name, type, "the element that the rule is about"});
  if (!environment->finish(problems_)) return nullptr;
  out_->environments.push_back(std::move(environment));
  return out_->environments.back().get();
}

const cel::Environment* Compiler::environment(const std::string& type, Element element) {
  const auto [found, added] = known_.emplace(std::pair{element, type}, nullptr);
  if (added) found->second = make_environment(type, element);
  return found->second;
}

/// A term may read the terms before it. Their slots are in order, so a greater one is a later term.
void Compiler::compile_term(const cel::Environment& base, const Term& term) {
  if (!term.is.present()) return;  // told when the file was read
  std::optional<cel::Program> program = compile(base, term.is, term.type);
  if (!program) return;
  const auto number = static_cast<uint32_t>(&term - methodology_.terms.data());
  const uint32_t slot = out_->first_term_slot + number;
  for (const uint32_t read : program->variables()) {
    if (read < slot || read >= out_->element_slot) continue;
    const Term& other = methodology_.terms[read - out_->first_term_slot];
    complain("term-order", term.is,
             "expected a term before '" + term.id + "', found '" + other.id + "'",
             read == slot ? "a term cannot rest on itself" : "move it before '" + term.id + "'");
  }
  out_->terms.push_back({&term, slot, std::move(*program)});
}

/// `each` gives the environment that the rest of its rule sees; null when it is wrong.
const cel::Environment* Compiler::compile_each(const cel::Environment& base, CompiledRule& out) {
  const Located& each = out.rule->each;
  out.each = compile(base, each, "dyn");
  if (!out.each) return nullptr;
  const cel::Type& type = out.each->result_type();
  if (type.kind != TypeKind::list || type.parameters.empty()) {
    complain("not-a-list", each, "expected a list, found " + cel::to_string(type));
    return nullptr;
  }
  return environment(cel::to_string(*type.parameters[0]), Element::it);
}

const cel::Environment* Compiler::compile_at(const cel::Environment& base, CompiledRule& out) {
  out.at = compile(base, out.rule->at, "dyn");
  if (!out.at) return nullptr;
  const cel::Type& type = out.at->result_type();
  out.at_is_list = type.kind == TypeKind::list && !type.parameters.empty();
  const cel::Type& element = out.at_is_list ? *type.parameters[0] : type;
  return environment(cel::to_string(element), Element::at);
}

void Compiler::compile_find(CompiledRule& out) {
  const Find& find = *out.rule->find;
  out.lists = find.lists;
  if (!find.pattern.present()) return;
  text::Pattern pattern;
  pattern.text = find.pattern.view();
  pattern.case_sensitive = true;  // (?i) says otherwise
  pattern.place = find.pattern.text.source;
  out.pattern = patterns_.add(pattern, file(find.pattern.file).name, problems_);
}

Template Compiler::compile_template(const cel::Environment& environment, const Located& text) {
  Template out;
  if (!text.present()) return out;
  const File& in = file(text.file);
  for (TemplatePiece& piece : parse_template(text.text, in.name, in.bytes, arena_, problems_)) {
    Piece& made = out.pieces.emplace_back();
    if (!piece.expression) {
      made.literal = piece.text.text;
      continue;
    }
    const Located expression{piece.text, text.file};
    made.program = compile(environment, expression, "dyn");
    if (!made.program || is_printable(made.program->result_type())) continue;
    complain("not-printable", expression,
             "expected a text, number, time or truth value to print, found " +
                 cel::to_string(made.program->result_type()));
  }
  if (out.pieces.empty()) out.pieces.emplace_back();  // "" deletes; it is not absent
  return out;
}

CompiledRule Compiler::compile_rule(const cel::Environment& base, const Rule& rule) {
  CompiledRule out;
  out.rule = &rule;
  const cel::Environment* inside = &base;  // what `when` and messages see
  if (rule.find) {
    inside = environment(hit_type_, Element::it);
    compile_find(out);
  } else if (rule.each.present()) {
    inside = compile_each(base, out);
  }
  if (inside && rule.when.present()) out.when = compile(*inside, rule.when, "bool");
  if (rule.at.present()) inside = compile_at(base, out);
  if (!inside) return out;  // told already; what `it` is cannot be known
  out.message = compile_template(*inside, rule.message);
  for (const Located& fix : rule.fixes) out.fixes.push_back(compile_template(*inside, fix));
  out.replacement = compile_template(*inside, rule.replacement);
  return out;
}

void Compiler::compile_lists() {
  size_t count = 0;
  for (const PhraseList& list : methodology_.lists) count += list.phrases.size();
  text::PhraseSetBuilder builder(count);
  std::vector<text::Phrase> phrases;
  for (const PhraseList& list : methodology_.lists) {
    phrases.clear();
    for (const Phrase& phrase : list.phrases) {
      if (!has_form(phrase.text, Form::text)) continue;  // told when the file was read
      phrases.push_back({phrase.text, phrase.weight, phrase.place, phrase.case_sensitive});
    }
    const uint32_t in = list.phrases.empty() ? 0 : list.phrases[0].file;
    builder.add_list({list.case_sensitive, list.inflect}, phrases, file(in).name, problems_);
  }
  out_->phrases = builder.build(problems_);
}

std::unique_ptr<CompiledRules> Compiler::run() {
  const size_t errors_before = problems_.error_count();
  const cel::Environment* base = make_base();
  if (!base) return nullptr;
  for (const Term& term : methodology_.terms) compile_term(*base, term);
  for (const Rule& rule : methodology_.rules) out_->rules.push_back(compile_rule(*base, rule));
  compile_lists();
  out_->patterns = patterns_.build();
  if (!methodology_.sound || problems_.error_count() > errors_before) return nullptr;
  return std::move(out_);
}

}  // namespace

std::unique_ptr<CompiledRules> compile_rules(const Methodology& methodology, const Declare& declare,
                                             std::string_view hit_type, base::Problems& problems) {
  return Compiler(methodology, declare, hit_type, problems).run();
}

}  // namespace stet::methodology
