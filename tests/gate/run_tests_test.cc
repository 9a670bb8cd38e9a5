// Rules' own examples, run through the gate.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

TEST_CASE("examples of rules pass, fail with a reason, or wait") {
  const auto gate = must_compile(R"("rules": [
      {"id": "hedged", "title": "T", "why": "W", "owner": "o", "decision": "hold", "stage": "draft",
       "when": "text.hedges.size() > 0", "message": "m",
       "tests": {"fires": ["It is reportedly so.", {"name": "wrong", "story": {"headline": "Nothing"}}],
                 "silent": ["It is so.", {"name": "wrong too", "story": {"headline": "Reportedly"}}],
                 "todo": ["Later."]}},
      {"id": "late", "title": "T", "why": "W", "owner": "o", "decision": "hold",
       "when": "now > timestamp('2026-06-01T00:00:00Z') && article.declared.impact > 1", "message": "m",
       "tests": {"fires": [{"story": {"declared": {"impact": 2}}, "now": "2026-07-01"}],
                 "silent": [{"story": {}, "now": "2026-05-01"}, {"name": "no field", "story": {}, "now": "2026-07-01"}]}}])");
  std::string printed;
  for (const TestResult& result : run_tests(*gate)) {
    printed +=
        result.rule->id + " " + (result.passed ? "passed" : "failed " + result.detail) + "\n";
  }
  CHECK(printed ==
        "hedged passed\n"
        "hedged failed expected fires, found silent\n"
        "hedged passed\n"
        "hedged failed expected silent, found fires\n"
        "hedged passed\n"
        "late passed\n"
        "late passed\n"
        "late failed expected silent, found unknown: cannot be evaluated: field "
        "'article.declared.impact' has no value\n");
}

}  // namespace stet::gate
