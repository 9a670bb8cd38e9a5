// A compiled condition in words, for people who do not read CEL: its tree as a list, numbers as
// they were compiled, names of fields and terms as the file writes them.
//
//   n < 2 && !has(it.url)        n is below 2
//                                it.url is not given
//
// Tested in tests/upkeep/condition_prose_test.cc.
#pragma once

#include <string>
#include <vector>

#include "engine/cel/cel.h"
#include "engine/upkeep/document.h"

namespace stet::upkeep {

struct ConditionProse {
  bool all = true;          ///< all of the items must hold, or one of them
  std::vector<Item> items;  ///< one at least
};

ConditionProse condition_prose(const cel::Program& condition);

/// A name that an expression reads, with what it means.
struct NamedMeaning {
  std::string name;  ///< "article.headline", "it.url"
  std::string meaning;
};

/// In the order in which `program` reads them, each once.
std::vector<NamedMeaning> names_of(const cel::Program& program,
                                   const cel::Environment& environment);

}  // namespace stet::upkeep
