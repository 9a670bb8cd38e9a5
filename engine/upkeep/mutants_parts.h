// The parts of list_mutants(). Internal to upkeep.
#pragma once

#include <vector>

#include "engine/base/number.h"
#include "engine/upkeep/mutants.h"

namespace stet::upkeep {

void add_condition_mutants(const gate::Gate& gate, const MutantScope& scope,
                           std::vector<Mutant>& out);
void add_data_mutants(const gate::Gate& gate, std::vector<Mutant>& out);

}  // namespace stet::upkeep
