// The methodology page: of the shipped files, of one that says nothing, of one with hostile texts;
// every default of the engine's tables stands there; an example that fails stops it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "engine/methodology/keys.h"
#include "engine/scores/fixed.h"
#include "engine/upkeep/engine_defaults.h"
#include "engine/upkeep/methodology_page.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"
#include "tests/upkeep/markdown_reader.h"

namespace stet::upkeep {
namespace {

using methodology::Key;
using methodology::Shape;

const std::string smallest =
    R"({"stet": 1, "id": "s", "version": "1", "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}], "unknown": "hold"})";

Document page_of(const gate::Gate& gate, const PageOptions& options = {}) {
  base::Problems problems;
  const auto page = methodology_page(gate, options, problems);
  testing::Files files;
  INFO(testing::lines_of(problems, files));
  REQUIRE(page.has_value());
  return *page;
}

std::string html_of(const Document& document) {
  std::string out;
  append_html(out, document);
  return out;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string escaped(std::string_view text) {
  std::string out;
  append_html(out, Document(std::string(text)));
  const size_t from = out.find("<h1>") + 4;
  return out.substr(from, out.find("</h1>") - from);
}

/// Every key of the format that has a default, by its own walk of the tables.
std::vector<const Key*> keys_with_defaults() {
  std::vector<const Key*> out;
  std::set<const methodology::ObjectKeys*> seen;
  std::vector<const Shape*> open{&methodology::file_shape()};
  while (!open.empty()) {
    const Shape& shape = *open.back();
    open.pop_back();
    if (shape.items != nullptr) open.push_back(shape.items);
    if (shape.object == nullptr || !seen.insert(shape.object).second) continue;
    if (shape.object->value != nullptr) open.push_back(shape.object->value);
    for (const Key& key : shape.object->keys) {
      if (!key.otherwise.empty()) out.push_back(&key);
      open.push_back(&key.shape);
    }
  }
  return out;
}

TEST_CASE("every default of the engine is printed, whatever the file says") {
  const std::vector<const Key*> keys = keys_with_defaults();
  REQUIRE(keys.size() >= 45);
  for (const auto& gate :
       {testing::must_compile_text(smallest), testing::must_compile("rules/finance.json")}) {
    const std::string html = html_of(page_of(*gate));
    for (const Key* key : keys) {
      INFO(key->name);
      CHECK(
          has(html, "<td>" + escaped(key->doc) + "</td><td>" + escaped(key->otherwise) + "</td>"));
    }
    REQUIRE(engine_constants().size() >= 14);
    for (const EngineConstant& one : engine_constants()) {
      CHECK(has(html, "<th scope=\"row\">" + std::string(one.meaning) + "</th>"));
    }
  }
}

TEST_CASE("every number that the scores keep to themselves is among the constants") {
  const std::string declared = testing::slurp("engine/scores/fixed.h");
  const std::string_view sign = "inline constexpr ";
  int64_t numbers = 0;
  for (size_t at = declared.find(sign); at != std::string::npos; at = declared.find(sign, at + 1)) {
    ++numbers;
  }
  const auto& told = engine_constants();
  CHECK(numbers == std::count_if(told.begin(), told.end(), [](const EngineConstant& one) {
          return one.of == "sentiment" || one.of == "impact" || one.of == "confidence";
        }));
}

TEST_CASE("a rules file lets shifters reach as far as the grammar looks, and no farther") {
  const std::vector<const Key*> keys = keys_with_defaults();
  const auto reach =
      std::find_if(keys.begin(), keys.end(), [](const Key* key) { return key->name == "reach"; });
  REQUIRE(reach != keys.end());
  CHECK((*reach)->shape.most == scores::words_to_shifted);
}

TEST_CASE("the page says where sentiment is explained how far its grammar looks") {
  const std::string html = html_of(page_of(*testing::must_compile("rules/finance.json")));
  const size_t from = html.find("id=\"sentiment\""), to = html.find("id=\"impact\"");
  REQUIRE(from < to);
  const std::string section = html.substr(from, to - from);
  const auto number = [](uint32_t value) { return " " + std::to_string(value) + " "; };
  CHECK(has(section, number(scores::words_to_mover) + "words away at most"));
  CHECK(has(section, "at most" + number(scores::words_to_figure) + "words part each"));
  CHECK(has(section, "one of the" + number(scores::marks_to_mover) + "phrases before it"));
  CHECK(has(section, "reach of up to" + number(scores::words_to_shifted) + "words"));
  CHECK(has(section, "At most" + number(scores::marks_beside) + "phrases on each side"));
}

TEST_CASE("whether a default holds in the file") {
  const auto gate = testing::must_compile_text(R"({"stet": 1, "id": "s", "version": "1",
    "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}], "unknown": "hold",
    "confidence": {"perSource": 0.6}, "example": {"headline": "H"}, "rules": [
      {"id": "a", "decision": "hold", "message": "m", "when": "true", "stage": "draft", "tests": {"fires": [{}], "silent": [{}]}},
      {"id": "b", "decision": "hold", "message": "m", "when": "true", "tests": {"fires": [{}], "silent": [{}]}}]})");
  std::string out;
  for (const EngineDefault& one : engine_defaults(gate->methodology())) {
    for (const char* path : {"confidence.perSource", "confidence.hedgePenalty", "rules[].stage",
                             "verification.overlap"}) {
      if (one.path != path) continue;
      out += one.path + " " + std::string(one.otherwise) + ": said " + std::to_string(one.said) +
             " " + one.value + ", silent " + std::to_string(one.silent) + "\n";
    }
  }
  CHECK(out ==
        "verification.overlap 0.5: said 0 , silent 1\n"
        "confidence.perSource 0.5: said 1 0.6, silent 0\n"
        "confidence.hedgePenalty 0.02: said 0 , silent 1\n"
        "rules[].stage enforce: said 1 , silent 1\n");
}

