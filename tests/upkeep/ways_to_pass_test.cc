// Ways to pass: for rules over claims, sources and places of the text, and across rules; each set
// that is told is made and judged once more here, and nothing in it can be left out.
#include "engine/upkeep/ways_to_pass.h"

#include <catch2/catch.hpp>

#include "engine/upkeep/test_stories.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using Kind = Remedy::Kind;

constexpr const char* now = "2026-11-24T12:00:00Z";

const std::string story = R"({"id": "s", "headline": "Berth opens", "datePublished": "2026-11-20",
  "claims": [{"id": "c1", "text": "The berth opened", "sources": ["a", "b"]},
             {"id": "c2", "text": "It cost 3 million euros", "sources": ["a"]},
             {"id": "c3", "text": "Two ferries use it"}],
  "articleBody": ["The berth is utilised daily. The dean confirmed the plan.", "It is huge. Truly huge."],
  "sources": [{"id": "a", "publisher": "A", "kind": "outlet", "url": "https://a.example/1"},
              {"id": "b", "publisher": "B", "kind": "outlet"}],
  "declared": {"sources": 1}})";

gate::CheckOptions as_checked(formats::Format format, std::string_view time) {
  gate::CheckOptions options;
  options.format = format;
  options.now = time;
  return options;
}

WaysToPass ways_of(const gate::Gate& gate, const std::string& bytes,
                   formats::Format format = formats::Format::json) {
  gate::testing::Check check(gate);
  return find_ways_to_pass(gate, check(bytes, now, format), as_checked(format, now));
}

std::string decision_with(const gate::Gate& gate, const std::string& bytes, formats::Format format,
                          std::string_view time, const std::vector<const Remedy*>& remedies) {
  auto changed = StoryTree::read(bytes, format, gate.methodology());
  REQUIRE(changed);
  make_changes(*changed, remedies);
  for (const Remedy* remedy : remedies) {
    if (remedy->kind != Kind::declare) continue;
    for (methodology::Member& member : changed->root.members) {
      if (member.key.text != "declared") continue;
      changed->set(member.value, remedy->field,
                   remedy->field == "sentiment" ? changed->text(remedy->text)
                                                : changed->number(std::stoi(remedy->text)));
    }
  }
  Judge judge(gate);
  const gate::Verdict& verdict = judge.verdict(changed->json(), formats::Format::json, time);
  return gate.methodology().decisions[verdict.decision].id;
}

std::vector<const Remedy*> remedies_of(const WayToPass& way) {
  std::vector<const Remedy*> out;
  for (const WayStep& step : way.steps) out.push_back(&step.remedy);
  return out;
}

/// The kinds of changes of the last way, each with the rules that it lifts.
std::string printed(const WaysToPass& ways) {
  std::string out;
  if (ways.ways.empty()) return out;
  for (const WayStep& step : ways.ways.back().steps) {
    out += out.empty() ? "" : " + ";
    out += to_string(step.remedy.kind);
    if (!step.remedy.list.empty()) {
      out += " " + step.remedy.list + std::to_string(step.remedy.index);
    }
    if (!step.remedy.field.empty()) out += " " + step.remedy.field;
    if (!step.remedy.text.empty()) out += " '" + step.remedy.text + "'";
  }
  return out;
}

std::string rule(const std::string& members) { return gate::testing::rule(members); }

