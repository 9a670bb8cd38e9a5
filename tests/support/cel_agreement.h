// What must hold for any well-typed expression: both forms of CelExpressions come to the same,
// printing keeps the meaning, and a budget is kept.
#pragma once

#include <string>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"
#include "tests/support/cel_expressions.h"

namespace stet::tests {

class CelAgreement {
 public:
  CelAgreement() {
    for (size_t i = 0; i < std::size(cel_ints); ++i) {
      environment_.add_variable({"i" + std::to_string(i), "int", "", 0});
      slots_.push_back(cel::Value::integer(cel_ints[i]));
    }
    for (size_t i = 0; i < std::size(cel_strings); ++i) {
      environment_.add_variable({"s" + std::to_string(i), "string", "", 0});
      slots_.push_back(cel::Value::string(cel_strings[i]));
    }
    base::Problems problems;
    environment_.finish(problems);
  }

  /// The value printed, "CODE" of an error, or the problems of a wrong expression.
  std::string shown(const std::string& expression, int64_t budget = 1'000'000) {
    base::Problems problems;
    const auto program = cel::compile(environment_, expression, {}, problems);
    if (!program) return "wrong: " + problems.all()[0].message;
    arena_.reset();
    std::vector<cel::Value> slots = slots_;
    cel::Evaluation evaluation(arena_, slots);
    evaluation.set_budget(budget, budget);
    const cel::Value value = cel::evaluate(*program, evaluation);
    spent_ = budget - evaluation.story_left();
    if (value.is_error()) return std::string(cel::to_string(value.code()));
    return cel::to_string(value);
  }
  int64_t spent() const { return spent_; }

  /// Empty, or what does not agree.
  template <typename Forms>
  std::string disagreement(const Forms& forms) {
    const std::string folded = shown(forms.constant);
    if (folded.substr(0, 6) == "wrong:") return forms.constant + " is " + folded;
    const std::string unfolded = shown(forms.variable);
    if (folded != unfolded) {
      return forms.constant + " is " + folded + ", " + forms.variable + " is " + unfolded;
    }
    base::Problems problems;
    const auto printed = cel::format(forms.variable, problems);
    if (!printed || shown(*printed) != unfolded) return forms.variable + " printed differently";
    constexpr int64_t little = 20;
    const std::string bounded = shown(forms.variable, little);
    if (bounded != unfolded && bounded != "budget") {
      return forms.variable + " in a small budget is " + bounded;
    }
    return {};
  }

 private:
  cel::Environment environment_;
  std::vector<cel::Value> slots_;
  base::Arena arena_;
  int64_t spent_ = 0;
};

}  // namespace stet::tests
