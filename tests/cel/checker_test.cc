// What authors of rules are told about their mistakes, and where.
#include <catch2/catch.hpp>
#include <string>

#include "engine/base/arena.h"
#include "tests/cel/story.h"

using namespace stet::cel;
using stet::cel::testing::make_environment;
using stet::cel::testing::make_story;

namespace {

struct Row {
  const char* expression;
  const char* problems;
};

}  // namespace

TEST_CASE("mistakes are told with a place and a way out") {
  const Row rows[] = {
      {"stroy.impact > 1", "1:1 found no variable called 'stroy' (did you mean 'story'?)"},
      {"story.impct > 1", "1:7 'Story' has no field 'impct' (did you mean 'impact'?)"},
      {"story.headline.startWith('C')",
       "1:16 found no function called 'startWith' (did you mean 'startsWith'?)"},
      {"story.sources.exists(s, s.knd == 'x') && limt > 0",
       "1:27 'Source' has no field 'knd' (did you mean 'kind'?)\n"
       "1:42 found no variable called 'limt' (did you mean 'limit'?)"},
      {"story.headline < 3",
       "1:16 found no matching overload for '_<_' applied to '(string, int)' (it takes (bool, "
       "bool) "
       "or (int, int) or (uint, uint) or (double, double) or others)"},
      {"story.impact.size() > 1",
       "1:14 found no matching overload for 'size' applied to 'int.()' (it takes (string) or "
       "string.() or (bytes) or bytes.() or others)"},
      {"story.impact.unit", "1:14 a value of type 'int' has no fields, found '.unit'"},
      {"story.impact.all(x, x > 0)", "1:1 expected a list or a map before 'all', found 'int'"},
      {"[1].all(x, x)", "1:12 expected a bool as the condition of 'all', found 'int'"},
      {"story.headline.matches('(a')", "1:24 expected a regular expression: missing ): (a"},
      {"{1.5: 2}", "1:2 expected a key of type string, int, uint or bool, found 'double'"},
      {"[?1]", "1:3 expected an optional value after '?', found 'int'"},
      {"1 +", "1:4 expected an expression, found the end of the expression"},
      {"(1 + 2", "1:1 expected a closing ')' for this, found the end of the expression"},
      {"[1, 2)", "1:6 expected ']', found ')'"},
      {"a = 1", "1:3 expected '==', found '='"},
      {"'open", "1:1 expected a closing '"},
      {"1 2", "1:3 expected an operator, found '2'"},
      {"'a\\q'", "1:3 found an escape that does not exist"},
      {"9223372036854775808", "1:1 number is too large for int"},
      {"for > 1", "1:1 'for' is a reserved word and cannot be a name"},
      {"[1].all(1, true)", "1:9 expected a plain name for the variable of 'all'"},
      {"has(story)", "1:5 expected a field selection such as 'a.b' as the argument of 'has'"},
      {"Source{id: 'x'}",
       "1:1 'Source' is no type that expressions can make values of "
       "(use a map: {\"key\": value})"},
      {"true ? 1 ? 2 : 3 : 4",
       "1:10 expected ':', found '?' (put parentheses around the inner "
       "conditional)"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(testing::run(row.expression, make_story()).problems == row.problems);
  }
}

TEST_CASE("a condition must be a bool") {
  CHECK(testing::run("story.impact", make_story(), "bool").problems ==
        "1:1 expected an expression of type 'bool', found 'int'");
  CHECK(testing::run("story.impact > 3", make_story(), "bool").problems.empty());
  CHECK(testing::run("dyn(story.impact)", make_story(), "bool").value.substr(0, 16) ==
        "no-such-overload");
}

TEST_CASE("places are right inside an escaped JSON string") {
  const Environment environment = make_environment();
  // What the rules file holds between the quotes, and what it says.
  const std::string file = R"({"when": "story.headline == \"\u0041\" && storyy.impact > 1"})";
  const std::string decoded = "story.headline == \"A\" && storyy.impact > 1";
  const auto begin = static_cast<uint32_t>(file.find("story.headline"));
  stet::base::MappedText mapped;
  mapped.text = decoded;
  mapped.source = {begin, static_cast<uint32_t>(file.size() - 2)};
  mapped.mapping = stet::base::Mapping::json;
  stet::base::Problems problems;
  CHECK_FALSE(compile(environment, mapped, "rules.json", file, {}, problems));
  REQUIRE(problems.all().size() == 1);
  CHECK(problems.all()[0].file == "rules.json");
  CHECK(stet::base::slice(file, problems.all()[0].span) == "storyy");
}

TEST_CASE("errors at run time have their place in the rules file too") {
  const Environment environment = make_environment();
  const std::string file = R"({"when": "\"\u0041\" == \"\" || 1 / (limit - 7) > 0"})";
  const std::string decoded = "\"A\" == \"\" || 1 / (limit - 7) > 0";
  const auto begin = static_cast<uint32_t>(file.find("\\\"\\u"));
  stet::base::MappedText mapped;
  mapped.text = decoded;
  mapped.source = {begin, static_cast<uint32_t>(file.size() - 2)};
  mapped.mapping = stet::base::Mapping::json;
  stet::base::Problems problems;
  const auto program = compile(environment, mapped, "rules.json", file, {}, problems);
  REQUIRE(program);
  stet::base::Arena arena;
  Value slots[] = {Value::null(), Value::integer(7), Value::null()};
  Evaluation evaluation(arena, slots);
  const Value value = evaluate(*program, evaluation);
  REQUIRE(value.is_error());
  CHECK(value.error().file == "rules.json");
  CHECK(stet::base::slice(file, value.error().span) == "1 / (limit - 7)");
}

TEST_CASE("wrong tables are told when the environment is finished") {
  Environment environment;
  environment.add_variable({"x", "list(Nothing)", "", 0});
  static constexpr Function bad[] = {{"f", "f_bad", "int -> int", nullptr, ""}};
  environment.add_functions(bad);
  stet::base::Problems problems;
  CHECK_FALSE(environment.finish(problems));
  REQUIRE(problems.all().size() == 2);
  CHECK(problems.all()[0].message == "found no type 'list(Nothing)' for variable 'x'");
  CHECK(problems.all()[1].message == "cannot read the signature 'int -> int' of 'f_bad'");
}

TEST_CASE("hosts add functions; the reference page knows everything") {
  Environment environment = [] {
    Environment made;
    static constexpr Function twice[] = {
        {"twice", "twice_int", "(int) -> int",
         [](Evaluation&, const Value* a) { return Value::integer(a[0].as_int() * 2); },
         "Two of it."}};
    made.add_functions(twice);
    return made;
  }();
  stet::base::Problems problems;
  REQUIRE(environment.finish(problems));
  const auto program = compile(environment, "twice(21)", {}, problems);
  REQUIRE(program);
  CHECK(to_string(*program->constant()) == "42");
  std::string page;
  environment.write_reference(page);
  CHECK(page.find("| `twice` | `(int) -> int` | Two of it. |") != std::string::npos);
  std::string story_page;
  make_environment().write_reference(story_page);
  CHECK(story_page.find("| `kind` | `string` | filing, official, … |") != std::string::npos);
  CHECK(story_page.find("\n### Source\n") != std::string::npos);
}