TEST_CASE("what would make a story pass, by kind of rule") {
  struct Row {
    const char* about;
    std::vector<std::string> rules;
    const char* way;
  };
  const std::string unsupported =
      R"r("id": "claims", "decision": "hold", "message": "m", "each": "support", "when": "it.state == 'unsupported'")r";
  const std::string places =
      R"r("id": "places", "decision": "hold", "message": "m", "each": "article.sources", "when": "!has(it.url)")r";
  const std::string plain =
      R"r("id": "plain", "decision": "hold", "message": "m", "find": {"phrases": ["utilised"]}, "edit": {"replace": "used"})r";
  const std::string huge =
      R"r("id": "huge", "decision": "hold", "message": "m", "find": {"phrases": ["huge"], "voice": ["own", "paraphrase"]})r";
  const std::string said =
      R"r("id": "said", "decision": "hold", "message": "m", "find": {"phrases": ["plan"]}, "when": "!text.says.exists(h, h.sentence == it.sentence)")r";
  const std::string cited =
      R"r("id": "cited", "decision": "hold", "message": "m", "find": {"phrases": ["plan"]}, "when": "!it.attributed")r";
  const std::string verified =
      R"r("id": "verified", "decision": "reject", "message": "m", "when": "verified.count < 2")r";
  const std::string declared =
      R"r("id": "declared", "decision": "hold", "message": "m", "when": "article.declared.sources != verified.count")r";
  const std::string kind =
      R"r("id": "kind", "decision": "hold", "message": "m", "each": "article.sources", "when": "has(it.kind) && !(it.kind in ['filing', 'research'])")r";
  const std::string byline =
      R"r("id": "byline", "decision": "hold", "message": "m", "when": "article.author.size() == 0")r";
  const std::string never =
      R"r("id": "never", "decision": "hold", "message": "m", "when": "article.id != ''")r";
  const Row rows[] = {
      {"an element that fires: a claim", {rule(unsupported)}, "cite claims2 'a'"},
      {"an element that fires: a source", {rule(places)}, "fill sources1 url"},
      {"a value that is not among those asked for",
       {rule(kind)},
       "set sources0 kind + set sources1 kind"},
      {"words, with the rule's own fix", {rule(plain)}, "edit articleBody0 text 'used'"},
      {"words, each place of them",
       {rule(huge)},
       "edit articleBody1 text + edit articleBody1 text"},
      {"words that somebody has to say", {rule(said)}, "attribute articleBody0 text ', A said'"},
      {"the story as a whole", {rule(verified)}, "add-source 'outlet'"},
      {"what it says of itself", {rule(declared)}, "declare sources '0'"},
      {"a field of the story", {rule(byline)}, "fill author"},
      {"one change for three rules, and what follows from it",
       {rule(unsupported), rule(verified), rule(declared)},
       "add-source 'outlet' + declare sources '2'"},
      {"each rule its own change, in the order of the story",
       {rule(plain), rule(places)},
       "edit articleBody0 text 'used' + fill sources1 url"},
      {"nothing helps", {rule(never)}, ""},
  };
  for (const Row& row : rows) {
    INFO(row.about);
    std::string rules;
    for (const std::string& each : row.rules) rules += (rules.empty() ? "" : ", ") + each;
    const auto gate = gate::testing::must_compile("\"rules\": [" + rules + "]");
    const WaysToPass found = ways_of(*gate, story);
    CHECK(printed(found) == row.way);
    REQUIRE(!found.ways.empty());
    const WayToPass& way = found.ways.back();
    CHECK(way.decision == "pass");
    if (!way.steps.empty()) {
      CHECK(decision_with(*gate, story, formats::Format::json, now, remedies_of(way)) == "pass");
    }
  }
}

TEST_CASE("a story that is held may run marked first, and pass with more") {
  const auto gate = gate::testing::must_compile(
      "\"rules\": [" +
      rule(
          R"r("id": "claims", "decision": "hold", "message": "m", "each": "support", "when": "it.state == 'unsupported'")r") +
      "," +
      rule(
          R"r("id": "places", "decision": "mark", "message": "m", "each": "article.sources", "when": "!has(it.url)")r") +
      "]");
  const WaysToPass found = ways_of(*gate, story);
  REQUIRE(found.ways.size() == 2);
  CHECK(found.decision == "hold");
  CHECK(found.ways[0].decision == "mark");
  CHECK(found.ways[0].changes == 1);
  CHECK(found.ways[1].decision == "pass");
  CHECK(found.ways[1].changes == 2);
}

TEST_CASE("a story that passes, and one that cannot be read, have no way") {
  const auto gate = gate::testing::must_compile("\"rules\": []");
  CHECK(ways_of(*gate, story).ways.empty());
  CHECK(ways_of(*gate, "{").ways.empty());
}

namespace {

/// A desk that has one word written as another.
auto plain_words() {
  return gate::testing::must_compile(
      "\"rules\": [" +
      rule(
          R"r("id": "plain", "decision": "hold", "message": "m", "find": {"phrases": ["utilised"]}, "edit": {"replace": "used"})r") +
      "]");
}

}  // namespace

TEST_CASE("ways have words and places in the story as it was written") {
  const auto gate = plain_words();
  gate::testing::Check check(*gate);
  const std::string markdown = "---\nheadline: Berth\n---\n\nThe berth is *utilised* daily.\n";
  const gate::Verdict& verdict = check(markdown, now, formats::Format::markdown);
  const WaysToPass found =
      find_ways_to_pass(*gate, verdict, as_checked(formats::Format::markdown, now));
  std::string text;
  append_ways_text(text, found, verdict, report::Style::plain());
  CHECK(text ==
        "\nfrom hold to pass: 1 change, tried\n"
        "  write 'used' instead of 'utilised' 5:15 [plain]\n");
}

