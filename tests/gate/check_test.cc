// Rules against stories: each promise of the verdict as a table over its printed form.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

/// One rule, one story, what comes out.
struct Row {
  const char* name;
  std::string rules;  ///< members of the only rule, or several `rule(…)` joined
  std::string story;
  std::string expected;
};

std::unique_ptr<const Gate> gate_of(const std::string& rules, const std::string& terms = "[]") {
  return must_compile("\"terms\": " + terms + ", \"rules\": [" + rules + "]");
}

}  // namespace

TEST_CASE("a rule is silent, fires or is unknown; the worst decision wins") {
  const std::string sources = rule(R"("id": "two", "decision": "hold", "when": "verified.count < 2",
      "message": "{verified.count} of 2")");
  const std::string hedged = rule(R"("id": "rumour", "decision": "reject",
      "when": "verified.count < 2 && text.hedges.size() > 0", "at": "text.hedges",
      "message": "'{at.text}' on {verified.count}")");
  const std::string impact = rule(R"("id": "declares", "decision": "mark",
      "when": "article.declared.impact > 5", "message": "declares {article.declared.impact}")");
  const Row rows[] = {
      {"silent", sources, article(), "pass clears"},
      {"fires", sources, article(R"({"sources": []})"), "hold stays | two fired hold x1"},
      {"worst of two", sources + "," + hedged,
       article(R"({"sources": [], "articleBody": ["It is reportedly late and is said to leak."]})"),
       "reject stays | rumour fired reject x2 | two fired hold x1"},
      {"a decision that clears", impact, article(R"({"declared": {"impact": 7}})"),
       "mark clears | declares fired mark x1"},
      {"a field that is not there", impact, article(), "hold stays | declares unknown hold x1"},
      {"a field that is null", impact, article(R"({"declared": {"impact": null}})"),
       "hold stays | declares unknown hold x1"},
      {"a field of the wrong type", impact, article(R"({"declared": {"impact": "high"}})"),
       "hold stays | declares unknown hold x1 | stet/malformed-input unknown hold x1"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto gate = gate_of(row.rules);
    Check check(*gate);
    CHECK(outcomes(check(row.story)) == row.expected);
  }
}

TEST_CASE("what is unknown names the field, and counts as the rule says") {
  const std::string when =
      R"("when": "article.declared.impact > 5", "message": "m", "decision": "mark")";
  const auto plain = gate_of(rule(R"("id": "r", )" + when));
  Check check(*plain);
  CHECK(diagnostics(check(article())) ==
        "r: cannot be evaluated: field 'article.declared.impact' has no value "
        "[Harbour opens a second berth] (article.declared.impact)\n");
  CHECK(to_pass(check(article())) ==
        "hold r: give 'article.declared.impact' a value that can be read\n");
  CHECK(diagnostics(check(article(R"({"declared": {"impact": null}})"))) ==
        "r: cannot be evaluated: field 'article.declared.impact' is null "
        "[Harbour opens a second berth] (article.declared.impact)\n");

  const auto lenient = gate_of(rule(R"("id": "r", "unknown": "pass", )" + when));
  Check lenient_check(*lenient);
  CHECK(outcomes(lenient_check(article())) == "pass clears | r unknown pass x1");
  CHECK(to_pass(lenient_check(article())).empty());
}

TEST_CASE("a rule over a list gives a diagnostic for each element, at its place") {
  const auto gate =
      gate_of(rule(R"("id": "long", "decision": "hold", "each": "article.claims",
              "when": "it.text.size() > 10", "message": "'{it.text}' is long")") +
              "," + rule(R"("id": "kinds", "decision": "hold", "each": "article.sources",
              "when": "it.kind == 'outlet'", "message": "{it.id} is one")") +
              "," + rule(R"("id": "support", "decision": "hold", "each": "support",
              "when": "it.state == 'unsupported'", "message": "{it.claim.id}: {it.count}")"));
  Check check(*gate);
  const Verdict& verdict = check(article(R"({
      "claims": [{"id": "c1", "text": "Short", "sources": ["a"]},
                 {"id": "c2", "text": "Much longer", "sources": []}],
      "sources": [{"id": "a", "publisher": "A", "kind": "filing", "url": "https://a.example"},
                  {"id": "b", "publisher": "B"}]})"));
  CHECK(outcomes(verdict) ==
        "hold stays | kinds unknown hold x1 | long fired hold x1 | support fired hold x1");
  CHECK(diagnostics(verdict) ==
        "long: 'Much longer' is long [Much longer]\n"
        "support: c2: 0 [Much longer]\n"
        "kinds: cannot be evaluated: field 'it.kind' has no value "
        "[{\"id\":\"b\",\"publisher\":\"B\"}] (it.kind)\n");
}

TEST_CASE("a rule may have fired at one place and be unknown at another") {
  const auto gate = gate_of(rule(R"("id": "kinds", "decision": "mark", "each": "article.sources",
      "when": "it.kind == 'outlet'", "message": "{it.id}")"));
  Check check(*gate);
  CHECK(outcomes(check(article(R"({"sources": [{"id": "a", "kind": "outlet"}, {"id": "b"}]})"))) ==
        "hold stays | kinds fired mark x1 | kinds unknown hold x1");
}

TEST_CASE("find rules look in their scope only") {
  const std::string story = R"({
      "headline": "Operator admitted delay",
      "description": "It claimed little",
      "articleBody": [
        {"section": "lead", "text": "Admitted early. \"He admitted it,\" she said."},
        {"section": "analysis", "text": "It was not claimed."}]})";
  const std::string message = R"(, "decision": "mark", "message": "{it.phrase}@{it.part}")";
  const Row rows[] = {
      {"own voice, all parts", R"("lists": ["loaded-verbs"])", "",
       "admitted@headline\nclaimed@description\nadmitted@body\nclaimed@body\n"},
      {"parts", R"("lists": ["loaded-verbs"], "in": ["headline", "description"])", "",
       "admitted@headline\nclaimed@description\n"},
      {"sections", R"("lists": ["loaded-verbs"], "in": ["body"], "sections": ["analysis"])", "",
       "claimed@body\n"},
      {"quotations", R"("lists": ["loaded-verbs"], "voice": ["quotation"])", "", "admitted@body\n"},
      {"phrases of its own", R"("phrases": ["delay"])", "", "delay@headline\n"},
      {"a pattern", R"("pattern": "(?i)\\bear\\w+")", "", "early@body\n"},
      {"two lists that hit one place count once",
       R"("lists": ["loaded-verbs"], "phrases": ["claimed"],
           "in": ["description"])",
       "", "claimed@description\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto gate = gate_of(rule(R"("id": "r", "find": {)" + row.rules + "}" + message));
    Check check(*gate);
    const Verdict& verdict = check(story);
    std::string found;
    for (const Diagnostic& diagnostic : verdict.diagnostics) {
      found += std::string(diagnostic.message) + "\n";
    }
    CHECK(found == row.expected);
  }
}

TEST_CASE("find rules offer an edit that fits the place") {
  const auto gate =
      gate_of(rule(R"("id": "r", "decision": "mark", "find": {"lists": ["loaded-verbs"]},
      "message": "m", "edit": {"replace": "said \"so\""})"));
  Check check(*gate);
  const Verdict& verdict =
      check(R"({"headline": "H", "articleBody": ["Claimed é \"x\" he claimed."]})");
  REQUIRE(verdict.diagnostics.size() == 2);
  std::string edits;
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    for (const Edit& edit : diagnostic.edits) {
      CHECK(base::slice(verdict.input, edit.place) == edit.expected);
      edits += std::string(edit.expected) + " -> " + std::string(edit.replacement) + "\n";
    }
  }
  CHECK(edits == "Claimed -> Said \\\"so\\\"\nclaimed -> said \\\"so\\\"\n");
}

