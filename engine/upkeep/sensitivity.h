// How much hangs on a number: each threshold of a methodology a step or two lower and higher, and
// how many stories of an archive are then decided otherwise. A number on which much hangs wants a
// reason; one on which nothing hangs may go.
//
//   numbers that a condition or a term of the file compares with, those of its verification and
//   confidence, the bounds of its sentiment labels: those that stand in the file itself, and in
//   what it extends that has no rules
//
// Each step is the whole methodology, compiled with that number, so all that follows from it
// counts. Tested in tests/upkeep/sensitivity_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/upkeep/judged.h"

namespace stet::upkeep {

struct ThresholdStep {
  std::string to;                          ///< the number as it would be written
  std::unique_ptr<const gate::Gate> gate;  ///< null: the file is refused with it
};

struct Threshold {
  std::string of;  ///< the id of its rule or term, or the path of the value
  uint32_t file = 0;
  base::Span place;
  std::string written;
  std::vector<ThresholdStep> steps;  ///< ascending; whole numbers 2 and 1 off, others a fraction
};

/// In the order of the files.
std::vector<Threshold> find_thresholds(const gate::Gate& gate);

/// Of one step: stories with a worse and with a better decision than now.
struct Flips {
  uint64_t worse = 0, better = 0;
};

/// What was counted in a part of an archive; parts add up.
struct Sensitivity {
  uint64_t stories = 0, unreadable = 0;
  std::vector<Flips> flips;  ///< by threshold and step, in their order

  void add(const Sensitivity& part);
};

/// Judges stories with all steps; one per thread. Refers to its arguments.
class SensitivityTrial {
 public:
  SensitivityTrial(const gate::Gate& gate, std::span<const Threshold> thresholds);
  void add(std::string_view story, formats::Format format, std::string_view now, Sensitivity& to);

 private:
  Judge now_;
  std::vector<std::unique_ptr<Judge>> steps_;  ///< null where the file is refused
};

void append_sensitivity_text(std::string& out, std::span<const Threshold> thresholds,
                             const Sensitivity& found, const methodology::Methodology& methodology);
/// {"stories", "unreadable", "thresholds": [{"of", "file", "line", "column", "value", "steps":
/// [{"to", "worse", "better"} or {"to", "refused": true}]}]}
void append_sensitivity_json(std::string& out, std::span<const Threshold> thresholds,
                             const Sensitivity& found, const methodology::Methodology& methodology);

}  // namespace stet::upkeep
