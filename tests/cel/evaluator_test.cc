// What expressions evaluate to, as people see it: values, errors with place and path, budgets.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/cel/story.h"

using namespace stet::cel;
using stet::cel::testing::make_environment;
using stet::cel::testing::make_story;
using stet::cel::testing::shown;
using stet::cel::testing::State;
using stet::cel::testing::Story;

namespace {

struct Row {
  const char* expression;
  const char* shown;
};

std::string repeat(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("expressions over a host's records") {
  const Row rows[] = {
      {"story.impact + 1", "9"},
      {"story.sources.size()", "6"},
      {"story.sources.filter(s, s.kind == 'primary').size() >= 2", "true"},
      {"story.sources.map(s, s.id)", R"(["s1", "s2", "s3", "s4", "s5", "s6"])"},
      {"story.sources[1].kind", R"("official")"},
      {"story.sources[9].kind",
       "index-out-of-range: index 9 is outside of a list of 6 "
       "@story.sources[9]"},
      {"story.claims.all(c, c.sources.size() > 0)", "true"},
      {"story.claims.map(c, c.sources)[1]", R"(["s3"])"},
      {"story.claims.exists(c, c.sources.exists(x, story.sources.exists(s, s.id == x && s.kind == "
       "'anonymous')))",
       "false"},
      {"story.impact >= 7 && story.beat in ['economy', 'markets']", "true"},
      {"story.body.matches('(?i)sources? (say|said)')", "true"},
      {"text.words.exists(w, w == 'may') && size(text.words) == 2", "true"},
      {"limit * 2", "14"},
      {"story.beat in ['', 'e', 'economist', 'economy']", "true"},
      {"story.beat in ['', 'e', 'economie', 'economist']", "false"},
      {"story.beat in ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'economy', 'economist']", "true"},
      {"story.beat in ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'economie', 'economist']", "false"},
      {"story.beat in []", "false"},
      {"!(story.beat in ['economy']) || story.headline in ['economy'] ? 1 : 2", "2"},
      {"story.sources.filter(s, 'anonymous' == s.kind).size()", "1"},
      {"size(story.sources.filter(s, s.kind != s.id && s.kind in ['agency', 'primary']))", "4"},
      {"story.sources.filter(s, 1 / (size(s.id) - 2) > 0).size() > 0",
       "division-by-zero: division by zero @1 / (size(s.id) - 2)"},
      {"has(story.declared.impact)", "true"},
      {"story.sources[0]", "Source{…}"},
      {"type(story.sources[0]) == Source", "true"},
      {"story.sources[0] == story.sources[0] && story.sources[0] != story.sources[1]", "true"},
      {"dyn(story).sources[2].id", R"("s3")"},
      {"story.?declared.impact.orValue(1)", "8"},
      {"story.sources.exists_one(s, s.kind == 'official')", "true"},
      {"story.sources.sortBy(s, s.kind).map(s, s.id)", R"(["s4", "s5", "s6", "s2", "s1", "s3"])"},
      {"story.sources.map(s, s.kind).distinct().size()", "4"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(shown(row.expression) == row.shown);
  }
}

TEST_CASE("fields without a proper value say which") {
  Story story = make_story();
  const std::string_view expression = "story.declared.impact > 3";
  const auto value = [&] { return testing::run(expression, story).value; };
  story.declared.state = State::absent;
  CHECK(value() ==
        "no-such-field: field 'story.declared.impact' has no value "
        "@story.declared.impact [story.declared.impact]");
  CHECK(testing::run("has(story.declared.impact)", story).value == "false");
  story.declared.state = State::malformed;
  CHECK(value() ==
        "malformed-field: malformed field 'story.declared.impact' "
        "@story.declared.impact [story.declared.impact]");
  CHECK(testing::run("has(story.declared.impact)", story).value == "true");
  story.declared.state = State::null;
  CHECK(value() ==
        "null-field: field 'story.declared.impact' is null "
        "@story.declared.impact [story.declared.impact]");
  CHECK(testing::run("has(story.declared.impact)", story).value == "false");
  story.sources[3].kind_state = State::absent;
  CHECK(testing::run("story.sources.all(s, s.kind != 'x')", story).value ==
        "no-such-field: field 'story.sources[].kind' has no value @s.kind [story.sources[].kind]");
  CHECK(testing::run("story.sources.exists(s, s.kind == 'anonymous')", story).value == "true");
}

TEST_CASE("an error is absorbed by what decides without it, in every position") {
  const Row rows[] = {
      {"1/0 > 0 || true", "true"},
      {"true || 1/0 > 0", "true"},
      {"false && 1/0 > 0", "false"},
      {"1/0 > 0 && false", "false"},
      {"(1/0 > 0 || false) && false", "false"},
      {"!(1/0 > 0 && false)", "true"},
      {"(1/0 > 0 && true) || (2/0 > 0 || true)", "true"},
      {"1/0 > 0 || (2/0 > 0 && false) || true", "true"},
      {"true ? 1/0 > 0 || true : false", "true"},
      {"[0, 1].exists(x, 1/x > 0)", "true"},
      {"[0, 1].all(x, 1/x < 0)", "false"},
      {"[1, 0].map(x, [0, x].exists(y, 1/y == 1) || x == 0)", "[true, true]"},
      {"[[0], [1]].exists(l, l.all(x, 1/x == 1))", "true"},
      {"1/0 > 0 || false", "division-by-zero: division by zero @1/0"},
      {"1/0 > 0 && true", "division-by-zero: division by zero @1/0"},
      {"[0].exists(x, 1/x > 0)", "division-by-zero: division by zero @1/x"},
      {"[1, 2, 0].all(x, 2/x > 0) || 3/0 > 0", "division-by-zero: division by zero @3/0"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(shown(row.expression) == row.shown);
  }
}

TEST_CASE("macros nest, capture and shadow") {
  const Row rows[] = {
      {"[1, 2].map(x, [10, 20].map(y, x + y))", "[[11, 21], [12, 22]]"},
      {"[1, 2].map(x, [x, x + 1].map(x, x * 10))", "[[10, 20], [20, 30]]"},
      {"[1, 2, 3].filter(x, [2, 3].exists(y, y == x && [3].all(z, z >= y)))", "[2, 3]"},
      {"cel.bind(x, 5, [1, 2].map(y, x * y).map(x, x + 1))", "[6, 11]"},
      {"cel.bind(x, 1, cel.bind(x, x + 1, x) + x)", "3"},
      {"{'a': 1, 'b': 2}.transformMap(k, v, [v].map(v, v * 2)[0])", R"({"a": 2, "b": 4})"},
      {"[3, 1].transformList(i, v, i * 10 + v)", "[3, 11]"},
      {"[1, 2].transformMapEntry(i, v, {v: i})", "{1: 0, 2: 1}"},
      {"[1, 1].transformMapEntry(i, v, {v: i})",
       "duplicate-key: a map has the same key twice "
       "@[1, 1].transformMapEntry(i, v, {v: i})"},
      {"story.sources.map(story, story.id).size()", "6"},
      {"[1, 2, 3].map(x, x > 1, x * x)", "[4, 9]"},
      {"optional.of(2).optMap(x, [1].map(y, x + y)[0]).value()", "3"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(shown(row.expression) == row.shown);
  }
}

TEST_CASE("hostile nesting neither crashes nor fails") {
  constexpr int depth = 20'000;
  CHECK(shown(repeat("(", depth) + "1" + repeat(")", depth)) == "1");
  CHECK(shown("false" + repeat(" || false", depth) + " || true") == "true");
  CHECK(shown("story.impact == 1" + repeat(" || story.impact == 1", depth)) == "false");
  CHECK(shown("story.impact == 8" + repeat(" && story.impact == 8", depth)) == "true");
  CHECK(shown("story.impact" + repeat(" + 1", depth)) == "20008");
  CHECK(shown(repeat("!", depth) + "(story.impact > 1)") == "true");
  CHECK(shown("size(" + repeat("[", depth) + repeat("]", depth) + ")") == "1");
  CHECK(shown(repeat("story.impact == 1 ? 1 : ", depth) + "2") == "2");
  CHECK(shown(repeat("story.impact + (", depth) + "1" + repeat(")", depth)) == "160001");
  const std::string nested = shown(repeat("[1].all(x, ", 3000) + "true" + repeat(")", 3000));
  CHECK(nested == "true");
  CHECK(shown("{}" + repeat(".a", depth)).substr(0, 11) == "no-such-key");
}

TEST_CASE("work is bounded in steps, whatever stands around it") {
  const Environment environment = make_environment();
  const std::string numbers = "lists.range(10000)";
  const std::string nested = numbers + ".all(a, " + numbers + ".all(b, a + b + story.impact >= 0))";
  for (const std::string& expression :
       {nested, nested + " || true", "[1].exists(x, !" + nested + ")",
        "size(" + numbers + ".map(a, lists.range(9992 + story.impact))) > 0"}) {
    INFO(expression);
    stet::base::Problems problems;
    const auto program = compile(environment, expression, {}, problems);
    REQUIRE(program);
    const Story story = make_story();
    stet::base::Arena arena;
    Value slots[] = {Value::object(&story), Value::integer(7), Value::null()};
    Evaluation evaluation(arena, slots);
    const int64_t before = evaluation.story_left();
    CHECK(evaluate(*program, evaluation).code() == ErrorCode::budget);
    const int64_t spent = before - evaluation.story_left();
    CHECK(spent > Evaluation::default_expression_budget);
    CHECK(spent < Evaluation::default_expression_budget + 20'000);
  }
}

TEST_CASE("the budget of a story is shared, a variable is computed once") {
  const Environment environment = make_environment();
  stet::base::Problems problems;
  const auto program =
      compile(environment, "story.sources.all(s, s.id != '' && limit > 0)", {}, problems);
  REQUIRE(program);
  const Story story = make_story();
  stet::base::Arena arena;
  Value slots[] = {Value::object(&story), Value::unresolved(), Value::null()};
  Evaluation evaluation(arena, slots);
  int calls = 0;
  evaluation.set_resolver(&calls, [](void* host, uint32_t, Evaluation&) {
    ++*static_cast<int*>(host);
    return Value::integer(3);
  });
  evaluation.set_budget(1000, 20);
  CHECK(evaluate(*program, evaluation).is_true());
  CHECK(calls == 1);
  const int64_t left = evaluation.story_left();
  CHECK(left < 20);
  int runs = 1;
  while (evaluate(*program, evaluation).is_true()) ++runs;
  CHECK(runs < 20);
  CHECK(evaluate(*program, evaluation).code() == ErrorCode::budget);
}

TEST_CASE("programs tell what they read and cost") {
  const Environment environment = make_environment();
  stet::base::Problems problems;
  const auto program =
      compile(environment, "story.claims.all(c, c.sources.size() > limit)", {}, problems);
  REQUIRE(program);
  CHECK(to_string(program->result_type()) == "bool");
  REQUIRE(program->variables().size() == 2);
  CHECK(program->variables()[0] == 0);
  CHECK(program->variables()[1] == 1);
  std::string fields;
  for (const FieldUse& use : program->fields()) {
    fields.append(use.object->name).append(".").append(use.object->fields[use.field].name) += " ";
  }
  CHECK(fields == "Claim.sources Story.claims ");
  CHECK(program->worst_cost() > 50);
  CHECK(program->worst_cost() < 1000);
  CHECK(compile(environment, "1 + 2 == 3", {}, problems)->constant()->is_true());
}

TEST_CASE("a program that may cost too much is refused, with its place") {
  const Environment environment = make_environment();
  stet::base::Problems problems;
  CompileOptions options;
  options.most_cost = 100;
  CHECK(compile(environment, "story.claims.size() > limit", options, problems));
  CHECK(problems.empty());
  CHECK_FALSE(
      compile(environment, "story.claims.all(c, story.claims.all(d, c == d))", options, problems));
  REQUIRE(problems.all().size() == 1);
  CHECK(problems.all()[0].code == "cel-cost");
  CHECK(problems.all()[0].message.find("expected at most 100 steps for the largest input, found up "
                                       "to ") == 0);
  options.most_cost = 100'000'000;
  CHECK_FALSE(compile(environment,
                      "[1].all(a, lists.range(9).all(b, lists.range(9).all(c, "
                      "lists.range(9).all(d, lists.range(9).all(e, a + b + c + d + e > 0)))))",
                      options, problems));
  REQUIRE(problems.all().size() == 2);
  CHECK(problems.all()[1].message.find("expected at most 10^8 steps") == 0);
}

/// "limit >= 10 | not story.flag & story.impact < 2": ways, each with its parts.
std::string ways_out_of(const Environment& environment, std::string_view expression) {
  stet::base::Problems problems;
  const auto program = compile(environment, expression, {}, problems);
  REQUIRE(program);
  const Escapes found = escapes(*program);
  std::string out;
  for (const auto& way : found.ways) {
    out += out.empty() ? "" : " | ";
    for (const uint32_t number : way.all()) {
      const Part& part = found.parts[number];
      if (number != way.parts[0]) out += " & ";
      if (part.left) {
        out.append(part.left->text()).append(" ").append(to_string(part.relation));
        out += " " + to_string(part.constant);
      } else {
        out.append(part.wanted ? "" : "not ").append(part.condition.text());
      }
    }
  }
  return out;
}

TEST_CASE("what makes a condition false") {
  const Environment environment = make_environment();
  const struct {
    const char *condition, *ways;
  } rows[] = {
      {"limit < 10", "limit >= 10"},
      {"2 <= story.impact", "story.impact < 2"},
      {"limit < 10 && story.impact > 3", "limit >= 10 | story.impact <= 3"},
      {"limit < 10 || story.impact > 3", "limit >= 10 & story.impact <= 3"},
      {"!(limit < 10 && story.impact > 3)", "limit < 10 & story.impact > 3"},
      {"limit < 10 && (story.impact > 3 || limit == 4)",
       "limit >= 10 | story.impact <= 3 & limit != 4"},
      {"limit < 10 && story.beat.startsWith('x')", "limit >= 10 | not story.beat.startsWith('x')"},
      {"limit < story.impact", "not limit < story.impact"},
      {"limit < 10 && size('a') == 1", "limit >= 10"},
      {"limit < 10 || true", ""},
  };
  for (const auto& row : rows) {
    INFO(row.condition);
    CHECK(ways_out_of(environment, row.condition) == row.ways);
  }
  std::string wide = "limit < 1";
  for (int i = 2; i < 40; ++i) wide += " && limit < " + std::to_string(i);
  const std::string ways = ways_out_of(environment, wide);
  CHECK(static_cast<size_t>(std::count(ways.begin(), ways.end(), '|')) == most_ways - 1);
  stet::base::Problems problems;
  const auto program = compile(environment, "limit < 10", {}, problems);
  const Part part = escapes(*program).parts[0];
  CHECK(part.variable == "limit");
  const Story story = make_story();
  stet::base::Arena arena;
  Value slots[] = {Value::object(&story), Value::integer(7), Value::null()};
  Evaluation evaluation(arena, slots);
  CHECK(to_string(evaluate(*part.left, evaluation)) == "7");
}

TEST_CASE("an explanation shows every step and the element that decided") {
  const Environment environment = make_environment();
  stet::base::Problems problems;
  const auto program =
      compile(environment, "story.sources.exists(s, s.kind == 'official') && story.impact < limit",
              {}, problems);
  REQUIRE(program);
  const Story story = make_story();
  stet::base::Arena arena;
  Value slots[] = {Value::object(&story), Value::integer(7), Value::null()};
  Evaluation evaluation(arena, slots);
  std::string out;
  append_steps(out, explain(*program, evaluation), evaluation);
  CHECK(out ==
        "story.sources.exists(s, s.kind == 'official') && story.impact < limit = false\n"
        "  story.sources.exists(s, s.kind == 'official') = true, decided by #1 "
        "Source{id: \"s2\", kind: \"official\"}\n"
        "    story.sources = [Source{id: \"s1\", kind: \"primary\"}, Source{id: \"s2\", kind: "
        "\"official\"}, Source{id: \"s3\", kind: \"primary\"}, … (6)]\n"
        "    s.kind == 'official' = true\n"
        "      s.kind = \"official\"\n"
        "  story.impact < limit = false\n"
        "    story.impact = 8\n"
        "    limit = 7\n");
}

TEST_CASE("explanations show errors, leave out what was not needed, and cost the story nothing") {
  const Environment environment = make_environment();
  stet::base::Problems problems;
  const auto explained = [&](std::string_view expression) {
    const auto program = compile(environment, expression, {}, problems);
    REQUIRE(program);
    const Story story = make_story();
    stet::base::Arena arena;
    Value slots[] = {Value::object(&story), Value::integer(7), Value::null()};
    Evaluation evaluation(arena, slots);
    const int64_t left = evaluation.story_left();
    std::string out;
    append_steps(out, explain(*program, evaluation), evaluation);
    CHECK(evaluation.story_left() == left);
    return out;
  };
  CHECK(explained("limit / (limit - 7) > 1 || limit > 1 || story.impact > 1") ==
        "limit / (limit - 7) > 1 || limit > 1 || story.impact > 1 = true\n"
        "  limit / (limit - 7) > 1 || limit > 1 = true\n"
        "    limit / (limit - 7) = error: division by zero\n"
        "      limit = 7\n"
        "      limit - 7 = 0\n"
        "        limit = 7\n"
        "    limit > 1 = true\n"
        "      limit = 7\n");
  // No single element decides: what the last one left would mislead.
  CHECK(explained("story.claims.exists(c, c.sources.size() >\n   limit)") ==
        "story.claims.exists(c, c.sources.size() > limit) = false\n"
        "  story.claims = [Claim{…}, Claim{…}, Claim{…}, … (8)]\n");
  CHECK(explained("{'k': [limit, 1, 2, 3, 4]}.k.all(n, n > 3)") ==
        "{'k': [limit, 1, 2, 3, 4]}.k.all(n, n > 3) = false, decided by #1 1\n"
        "  {'k': [limit, 1, 2, 3, 4]}.k = [7, 1, 2, … (5)]\n"
        "    {'k': [limit, 1, 2, 3, 4]} = {\"k\": [7, 1, 2, … (5)]}\n"
        "      [limit, 1, 2, 3, 4] = [7, 1, 2, … (5)]\n"
        "        limit = 7\n"
        "  n > 3 = false\n");
  CHECK(explained("true") == "true = true\n");
}

TEST_CASE("zones agree with the tz database") {
  const Row rows[] = {
      {"timestamp('2024-07-01T12:00:00Z').getHours('Europe/Berlin')", "14"},
      {"timestamp('2024-01-01T12:00:00Z').getHours('Europe/Berlin')", "13"},
      {"timestamp('2050-07-01T12:00:00Z').getHours('America/New_York')", "8"},
      {"timestamp('2024-03-31T00:59:59Z').getHours('Europe/London')", "0"},
      {"timestamp('2024-03-31T01:00:00Z').getHours('Europe/London')", "2"},
      {"timestamp('2024-01-01T00:00:00Z').getMinutes('Asia/Kolkata')", "30"},
      {"timestamp('2024-01-01T00:00:00Z').getHours('Mars/Olympus')",
       "invalid-argument: found no time zone \"Mars/Olympus\" "
       "@timestamp('2024-01-01T00:00:00Z').getHours('Mars/Olympus')"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(shown(row.expression) == row.shown);
  }
}
