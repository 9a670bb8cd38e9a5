// What the parts of find_effects() share. Internal to upkeep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/program.h"
#include "engine/methodology/node.h"
#include "engine/upkeep/effects.h"

namespace stet::upkeep {

struct EffectReport {
  const gate::Gate& gate;
  const methodology::Methodology& methodology;
  const EffectOptions& options;
  std::vector<Finding> findings = {};

  void add(std::string_view code, uint32_t file, base::Span place, std::string message,
           std::string suggestion);
  /// The last finding goes away when `place` and the comma beside it are taken out.
  void removable(base::Span place);
  /// The node of the merged tree at a path of keys; null when there is none.
  const methodology::Node* at(std::initializer_list<std::string_view> path) const;
};

void check_conditions(EffectReport& report);
void check_rule_pairs(EffectReport& report);
void check_messages(EffectReport& report);
void check_examples(EffectReport& report);
void check_names(EffectReport& report);
void check_phrases(EffectReport& report);
void check_measures(EffectReport& report);
void check_exceptions(EffectReport& report);

inline std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

}  // namespace stet::upkeep
