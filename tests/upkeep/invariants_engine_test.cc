// The three invariants that no rules file can break: that they notice an engine that does, and that
// no value of a rules file does.
#include <catch2/catch.hpp>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/upkeep/changed_file.h"
#include "engine/upkeep/invariants.h"
#include "engine/upkeep/judged.h"
#include "engine/upkeep/mutants_parts.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using nlohmann::json;
using Fault = void (*)(Essence& found, const json& story);

bool kept_by_engine(InvariantKind kind) {
  return kind == InvariantKind::dependence || kind == InvariantKind::coverage ||
         kind == InvariantKind::dimensions;
}

std::vector<Invariant> kept_invariants(const gate::Gate& gate) {
  std::vector<Invariant> out = declared_invariants(gate.methodology());
  std::erase_if(out, [](const Invariant& one) { return !kept_by_engine(one.kind); });
  return out;
}

/// By an engine that is ours but for `fault`; by ours when there is none.
std::vector<InvariantResult> prove(const gate::Gate& gate, const Materials& materials,
                                   uint32_t variants, Fault fault) {
  Judge judge(gate);
  JudgeStory engine;
  if (fault != nullptr) {
    engine = [&judge, fault](const StoryTree& tree, const std::string& now) {
      const std::string story = tree.json();
      Essence found = essence_of(judge.lean_verdict(story, formats::Format::json, now));
      fault(found, json::parse(story));
      return found;
    };
  }
  const std::vector<Invariant> invariants = kept_invariants(gate);
  const std::vector<TestStory> none;
  const Variants drawn(gate.methodology(), materials, none);
  Prover prover(gate, materials, invariants, engine);
  std::vector<Trials> trials(invariants.size());
  for (uint32_t i = 0; i < variants; ++i) {
    const auto variant = drawn.draw(i);
    prover.prove(variant.story, "variant", variant.now, i, trials);
  }
  return conclude(invariants, trials, prover);
}

size_t length_of(const json& story, const char* list) {
  return story.contains(list) ? story[list].size() : 0;
}

size_t sources_with(const json& story, const char* field) {
  size_t out = 0;
  if (!story.contains("sources")) return out;
  for (const json& source : story["sources"]) out += source.contains(field) ? 1 : 0;
  return out;
}

TEST_CASE("an engine that breaks what it is to keep is caught, and shown by a small story") {
  struct Row {
    const char* about;
    Fault fault;
    const char* id;
    const char* moved;
    const char* change;
  };
  const Row rows[] = {
      {"whoever derives from another counts once more",
       [](Essence& found, const json& story) {
         found.n += static_cast<uint32_t>(sources_with(story, "derivedFrom"));
       },
       "dependence-never-raises", "N: ", "turns out to derive from"},
      {"a known owner makes a source more credible",
       [](Essence& found, const json& story) {
         found.confidence += 0.125 * static_cast<double>(sources_with(story, "owner"));
       },
       "dependence-never-raises", "confidence: ", "turns out to belong to"},
      {"outlets that ran it count",
       [](Essence& found, const json& story) {
         if (story.contains("coverage")) found.impact += 0.5;
       },
       "coverage-never-raises-impact", "impact: ", "5,000 outlets ran it"},
      {"sources count",
       [](Essence& found, const json& story) {
         found.impact += 0.25 * static_cast<double>(length_of(story, "sources"));
       },
       "coverage-never-raises-impact", "impact: ", "12 more sources"},
      {"paragraphs count",
       [](Essence& found, const json& story) {
         found.impact += 0.25 * static_cast<double>(length_of(story, "articleBody"));
       },
       "coverage-never-raises-impact", "impact: ", "told a second time"},
      {"a running story counts",
       [](Essence& found, const json& story) {
         found.impact += static_cast<double>(length_of(story, "follows"));
       },
       "coverage-never-raises-impact", "impact: ", "carries on an earlier story"},
      {"sentiment leaks into impact",
       [](Essence& found, const json&) { found.impact += std::abs(found.sentiment); },
       "dimensions-stay-apart", "impact: ", "moves sentiment alone"},
      {"impact leaks into confidence",
       [](Essence& found, const json&) { found.confidence += found.impact / 128; },
       "dimensions-stay-apart", "confidence: ", "moves impact alone"},
      {"impact leaks into what is said of a party",
       [](Essence& found, const json&) { found.about.push_back(found.impact); },
       "dimensions-stay-apart", "sentiment of who's affected differs", "moves impact alone"},
      {"sources leak into sentiment",
       [](Essence& found, const json& story) {
         found.sentiment += 0.125 * static_cast<double>(length_of(story, "sources"));
       },
       "dimensions-stay-apart", "sentiment: ", "source"},
  };
  const auto gate = testing::must_compile("rules/finance.json");
  const Materials materials = materials_of(*gate);
  for (const Row& row : rows) {
    INFO(row.about);
    bool seen = false;
    for (const InvariantResult& result : prove(*gate, materials, 150, row.fault)) {
      if (result.invariant.id != row.id) continue;
      seen = true;
      CHECK_FALSE(result.holds());
      REQUIRE(result.violation);
      const Violation& shown = *result.violation;
      INFO(shown.before << "\n" << shown.change);
      REQUIRE(!shown.moved.empty());
      CHECK_THAT(shown.moved.front(), Catch::StartsWith(row.moved));
      CHECK_THAT(shown.change, Catch::Contains(row.change));
      CHECK(shown.before.size() <= 160);
    }
    CHECK(seen);
  }
}

/// Numbers and flags of what counts as a source, as independent, and in the scores.
bool is_measure(const Mutant& mutant) {
  return mutant.id.find("phrases") == std::string::npos && !mutant.id.starts_with("rules");
}

// Finance extends the standards: their values are among its own.
TEST_CASE("no number or flag of a rules file breaks what the engine keeps") {
  const std::string path = "rules/finance.json";
  const auto gate = testing::must_compile(path);
  const Materials materials = materials_of(*gate);
  std::vector<Mutant> mutants;
  add_data_mutants(*gate, mutants);
  std::erase_if(mutants, [](const Mutant& mutant) { return !is_measure(mutant); });
  size_t tried = 0;
  for (const Mutant& mutant : mutants) {
    ChangedFile files(gate->methodology(), mutant.file, mutant.place, mutant.replacement);
    base::Problems problems;
    const auto changed = gate::compile(path, files, problems);
    if (changed == nullptr) continue;
    ++tried;
    for (const InvariantResult& result : prove(*changed, materials, 4, nullptr)) {
      INFO(mutant.words << ": " << result.invariant.id);
      CHECK(result.trials.broken == 0);
    }
  }
  CHECK(tried > 300);
}

}  // namespace
}  // namespace stet::upkeep
