// Edits in words, and flips with the edit that brings each about.
#include <catch2/catch.hpp>

#include "engine/upkeep/replay.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string old_text = gate::testing::methodology_text(R"json("rules": [
    {"id": "few", "decision": "hold", "why": "w", "message": "m", "when": "article.sources.size() < 2",
     "tests": {"fires": [{}], "silent": [{}]}},
    {"id": "short", "decision": "mark", "why": "w", "message": "m", "when": "article.headline.size() < 10",
     "tests": {"fires": [{}], "silent": [{}]}}])json");

std::string words(const std::string& before, const std::string& after) {
  const auto a = testing::must_compile_text(before), b = testing::must_compile_text(after);
  std::string out;
  for (const Edit& edit : compare(a->methodology(), b->methodology())) {
    out += edit.words + (edit.decides ? "" : " (words)") + "\n";
  }
  return out;
}

TEST_CASE("edits in words") {
  CHECK(words(old_text, old_text).empty());
  CHECK(words(old_text, replaced(old_text, "size() < 2", "size()<2")).empty());
  CHECK(words(old_text, replaced(old_text, "size() < 2", "size() < 3")) ==
        "rules.few.when: 'article.sources.size() < 2' → 'article.sources.size() < 3'\n");
  CHECK(words(old_text, replaced(old_text, "\"verifiedFrom\": 2", "\"verifiedFrom\": 3")) ==
        "verification.verifiedFrom: 2 → 3\n");
  CHECK(words(old_text, replaced(old_text, "\"reportedly\", ", "\"rumoured\", ")) ==
        "lists.hedges.phrases: without 'reportedly', with 'rumoured'\n");
  CHECK(words(old_text, replaced(old_text, "\"title\": \"Desk\"", "\"title\": \"Other\"")) ==
        "title: 'Desk' → 'Other' (words)\n");
  CHECK(words(old_text, replaced(old_text, "\"id\": \"short\"", "\"id\": \"brief\"")) ==
        "rules.short: taken out\nrules.brief: new: 'article.headline.size() < 10'\n");
}

TEST_CASE("each flip belongs to the edit that brings it about") {
  std::string new_text = replaced(old_text, "size() < 2", "size() < 3");
  new_text = replaced(new_text, "size() < 10", "size() < 20");
  new_text = replaced(new_text, "\"title\": \"Desk\"", "\"title\": \"Other\"");
  const auto before = testing::must_compile_text(old_text),
             after = testing::must_compile_text(new_text);
  const Replay replay = plan_replay(*before, *after);
  REQUIRE(replay.edits.size() == 3);
  ReplayWorker worker(replay);
  const auto run = [&](const std::string& sources, const std::string& headline) {
    const auto change =
        worker.run(R"({"id": "s", "articleBody": ["A berth opened."], "headline": ")" + headline +
                       R"(", "sources": [)" + sources + "]}",
                   formats::Format::json, "n", "2026-06-01");
    if (!change) return std::string("same");
    std::string out = change->from + ">" + change->to;
    for (const uint32_t edit : change->edits) out += " " + replay.edits[edit].path;
    return out;
  };
  const std::string two = R"({"id": "a"}, {"id": "b"})", three = two + R"(, {"id": "c"})";
  CHECK(run(three, "Long enough a headline by far") == "same");
  CHECK(run(three, "Fifteen letters") == "pass>mark rules.short.when");
  CHECK(run(two, "Long enough a headline by far") == "pass>hold rules.few.when");
  CHECK(run(two, "Fifteen letters") == "pass>hold rules.few.when");
  CHECK(run(two, "Short") == "mark>hold rules.few.when");
  CHECK(worker.matrix().at({"pass", "hold"}) == 2);
}

}  // namespace
}  // namespace stet::upkeep
