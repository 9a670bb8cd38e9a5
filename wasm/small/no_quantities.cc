// Stands in front of engine/gate/quantity_types.cc and engine/report/quantities_json.cc in
// stet.wasm: the grammar of quantities would add a fifth to what every page loads, for the few
// methodologies that ask for it (docs/decisions/0022-the-full-module.md). Tested in
// web/test/full.test.mjs.
#include <algorithm>

#include "engine/gate/quantity_types.h"
#include "engine/report/quantities_json.h"

namespace stet::gate {

std::span<const EvidenceType> quantity_types() { return {}; }

void Vocabulary::add_quantities() {}

std::span<const evidence::Quantity> quantities_of(Story&) { return {}; }

void report_missing_quantities(base::Problems& problems) {
  const auto& all = problems.all();
  const bool named = std::any_of(all.begin(), all.end(), [](const base::Problem& problem) {
    return problem.message.find(quantities_name) != std::string::npos;
  });
  if (!named) return;
  base::Problem missing;
  missing.code = "needs-full-module";
  missing.message = "expected stet_full.wasm for 'text.quantities', found stet.wasm";
  problems.add(std::move(missing));
}

}  // namespace stet::gate

namespace stet::report {

void write_quantities(base::JsonWriter&, const gate::Verdict&, Places&, Unit) {}

}  // namespace stet::report
