// What may be typed at a place of a rules file, with what it means.
//
// At a key: the keys of the object that are not there yet. At a value: what it may be, by the
// tables of keys, or what is declared under that kind of name. In an expression: variables, terms
// and functions, behind a dot the fields and methods of what stands before it, in quotes what the
// field that it is compared with may hold. Tested in tests/assist/completion_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/assist/ruleset.h"
#include "engine/assist/spot.h"

namespace stet::assist {

struct Proposal {
  enum class Kind : uint8_t { key, value, variable, field, function, macro, name, phrase } kind;
  std::string label;
  std::string detail;         ///< its type, on one line
  std::string documentation;  ///< Markdown
  std::string insert;         ///< what replaces Proposals::replaced
  std::string snippet;        ///< the same with `$1` where typing goes on; empty: no better
};

struct Proposals {
  base::Span replaced;  ///< bytes of the file
  std::vector<Proposal> items;
};

Proposals complete(const Ruleset& rules, const Document& document, FileKind kind, uint32_t offset);

/// Those of an expression; internal.
Proposals complete_expression(const Ruleset& rules, const Document& document, const Spot& spot);

}  // namespace stet::assist
