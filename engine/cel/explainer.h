// explain() for whoever asks more than once: the program planned with instructions that keep the
// value of each sub-expression, and the tree in which they are shown, both made once.
//
//   const cel::Explainer explainer(program);
//   std::vector<Value> told(explainer.size());
//   Value v = explainer.evaluate(evaluation, told);         // the program's value
//   explainer.show(told, evaluation, steps);                // later, if somebody wants to see it
//
// What evaluates is the machine, once, in place of evaluate(): the same value at the same cost.
// What it tells goes to a flat array; the tree is read from it only when it is shown. Immutable:
// threads may share it.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/cel/evaluation.h"

namespace stet::cel {

class Explainer {
 public:
  explicit Explainer(const Program& program);
  ~Explainer();
  Explainer(Explainer&&) noexcept;

  size_t size() const;
  /// As cel::evaluate(); `told`, of size() values, can be shown while what it refers to lives.
  Value evaluate(Evaluation& evaluation, std::span<Value> told) const;
  /// What evaluate() returned.
  const Value& result(std::span<const Value> told) const;
  /// In reading order; `evaluation` looks into records as if it had evaluated this last.
  void show(std::span<const Value> told, Evaluation& evaluation, std::vector<Step>& out) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace stet::cel
