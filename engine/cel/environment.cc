#include "engine/cel/environment.h"

#include <algorithm>

#include "engine/base/short_text.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

struct NamedType {
  std::string_view name;
  const Type* type;
};

constexpr NamedType plain_types[] = {
    {"dyn", &types::dyn},
    {"any", &types::dyn},
    {"bool", &types::boolean},
    {"int", &types::integer},
    {"uint", &types::unsigned_},
    {"double", &types::floating},
    {"string", &types::string},
    {"bytes", &types::bytes},
    {"null_type", &types::null},
    {"timestamp", &types::timestamp},
    {"duration", &types::duration},
    {"type", &types::type},
    {"google.protobuf.Timestamp", &types::timestamp},
    {"google.protobuf.Duration", &types::duration},
};

/// Reads a type text; depth of nesting is bounded by the texts of tables.
class TypeReader {
 public:
  TypeReader(const EnvironmentTables& tables, TypePool& pool, std::string_view text,
             bool parameters)
      : tables_(tables), pool_(pool), text_(text), parameters_(parameters) {}

  const Type* read_all() {
    const Type* type = read(0);
    skip_blanks();
    return at_ == text_.size() ? type : nullptr;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view word() {
    skip_blanks();
    const size_t begin = at_;
    const auto ends = [](char c) { return c == ' ' || c == '(' || c == ')' || c == ','; };
    while (at_ < text_.size() && !ends(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  const Type* read(uint32_t depth);
  const Type* build(std::string_view name, std::span<const Type* const> parameters);

  const EnvironmentTables& tables_;
  TypePool& pool_;
  std::string_view text_;
  size_t at_ = 0;
  bool parameters_;
};

const Type* TypeReader::read(uint32_t depth) {
  if (depth > 32) return nullptr;
  const std::string_view name = word();
  if (!take('(')) return build(name, {});
  std::vector<const Type*> parameters;
  do {
    parameters.push_back(read(depth + 1));
    if (parameters.back() == nullptr) return nullptr;
  } while (take(','));
  if (!take(')')) return nullptr;
  return build(name, parameters);
}

const Type* TypeReader::build(std::string_view name, std::span<const Type* const> parameters) {
  if (parameters.empty()) {
    for (const NamedType& plain : plain_types) {
      if (base::equal(plain.name, name)) return plain.type;
    }
    if (parameters_ && name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') {
      return pool_.named(TypeKind::parameter, name);
    }
    if (name == "list") return pool_.list(&types::dyn);
    if (name == "map") return pool_.map(&types::dyn, &types::dyn);
    if (name == "optional_type") return pool_.optional(&types::dyn);
  }
  if (name == "list" && parameters.size() == 1) return pool_.list(parameters[0]);
  if (name == "map" && parameters.size() == 2) return pool_.map(parameters[0], parameters[1]);
  if (name == "optional_type" && parameters.size() == 1) return pool_.optional(parameters[0]);
  if (name == "type" && parameters.size() == 1) return pool_.type_of(parameters[0]);
  if (name == "wrapper" && parameters.size() == 1) {
    return pool_.named(TypeKind::wrapper, "wrapper", parameters);
  }
  const Type* named = tables_.find_type(name);
  if (named == nullptr) return nullptr;
  if (named->kind == TypeKind::object) return parameters.empty() ? named : nullptr;
  return pool_.with(*named, parameters);
}

/// The number that a name has in an environment, or in one that it extends: which is `at` then.
std::optional<uint32_t> find_in(const EnvironmentTables*& at,
                                const base::NameTable EnvironmentTables::*numbers,
                                std::string_view name) {
  for (; at != nullptr; at = at->base) {
    if (const auto number = (at->*numbers).find(name)) return number;
  }
  return std::nullopt;
}

void add_own_type(EnvironmentTables& tables, std::string_view name, const Type* type) {
  tables.own_type_numbers.set(name, static_cast<uint32_t>(tables.own_types.size()));
  tables.own_types.push_back(type);
}

/// Stands in for a function that is declared only.
Value not_callable(Evaluation& evaluation, const Value*) {
  return evaluation.fail(ErrorCode::no_such_function, "this function has no implementation");
}

/// "list(T).(T, int) -> bool" taken apart.
bool parse_signature(EnvironmentTables& tables, Overload& overload) {
  TypePool pool(tables.arena);
  std::string_view text = overload.row.signature;
  std::vector<const Type*> parameters;
  if (const size_t dot = text.find(".("); dot != std::string_view::npos) {
    overload.receiver = true;
    parameters.push_back(parse_type(tables, pool, text.substr(0, dot), true));
    text.remove_prefix(dot + 1);
  }
  const size_t arrow = text.find(") -> ");
  if (text.empty() || text[0] != '(' || arrow == std::string_view::npos) return false;
  overload.result = parse_type(tables, pool, text.substr(arrow + 5), true);
  text = text.substr(1, arrow - 1);
  while (!text.empty()) {
    size_t end = 0;
    for (int depth = 0; end < text.size() && (depth > 0 || text[end] != ','); ++end) {
      depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
    }
    parameters.push_back(parse_type(tables, pool, text.substr(0, end), true));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (overload.row.call == nullptr) overload.row.call = not_callable;
  const auto unknown = [](const Type* type) { return type == nullptr; };
  if (unknown(overload.result) || parameters.size() > most_parameters ||
      std::any_of(parameters.begin(), parameters.end(), unknown)) {
    return false;
  }
  overload.parameters = tables.arena.copy_array(parameters);
  overload.result_kinds = kinds_of(*overload.result);
  overload.stamp = stamp_of(*overload.result);
  return true;
}

/// One to add overloads to: a copy where the environment that is extended has the function.
FunctionSet& own_function_set(EnvironmentTables& tables, std::string_view name) {
  const FunctionSet* known = tables.find_function(name);
  FunctionSet& set = tables.own_functions.emplace_back();
  if (known == nullptr) {
    set.name = name;
    tables.functions.push_back(&set);
  } else {
    set = *known;
    std::replace(tables.functions.begin(), tables.functions.end(), known,
                 static_cast<const FunctionSet*>(&set));
  }
  tables.own_function_numbers.set(name, static_cast<uint32_t>(tables.own_functions.size() - 1));
  return set;
}

void report(base::Problems& problems, std::string message) {
  base::Problem problem;
  problem.code = "cel-environment";
  problem.message = std::move(message);
  problems.add(std::move(problem));
}

}  // namespace

const Type* parse_type(const EnvironmentTables& tables, TypePool& pool, std::string_view text,
                       bool parameters) {
  return TypeReader(tables, pool, text, parameters).read_all();
}

const Type* find_type_value(const EnvironmentTables& tables, std::string_view name) {
  static const Type list{TypeKind::list, 0, 0, 0, "list", {}};
  static const Type map{TypeKind::map, 0, 0, 0, "map", {}};
  static const Type optional{TypeKind::optional, 0, 0, 0, "optional_type", {}};
  if (name == "dyn" || name == "any" || name == "timestamp" || name == "duration") return nullptr;
  for (const NamedType& plain : plain_types) {
    if (plain.name == name) return plain.type;
  }
  for (const Type* type : {&list, &map, &optional}) {
    if (type->name == name) return type;
  }
  return tables.find_type(name);
}

const FunctionSet* EnvironmentTables::find_function(std::string_view name) const {
  const EnvironmentTables* at = this;
  const auto number = find_in(at, &EnvironmentTables::own_function_numbers, name);
  return number ? &at->own_functions[*number] : nullptr;
}

const Type* EnvironmentTables::find_type(std::string_view name) const {
  const EnvironmentTables* at = this;
  const auto number = find_in(at, &EnvironmentTables::own_type_numbers, name);
  return number ? at->own_types[*number] : nullptr;
}

std::optional<uint32_t> EnvironmentTables::find_slot(std::string_view name) const {
  const EnvironmentTables* at = this;
  return find_in(at, &EnvironmentTables::slot_numbers, name);
}

std::optional<uint32_t> ObjectInfo::find_field(std::string_view name) const {
  // The last one of a name, if a host declares two.
  for (size_t i = type->fields.size(); i-- > 0;) {
    if (base::equal(type->fields[i].name, name)) return static_cast<uint32_t>(i);
  }
  return std::nullopt;
}

Environment::Environment() : tables_(std::make_unique<EnvironmentTables>()) {
  add_opaque_type("net.IP");
  add_opaque_type("net.CIDR");
  for (const auto table :
       {operator_functions(), core_functions(), time_functions(), string_functions(),
        math_functions(), list_functions(), optional_functions(), codec_functions(),
        regex_functions(), network_functions()}) {
    add_functions(table);
  }
}

Environment::Environment(std::unique_ptr<EnvironmentTables> tables) : tables_(std::move(tables)) {}

Environment Environment::extending(const Environment& base) {
  const EnvironmentTables& known = *base.tables_;
  auto tables = std::make_unique<EnvironmentTables>();
  tables->base = &known;
  tables->objects = known.objects;
  tables->variables = known.variables;
  tables->functions = known.functions;
  tables->opaque_names = known.opaque_names;
  tables->most_dots = known.most_dots;
  tables->resolved_objects = known.objects.size();
  tables->resolved_variables = known.variables.size();
  return Environment(std::move(tables));
}

Environment::~Environment() = default;
Environment::Environment(Environment&&) noexcept = default;
Environment& Environment::operator=(Environment&&) noexcept = default;

void Environment::add_opaque_type(std::string_view name) {
  TypePool pool(tables_->arena);
  name = tables_->arena.copy_text(name);
  add_own_type(*tables_, name, pool.named(TypeKind::opaque, name));
  tables_->opaque_names.push_back(name);
}

void Environment::add_type(const ObjectType& type) {
  Type* as_type = tables_->arena.make<Type>();
  as_type->kind = TypeKind::object;
  as_type->number = static_cast<uint16_t>(tables_->objects.size() + 1);
  as_type->name = type.name;
  add_own_type(*tables_, type.name, as_type);
  ObjectInfo& info = tables_->own_objects.emplace_back();
  info.type = &type;
  info.as_type = as_type;
  tables_->objects.push_back(&info);
}

uint32_t Environment::add_variable(const Variable& variable) {
  base::Arena& arena = tables_->arena;
  VariableInfo& info = tables_->own_variables.emplace_back();
  info.row = {arena.copy_text(variable.name), arena.copy_text(variable.type),
              arena.copy_text(variable.doc), variable.max_size};
  const auto slot = static_cast<uint32_t>(tables_->variables.size());
  tables_->slot_numbers.set(info.row.name, slot);
  const auto dots = std::count(info.row.name.begin(), info.row.name.end(), '.');
  tables_->most_dots = std::max(tables_->most_dots, static_cast<uint32_t>(dots));
  tables_->variables.push_back(&info);
  return slot;
}

void Environment::add_functions(std::span<const Function> functions) {
  for (const Function& row : functions) {
    const auto known = tables_->own_function_numbers.find(row.name);
    FunctionSet& set =
        known ? tables_->own_functions[*known] : own_function_set(*tables_, row.name);
    Overload& overload = tables_->own_overloads.emplace_back();
    overload.row = row;
    set.overloads.push_back(&overload);
  }
}

bool Environment::finish(base::Problems& problems) {
  const size_t before = problems.error_count();
  TypePool pool(tables_->arena);
  const auto resolve = [&](std::string_view text, auto& info) {
    const Type* type = parse_type(*tables_, pool, text, false);
    if (type == nullptr) return false;
    info.type = type;
    info.kinds = kinds_of(*type);
    info.stamp = stamp_of(*type);
    return true;
  };
  const auto unknown = [&](std::string_view text, std::string where) {
    report(problems, "found no type '" + std::string(text) + "' for " + std::move(where));
  };
  for (size_t at = tables_->resolved_objects; at < tables_->objects.size(); ++at) {
    ObjectInfo& object = *tables_->objects[at];
    object.fields.resize(object.type->fields.size());
    for (size_t i = 0; i < object.fields.size(); ++i) {
      const Field& field = object.type->fields[i];
      if (resolve(field.type, object.fields[i])) continue;
      unknown(field.type,
              "'" + std::string(object.type->name) + "." + std::string(field.name) + "'");
    }
  }
  for (size_t at = tables_->resolved_variables; at < tables_->variables.size(); ++at) {
    VariableInfo& variable = *tables_->variables[at];
    if (resolve(variable.row.type, variable)) continue;
    unknown(variable.row.type, "variable '" + std::string(variable.row.name) + "'");
  }
  for (Overload& overload : tables_->own_overloads) {
    if (parse_signature(*tables_, overload)) continue;
    report(problems, "cannot read the signature '" + std::string(overload.row.signature) +
                         "' of '" + std::string(overload.row.id) + "'");
  }
  return problems.error_count() == before;
}

uint32_t Environment::slot_count() const {
  return static_cast<uint32_t>(tables_->variables.size());
}

const Variable* Environment::find_variable(std::string_view name) const {
  const auto slot = tables_->find_slot(name);
  return slot ? &tables_->variables[*slot]->row : nullptr;
}

const ObjectType* Environment::object_type(uint16_t number) const {
  const ObjectInfo* info = tables_->object(number);
  return info == nullptr ? nullptr : info->type;
}

}  // namespace stet::cel