TEST_CASE("a verdict has the ways behind its other members, with places in the unit asked for") {
  const auto gate = plain_words();
  gate::testing::Check check(*gate);
  const std::string markdown = "---\nheadline: Berth\n---\n\nThe bérth is utilised.\n";
  const gate::Verdict& verdict = check(markdown, now, formats::Format::markdown);
  const WaysToPass found =
      find_ways_to_pass(*gate, verdict, as_checked(formats::Format::markdown, now));
  const auto tail = [&](int indent, report::Unit unit) {
    std::string text;
    append_verdict_json(text, found, verdict, report::Detail::ids, indent, unit);
    return text;
  };
  CHECK(tail(0, report::Unit::utf8) ==
        R"({"decision":"hold","fired":["plain"],"unknown":[],"ways_to_pass":[{"decision":"pass",)"
        R"("changes":1,"steps":[{"change":"edit","words":"write 'used' instead of 'utilised'",)"
        R"("place":{"begin":39,"end":47,"line":5,"column":14,"column_utf16":14,"end_line":5,)"
        R"("end_column":22,"end_column_utf16":22},"rules":["plain"]}]}]})");
  CHECK(tail(0, report::Unit::utf16).find(R"("place":{"begin":38,"end":46,)") != std::string::npos);
  const std::string shown = tail(2, report::Unit::utf8);
  CHECK(shown.find(",\n  \"ways_to_pass\": [\n    {\n      \"decision\"") != std::string::npos);
  CHECK(shown.substr(shown.size() - 7) == "}\n  ]\n}");
}

TEST_CASE("what changed since the version before holds the changed story, too") {
  const auto gate = gate::testing::must_compile("\"rules\": []");
  const std::string before = "---\nheadline: Berth\n---\n\nThe berth cost 14% more.\n";
  const std::string after = "---\nheadline: Berth\n---\n\nThe berth cost 19% more.\n";
  const gate::testing::Padded old(before), bytes(after);
  gate::CheckOptions options = as_checked(formats::Format::markdown, now);
  options.previous = old.view();
  gate::Checker checker(*gate);
  const gate::Verdict& verdict = checker.check(bytes.view(), options);
  const WaysToPass found = find_ways_to_pass(*gate, verdict, options);
  CHECK(found.decision == "hold");
  std::string text;
  append_ways_text(text, found, verdict, report::Style::plain());
  CHECK(text ==
        "\nfrom hold to mark: no set of changes was found\n"
        "\nfrom hold to pass: no set of changes was found\n");
}

struct Count {
  size_t held = 0, found = 0, trials = 0;
};

/// Every way that is told for a story: made once more, and with one step less.
void made_again(const gate::Gate& gate, const TestStory& test, Count& count) {
  gate::testing::Check check(gate);
  const gate::Verdict& verdict = check(test.story, test.now, test.format);
  const WaysToPass found = find_ways_to_pass(gate, verdict, as_checked(test.format, test.now));
  if (found.ways.empty()) return;
  ++count.held;
  count.trials += found.trials;
  count.found += found.ways.front().steps.empty() ? 0 : 1;
  for (const WayToPass& way : found.ways) {
    if (way.steps.empty()) continue;
    INFO(test.name << ": " << way.decision);
    const std::vector<const Remedy*> all = remedies_of(way);
    CHECK(decision_with(gate, test.story, test.format, test.now, all) == way.decision);
    if (way.steps.size() == 1) continue;
    for (size_t i = 0; i < all.size(); ++i) {
      std::vector<const Remedy*> fewer = all;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      CHECK(decision_with(gate, test.story, test.format, test.now, fewer) != way.decision);
    }
  }
}

TEST_CASE("every way that is told holds, and needs all its steps, in all tests that are shipped") {
  for (const std::string& path : testing::shipped_methodologies()) {
    const auto gate = testing::must_compile(path);
    Count count;
    for (const TestStory& test : test_stories(*gate, {})) made_again(*gate, test, count);
    INFO(path << ": ways for " << count.found << " of " << count.held << " stories, "
              << count.trials << " trials");
    CHECK(count.found * 100 >= count.held * 98);
    CHECK(count.trials <= count.held * 60);
  }
}

}  // namespace
}  // namespace stet::upkeep
