// Replay: ten known edits, each flip with the edit that brings it about; edits that only do it
// together; edits that cannot be made alone; totals.
#include <catch2/catch.hpp>

#include <algorithm>

#include "engine/upkeep/replay_totals.h"
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

std::string rule(const std::string& id, const std::string& decision, const std::string& when) {
  return R"({"id": ")" + id + R"(", "decision": ")" + decision + R"(", "when": ")" + when +
         R"(", "why": "w", "message": "m", "tests": {"fires": [{}], "silent": [{}]}})";
}

const std::string old_text = gate::testing::methodology_text(
    R"("terms": [{"id": "length", "type": "int", "unit": "1", "means": "m", "is": "text.words"}],
  "rules": [)" +
    rule("threshold", "hold", "article.takeaways.size() < 1") + ",\n" +
    rule("level", "mark", "article.headline.startsWith('Level')") + ",\n" +
    rule("hedged", "hold", "text.hedges.size() > 0") + ",\n" +
    rule("loaded", "mark", "text.loaded_verbs.size() > 0") + ",\n" +
    rule("single", "mark", "verified.count == 1") + ",\n" +
    rule("gone", "hold", "article.headline.startsWith('Gone')") + ",\n" +
    rule("long", "mark", "length > 20") + ",\n" +
    rule("shout", "reject", "article.headline.endsWith('!')") + ",\n" +
    rule("grave", "hold", "scores.impact.value >= 7.0") + "]");

std::string ten_edits() {
  std::string text = replaced(old_text, "size() < 1", "size() < 2");
  text = replaced(text, R"("id": "level", "decision": "mark")",
                  R"("id": "level", "decision": "hold")");
  text = replaced(text, "\"is said to\"]", "\"is said to\", \"rumoured\"]");
  text = replaced(text, "\"admitted\", \"claimed\"", "\"admitted\"");
  text =
      replaced(text, R"("weight": 0.7, "qualifies": true)", R"("weight": 0.7, "qualifies": false)");
  text = replaced(text, rule("gone", "hold", "article.headline.startsWith('Gone')"),
                  rule("fresh", "hold", "article.headline.startsWith('Fresh')"));
  text = replaced(text, "\"is\": \"text.words\"", "\"is\": \"text.words * 2\"");
  text = replaced(text, R"("signal": "final-rule", "value": 7)",
                  R"("signal": "final-rule", "value": 6)");
  return replaced(text, "\"id\": \"shout\"", "\"stage\": \"observe\", \"id\": \"shout\"");
}

struct Story {
  const char* expected;
  std::string headline = "A berth opens", body = "A berth opened.", takeaways = R"("a", "b")",
              sources = "";
};

std::string json(const Story& story) {
  return R"({"id": "s", "headline": ")" + story.headline + R"(", "articleBody": [")" + story.body +
         R"("], "takeaways": [)" + story.takeaways + R"(], "sources": [)" + story.sources + "]}";
}

/// "pass > hold alone rules.level.decision"
std::string flip(const Replay& replay, const Replayed& replayed) {
  if (!replayed.change) return "same";
  const Difference* decision = replayed.change->of(Aspect::decision);
  if (decision == nullptr) return "no flip";
  std::string out = decision->from + " > " + decision->to + " ";
  out += to_string(decision->cause.kind);
  for (const uint32_t edit : decision->cause.edits) out += " " + replay.edits[edit].path;
  return out;
}

struct Versions {
  explicit Versions(const std::string& new_text)
      : before(testing::must_compile_text(old_text)),
        after(testing::must_compile_text(new_text)),
        replay(plan_replay(*before, *after)) {
    prepare_trials(replay);
  }
  std::unique_ptr<const gate::Gate> before, after;
  Replay replay;
};

const std::string filler = "one two three four five six seven eight nine ten";

