// JSON in, JSON out: bindings, answers with their steps, what is refused.
#include "engine/cel_json/answer.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/cel_json/bindings.h"

using namespace stet;

namespace {

struct Row {
  const char* expression;
  const char* answer;
};

std::string answer(const std::string& bindings_json, const std::string& expression,
                   bool steps = false) {
  base::Problems problems;
  const auto bindings = cel_json::read_bindings(bindings_json, "bindings", problems);
  if (bindings == nullptr) {
    const base::Problem& first = problems.all().at(0);
    return first.message + " at " + std::to_string(first.span.begin);
  }
  const auto program = cel::compile(bindings->environment, expression, {}, problems);
  if (!program) return problems.all().at(0).message;
  cel::Evaluation evaluation(bindings->arena, bindings->slots);
  const cel::Value value = cel::evaluate(*program, evaluation);
  std::string out;
  cel_json::append_answer_json(out, *program, value, evaluation, {steps, 0});
  return out;
}

}  // namespace

TEST_CASE("bindings decide the types of their variables") {
  const std::string bindings = R"j({"n": 7, "big": 18446744073709551615, "x": 7.0, "t": "a",
      "yes": true, "nothing": null, "list": [1, "b"], "map": {"k": {"deep": [true]}}, "a.b": 1})j";
  const Row rows[] = {
      {"n + 1", R"j({"type":"int","value":8,"text":"8"})j"},
      {"big", R"j({"type":"uint","value":18446744073709551615,"text":"18446744073709551615u"})j"},
      {"x", R"j({"type":"double","value":7,"text":"7.0"})j"},
      {"t + t", R"j({"type":"string","value":"aa","text":"\"aa\""})j"},
      {"!yes", R"j({"type":"bool","value":false,"text":"false"})j"},
      {"nothing == null", R"j({"type":"bool","value":true,"text":"true"})j"},
      {"list[1]", R"j({"type":"dyn","value":"b","text":"\"b\""})j"},
      {"map.k.deep[0]", R"j({"type":"dyn","value":true,"text":"true"})j"},
      {"a.b", R"j({"type":"int","value":1,"text":"1"})j"},
      {"has(map.j)", R"j({"type":"bool","value":false,"text":"false"})j"},
      {"map.?j.orValue(3)", R"j({"type":"dyn","value":3,"text":"3"})j"},
      {"n + 'a'", "found no matching overload for '_+_' applied to '(int, string)'"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(answer(bindings, row.expression) == row.answer);
  }
}

TEST_CASE("values as JSON") {
  const Row rows[] = {
      {"b'hi'", R"j({"type":"bytes","value":"aGk=","text":"b\"hi\""})j"},
      {"[1u, -1.5, 0.0/0.0]",
       R"j({"type":"list(dyn)","value":[1,-1.5,"NaN"],"text":"[1u, -1.5, double(\"NaN\")]"})j"},
      {"{1: 'a', true: null}",
       R"j({"type":"map(dyn, dyn)","value":{"1":"a","true":null},"text":"{1: \"a\", true: null}"})j"},
      {"timestamp('2026-01-02T03:04:05Z')",
       R"j({"type":"timestamp","value":"2026-01-02T03:04:05Z",)j"
       R"j("text":"timestamp(\"2026-01-02T03:04:05Z\")"})j"},
      {"duration('90m')", R"j({"type":"duration","value":"5400s","text":"duration(\"5400s\")"})j"},
      {"optional.none()",
       R"j({"type":"optional_type(dyn)","value":null,"text":"optional.none()"})j"},
      {"type(1)", R"j({"type":"type(int)","value":"int","text":"int"})j"},
      {"ip('127.0.0.1')", R"j({"type":"net.IP","value":"127.0.0.1","text":"127.0.0.1"})j"},
      {"1 / 0",
       R"j({"type":"int","error":{"code":"division-by-zero","message":"division by zero",)j"
       R"j("begin":0,"end":5}})j"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(answer("", row.expression) == row.answer);
  }
}

TEST_CASE("steps tell the values of sub-expressions and the element that decided") {
  CHECK(answer(R"j({"tags": ["a", "eu-1"]})j",
               "tags.exists(t, t.startsWith('eu-')) && size(tags) > 2", true) ==
        R"j({"type":"bool","value":false,"text":"false","steps":[)j"
        R"j({"depth":0,"expression":"tags.exists(t, t.startsWith('eu-')) && size(tags) > 2",)j"
        R"j("value":"false","begin":0,"end":53},)j"
        R"j({"depth":1,"expression":"tags.exists(t, t.startsWith('eu-'))","value":"true",)j"
        R"j("element":1,"element_value":"\"eu-1\"","begin":0,"end":35},)j"
        R"j({"depth":2,"expression":"tags","value":"[\"a\", \"eu-1\"]","begin":0,"end":4},)j"
        R"j({"depth":2,"expression":"t.startsWith('eu-')","value":"true","begin":15,"end":34},)j"
        R"j({"depth":1,"expression":"size(tags) > 2","value":"false","begin":39,"end":53},)j"
        R"j({"depth":2,"expression":"size(tags)","value":"2","begin":39,"end":49},)j"
        R"j({"depth":3,"expression":"tags","value":"[\"a\", \"eu-1\"]","begin":44,"end":48}]})j");
}

TEST_CASE("what is no bindings is refused with its place") {
  const Row rows[] = {
      {"[1]", "expected a JSON object of names and values at 0"},
      {"{\"a\": }", "expected JSON, found '\"a\": }' at 6"},
      {"{\"a\": 1", "expected JSON, found '1' at 6"},
      {"{\"a\": 1, \"a\": 2}", "expected each name of an object once, found one twice at 0"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(answer(row.expression, "1") == row.answer);
  }
  // Nesting costs no call stack, neither when reading nor when writing.
  const std::string deep(100000, '[');
  const std::string closed = "{\"a\": " + deep + std::string(100000, ']') + "}";
  CHECK(answer(closed, "size(a)") == R"j({"type":"int","value":1,"text":"1"})j");
  CHECK(answer(closed, "a").find("null") != std::string::npos);
}
