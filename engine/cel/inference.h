// Type inference: variables for what is not known yet, and what has been learned about them.
// The rules are those of CEL's type checker: dyn goes with everything, null with wrappers, times,
// optionals and records, and a variable takes the most general type that it met.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "engine/cel/type.h"

namespace stet::cel {

class Inference {
 public:
  explicit Inference(TypePool& pool) : pool_(pool), bindings_(1, nullptr) {}

  const Type* fresh() {
    bindings_.push_back(nullptr);
    return pool_.variable(static_cast<uint32_t>(bindings_.size() - 1));
  }
  /// May a value of type `from` stand where `to` is expected? Learns from a yes, forgets after a
  /// no.
  bool assignable(const Type& from, const Type& to);
  bool assignable(std::span<const Type* const> from, std::span<const Type* const> to);
  /// The common type of two elements or branches; dyn where they have none.
  const Type* join(const Type* a, const Type* b);
  /// With all that is known put in; variables about which nothing is known stay, or become dyn.
  const Type* resolve(const Type* type, bool free_is_dyn);
  /// Follows a variable to what it stands for.
  const Type* shallow(const Type* type) const;
  /// A signature's parameters T, U … replaced by fresh variables, the same for each letter.
  class Instance {
   public:
    explicit Instance(Inference& inference) : inference_(inference) {}
    const Type* of(const Type* type);

   private:
    Inference& inference_;
    const Type* letters_[26] = {};
  };

 private:
  bool match(const Type& from, const Type& to);
  bool match_all(std::span<const Type* const> from, std::span<const Type* const> to);
  std::pair<bool, bool> substitute(const Type& type, const Type& variable);
  bool occurs(const Type& variable, const Type& in) const;
  void bind(const Type& variable, const Type* type) {
    trail_.emplace_back(variable.variable, bindings_[variable.variable]);
    bindings_[variable.variable] = type;
  }

  TypePool& pool_;
  std::vector<const Type*> bindings_;
  std::vector<std::pair<uint32_t, const Type*>> trail_;
};

}  // namespace stet::cel