TEST_CASE("of ten edits each flip is told of the right one") {
  const Versions versions(ten_edits());
  REQUIRE(versions.replay.edits.size() == 10);
  const std::string outlet = R"({"id": "q", "publisher": "Quay", "kind": "outlet"})";
  const std::vector<Story> stories = {
      {"same"},
      {"pass > hold alone rules.threshold.when", "A berth opens", "A berth opened.", "\"a\""},
      {"mark > hold alone rules.level.decision", "Level berth"},
      {"pass > hold alone lists.hedges.phrases", "A berth opens", "A rumoured berth."},
      {"mark > pass alone lists.loaded-verbs.phrases", "A berth opens", "He claimed a berth."},
      {"mark > pass alone sources.kinds.outlet.qualifies", "A berth opens", "A berth opened.",
       R"("a", "b")", outlet},
      {"hold > pass alone rules.gone", "Gone berth"},
      {"pass > hold alone rules.fresh", "Fresh berth"},
      {"pass > mark alone terms.length.is", "A berth opens", filler},
      {"hold > pass alone impact.floors.binding.value", "A berth opens", "A final rule came."},
      {"reject > pass alone rules.shout.stage", "A berth opens!"},
      // The worst of what remains decides; only all that held the story can free it.
      {"hold > pass together lists.loaded-verbs.phrases rules.gone", "Gone berth",
       "He claimed a berth."},
      {"pass > hold each lists.hedges.phrases rules.fresh", "Fresh berth", "A rumoured berth."},
      {"pass > hold alone rules.fresh", "Fresh berth", filler},
      {"reject > hold together rules.shout.stage rules.fresh", "Fresh berth!"},
      {"no flip", "Gone rumoured", "A rumoured berth."},
  };
  ReplayWorker worker(versions.replay);
  for (const Story& story : stories) {
    const std::string text = json(story);
    INFO(text);
    std::string expected = story.expected;
    CHECK(flip(versions.replay, worker.run(text, formats::Format::json, "n", "2026-06-01")) ==
          expected);
  }
}

TEST_CASE("an edit that cannot be made alone is made with what it needs") {
  std::string text = replaced(old_text, "\"terms\": [", R"json("terms": [
    {"id": "takes", "type": "int", "unit": "1", "means": "m", "is": "article.takeaways.size()"},)json");
  text = replaced(text, "article.takeaways.size() < 1", "takes < 2");
  const Versions versions(text);
  REQUIRE(versions.replay.edits.size() == 2);
  CHECK(versions.replay.trials[1].needs == std::vector<uint32_t>{0});
  ReplayWorker worker(versions.replay);
  Story story{"", "A berth opens", "A berth opened.", "\"a\""};
  CHECK(flip(versions.replay, worker.run(json(story), formats::Format::json, "n", "2026-06-01")) ==
        "pass > hold alone rules.threshold.when");
}

TEST_CASE("totals count each story once per aspect, and samples show flips first") {
  const Versions versions(ten_edits());
  ReplayWorker worker(versions.replay);
  ReplayTotals totals(versions.replay.edits.size());
  const auto add = [&](const Story& story) {
    ReplayPiece piece;
    piece.add(worker.run(json(story), formats::Format::json, "n", "2026-06-01"));
    totals.add(piece);
  };
  for (int i = 0; i < 7; ++i) add({"", "Gone rumoured", "A rumoured berth."});
  add({"", "A berth opens", "A rumoured berth."});
  add({"", "Gone berth", "He claimed a berth."});
  add({""});
  ReplayPiece unreadable;
  unreadable.add(worker.run("{", formats::Format::json, "n", "2026-06-01"));
  totals.add(unreadable);
  CHECK(totals.stories == 11);
  CHECK(totals.unreadable == 1);
  CHECK(totals.changed == 9);
  CHECK(totals.changes[static_cast<uint8_t>(Aspect::decision)] == 2);
  CHECK(totals.matrix.at({"hold", "hold"}) == 8);
  CHECK(totals.matrix.at({"pass", "hold"}) == 1);
  CHECK(totals.together.size() == 1);
  const auto hedges =
      std::find_if(versions.replay.edits.begin(), versions.replay.edits.end(),
                   [](const Edit& edit) { return edit.path == "lists.hedges.phrases"; });
  const auto& share = totals.edits[static_cast<size_t>(hedges - versions.replay.edits.begin())];
  CHECK(share.of(Aspect::finding) == 8);
  REQUIRE(share.samples.size() == ReplayTotals::most_samples);
  CHECK(words_of(share.samples.front()) == "s: pass → hold, hedged fires");
  std::string line;
  append_flip(line, versions.replay, share.samples.front());
  CHECK(line ==
        "{\"story\":\"s\",\"from\":\"pass\",\"to\":\"hold\",\"cause\":\"alone\","
        "\"edits\":[\"lists.hedges.phrases\"]}\n");
}

}  // namespace
}  // namespace stet::upkeep
