// What would silence a rule: the smallest changes of measures, from the thresholds of its
// condition.
//
//   n < 2 && rumours > 0 && authorities == 0       n is 1, rumours 3, authorities 0
//   ways   n >= 2 (1 more)     authorities != 0 (1 more)     rumours <= 0 (3 fewer)
//
// A way is told when it has been tried: with its measures at their targets the rule is silent, and
// no rule fires that was silent. Tested in tests/gate/ways_out_test.cc.
#pragma once

#include <span>
#include <vector>

#include "engine/cel/cel.h"
#include "engine/gate/findings.h"

namespace stet::gate {

struct WaysOut {
  std::span<const std::span<const Change>> tried;
  /// The first change of the first way, else of what cannot be tried the first that is a comparison
  /// with a number; empty when there is none.
  Change nearest;
};

class WayFinder {
 public:
  WayFinder(const Gate::Program& program, Story& story, Findings& findings,
            cel::Evaluation& evaluation)
      : program_(program), story_(story), findings_(findings), evaluation_(evaluation) {}

  /// Of a rule that fired.
  WaysOut of(uint32_t rule);

 private:
  /// A part of the condition in this story.
  struct Step {
    bool holds = false;    ///< as it has to
    bool measure = false;  ///< a comparison of a variable with a number
    bool term = false;     ///< which can be tried
    cel::Value value, target;
    double distance = 0;
  };
  struct Candidate {
    const cel::Way* way = nullptr;
    uint32_t number = 0;  ///< in the order of the condition
    double distance = 0;
  };

  void look(const cel::Escapes& escapes);
  Step look_at(const cel::Part& part);
  /// Ways that need nothing but changes of terms, the smallest first.
  std::vector<Candidate> candidates(const cel::Escapes& escapes) const;
  bool silences(uint32_t rule, const Candidate& way, const cel::Escapes& escapes);
  bool all_well(uint32_t rule);
  Change change(const cel::Part& part, const Step& step);
  std::string_view print(const cel::Value& value);

  const Gate::Program& program_;
  Story& story_;
  Findings& findings_;
  cel::Evaluation& evaluation_;
  std::vector<Step> steps_;  ///< as the parts of the rule that is looked at
};

}  // namespace stet::gate
