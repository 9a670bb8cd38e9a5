// The English house style: its edits give the text that was meant, it can be laid on the newsroom's
// standards, and real stories raise few findings.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

constexpr const char* house_style = "rules/house-style-en.json";

std::string story_of(const std::string& headline, const std::string& body) {
  return nlohmann::json{{"headline", headline}, {"articleBody", {body}}}.dump();
}

/// The body with all edits that are offered for it.
std::string edited(gate::testing::Check& check, const std::string& body) {
  const std::string bytes = story_of("A berth opens", body);
  std::vector<gate::Edit> edits;
  for (const gate::Diagnostic& diagnostic : check(bytes).diagnostics) {
    edits.insert(edits.end(), diagnostic.edits.begin(), diagnostic.edits.end());
  }
  std::sort(edits.begin(), edits.end(),
            [](const gate::Edit& a, const gate::Edit& b) { return a.place.begin > b.place.begin; });
  std::string out = bytes;
  for (const gate::Edit& edit : edits) {
    CHECK(base::slice(bytes, edit.place) == edit.expected);
    out.replace(edit.place.begin, edit.place.size(), edit.replacement);
  }
  return nlohmann::json::parse(out, nullptr, false)["articleBody"][0];
}

TEST_CASE("edits of the house style") {
  const auto gate = testing::must_compile(house_style);
  gate::testing::Check check(*gate);
  struct {
    const char *written, *meant;
  } cases[] = {
      {"In order to pass, it utilised two cranes.", "To pass, it used two cranes."},
      {"Prior to May the armed gunmen left.", "Before May the gunmen left."},
      {"The mayor boasted that it opened.", "The mayor said that it opened."},
      {"The port is comprised of steel.", "The port consists of steel."},
      {"They sent E-mails.", "They sent E-mails."},
      {"They sent e-mails.", "They sent emails."},
      {"The people that were there left.", "The people who were there left."},
      {"The newly-built berth opened.", "The newly built berth opened."},
      {"Fares rose 4.5 per cent.", "Fares rose 4.5%."},
      {"The port has 3 ferries and about 14000 people.",
       "The port has three ferries and about 14,000 people."},
      {"It cost $14m, or £2.5bn.", "It cost $14 million, or £2.5 billion."},
      {"It takes between 10 to 12 hours.", "It takes between 10 and 12 hours."},
      {"Less ships came, with less jobs.", "Fewer ships came, with fewer jobs."},
      {"It opens at 9:00 a.m. on May 5th.", "It opens at 9 a.m. on May 5."},
      {"Ferries of the 1990's were slow.", "Ferries of the 1990s were slow."},
      {"It thanked Mr. Lind.", "It thanked Lind."},
      {"Ferries & trains were late.", "Ferries and trains were late."},
      {"He committed suicide.", "He died by suicide."},
      {"They may commit suicide.", "They may die by suicide."},
  };
  for (const auto& [written, meant] : cases) CHECK(edited(check, written) == meant);
}

TEST_CASE("the house style can be laid on other methodologies, and they on it") {
  for (const char* order :
       {R"(["newsroom-standards.json", "house-style-en.json"])",
        R"(["newsroom-standards.json", "house-style-en.json", "finance.json"])"}) {
    testing::Files files;
    files.table["rules/desk.json"] =
        R"({"stet": 1, "id": "desk", "version": "1", "extends": )" + std::string(order) + "}";
    base::Problems problems;
    const auto gate = gate::compile("rules/desk.json", files, problems);
    INFO(testing::lines_of(problems, files));
    REQUIRE(gate);
    for (const gate::TestResult& result : gate::run_tests(*gate)) {
      INFO(result.rule->id << " " << result.test->name << " " << result.detail);
      CHECK(result.passed);
    }
  }
}

TEST_CASE("real stories raise few findings, and none that cannot be evaluated") {
  std::ifstream lines("../shared/data/wikinews.jsonl");
  if (!lines) {
    WARN("../shared/data/wikinews.jsonl is not there: skipped");
    return;
  }
  const auto gate = testing::must_compile(house_style);
  gate::testing::Check check(*gate);
  size_t stories = 0, words = 0, findings = 0, unknown = 0, held = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto told = nlohmann::json::parse(line, nullptr, false);
    const std::string bytes =
        nlohmann::json{{"headline", told["title"]}, {"articleBody", told["paragraphs"]}}.dump();
    const gate::Verdict& verdict = check(bytes);
    ++stories;
    words += verdict.checked.words;
    held += verdict.clears ? 0 : 1;
    for (const gate::RuleOutcome& outcome : verdict.outcomes) {
      findings += outcome.count;
      unknown += outcome.outcome == gate::Outcome::unknown ? 1 : 0;
    }
  }
  CAPTURE(stories, words, findings, held);
  CHECK(stories == 295);
  CHECK(unknown == 0);
  CHECK(findings * 1000 < words * 3);
  CHECK(held * 100 < stories * 2);
}

}  // namespace
}  // namespace stet::upkeep