TEST_CASE("the pages of the shipped methodologies") {
  for (const std::string& path : testing::shipped_methodologies()) {
    INFO(path);
    const auto gate = testing::must_compile(path);
    const methodology::Methodology& methodology = gate->methodology();
    const std::string html = html_of(page_of(*gate));
    for (const EnginePromise& promise : engine_promises()) CHECK(has(html, escaped(promise.text)));
    for (const methodology::Promise& promise : methodology.promises) {
      CHECK(has(html, "<p>" + escaped(promise.text) + "</p>"));
    }
    for (const methodology::Rule& rule : methodology.rules) {
      INFO(rule.id);
      CHECK(has(html, "<h3 id=\"rule-" + rule.id + "\">"));
      CHECK(has(html, escaped(rule.why)));
      if (rule.when.present()) CHECK(has(html, "<pre>" + escaped(rule.when.view()) + "</pre>"));
    }
    for (const methodology::Term& term : methodology.terms)
      CHECK(has(html, escaped(term.is.view())));
    CHECK(has(html, base::to_hex(methodology.digest)));
    CHECK_FALSE(has(html, "<script"));
  }
}

/// Values of an attribute in a page.
std::multiset<std::string> values_of(const std::string& html, const std::string& attribute) {
  std::multiset<std::string> out;
  for (size_t at = 0; (at = html.find(attribute, at)) != std::string::npos;) {
    at += attribute.size();
    out.insert(html.substr(at, html.find('"', at) - at));
  }
  return out;
}

TEST_CASE("the pages in Markdown are what their documents say, and nothing else") {
  for (const std::string& path : testing::shipped_methodologies()) {
    INFO(path);
    const Document document = page_of(*testing::must_compile(path));
    std::string markdown, anchors;
    append_markdown(markdown, document);
    int headings = 1, tables = 0;
    for (const Block& block : document.blocks()) {
      headings += block.kind == Block::Kind::heading;
      tables += block.kind == Block::Kind::table;
      if (!block.anchor.empty()) anchors += "<a id=\"" + block.anchor + "\"></a>";
    }
    const testing::Understood found = testing::understand(markdown);
    CHECK(found.tags == anchors);
    CHECK(found.headings == headings);
    CHECK(found.tables == tables);
    for (const std::string& link : found.links) {
      INFO(link);
      CHECK(has(anchors, "\"" + link.substr(1) + "\""));
    }
  }
}

TEST_CASE("a term says who reads it and what its names mean") {
  const std::string html = html_of(page_of(*testing::must_compile("rules/local-desk.json")));
  const size_t from = html.find("id=\"term-interviews\"");
  const std::string section = html.substr(from, html.find("<h2", from) - from);
  CHECK(has(section, "<dt>Counted in</dt><dd>people</dd>"));
  CHECK(has(section, "href=\"#rule-profile-needs-voices\""));
  CHECK_FALSE(has(section, "href=\"#rule-byline-missing\""));
  CHECK(has(section, "<li><code>s.kind</code>: Kind of source"));
}

TEST_CASE("an example shows what it marks, says and offers") {
  const std::string html = html_of(page_of(*testing::must_compile("rules/house-style-en.json")));
  CHECK(has(html,
            "<strong>Fires</strong>: “The port <mark>utilised</mark> two cranes.” → 'utilised' has "
            "a plainer word; offered instead: “used”</blockquote>"));
}

TEST_CASE("lists to fall back on say when they count and where they come from") {
  const std::string html = html_of(page_of(*testing::must_compile("rules/finance.json")));
  CHECK(has(html,
            "rated-bad</a></th><td>bad news, counts only in a story in which no other list says "
            "anything</td>"));
  const size_t list = html.find("id=\"list-rated-bad\"");
  REQUIRE(list != std::string::npos);
  CHECK(has(html.substr(list, 300),
            " phrases, from afinn-165-financialmarketnews 3.0.0 (npm, MIT): "));
}

