// Whole verdicts as people and programs get them, exactly.
#include <string>

#include <catch2/catch.hpp>

#include "engine/report/report.h"
#include "tests/gate/harness.h"

namespace stet::report {

using namespace gate::testing;

namespace {

const std::string rules =
    R"("terms": [{"id": "independent", "type": "int", "unit": "sources", "means": "clusters that count", "is": "verified.count"}], "rules": [)" +
    rule(
        R"("id": "rumour", "decision": "reject", "when": "independent < 2 && text.hedges.size() > 0",
        "at": "text.hedges", "message": "'{at.text}' rests on {independent}", "fix": ["Add a source"])") +
    "," +
    rule(
        R"("id": "verbs", "decision": "mark", "find": {"lists": ["loaded-verbs"]}, "waivable": true,
        "message": "'{it.text}' takes a side", "edit": {"replace": "said"})") +
    "," +
    rule(
        R"("id": "blind", "decision": "hold", "stage": "observe", "when": "article.url == ''", "message": "m")") +
    "," +
    rule(R"("id": "draft", "decision": "hold", "stage": "draft", "when": "true", "message": "m")") +
    "]";

constexpr const char* markdown = R"(---
id: story-7
headline: Acme is said to weigh a sale
waivers:
  - {rule: verbs, reason: his own word, by: R. Okafor}
sources:
  - {id: a, publisher: The Quay Gazette, kind: outlet, url: "https://a.example/1"}
---

The “owner” claimed é that Acme is reportedly for sale.
)";

std::string text(const gate::Verdict& verdict) {
  std::string out;
  verdict_text(verdict, Style::plain(), out);
  return out;
}

std::string json(const gate::Verdict& verdict, Detail detail) {
  std::string out;
  verdict_json(verdict, detail, out);
  return out;
}

}  // namespace

TEST_CASE("a story in Markdown, as text") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  CHECK(
      text(check(markdown)) ==
      "reject  story  Acme is said to weigh a sale\n"
      "        Single source · sentiment neutral 0.00 · impact 1.0 · confidence 0.34\n"
      "\n"
      "story:3:11: hold (observed): cannot be evaluated: field 'article.url' has no value [blind]\n"
      "  headline: Acme is said to weigh a sale\n"
      "            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
      "\n"
      "story:3:16: reject: 'is said to' rests on 1 [rumour]\n"
      "  headline: Acme is said to weigh a sale\n"
      "                 ^~~~~~~~~~\n"
      "  fix: Add a source\n"
      "\n"
      "story:10:13: mark (waived): 'claimed' takes a side [verbs]\n"
      "  The “owner” claimed é that Acme is reportedly for sale.\n"
      "              ^~~~~~~\n"
      "  edit: \"claimed\" → \"said\"\n"
      "\n"
      "story:10:36: reject: 'reportedly' rests on 1 [rumour]\n"
      "  The “owner” claimed é that Acme is reportedly for sale.\n"
      "                                     ^~~~~~~~~~\n"
      "  fix: Add a source\n"
      "\n"
      "measured:\n"
      "  independent = 1 sources  clusters that count\n"
      "\n"
      "to pass:\n"
      "  reject  Add a source (independent is 1, needs >= 2) [rumour]\n"
      "\n"
      "waivers:\n"
      "  applied  verbs by R. Okafor: his own word\n"
      "\n"
      "checked 17 words in 1 block against 4 rules: 2 fired, 1 unknown, 1 waived, 1 draft would "
      "fire\n");
}

TEST_CASE("a story that passes is short") {
  const auto gate = must_compile("\"rules\": []");
  Check check(*gate);
  CHECK(text(check(article())) ==
        "pass  story  Harbour opens a second berth\n"
        "      Verified by 2 sources · sentiment neutral 0.00 · impact 1.0 · confidence 0.68\n"
        "\n"
        "checked 18 words in 1 block against 0 rules: 0 fired, 0 unknown\n");
}

TEST_CASE("what cannot be read is told with its place") {
  const auto gate = must_compile("\"rules\": []");
  Check check(*gate);
  const std::string out =
      text(check("{\"headline\": \"A\x1b[31m\",\n \"id\" 5}", "", formats::Format::json));
  INFO(out);
  CHECK(out.find("\x1b") == std::string::npos);
  CHECK(out ==
        "hold  story\n"
        "\n"
        "story:1:16: error: expected an escape such as \\n inside a string, found a control "
        "character [json-syntax]\n"
        "  {\"headline\": \"A␛[31m\",\n"
        "                 ^\n"
        "\n"
        "to pass:\n"
        "  hold  expected an escape such as \\n inside a string, found a control character "
        "[stet/unreadable]\n"
        "\n"
        "checked 0 words in 0 blocks against 0 rules: 0 fired, 0 unknown\n");
}

TEST_CASE("no story can send anything to the terminal") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  const std::string out = text(check(R"({"headline": "\u001b[2J\u202eclaimed \u0007",
      "articleBody": ["\u001b]0;title\u0007 reportedly"], "waivers": [{"rule": "\u001b[1m", "by": "\u009b"}]})"));
  CHECK(out.find('\x1b') == std::string::npos);
  CHECK(out.find('\a') == std::string::npos);
  CHECK(out.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(out.find("\xC2\x9B") == std::string::npos);
}

TEST_CASE("one line for archives, and less") {
  const auto gate = must_compile(rules);
  Check check(*gate);
  const gate::Verdict& verdict = check(markdown);
  const std::string methodology = base::to_hex(verdict.methodology->digest);
  const std::string engine = base::to_hex(base::sha256(gate::engine_version));
  CHECK(json(verdict, Detail::summary) ==
        R"({"name":"story","id":"story-7","decision":"reject","clears":false,)"
        R"("badge":{"text":"Single source","count":1},)"
        R"("scores":{"label":"neutral","sentiment":0,"impact":1,"confidence":0.336},)"
        R"("fired":{"rumour":2},"unknown":[],"observed":["blind"],"waived":["verbs"],"problems":0,)"
        R"("article":")" +
            base::to_hex(base::sha256(markdown)) + R"(","methodology":")" + methodology +
            R"(","engine":")" + engine + "\"}");
  CHECK(json(verdict, Detail::ids) ==
        R"({"decision":"reject","fired":["rumour"],"unknown":[],"waived":["verbs"]})");
  CHECK(json(check("{}"), Detail::ids) ==
        R"({"decision":"hold","fired":[],"unknown":["stet/nothing-to-check"]})");
}

TEST_CASE("places count bytes, code points and UTF-16 code units") {
  const auto gate = must_compile(
      "\"rules\": [" +
      rule(R"("id": "r", "decision": "mark", "find": {"phrases": ["berth"]}, "message": "m")") +
      "]");
  Check check(*gate);
  const std::string out =
      json(check("{\"articleBody\":\n[\"𝄞é berth\"]}", "", formats::Format::json), Detail::full);
  CHECK(out.find(R"("place":{"begin":25,"end":30,"line":2,"column":6,"column_utf16":7,)"
                 R"("end_line":2,"end_column":11,"end_column_utf16":12})") != std::string::npos);
}

TEST_CASE("the same story gives the same bytes, whatever was checked before") {
  const auto gate = must_compile(rules);
  Check used(*gate);
  Check fresh(*gate);
  const std::string first = json(fresh(markdown), Detail::full);
  used("{");
  used(article());
  CHECK(json(used(markdown), Detail::full) == first);
  const auto again = must_compile(rules);
  Check other(*again);
  CHECK(json(other(markdown), Detail::full) == first);
}

}  // namespace stet::report