TEST_CASE("a rule that fires with nothing to point at still fires") {
  const auto gate = gate_of(
      rule(
          R"("id": "empty", "decision": "hold", "when": "true", "at": "text.hedges", "message": "{at.text}!")") +
      "," +
      rule(
          R"~("id": "lost", "decision": "hold", "when": "true", "at": "article.claims.filter(c, c.id == 'x')", "message": "m")~"));
  Check check(*gate);
  const Verdict& verdict = check(article(R"({"claims": [{"text": "no id"}]})"));
  CHECK(outcomes(verdict) == "hold stays | empty fired hold x1 | lost fired hold x1");
  CHECK(diagnostics(verdict) ==
        "empty: (unknown)! [Harbour opens a second berth]\n"
        "lost: m [Harbour opens a second berth]\n");
}

TEST_CASE("a rule points at a text, a record, or a list of either") {
  const Row rows[] = {
      {"a text", "article.articleSection", "", "[transport]"},
      {"a text of a list", "article.keywords", "", "[k1]"},
      {"a record", "article.declared", "", "[{\"impact\":3}]"},
      {"records", "article.claims", "", "[The berth opened on Monday]"},
      {"a cluster", "clusters.filter(c, c.kind == 'outlet')", "", "[{\"id\":\"b\""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto gate =
        gate_of(rule(R"("id": "r", "decision": "hold", "when": "true", "message": "m", "at": ")" +
                     row.rules + "\""));
    Check check(*gate);
    const std::string found =
        diagnostics(check(article(R"({"keywords": ["k1"], "declared": {"impact": 3}})")));
    CHECK(found.find(row.expected) != std::string::npos);
  }
}