TEST_CASE("every link leads to one place, promises and rules to each other") {
  for (const std::string& path : testing::shipped_methodologies()) {
    const auto gate = testing::must_compile(path);
    const std::string html = html_of(page_of(*gate));
    const auto anchors = values_of(html, " id=\"");
    for (const std::string& link : values_of(html, " href=\"#")) {
      INFO(link);
      CHECK(anchors.count(link) == 1);
    }
    for (const methodology::Rule& rule : gate->methodology().rules) {
      INFO(rule.id);
      const size_t section = html.find("id=\"rule-" + rule.id + "\"");
      const size_t next = html.find("<h3", section);
      CHECK(has(html.substr(section, next - section), "href=\"#promise-" + rule.cites + "\""));
      const size_t promise = html.find("id=\"promise-" + rule.cites + "\"");
      CHECK(has(html.substr(promise, html.find("<h3", promise) - promise),
                "href=\"#rule-" + rule.id + "\""));
    }
  }
}

const std::string evil = "<script>\\\"x</style>`*[a](b)|";

TEST_CASE("hostile texts stay texts") {
  const auto gate = testing::must_compile_text(
      R"({"stet": 1, "id": "s", "version": "1)" + evil + R"(", "title": ")" + evil +
      R"(", "decisions": [{"id": "pass", "title": ")" + evil +
      R"(", "clears": true}, {"id": "hold", "clears": false}],
      "unknown": "hold", "promises": [{"id": "p", "text": ")" +
      evil + R"("}],
      "lists": {"l": {"title": ")" +
      evil + R"(", "phrases": ["script"]}}, "glossary": {")" + evil + R"(": ")" + evil + R"("},
      "verification": {"verified": ")" +
      evil + R"("},
      "terms": [{"id": "t", "type": "int", "unit": ")" +
      evil + R"(", "means": ")" + evil + R"(", "is": "1"}],
      "example": {"headline": "H", "articleBody": ["A berth."]},
      "rules": [{"id": "r", "title": ")" +
      evil + R"(", "why": ")" + evil + R"(", "owner": ")" + evil +
      R"(", "cites": "p", "decision": "hold", "find": {"lists": ["l"], "voice": ["own"]}, "message": "{it.text} <b>",
      "fix": ")" +
      evil + R"(", "waivable": [")" + evil + R"("],
      "tests": {"fires": ["A <script> berth )" +
      evil + R"("], "silent": ["A berth <i>."]}}],
      "exceptions": [{"rule": "r", "desk": ")" +
      evil + R"(", "reason": ")" + evil + R"(", "name": ")" + evil +
      R"(", "until": "2030-01-01"}]})");
  const std::string html = html_of(page_of(*gate));
  CHECK_FALSE(has(html, "<script>"));
  CHECK_FALSE(has(html, "<i>"));
  CHECK_FALSE(has(html, "<b>"));
  CHECK(values_of(html, "</style").size() == 1);
  CHECK(has(html, "A &lt;<mark>script</mark>&gt; berth"));
}

TEST_CASE("an example that does not come out as it says stops the page, and is told at its place") {
  const auto gate = testing::must_compile_text(gate::testing::methodology_text(
      "\"rules\": [\n" +
      gate::testing::rule(
          R"("id": "a", "decision": "hold", "message": "found", "when": "article.headline != ''")") +
      "]"));
  base::Problems problems;
  CHECK_FALSE(methodology_page(*gate, {}, problems).has_value());
  REQUIRE(problems.all().size() == 1);
  CHECK(problems.all()[0].code == "example-fails");
  CHECK(problems.all()[0].message == "example of 'a': expected silent, found fires: found");
  CHECK(base::slice(gate->methodology().files[0]->bytes, problems.all()[0].span) == "{}");
}

TEST_CASE("the archive and the version before") {
  const auto gate = testing::must_compile("rules/newsroom-standards.json");
  const auto before = testing::must_compile("rules/newsroom-standards.json");
  Judge judge(*gate);
  ArchiveStats stats;
  const std::string story = testing::slurp("rules/examples/boj-no-sources.md");
  stats.add(judge.lean_verdict(story, formats::Format::markdown, "2026-11-24"), judge.checker(),
            "s");
  std::string html = html_of(page_of(*gate, {&stats, &before->methodology()}));
  CHECK(has(html, "<p>1 stories were judged.</p>"));
  CHECK(has(html, "In the archive: fired in 1 of 1 stories"));
  CHECK(has(html, "Nothing changed in meaning."));
  const auto desk = testing::must_compile("rules/local-desk.json");
  html = html_of(page_of(*desk, {nullptr, &before->methodology()}));
  CHECK(has(html, "<code>verification.verifiedFrom</code></th><td>2 → 3</td>"));
}

}  // namespace
}  // namespace stet::upkeep
