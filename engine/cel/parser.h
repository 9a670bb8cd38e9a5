// Tokens → tree. An operator-precedence parser with a stack of its own: depth of nesting costs
// memory, never the call stack. Stops at the first syntax error. Tested in
// tests/cel/parser_test.cc.
#pragma once

#include <optional>

#include "engine/base/arena.h"
#include "engine/cel/ast.h"
#include "engine/cel/errors.h"
#include "engine/cel/source_text.h"

namespace stet::cel {

/// Longer expressions are refused.
inline constexpr size_t max_expression_bytes = size_t{1} << 20;

/// Names and literals of the tree refer to `source` and `arena`.
std::optional<Ast> parse(const SourceText& source, base::Arena& arena, Reporter& reporter);

}  // namespace stet::cel
