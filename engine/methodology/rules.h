// Methodology → programs: conditions type-checked, messages cut into pieces, phrases and patterns
// compiled. Made once, constant from then on, shared by all threads.
//
//   Term.is ───────────────▶ CompiledTerm    a slot of its own; may read the terms before it
//   Rule.each, when, at ───▶ CompiledRule    `it` and `at` are one slot: no rule has both
//   Rule.message, fix ─────▶ Template        "{it.text} rests on {n} sources" in pieces
//   lists, find.phrases ───▶ text::PhraseSet, list numbers as in Methodology::lists
//   find.pattern ──────────▶ text::PatternSet
//
// What conditions may refer to (article, text, scores, …) is declared by the gate, through a
// function. Tested in tests/methodology/rules_test.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/cel/cel.h"
#include "engine/methodology/methodology.h"
#include "engine/text/patterns.h"
#include "engine/text/phrases.h"

namespace stet::methodology {

/// A piece of a message: text as it is, or an expression whose value is printed in its place.
struct Piece {
  std::string_view literal;             ///< lives in the Methodology
  std::optional<cel::Program> program;  ///< of a scalar type
};

/// A message, a next step or a replacement. Without pieces: there is none.
struct Template {
  std::vector<Piece> pieces;
  bool empty() const { return pieces.empty(); }
};

struct CompiledTerm {
  const Term* term = nullptr;
  uint32_t slot = 0;
  cel::Program program;  ///< of the term's type
};

struct CompiledRule {
  const Rule* rule = nullptr;
  std::optional<cel::Program> each;  ///< a list; its elements go to CompiledRules::element_slot
  std::optional<cel::Program> when;  ///< bool; absent: true. For each and find: of every element
  std::optional<cel::Program> at;    ///< a list (at_is_list) or one thing to point at
  bool at_is_list = false;
  Template message;
  std::vector<Template> fixes;
  Template replacement;             ///< of find rules, may be absent
  std::vector<uint32_t> lists;      ///< find: numbers of phrase lists, the rule's own among them
  std::optional<uint32_t> pattern;  ///< find: number in CompiledRules::patterns
};

struct CompiledRules {
  /// Programs refer to what these hold. The first knows no element, one more per type of element.
  std::vector<std::unique_ptr<cel::Environment>> environments;
  uint32_t first_term_slot = 0;  ///< terms follow each other in the order of the methodology
  uint32_t element_slot = 0;     ///< `it` in each and find rules, `at` in messages of at rules
  uint32_t slot_count = 0;       ///< with the element's
  std::vector<CompiledTerm> terms;
  std::vector<CompiledRule> rules;  ///< as Methodology::rules
  text::PhraseSet phrases;          ///< list i is Methodology::lists[i]
  text::PatternSet patterns;
};

/// Adds types, functions and variables, all but terms, `it` and `at`, to a new environment. Does
/// not call finish().
using Declare = std::function<void(cel::Environment&)>;

/// Null when anything is wrong; all that is wrong is told, each at its place in its file.
/// `hit_type` is the type of `it` in find rules ("Hit"). The methodology must outlive the result.
/// One that is not sound may be given to find more mistakes; there is no result then.
std::unique_ptr<CompiledRules> compile_rules(const Methodology& methodology, const Declare& declare,
                                             std::string_view hit_type, base::Problems& problems);

}  // namespace stet::methodology
