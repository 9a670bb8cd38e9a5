// One gate, many threads: each has a checker of its own and all get what one alone gets.
// To look for data races: CXXFLAGS=-fsanitize=thread in a build tree of its own.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

std::string printed(const Verdict& verdict) {
  return outcomes(verdict) + "\n" + diagnostics(verdict) + to_pass(verdict) + waivers(verdict) +
         std::string(verdict.badge.text);
}

}  // namespace

TEST_CASE("a gate is shared by threads") {
  const auto gate =
      must_compile(R"~("terms": [
      {"id": "independent", "type": "int", "means": "N", "is": "verified.count"}],
    "rules": [)~" + rule(R"("id": "few", "decision": "hold", "when": "independent < 2",
      "message": "{independent}", "fix": ["Add a source"])") +
                   "," + rule(R"("id": "verbs", "decision": "mark",
      "find": {"lists": ["loaded-verbs"], "pattern": "(?i)\\bbert\\w+"}, "message": "{it.text}")") +
                   "," + rule(R"~("id": "caps", "decision": "mark", "each": "article.sources",
      "when": "it.publisher.matches('^[A-Z]')", "message": "{it.publisher} {scores.impact.value}")~") +
                   "," + rule(R"("id": "when", "decision": "mark",
      "when": "now > timestamp('2026-01-01T00:00:00Z') && article.declared.impact > 1", "message": "{now}")") +
                   "]");
  std::vector<std::string> stories = {article(), "{", "{}"};
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    stories.push_back(article(R"({"headline": "He claimed )" + n +
                              R"( berths", "declared": {"impact": )" + n +
                              R"(}, "sources": [{"id": "a", "publisher": "P)" + n + R"("}]})"));
  }
  std::vector<std::string> expected;
  Check alone(*gate);
  for (const std::string& story : stories) expected.push_back(printed(alone(story)));

  constexpr int threads = 8;
  constexpr int rounds = 10;
  std::atomic<int> same{0};
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      Check check(*gate);
      for (size_t i = 0; i < stories.size() * rounds; ++i) {
        const size_t at = (i * 7 + static_cast<size_t>(t) * 11) % stories.size();
        if (printed(check(stories[at])) == expected[at]) ++same;
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  CHECK(same == threads * rounds * static_cast<int>(stories.size()));
}

}  // namespace stet::gate
