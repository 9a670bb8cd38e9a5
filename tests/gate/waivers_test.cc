// Recorded exceptions: who may waive what, until when, and that nothing is waived in silence.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

const std::string rules =
    "\"rules\": [" +
    rule(R"("id": "any", "decision": "hold", "waivable": true, "when": "text.hedges.size() > 0",
        "at": "text.hedges", "message": "m")") +
    "," + rule(R"("id": "editors", "decision": "reject", "waivable": ["standards editor"],
        "when": "text.hedges.size() > 0", "message": "m")") +
    "," +
    rule(R"("id": "never", "decision": "mark", "when": "text.hedges.size() > 0", "message": "m")") +
    "," + rule(R"("id": "blind", "decision": "mark", "waivable": true, "when": "article.url == 'x'",
        "message": "m")") +
    "," +
    rule(
        R"("id": "quiet", "decision": "hold", "waivable": true, "when": "false", "message": "m")") +
    "]";

std::string hedged(const std::string& waivers) {
  return article(R"({"url": "y", "articleBody": ["It reportedly rose."], "waivers": )" + waivers +
                 "}");
}

}  // namespace

TEST_CASE("waivers of a story") {
  const auto gate = must_compile(rules);
  const std::string all =
      "reject stays | any fired hold x1 | editors fired reject x1 | never fired mark x1";
  struct Row {
    const char* name;
    std::string waiver, waivers, outcomes;
  };
  const Row rows[] = {
      {"applied", R"({"rule": "editors", "reason": "r", "by": "standards editor"})",
       "applied editors by standards editor\n",
       "hold stays | any fired hold x1 | editors fired reject x1 waived | never fired mark x1"},
      {"by somebody else", R"({"rule": "editors", "reason": "r", "by": "reporter"})",
       "refused editors by reporter: this person may not waive the rule\n", all},
      {"by anybody", R"({"rule": "any", "reason": "r", "by": "reporter"})",
       "applied any by reporter\n",
       "reject stays | any fired hold x1 waived | editors fired reject x1 | never fired mark x1"},
      {"not waivable", R"({"rule": "never", "reason": "r", "by": "standards editor"})",
       "refused never by standards editor: the rule cannot be waived\n", all},
      {"no such rule", R"({"rule": "nevr", "reason": "r", "by": "e"})",
       "refused nevr by e: no rule has this id\n", all},
      {"no reason", R"({"rule": "any", "by": "e"})", "refused any by e: it gives no reason\n", all},
      {"nobody", R"({"rule": "any", "reason": "r"})",
       "refused any: it does not say who decided it\n", all},
      {"expired", R"({"rule": "any", "reason": "r", "by": "e", "until": "2026-11-23"})",
       "expired any by e\n", all},
      {"its last day", R"({"rule": "any", "reason": "r", "by": "e", "until": "2026-11-24"})",
       "applied any by e\n",
       "reject stays | any fired hold x1 waived | editors fired reject x1 | never fired mark x1"},
      {"unused", R"({"rule": "quiet", "reason": "r", "by": "e"})", "unused quiet by e\n", all},
  };
  Check check(*gate);
  for (const Row& row : rows) {
    INFO(row.name);
    const Verdict& verdict = check(hedged("[" + row.waiver + "]"));
    CHECK(waivers(verdict) == row.waivers);
    CHECK(outcomes(verdict) == row.outcomes);
  }
}

TEST_CASE("a waiver whose end is no time is refused, and so is the input held") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  const Verdict& verdict =
      check(hedged(R"([{"rule": "any", "reason": "r", "by": "e", "until": "soon"}])"));
  CHECK(waivers(verdict) == "refused any by e: its end is not a time\n");
}

TEST_CASE("without a time, an exception that ends is refused and one that does not is applied") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  CHECK(waivers(check(
            hedged(R"([{"rule": "any", "reason": "r", "by": "e", "until": "2030-01-01"}])"), "")) ==
        "refused any by e: the time of the check is not known, so it may have ended\n");
  CHECK(waivers(check(hedged(R"([{"rule": "any", "reason": "r", "by": "e"}])"), "")) ==
        "applied any by e\n");
}

TEST_CASE("what is waived is shown, counts for nothing and is not asked for") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  const Verdict& verdict = check(hedged(R"([{"rule": "any", "reason": "r", "by": "e"},
      {"rule": "editors", "reason": "r", "by": "standards editor"}])"));
  CHECK(outcomes(verdict) ==
        "mark clears | any fired hold x1 waived | editors fired reject x1 waived | never fired "
        "mark x1");
  CHECK(to_pass(verdict) == "mark never: m\n");
  uint32_t waived = 0;
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    CHECK(diagnostic.waived == !diagnostic.counts);
    waived += diagnostic.waived ? 1 : 0;
  }
  CHECK(waived == 2);
}

TEST_CASE("a rule that cannot be evaluated can be waived too") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  const std::string story =
      article(R"({"waivers": [{"rule": "blind", "reason": "r", "by": "e"}]})");
  CHECK(outcomes(check(story)) == "pass clears | blind unknown hold x1 waived");
}

TEST_CASE("standing exceptions concern one story or one desk") {
  const auto gate = must_compile(rules + R"(, "exceptions": [
      {"rule": "any", "story": "story-1", "reason": "r", "name": "e", "until": "2026-12-31"},
      {"rule": "any", "story": "story-2", "reason": "r", "name": "e", "until": "2026-12-31"},
      {"rule": "editors", "desk": "transport", "reason": "r", "name": "standards editor", "until": "2026-12-31"},
      {"rule": "quiet", "desk": "transport", "reason": "r", "name": "e", "until": "2026-01-31"},
      {"rule": "editors", "desk": "markets", "reason": "r", "name": "e", "until": "2026-12-31"}])");
  Check check(*gate);
  const Verdict& verdict = check(hedged("[]"));
  CHECK(waivers(verdict) ==
        "applied any standing by e\n"
        "applied editors standing by standards editor\n"
        "expired quiet standing by e\n");
  CHECK(outcomes(verdict) ==
        "mark clears | any fired hold x1 waived | editors fired reject x1 waived | never fired "
        "mark x1");
}

}  // namespace stet::gate
