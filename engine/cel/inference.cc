#include "engine/cel/inference.h"

namespace stet::cel {
namespace {

bool is_wild(const Type& type) {
  return type.kind == TypeKind::dyn || type.kind == TypeKind::error;
}

bool takes_null(const Type& type) {
  switch (type.kind) {
    case TypeKind::wrapper:
    case TypeKind::null:
    case TypeKind::timestamp:
    case TypeKind::duration:
    case TypeKind::object:
    case TypeKind::optional:
    case TypeKind::opaque: return true;
    default: return is_wild(type);
  }
}

/// Is `a` the same as `b` or a vaguer form of it?
bool at_least_as_general(const Type& a, const Type& b) {
  if (a.kind == TypeKind::dyn || a.kind == TypeKind::parameter) return true;
  if (b.kind == TypeKind::dyn || b.kind == TypeKind::parameter) return false;
  if (a.kind == TypeKind::wrapper && b.kind != TypeKind::wrapper) {
    return same_type(*a.parameters[0], b) || b.kind == TypeKind::null;
  }
  if (b.kind == TypeKind::null && takes_null(a)) return true;
  if (a.kind != b.kind || a.name != b.name || a.parameters.size() != b.parameters.size()) {
    return false;
  }
  if (a.kind == TypeKind::type) return true;
  for (size_t i = 0; i < a.parameters.size(); ++i) {
    if (!at_least_as_general(*a.parameters[i], *b.parameters[i])) return false;
  }
  return true;
}

}  // namespace

const Type* Inference::shallow(const Type* type) const {
  while (type->kind == TypeKind::parameter && type->variable != 0 &&
         bindings_[type->variable] != nullptr) {
    type = bindings_[type->variable];
  }
  return type;
}

bool Inference::assignable(const Type& from, const Type& to) {
  const Type* one = &from;
  const Type* other = &to;
  return assignable(std::span<const Type* const>(&one, 1), std::span<const Type* const>(&other, 1));
}

bool Inference::assignable(std::span<const Type* const> from, std::span<const Type* const> to) {
  const size_t mark = trail_.size();
  const bool matched = match_all(from, to);
  while (!matched && trail_.size() > mark) {
    bindings_[trail_.back().first] = trail_.back().second;
    trail_.pop_back();
  }
  trail_.resize(mark);
  return matched;
}

bool Inference::match_all(std::span<const Type* const> from, std::span<const Type* const> to) {
  if (from.size() != to.size()) return false;
  for (size_t i = 0; i < from.size(); ++i) {
    if (!match(*from[i], *to[i])) return false;
  }
  return true;
}

bool Inference::match(const Type& from, const Type& to) {
  if (to.kind == TypeKind::parameter) {
    const auto [valid, bound] = substitute(from, to);
    if (valid) return true;
    if (bound) return false;
  }
  if (from.kind == TypeKind::parameter) return substitute(to, from).first;
  if (is_wild(from) || is_wild(to)) return true;
  if (from.kind == TypeKind::null) return takes_null(to);
  if (to.kind == TypeKind::null) return takes_null(from);
  if (from.kind == TypeKind::wrapper && to.kind != TypeKind::wrapper) {
    return match(*from.parameters[0], to);
  }
  if (to.kind == TypeKind::wrapper && from.kind != TypeKind::wrapper) {
    return match(from, *to.parameters[0]);
  }
  if (from.kind != to.kind || from.name != to.name) return false;
  if (from.kind == TypeKind::type) return true;
  return match_all(from.parameters, to.parameters);
}

/// Can `variable` stand for `type`? Second: did it stand for something before?
std::pair<bool, bool> Inference::substitute(const Type& type, const Type& variable) {
  if (same_type(type, variable)) return {true, true};
  if (const Type* bound = bindings_[variable.variable]; bound != nullptr) {
    if (same_type(type, *bound)) return {true, true};
    if (!match(type, *bound)) return {false, true};
    const Type* general = at_least_as_general(type, *bound) ? &type : bound;
    if (!occurs(variable, *general)) bind(variable, general);
    return {true, true};
  }
  if (occurs(variable, type)) return {false, false};
  bind(variable, &type);
  return {true, false};
}

bool Inference::occurs(const Type& variable, const Type& in) const {
  const Type* type = shallow(&in);
  if (type->kind == TypeKind::parameter) return type->variable == variable.variable;
  for (const Type* parameter : type->parameters) {
    if (occurs(variable, *parameter)) return true;
  }
  return false;
}

const Type* Inference::join(const Type* a, const Type* b) {
  if (a == nullptr) return b;
  if (!assignable(*a, *b)) return &types::dyn;
  return at_least_as_general(*a, *b) ? a : b;
}

const Type* Inference::resolve(const Type* type, bool free_is_dyn) {
  type = shallow(type);
  if (type->kind == TypeKind::parameter) return free_is_dyn ? &types::dyn : type;
  if (type->parameters.empty()) return type;
  std::vector<const Type*> parameters;
  bool changed = false;
  for (const Type* parameter : type->parameters) {
    parameters.push_back(resolve(parameter, free_is_dyn));
    changed |= parameters.back() != parameter;
  }
  return changed ? pool_.with(*type, parameters) : type;
}

const Type* Inference::Instance::of(const Type* type) {
  if (type->kind == TypeKind::parameter) {
    const Type*& letter = letters_[(type->name[0] - 'A') % 26];
    if (letter == nullptr) letter = inference_.fresh();
    return letter;
  }
  if (type->parameters.empty()) return type;
  std::vector<const Type*> parameters;
  for (const Type* parameter : type->parameters) parameters.push_back(of(parameter));
  return inference_.pool_.with(*type, parameters);
}

}  // namespace stet::cel
