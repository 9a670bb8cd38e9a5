// Steps of an explanation as lines, alone and below their finding.
#include <catch2/catch.hpp>

#include "engine/report/report.h"
#include "tests/gate/harness.h"

namespace stet::report {

using namespace gate::testing;

TEST_CASE("a step is one safe line") {
  gate::TraceStep step;
  step.depth = 1;
  step.expression = "a.exists(x,\n      x == 'b')";
  step.value = "true";
  step.element = 3;
  step.element_value = "\"\x1b[2J\"";
  std::string out;
  trace_step_text(step, 1, Style::plain(), out);
  CHECK(out == "    a.exists(x, x == 'b') = true, decided by #3 \"␛[2J\"\n");
}

TEST_CASE("text verdicts show the steps below their finding") {
  const auto gate = must_compile("\"rules\": [" + rule(R"("id": "few", "decision": "hold",
      "when": "verified.count < 9", "message": "m")") +
                                 "]");
  Check check(*gate);
  const Padded bytes(article());
  gate::CheckOptions options;
  options.trace = true;
  std::string text;
  verdict_text(check.checker().check(bytes.view(), options), Style::plain(), text);
  CHECK(text.find("  because\n    verified.count < 9 = true\n      verified.count = 2\n") !=
        std::string::npos);
}

}  // namespace stet::report
