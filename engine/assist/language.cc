#include "engine/assist/language.h"

#include "engine/cel/environment_tables.h"

namespace stet::assist {
namespace {

const Element none{};

bool has_type(const cel::EnvironmentTables& tables, std::string_view type) {
  base::Arena arena;
  cel::TypePool pool(arena);
  return !type.empty() && cel::parse_type(tables, pool, type, false) != nullptr;
}

}  // namespace

Language::Language(const methodology::Methodology& methodology) : vocabulary_(methodology) {
  base::Problems problems;
  auto plain = std::make_unique<cel::Environment>();
  vocabulary_.declare(*plain);
  plain->finish(problems);
  // A term of a type that does not exist would spoil them all.
  auto full = std::make_unique<cel::Environment>(cel::Environment::extending(*plain));
  first_term_slot_ = plain->slot_count();
  for (const methodology::Term& term : methodology.terms) {
    const bool known = has_type(plain->tables(), term.type);
    full->add_variable({term.id, known ? std::string_view(term.type) : "dyn", term.means});
    terms_.push_back(&term);
  }
  full->finish(problems);
  environments_.push_back(std::move(full));
  environments_.push_back(std::move(plain));
}

std::string Language::type_of(const cel::Environment& environment,
                              std::string_view expression) const {
  base::Problems problems;
  const auto program = cel::compile(environment, expression, {}, problems);
  return program ? cel::to_string(program->result_type()) : "dyn";
}

const cel::Environment& Language::with(const Element& element) {
  if (element.name.empty()) return base();
  const auto [found, added] = known_.emplace(std::pair{element.name, element.type}, nullptr);
  if (!added) return *found->second;
  auto made = std::make_unique<cel::Environment>(cel::Environment::extending(base()));
  const bool known = has_type(base().tables(), element.type);
  made->add_variable({element.name, known ? std::string_view(element.type) : "dyn",
                      "the element that the rule is about"});
  base::Problems problems;
  made->finish(problems);
  found->second = made.get();
  environments_.push_back(std::move(made));
  return *found->second;
}

const cel::Environment& Language::environment(Role role, const RuleParts& rule) {
  if (role == Role::term || role == Role::each || (role == Role::at && !rule.find)) return base();
  if (role == Role::message && !rule.at.empty()) {
    const std::string type = type_of(base(), rule.at);
    const std::string element = element_type(type);
    return with({"at", element == "dyn" ? type : element});
  }
  if (rule.find) return with({"it", "Hit"});
  if (!rule.each.empty()) return with({"it", element_type(type_of(base(), rule.each))});
  return base();
}

std::vector<std::string> type_parameters(std::string_view type) {
  std::vector<std::string> out;
  const size_t open = type.find('(');
  if (open == std::string_view::npos || type.back() != ')') return out;
  size_t depth = 0, begin = open + 1;
  for (size_t i = begin; i < type.size(); ++i) {
    if (type[i] == '(') ++depth;
    if ((type[i] == ',' && depth == 0) || (i + 1 == type.size())) {
      std::string_view part = type.substr(begin, i - begin);
      while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
      out.emplace_back(part);
      begin = i + 1;
    }
    if (type[i] == ')' && depth > 0) --depth;
  }
  return out;
}

std::string element_type(std::string_view list_type) {
  if (list_type.substr(0, 5) != "list(") return "dyn";
  return type_parameters(list_type).front();
}

}  // namespace stet::assist
