// explain() for whoever asks more than once: the program planned with instructions that keep the
// value of each sub-expression, and the tree in which they are shown, both made once.
//
//   cel::Explainer explainer(program);
//   cel::Explanation told;                                  // memory, kept from one to the next
//   Value v = explainer.evaluate(evaluation, told);         // the program's value
//   for (const Step& step : told.steps()) …
//
// What evaluates is the machine, once; values go to a flat array by the number of their node, and
// the steps are read from it in the order of the tree. Immutable: threads may share it, each with
// an Explanation of its own.
#pragma once

#include <memory>
#include <vector>

#include "engine/cel/evaluation.h"

namespace stet::cel {

class Explanation {
 public:
  /// In reading order; lives until the next one.
  std::span<const Step> steps() const { return steps_; }

 private:
  friend class Explainer;
  std::vector<Value> values_;
  std::vector<uint32_t> pending_;
  std::vector<Step> steps_;
};

class Explainer {
 public:
  explicit Explainer(const Program& program);
  ~Explainer();
  Explainer(Explainer&&) noexcept;

  /// As cel::evaluate(), at no cost to the story's budget.
  Value evaluate(Evaluation& evaluation, Explanation& told) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace stet::cel
