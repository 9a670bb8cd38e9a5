// What is known of conditions: never more than is true of some value. Small conditions over one
// number are also tried with every value.
#include <catch2/catch.hpp>

#include "engine/cel/cel.h"
#include "engine/upkeep/facts.h"

namespace stet::upkeep {
namespace {

cel::Environment& environment() {
  static cel::Environment made = [] {
    cel::Environment out;
    out.add_variable({"n", "int", ""});
    out.add_variable({"x", "double", ""});
    out.add_variable({"s", "string", ""});
    out.add_variable({"b", "bool", ""});
    base::Problems problems;
    REQUIRE(out.finish(problems));
    return out;
  }();
  return made;
}

cel::Program compiled(std::string_view text) {
  base::Problems problems;
  cel::CompileOptions options;
  options.result_type = "bool";
  const auto program = cel::compile(environment(), text, options, problems);
  INFO(text);
  REQUIRE(program.has_value());
  return *program;
}

/// "can be both", "never true" or "always true".
std::string verdict(std::string_view text) {
  const cel::Program program = compiled(text);
  const Scales scales;
  Facts yes(program.state().source->checked, scales), no = yes;
  const bool can_be_true = yes.assume(program.state().root, true);
  const bool can_be_false = no.assume(program.state().root, false);
  return can_be_true && can_be_false ? "both" : can_be_true ? "always" : "never";
}

TEST_CASE("contradictions and truisms") {
  const std::pair<const char*, const char*> rows[] = {
      {"n > 3 && n < 2", "never"},
      {"n > 2 && n < 3", "never"},
      {"x > 2.0 && x < 3.0", "both"},
      {"n > 2 && n < 4", "both"},
      {"n >= 2 || n < 2", "always"},
      {"n == 1 || n != 1", "always"},
      {"!(n < 5) && n < 5", "never"},
      {"n > 3 && (n < 2 || n < 1)", "never"},
      {"n > 3 && (n < 2 || n > 4)", "both"},
      {"s == 'a' && s == 'b'", "never"},
      {"s in ['a', 'b'] && s in ['b', 'c']", "both"},
      {"s in ['a', 'b'] && s != 'a' && s != 'b'", "never"},
      {"b && !b", "never"},
      {"b || !b", "always"},
      {"size(s) < 0", "never"},
      {"n * 2 > 7 && n < 3", "both"},
      {"n == 2 && n * 2 > 7", "never"},
      {"s.startsWith('a') && !s.startsWith('a')", "never"},
      {"3 < n && 2 > n", "never"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(verdict(text) == expected);
  }
}

TEST_CASE("what is claimed holds for every value") {
  const char* const parts[] = {"n < 2",  "n <= 2", "n > 2", "n >= 3",
                               "n == 2", "n != 2", "n > 0", "n < 1"};
  const char* const joins[] = {" && ", " || "};
  base::Arena arena;
  for (const char* a : parts) {
    for (const char* b : parts) {
      for (const char* c : parts) {
        for (int form = 0; form < 8; ++form) {
          std::string text = std::string("(") + a + joins[form & 1] + (form & 4 ? "!(" : "(") + b +
                             "))" + joins[form >> 1 & 1] + c;
          const cel::Program program = compiled(text);
          bool ever_true = false, ever_false = false;
          for (int64_t n = -2; n <= 6; ++n) {
            std::vector<cel::Value> slots(4, cel::Value::integer(n));
            cel::Evaluation evaluation(arena, slots);
            (cel::evaluate(program, evaluation).is_true() ? ever_true : ever_false) = true;
          }
          INFO(text);
          const std::string said = verdict(text);
          if (said == "never") CHECK_FALSE(ever_true);
          if (said == "always") CHECK_FALSE(ever_false);
        }
      }
    }
  }
}

}  // namespace
}  // namespace stet::upkeep
