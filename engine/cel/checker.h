// The tree gets types: names become slots, fields become indices, calls become overloads. All
// errors of an expression are told; what is wrong has the type `error`, which fits everywhere.
// Tested in tests/cel/checker_test.cc.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/cel/ast.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/errors.h"

namespace stet::cel {

enum class Reference : uint8_t {
  none,
  slot,       ///< a variable of the environment: `index` is its slot
  local,      ///< a macro's variable: `index` is the identifier node that declares it
  type_name,  ///< a type used as a value: `name`
  field,      ///< of a host's record: `index` into its fields
  overloads,  ///< a call or operation: candidates [index, index + count)
  error,      ///< fails when reached, with `code` (only without checking)
};

/// What the checker learned about a node.
struct Annotation {
  const Type* type = &types::error;
  Reference reference = Reference::none;
  ErrorCode code = ErrorCode::none;
  bool by_kind = false;         ///< overloads: the types do not tell, values will
  bool drops_receiver = false;  ///< math.abs(x): the receiver is part of the name
  uint32_t index = 0;
  uint32_t count = 0;
  std::string_view name;
};

struct CheckedAst {
  Ast ast;
  std::vector<Annotation> notes;  ///< by NodeId
  std::vector<const Overload*> overloads;

  const Annotation& note(NodeId id) const { return notes[id]; }
  const Type& type(NodeId id) const { return *notes[id].type; }
  std::span<const Overload* const> candidates(const Annotation& note) const {
    return {overloads.data() + note.index, note.count};
  }
};

struct CheckOptions {
  std::string_view container;
  bool lenient = false;  ///< without checking: nothing is reported
};

/// Types live in `arena`. Whether anything was wrong is known to the reporter.
CheckedAst check(Ast ast, const EnvironmentTables& tables, const CheckOptions& options,
                 base::Arena& arena, Reporter& reporter);

}  // namespace stet::cel
