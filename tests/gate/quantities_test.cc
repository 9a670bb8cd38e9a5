// What conditions see of quantities. That it is what `stet inspect quantities` shows:
// tests/cli/inspect_test.cc.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

constexpr const char* story = R"({
  "id": "s", "headline": "Twelve hurt", "articleBody": [
    {"section": "lead", "text": "It cost about 5.2bn euros on Tuesday, 24 November 2026, the mayor said."},
    {"text": "“It was last Tuesday,” he said. “The road is 3 to 5 miles long"},
    {"text": "“and takes two weeks.” It opens on 4 September at 15:30."}]
})";

/// Diagnostics and outcome of a rule with `when` true and this message.
std::string value_of(const std::string& expression, std::string_view now = "2026-11-24") {
  const auto gate =
      must_compile("\"rules\": [" +
                   rule(R"("id": "r", "decision": "mark", "when": "true", "message": "={)" +
                        expression + "}\"") +
                   "]");
  Check check(*gate);
  for (const Diagnostic& diagnostic : check(story, now).diagnostics) {
    if (diagnostic.id == "r") return std::string(diagnostic.message.substr(1));
  }
  return "silent";
}

std::string of(const char* text, const std::string& field, std::string_view now = "2026-11-24") {
  const std::string one = "text.quantities.filter(q, q.text == '" + std::string(text) + "')[0].";
  return value_of(one + field, now);
}

}  // namespace

TEST_CASE("quantities of a story, in order, none inside of another") {
  CHECK(
      value_of("text.quantities.map(q, q.text).join(' | ')") ==
      "Twelve | 5.2bn euros | Tuesday, 24 November 2026 | last Tuesday | 3 to 5 miles | two weeks "
      "| 4 September at 15:30");
  CHECK(value_of("text.quantities.map(q, q.kind).join(' ')") ==
        "number currency date date number_range duration datetime");
}

TEST_CASE("fields of a quantity") {
  struct Row {
    const char *text, *field, *value;
  };
  const Row rows[] = {
      {"Twelve", "value", "12"},
      {"Twelve", "part", "headline"},
      {"Twelve", "precision", "1"},
      {"Twelve", "relative", "false"},
      {"Twelve", "readings.size()", "0"},
      {"Twelve", "sentence", "0"},
      {"5.2bn euros", "value", "5200000000"},
      {"5.2bn euros", "low", "4940000000"},
      {"5.2bn euros", "high", "5460000000"},
      {"5.2bn euros", "precision", "100000000"},
      {"5.2bn euros", "unit", "Euro"},
      {"5.2bn euros", "currency", "EUR"},
      {"5.2bn euros", "approximation", "about"},
      {"5.2bn euros", "section", "lead"},
      {"5.2bn euros", "attributed", "true"},
      {"5.2bn euros", "voice", "paraphrase"},
      {"last Tuesday", "voice", "quotation"},
      {"last Tuesday", "relative", "true"},
      {"last Tuesday", "readings[0].timex", "2026-11-17"},
      {"last Tuesday", "readings[0].start", "2026-11-17T00:00:00Z"},
      {"Tuesday, 24 November 2026", "relative", "false"},
      {"Tuesday, 24 November 2026", "readings[0].start.getDayOfWeek()", "2"},
      {"Tuesday, 24 November 2026", "readings.exists(r, has(r.end))", "false"},
      {"3 to 5 miles", "dimension", "Length"},
      {"3 to 5 miles", "unit", "Mile"},
      {"3 to 5 miles", "low", "3"},
      {"3 to 5 miles", "high", "5"},
      {"two weeks", "value", "1209600"},
      {"two weeks", "relative", "false"},
      {"two weeks", "voice", "quotation"},  // it runs on from the paragraph before
      {"4 September at 15:30", "readings[0].start", "2026-09-04T15:30:00Z"},
      {"4 September at 15:30", "readings[1].start", "2027-09-04T15:30:00Z"},
      {"4 September at 15:30", "relative", "true"},
  };
  for (const Row& row : rows) {
    INFO(row.text << " " << row.field);
    CHECK(of(row.text, row.field) == row.value);
  }
}