TEST_CASE("places of one rule are bounded, and the rest is counted") {
  std::string body = "[";
  for (int i = 0; i < 250; ++i) body += std::string(i > 0 ? "," : "") + "\"It is reportedly so.\"";
  body += "]";
  const auto gate = gate_of(rule(R"("id": "r", "decision": "mark", "find": {"lists": ["hedges"]},
      "message": "m")") + "," +
                            rule(R"("id": "s", "decision": "mark", "when": "true",
      "at": "text.hedges", "message": "m")"));
  Check check(*gate);
  const Verdict& verdict = check(article(R"({"articleBody": )" + body + "}"));
  CHECK(outcomes(verdict) ==
        "mark clears | r fired mark x250 shown 100 | s fired mark x250 shown 100");
  CHECK(verdict.diagnostics.size() == 200);
}

TEST_CASE("drafts are counted and not shown; what is observed is shown and has no say") {
  const auto gate = gate_of(
      rule(
          R"("id": "draft", "stage": "draft", "decision": "reject", "when": "true", "message": "m")") +
      "," +
      rule(
          R"("id": "watch", "stage": "observe", "decision": "reject", "when": "true", "message": "seen")") +
      "," +
      rule(
          R"("id": "blind", "stage": "draft", "decision": "reject", "when": "article.url == 'x'", "message": "m")") +
      "," + rule(R"("id": "force", "decision": "mark", "when": "true", "message": "m")"));
  Check check(*gate);
  const Verdict& verdict = check(article());
  CHECK(outcomes(verdict) == "mark clears | force fired mark x1 | watch fired reject x1 observed");
  CHECK(verdict.checked.rules == 4);
  CHECK(verdict.checked.fired == 1);
  CHECK(verdict.checked.observed == 1);
  CHECK(verdict.checked.drafts_fired == 1);
  CHECK(verdict.checked.unknown == 0);
  CHECK(to_pass(verdict) == "mark force: m\n");
}

TEST_CASE("rules are in force from their first day through their last") {
  const auto gate = gate_of(rule(R"("id": "r", "decision": "hold", "when": "true", "message": "m",
      "since": "2026-11-01", "until": "2026-11-30")"));
  struct Day {
    const char* now;
    bool in_force;
  };
  const Day days[] = {{"2026-10-31T23:59:59Z", false},     {"2026-11-01T00:00:00Z", true},
                      {"2026-11-30T23:59:59Z", true},      {"2026-12-01T00:00:00Z", false},
                      {"2026-12-01T00:30:00+02:00", true}, {"", true}};
  for (const Day& day : days) {
    INFO(day.now);
    Check check(*gate);
    const Verdict& verdict = check(article(), day.now);
    CHECK(verdict.checked.rules == (day.in_force ? 1 : 0));
    CHECK(outcomes(verdict) == (day.in_force ? "hold stays | r fired hold x1" : "pass clears"));
  }
}

TEST_CASE("without a time, what needs one is unknown; a wrong one is told") {
  const auto gate = gate_of(rule(R"~("id": "old", "decision": "mark", "unknown": "reject",
      "when": "now - article.datePublished > duration('24h')", "message": "m")~"));
  const std::string story = article(R"({"datePublished": "2026-11-20T00:00:00Z"})");
  Check check(*gate);
  CHECK(outcomes(check(story, "2026-11-20T10:00:00Z")) == "pass clears");
  CHECK(outcomes(check(story, "2026-11-22T00:00:00Z")) == "mark clears | old fired mark x1");
  CHECK(outcomes(check(story, "")) == "reject stays | old unknown reject x1");
  CHECK(diagnostics(check(story, "")) ==
        "old: cannot be evaluated: the time of the check, 'now', is not known "
        "[Harbour opens a second berth] (now)\n");
  CHECK(outcomes(check(story, "tomorrow")) ==
        "reject stays | old unknown reject x1 | stet/malformed-input unknown hold x1");
}

TEST_CASE("terms are evaluated once and shown for the rules that rest on them") {
  const auto gate = gate_of(
      rule(R"("id": "few", "decision": "hold", "when": "independent < 2 && share < 0.5",
              "message": "{independent}", "fix": ["Add a source"])") +
          "," + rule(R"("id": "quiet", "decision": "hold", "when": "unused > 5", "message": "m")"),
      R"([{"id": "independent", "type": "int", "unit": "sources", "means": "N", "is": "verified.count"},
          {"id": "share", "type": "double", "means": "third", "is": "double(independent) / 3.0"},
          {"id": "unused", "type": "int", "means": "no use", "is": "1 + 1"}])");
  Check check(*gate);
  const Verdict& verdict = check(article(R"({"sources":
      [{"id": "a", "publisher": "A", "kind": "filing", "url": "https://a.example"}]})"));
  std::string terms;
  for (const TermValue& term : verdict.terms) {
    terms += term.term->id + "=" + std::string(term.value) + " ";
  }
  CHECK(terms == "independent=1 share=0.333 ");
  CHECK(to_pass(verdict) == "hold few: Add a source (independent is 1, needs >= 2)\n");
}

TEST_CASE("to pass: worst first, the same step once, what has no say left out") {
  const auto gate = gate_of(
      rule(
          R"("id": "a", "decision": "mark", "when": "verified.count < 3", "message": "m", "fix": ["Add a source"])") +
      "," +
      rule(
          R"("id": "b", "decision": "reject", "when": "verified.count < 2", "message": "m", "fix": ["Add a source"])") +
      "," +
      rule(
          R"("id": "c", "decision": "hold", "when": "text.hedges.size() != 0", "at": "text.hedges", "message": "m", "fix": ["Say who says it"])") +
      "," +
      rule(
          R"("id": "d", "decision": "pass", "when": "true", "message": "fine", "fix": ["Nothing"])") +
      "," +
      rule(
          R"("id": "e", "decision": "reject", "stage": "observe", "when": "true", "message": "m", "fix": ["Not now"])"));
  Check check(*gate);
  const Verdict& verdict = check(
      article(R"({"sources": [], "articleBody": ["It reportedly rose and reportedly fell."]})"));
  CHECK(to_pass(verdict) ==
        "reject b: Add a source (verified.count is 0, needs >= 2) x2\n"
        "hold c: Say who says it x2\n");
}

TEST_CASE("what cannot be read gets a verdict that says so and never clears") {
  const auto gate =
      gate_of(rule(R"("id": "r", "decision": "mark", "when": "false", "message": "m")"));
  struct Input {
    const char* name;
    std::string bytes;
  };
  const Input inputs[] = {
      {"nothing", ""},
      {"not JSON", "{\"headline\": "},
      {"a number", "17"},
      {"deep nesting", std::string(1000000, '[')},
      {"not UTF-8", "{\"headline\": \"\xFF\xFE\"}"},
  };
  Check check(*gate);
  for (const Input& input : inputs) {
    INFO(input.name);
    const Verdict& verdict = check(input.bytes, "2026-11-24", formats::Format::json);
    CHECK(verdict.article == nullptr);
    CHECK_FALSE(verdict.clears);
    CHECK(outcomes(verdict).substr(0, 40) == "hold stays | stet/unreadable unknown hol");
    CHECK_FALSE(verdict.problems.empty());
    CHECK(verdict.to_pass.size() >= 1);
  }
}

TEST_CASE("a story without a body never clears") {
  const auto gate =
      gate_of(rule(R"("id": "r", "decision": "mark", "when": "false", "message": "m")"));
  Check check(*gate);
  CHECK(outcomes(check("{}")) == "hold stays | stet/nothing-to-check unknown hold x1");
  CHECK(outcomes(check(R"({"headline": "H", "articleBody": ["", " … "]})")) ==
        "hold stays | stet/nothing-to-check unknown hold x1");
}

TEST_CASE("the badge says N, and marks what is not verified") {
  const auto gate = gate_of("");
  Check check(*gate);
  struct Count {
    const char* sources;
    const char* text;
    bool marked;
  };
  const Count counts[] = {
      {R"([])", "No independent source", true},
      {R"([{"id": "a", "publisher": "A", "kind": "outlet"}])", "Single source", true},
      {R"([{"id": "a", "publisher": "A", "kind": "outlet"}, {"id": "b", "publisher": "a", "kind": "filing"}])",
       "Single source", true},
      {R"([{"id": "a", "publisher": "A", "kind": "outlet"}, {"id": "b", "publisher": "B", "kind": "filing"}])",
       "Verified by 2 sources", false},
  };
  for (const Count& count : counts) {
    const Verdict& verdict = check(article(R"({"sources": )" + std::string(count.sources) + "}"));
    CHECK(verdict.badge.text == count.text);
    CHECK(verdict.badge.marked == count.marked);
    CHECK(verdict.badge.verified == !count.marked);
  }
}

TEST_CASE("an expression that costs too much is unknown and says which rule it is") {
  std::string claims = "[";
  for (int i = 0; i < 400; ++i) claims += std::string(i > 0 ? "," : "") + "{\"text\":\"x\"}";
  claims += "]";
  const auto gate = gate_of(
      rule(R"~("id": "greedy", "decision": "mark",
      "when": "article.claims.all(a, article.claims.all(b, article.claims.all(c, a.text == c.text)))",
      "message": "m")~") +
      "," + rule(R"("id": "modest", "decision": "mark", "when": "article.claims.size() == 400",
      "message": "m")"));
  Check check(*gate);
  const Verdict& verdict = check(article(R"({"claims": )" + claims + "}"));
  CHECK(outcomes(verdict) == "hold stays | greedy unknown hold x1 | modest fired mark x1");
  CHECK(diagnostics(verdict).find("cannot be evaluated: rule 'greedy' used up its budget") !=
        std::string::npos);
}

TEST_CASE("the verdict carries scores, what was checked, and three digests") {
  const auto gate = gate_of("");
  Check check(*gate);
  const std::string story =
      article(R"({"articleBody": ["Shares rose after the final rule.", "A gain of $5 million."]})");
  const Verdict& verdict = check(story);
  CHECK(verdict.sentiment.article.label == "positive");
  CHECK(verdict.impact.value == 7);
  CHECK(verdict.impact.floor != nullptr);
  CHECK(verdict.confidence.value > 0.5);
  CHECK(verdict.checked.blocks == 2);
  CHECK(verdict.checked.words > 10);
  CHECK(verdict.article_digest == base::sha256(story));
  CHECK(verdict.engine_digest == base::sha256(engine_version));
}

TEST_CASE("a lean check leaves out what nobody will read, and decides the same") {
  const auto gate =
      gate_of(rule(R"("id": "r", "decision": "hold", "when": "scores.impact.value >= 7.0",
      "message": "m")"));
  const Padded story(article(R"({"articleBody": ["Shares rose after the final rule."]})"));
  Checker checker(*gate);
  CheckOptions options;
  const std::string full = outcomes(checker.check(story.view(), options));
  options.lean = true;
  const Verdict& lean = checker.check(story.view(), options);
  CHECK(full == "hold stays | r fired hold x1");
  CHECK(outcomes(lean) == full + " shown 0");
  CHECK(lean.diagnostics.empty());
  CHECK(lean.to_pass.empty());
  CHECK(lean.article_digest == base::Digest{});
}

TEST_CASE("the profile adds up time per stage and per rule") {
  const auto gate =
      gate_of(rule(R"("id": "r", "decision": "hold", "when": "true", "message": "m")"));
  const Padded story(article());
  Checker checker(*gate);
  CheckOptions options;
  options.profile = true;
  options.clock = [] {
    static uint64_t ticks = 0;
    return ticks += 10;
  };
  checker.check(story.view(), options);
  const Profile& profile = checker.profile();
  REQUIRE(profile.rule_ns.size() == 1);
  CHECK(profile.rule_ns[0] == 10);
  CHECK(profile.read_ns == 10);
  // The clock is read before and after the text of each passage, and once at the end of the stage.
  CHECK(profile.text_ns > 0);
  CHECK(profile.evidence_ns == profile.text_ns + 10);
  CHECK(profile.scores_ns == 10);
  CHECK(profile.rules_ns > 10);
}

}  // namespace stet::gate
