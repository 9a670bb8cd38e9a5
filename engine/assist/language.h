// The condition language as a methodology shapes it: what may be named in which of its expressions.
// Of a methodology with mistakes, too: what is right in it is known.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/cel/cel.h"
#include "engine/gate/vocabulary.h"
#include "engine/methodology/methodology.h"

namespace stet::assist {

/// What an expression sees beside the variables: the element that its rule is about, if any.
struct Element {
  std::string name;  ///< "it", "at", or empty
  std::string type;
};

/// The conditions of a rule that decide what its other expressions see.
struct RuleParts {
  bool find = false;
  std::string each, at;
};

/// Which expression of a rule, as each sees something else.
enum class Role : uint8_t { term, each, when, at, message };

class Language {
 public:
  /// `methodology` outlives it.
  explicit Language(const methodology::Methodology& methodology);

  const cel::Environment& base() const { return *environments_.front(); }
  /// With the element of a rule; the same at every call.
  const cel::Environment& environment(Role role, const RuleParts& rule);
  /// The type of `expression`, with parameters; "dyn" when it has none.
  std::string type_of(const cel::Environment& environment, std::string_view expression) const;
  /// Slots of terms follow each other from here on, in the order of `terms()`.
  uint32_t first_term_slot() const { return first_term_slot_; }
  const std::vector<const methodology::Term*>& terms() const { return terms_; }

 private:
  const cel::Environment& with(const Element& element);

  gate::Vocabulary vocabulary_;
  std::vector<std::unique_ptr<cel::Environment>> environments_;
  std::vector<const methodology::Term*> terms_;
  uint32_t first_term_slot_ = 0;
  std::map<std::pair<std::string, std::string>, const cel::Environment*> known_;
};

/// "map(string, list(int))" → "string", "list(int)"; none without parameters.
std::vector<std::string> type_parameters(std::string_view type);
/// "list(Hit)" → "Hit"; "dyn" for what is no list.
std::string element_type(std::string_view list_type);

}  // namespace stet::assist
