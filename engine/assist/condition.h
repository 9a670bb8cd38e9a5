// What stands at a place of an expression that may be half typed: found from its tokens alone, with
// types by compiling what stands before a dot.
//
//   article.sources.exists(s, s.ki▮        word "ki", behind a dot, receiver "s", and the
//                                          variable s is an element of "article.sources"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assist/language.h"
#include "engine/assist/ruleset.h"
#include "engine/assist/spot.h"
#include "engine/cel/lexer.h"

namespace stet::assist {

/// An expression of a rules file around a place.
struct Expression {
  base::MappedText text;
  uint32_t offset = 0;  ///< of the place, in the text
  Role role = Role::term;
  RuleParts rule;
};

/// The expression at a spot, also one in a message whose brace is not closed yet.
std::optional<Expression> expression_at(const Ruleset& rules, const Document& document,
                                        const Spot& spot, base::Arena& arena);

/// The role of the expressions at a key.
Role role_of(std::string_view key);

/// The variable that a macro around a place declares.
struct LocalVariable {
  std::string_view name;
  std::string type;
};

struct Word {
  base::Span place;       ///< in the text; empty where none is begun
  std::string_view name;  ///< up to the place when it is to be completed, else all of it
  bool after_dot = false;
  std::string_view receiver;  ///< the expression before the dot
  base::Span receiver_place;
  bool called = false;   ///< '(' stands behind it
  bool in_text = false;  ///< inside of quotes; `receiver` is what the text is compared with
  std::vector<LocalVariable> locals;  ///< the innermost last
};

/// At `offset`: what is there, or, with `typing`, what is begun there and goes on.
/// Nothing inside of numbers and the like.
std::optional<Word> word_at(const Language& language, const cel::Environment& environment,
                            std::string_view text, uint32_t offset, bool typing);

/// `environment` with the variables of macros.
cel::Environment with_locals(const cel::Environment& environment,
                             const std::vector<LocalVariable>& locals);

/// The type of the receiver of `word`; null when it has none of its own.
std::string receiver_type(const Language& language, const cel::Environment& environment,
                          const Word& word);

}  // namespace stet::assist
