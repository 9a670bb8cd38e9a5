// The examples that rules carry, run through the gate itself: what they prove holds for stories.
#include "engine/formats/reader.h"
#include "engine/gate/program.h"

namespace stet::gate {

namespace {

using Expect = methodology::RuleTest::Expect;

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::silent: return "silent";
    case Outcome::fired: return "fires";
    case Outcome::unknown: return "unknown";
  }
  return "unknown";
}

/// The first thing that was said about the rule, or about the input.
std::string_view first_message(const Verdict& verdict, const methodology::Rule& rule) {
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    if (diagnostic.rule == &rule) return diagnostic.message;
  }
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    if (diagnostic.rule == nullptr) return diagnostic.message;
  }
  return {};
}

std::string explain_failure(const TestResult& result, const Verdict& verdict) {
  std::string text = "expected ";
  text += result.test->expect == Expect::fires ? "fires" : "silent";
  text.append(", found ").append(outcome_name(result.found));
  const std::string_view message = first_message(verdict, *result.rule);
  if (!message.empty()) text.append(": ").append(message);
  return text;
}

/// The article of an example, with the padding that the reader wants. The verdict refers to it.
class Example {
 public:
  Example(const Gate& gate, const methodology::RuleTest& test)
      : now_(test.now), json_(methodology::article_json(gate.methodology(), test)) {
    size_ = json_.size();
    json_.append(formats::input_padding, '\0');
  }
  const Verdict& check(Checker& checker) const {
    CheckOptions options;
    options.format = formats::Format::json;
    options.now = now_;
    return checker.check(std::string_view(json_).substr(0, size_), options);
  }

 private:
  std::string_view now_;
  std::string json_;
  size_t size_ = 0;
};

TestResult run_test(const Gate& gate, uint32_t number, const methodology::RuleTest& test,
                    Checker& checker) {
  const Example example(gate, test);
  const Verdict& verdict = example.check(checker);
  TestResult result;
  result.rule = &gate.methodology().rules[number];
  result.test = &test;
  result.found = checker.outcome(number);
  const Outcome expected = test.expect == Expect::fires ? Outcome::fired : Outcome::silent;
  // A story that cannot be read proves nothing about a rule that is silent on it.
  result.passed =
      test.expect == Expect::todo || (result.found == expected && verdict.article != nullptr);
  if (!result.passed) result.detail = explain_failure(result, verdict);
  return result;
}

}  // namespace

std::vector<TestResult> run_tests(const Gate& gate) {
  Checker checker(gate);
  std::vector<TestResult> results;
  const auto& rules = gate.methodology().rules;
  for (uint32_t number = 0; number < rules.size(); ++number) {
    for (const methodology::RuleTest& test : rules[number].tests) {
      results.push_back(run_test(gate, number, test, checker));
    }
  }
  return results;
}

}  // namespace stet::gate
