// Environments that extend others: what both know, and that the base does not learn of it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"

using namespace stet::cel;

namespace {

Value seven(Evaluation&, const Value*) { return Value::integer(7); }

/// How an expression comes out: its value as a text, or "refused".
std::string result(const Environment& environment, std::string_view expression) {
  stet::base::Problems problems;
  const auto program = compile(environment, expression, {}, problems);
  if (!program) return "refused";
  stet::base::Arena arena;
  std::vector<Value> slots(environment.slot_count(), Value::integer(2));
  Evaluation evaluation(arena, slots);
  const Value value = evaluate(*program, evaluation);
  return value.is_error() ? "error" : std::to_string(value.as_int());
}

Environment finished(Environment environment) {
  stet::base::Problems problems;
  CHECK(environment.finish(problems));
  return environment;
}

}  // namespace

TEST_CASE("an environment knows what it extends, and its own") {
  Environment plain;
  plain.add_variable({"count", "int", ""});
  const Environment base = finished(std::move(plain));
  Environment more = Environment::extending(base);
  CHECK(more.add_variable({"it", "int", ""}) == 1);
  const Environment extended = finished(std::move(more));
  CHECK(result(extended, "count + it + size('abc')") == "7");
  CHECK(extended.find_variable("count") == base.find_variable("count"));
  CHECK(result(base, "count + 1") == "3");
  CHECK(result(base, "it") == "refused");
  CHECK(base.find_variable("it") == nullptr);
}

TEST_CASE("an overload of a known function stays with the environment that adds it") {
  static const Function rows[] = {{"size", "size_int", "(int) -> int", seven, ""}};
  const Environment base = finished(Environment());
  Environment more = Environment::extending(base);
  more.add_functions(rows);
  const Environment extended = finished(std::move(more));
  CHECK(result(extended, "size(1)") == "7");
  CHECK(result(extended, "size('ab')") == "2");
  CHECK(result(base, "size(1)") == "refused");
  CHECK(result(base, "size('ab')") == "2");
}