TEST_CASE("what a quantity lacks is absent") {
  CHECK(of("3 to 5 miles", "?value.hasValue()") == "false");
  CHECK(of("last Tuesday", "?low.hasValue()") == "false");
}

TEST_CASE("what counts from the time of the check is unknown without it") {
  const auto gate = must_compile(
      "\"rules\": [" +
      rule(
          R"("id": "r", "decision": "mark", "each": "text.quantities", "when": "it.relative && it.readings[0].timex == ''", "message": "m")") +
      "]");
  Check check(*gate);
  CHECK(outcomes(check(story)).find("unknown") == std::string::npos);
  CHECK(diagnostics(check(story, "")).find("the time of the check, 'now', is not known") !=
        std::string::npos);
  CHECK(of("Tuesday, 24 November 2026", "readings[0].timex", "") == "2026-11-24");
  CHECK(of("last Tuesday", "relative", "") == "true");
}

TEST_CASE("days count from the date as written, whatever the zone") {
  CHECK(of("last Tuesday", "readings[0].timex", "2026-11-24T23:30:00-05:00") == "2026-11-17");
  CHECK(of("last Tuesday", "readings[0].timex", "2026-12-01T00:30:00+05:00") == "2026-11-24");
}

TEST_CASE("a finding about a quantity stands at its place") {
  const auto gate = must_compile(
      "\"rules\": [" +
      rule(
          R"("id": "r", "decision": "mark", "each": "text.quantities", "when": "it.dimension == 'Length'", "message": "m")") +
      "]");
  Check check(*gate);
  const Verdict& verdict = check(story);
  REQUIRE(verdict.diagnostics.size() == 1);
  CHECK(base::slice(verdict.input, verdict.diagnostics[0].place) == "3 to 5 miles");
}

TEST_CASE("a verdict has quantities where it is asked for them and conditions name them") {
  const auto naming = must_compile(
      "\"rules\": [" +
      rule(
          R"("id": "r", "decision": "mark", "when": "false && text.quantities.size() > 0", "message": "m")") +
      "]");
  const auto silent = must_compile(
      "\"rules\": [" +
      rule(R"("id": "r", "decision": "mark", "when": "text.words < 2", "message": "m")") + "]");
  const Padded bytes(story);
  for (const bool asked : {false, true}) {
    CheckOptions options;
    options.quantities = asked;
    options.now = "2026-11-24";
    Checker named(*naming), other(*silent);
    const auto& found = named.check(bytes.view(), options).quantities;
    REQUIRE(found.has_value() == asked);
    if (asked) CHECK(found->size() == 7);
    CHECK_FALSE(other.check(bytes.view(), options).quantities.has_value());
  }
}

TEST_CASE("without the time of the check, what counts from it has no readings") {
  const auto gate = must_compile(
      "\"rules\": [" +
      rule(
          R"("id": "r", "decision": "mark", "when": "text.quantities.size() > 99", "message": "m")") +
      "]");
  const Padded bytes(story);
  Checker checker(*gate);
  CheckOptions options;
  options.quantities = true;
  size_t relative = 0, fixed = 0;
  for (const evidence::Quantity& quantity : *checker.check(bytes.view(), options).quantities) {
    if (quantity.relative) CHECK(quantity.readings.empty());
    relative += quantity.relative ? 1 : 0;
    fixed += !quantity.relative && !quantity.readings.empty() ? 1 : 0;
  }
  CHECK(relative == 2);
  CHECK(fixed == 2);
}

TEST_CASE("a phrase list cannot take the name of quantities") {
  const std::string text = methodology_text("");
  const std::string hedges = R"("hedges": {"title": "Hedges",)";
  std::string taken = text;
  taken.replace(taken.find(hedges), hedges.size(),
                R"("quantities": {"title": "x", "phrases": ["y"]}, "hedges": {"title": "Hedges",)");
  CHECK(compile_text(taken).problems.find("text.quantities") != std::string::npos);
}

}  // namespace stet::gate
