// Any bytes as an expression: lexer, parser, checker, planner and evaluator end without a crash,
// within the budget, with every place inside the text; what parses prints and parses the same
// again; with and without checking.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/cel/cel.h"
#include "engine/cel/parser.h"
#include "tests/cel/story.h"

namespace {

using namespace stet;
using namespace stet::cel;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_places(const base::Problems& problems, size_t size) {
  for (const base::Problem& problem : problems.all()) {
    require(problem.span.begin <= problem.span.end && problem.span.end <= size);
  }
}

/// print(parse(text)) parses to the same tree.
void check_printing(std::string_view text) {
  base::Problems problems;
  const auto printed = format(text, problems);
  require(printed.has_value() != problems.has_errors());
  check_places(problems, text.size());
  if (!printed) return;
  base::Problems none;
  const auto again = format(*printed, none);
  require(again.has_value() && *again == *printed);
}

void check_evaluation(const Environment& environment, std::string_view text, bool check) {
  base::Problems problems;
  CompileOptions options;
  options.check = check;
  const auto program = compile(environment, text, options, problems);
  check_places(problems, text.size());
  require(program.has_value() || problems.has_errors());
  if (!program) return;
  const testing::Story story = testing::make_story();
  base::Arena arena;
  Value slots[] = {Value::object(&story), Value::integer(7), Value::strings(nullptr, 0)};
  Evaluation evaluation(arena, slots);
  evaluation.set_budget(20'000, 40'000);
  const Value value = evaluate(*program, evaluation);
  std::string out;
  append_value(out, value, &environment);
  if (value.is_error()) require(value.error().span.end <= text.size());
  // An explanation comes to the same value.
  const auto steps = explain(*program, evaluation);
  require(steps.empty() || steps[0].value.kind() == value.kind() ||
          steps[0].value.code() == ErrorCode::budget || value.code() == ErrorCode::budget);
  append_steps(out, steps, evaluation);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Environment environment = testing::make_environment();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (size > 4096) return 0;
  check_printing(text);
  check_evaluation(environment, text, true);
  check_evaluation(environment, text, false);
  return 0;
}
