// How conditions came out: in verdicts on request, and for one rule with all it rests on.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

std::string printed(std::span<const TraceStep> steps, uint32_t indent = 0) {
  std::string out;
  for (const TraceStep& step : steps) {
    out.append(size_t{2} * (step.depth + indent), ' ').append(step.expression).append(" = ");
    out.append(step.value);
    if (step.element >= 0) {
      out.append(" #").append(std::to_string(step.element)).append(" ").append(step.element_value);
    }
    out += "\n";
  }
  return out;
}

std::string printed(const RuleTrace& trace) {
  static constexpr const char* outcomes[] = {"silent", "fired", "unknown"};
  std::string out;
  for (const ConditionTrace& condition : trace.conditions) {
    out.append(outcomes[static_cast<size_t>(condition.outcome)]).append(" ");
    out.append(condition.element).append("\n").append(printed(condition.steps, 1));
  }
  if (trace.left_out > 0) out += "and " + std::to_string(trace.left_out) + " more\n";
  for (const RuleTrace::Term& term : trace.terms) {
    out.append(term.term->id).append(":\n").append(printed(term.steps, 1));
  }
  return out;
}

const std::string terms =
    R"j("terms": [
      {"id": "filings", "type": "int", "means": "sources that are filings",
       "is": "article.sources.filter(s, s.kind == 'filing').size()"},
      {"id": "weight", "type": "int", "means": "filings count twice", "is": "filings * 2"}], )j";

const std::string rules =
    rule(R"j("id": "thin", "decision": "hold", "message": "m",
        "when": "weight < 4 && article.sources.exists(s, s.kind == 'outlet')")j") +
    "," + rule(R"j("id": "urls", "decision": "hold", "each": "article.sources", "message": "m",
        "when": "!has(it.url) && it.kind != 'x'")j");

const std::string story = article(R"({"sources": [{"id": "a", "kind": "filing", "url": "u:a"},
    {"id": "b", "kind": "outlet"}, {"id": "c", "kind": "outlet"}, {"id": "d", "kind": "agency"}]})");
const std::string without_kind = article(R"({"sources": [
    {"id": "a", "kind": "filing", "url": "u:a"}, {"id": "b", "kind": "outlet"}, {"id": "d"}]})");

}  // namespace

TEST_CASE("verdicts carry how conditions came out, when asked") {
  const auto gate = must_compile(terms + "\"rules\": [" + rules + "]");
  Check check(*gate);
  for (const Diagnostic& diagnostic : check(story).diagnostics) CHECK(diagnostic.trace.empty());
  const Padded bytes(story);
  CheckOptions options;
  options.trace = true;
  std::string out;
  for (const Diagnostic& diagnostic : check.checker().check(bytes.view(), options).diagnostics) {
    if (diagnostic.id == "thin") out += printed(diagnostic.trace);
    CHECK_FALSE(diagnostic.trace.empty());
  }
  CHECK(out ==
        "weight < 4 && article.sources.exists(s, s.kind == 'outlet') = true\n"
        "  weight < 4 = true\n"
        "    weight = 2\n"
        "  article.sources.exists(s, s.kind == 'outlet') = true #1 "
        "Source{id: \"b\", kind: \"outlet\", …}\n"
        "    article.sources = [Source{id: \"a\", kind: \"filing\", url: \"u:a\", …}, "
        "Source{id: \"b\", kind: \"outlet\", …}, Source{id: \"c\", kind: \"outlet\", …}, … (4)]\n"
        "    s.kind == 'outlet' = true\n"
        "      s.kind = \"outlet\"\n");
}

TEST_CASE("a rule is explained with each element it looked at and the terms it rests on") {
  const auto gate = must_compile(terms + "\"rules\": [" + rules + "]");
  Check check(*gate);
  CHECK(printed(check.checker().explain(0)) == "");  // nothing was checked yet
  check(story);
  CHECK(printed(check.checker().explain(0)).find("weight:\n  filings * 2 = 2\n    filings = 1\n") !=
        std::string::npos);
  check(without_kind);
  CHECK(printed(check.checker().explain(1)) ==
        "silent Source{id: \"a\", kind: \"filing\", url: \"u:a\", …}\n"
        "  !has(it.url) && it.kind != 'x' = false\n"
        "    !has(it.url) = false\n"
        "      has(it.url) = true\n"
        "fired Source{id: \"b\", kind: \"outlet\", …}\n"
        "  !has(it.url) && it.kind != 'x' = true\n"
        "    !has(it.url) = true\n"
        "      has(it.url) = false\n"
        "    it.kind != 'x' = true\n"
        "      it.kind = \"outlet\"\n"
        "unknown Source{id: \"d\", …}\n"
        "  !has(it.url) && it.kind != 'x' = error: field 'it.kind' has no value\n"
        "    !has(it.url) = true\n"
        "      has(it.url) = false\n"
        "    it.kind = error: field 'it.kind' has no value\n");
  check("[", "", formats::Format::json);
  CHECK(printed(check.checker().explain(0)) == "");
}

TEST_CASE("a trace changes nothing that is decided, and neither does a record") {
  const auto gate = must_compile(terms + "\"rules\": [" + rules + "]");
  Check check(*gate);
  for (const std::string& one : {story, without_kind}) {
    const std::string plain = outcomes(check(one)) + diagnostics(check(one));
    const Padded bytes(one);
    CheckOptions options;
    options.now = "2026-11-24T12:00:00Z";
    options.trace = true;
    const Verdict& traced = check.checker().check(bytes.view(), options);
    CHECK(outcomes(traced) + diagnostics(traced) == plain);
    options.trace = false;
    options.record = true;
    const Verdict& recorded = check.checker().check(bytes.view(), options);
    CHECK(outcomes(recorded) + diagnostics(recorded) == plain);
  }
}

TEST_CASE("what was recorded is what evaluating again tells, story by story") {
  const auto gate = must_compile(terms + "\"rules\": [" + rules + "]");
  Check again(*gate), recorded(*gate);
  CheckOptions options;
  options.record = true;
  std::string last;
  for (const std::string& one : {story, without_kind, story}) {
    const Padded bytes(one);
    again(one);
    recorded.checker().check(bytes.view(), options);
    for (uint32_t rule = 0; rule < 2; ++rule) {
      const std::string told = printed(recorded.checker().explain(rule));
      CHECK(told == printed(again.checker().explain(rule)));
      CHECK(told == printed(recorded.checker().explain(rule)));
      CHECK(told != last);
      last = told;
    }
  }
}

}  // namespace stet::gate
