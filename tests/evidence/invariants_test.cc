// Invariants 2 and 4 of the design for sources with texts and claims: generated stories, changed
// in ways that may not do what the invariants forbid.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "engine/evidence/collect.h"
#include "tests/support/disk_methodology.h"
#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::evidence;
using tests::ArticleSpec;

namespace {

using Random = std::mt19937;

template <typename T, size_t size>
const T& pick(Random& random, const T (&table)[size]) {
  return table[random() % size];
}

methodology::Methodology desk() {
  const auto read = tests::read_methodology("rules/newsroom-standards.json");
  REQUIRE(read != nullptr);
  methodology::Methodology result = tests::source_methodology();
  result.source_words = read->source_words;
  result.lists = read->lists;
  result.attribution_lists = read->attribution_lists;
  return result;
}

/// A text of an opening, a few sentences and a closing line, all drawn.
std::string random_text(Random& random) {
  static const char* const openings[] = {
      "", "", "", "OSLO (Reuters) - ", "ROME (AP) - ", "First reported by Paper Number 1. "};
  static const char* const sentences[] = {
      "The harbour authority opened a second ferry berth on the northern quay on Monday. ",
      "Ferries now leave every twenty minutes and the trip takes half an hour less than before. ",
      "The berth cost 14 million euros and was paid for by the town and its two islands. ",
      "The berth cost 19 million euros, according to Paper Number 2. ",
      "“We waited ten long years for this day,” the mayor said. ",
      "Profit of the operator rose 5% in the second quarter. ",
      "The operator reportedly plans a third berth. ",
      "Nobody on the quay remembers a summer with so little wind as this one. "};
  static const char* const endings[] = {"", "", "", "(Reporting by R. Lind)",
                                        "With files from AFP."};
  std::string text = pick(random, openings);
  const uint32_t count = static_cast<uint32_t>(1 + random() % 4);
  for (uint32_t i = 0; i < count; ++i) text += pick(random, sentences);
  return text + pick(random, endings);
}

ArticleSpec random_story(Random& random) {
  ArticleSpec spec;
  const uint32_t sources = static_cast<uint32_t>(1 + random() % 6);
  for (uint32_t i = 0; i < sources; ++i) {
    tests::SourceSpec source{"s" + std::to_string(i), "Paper Number " + std::to_string(i),
                             "outlet"};
    if (random() % 5 > 0) source.text = random_text(random);
    if (random() % 2 == 0) source.url = "https://p" + std::to_string(random() % 8) + ".example/x";
    spec.sources.push_back(std::move(source));
  }
  static const char* const claims[] = {
      "The second berth opened on Monday", "The berth cost 14 million euros",
      "Profit of the operator rose 5%", "The operator plans a third berth"};
  for (const char* claim : claims) {
    std::vector<std::string> cited;
    for (const auto& source : spec.sources) {
      if (random() % 2 == 0) cited.push_back(source.id);
    }
    spec.claims.push_back({claim, cited});
  }
  return spec;
}

/// What no order may change: N, who is one with whom, how each claim stands.
std::string outcome(const Evidence& found) {
  std::vector<std::string> lines;
  for (const Cluster& cluster : found.clusters) {
    std::vector<std::string> ids;
    for (const uint32_t s : cluster.sources) ids.emplace_back(found.article->sources[s].id.view());
    std::sort(ids.begin(), ids.end());
    lines.push_back("cluster");
    for (const std::string& id : ids) lines.back() += " " + id;
  }
  for (const Support& support : found.support) {
    lines.push_back(std::string(support.claim->text.view()) + ": " +
                    std::string(to_string(support.state)) + " " + std::to_string(support.count));
  }
  std::sort(lines.begin(), lines.end());
  std::string out = std::to_string(found.verified) + "\n";
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace

TEST_CASE("the order of sources and claims changes no cluster, no support and no N") {
  tests::EvidenceKit kit(desk());
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    ArticleSpec spec = random_story(random);
    const std::string expected = outcome(kit.collect(spec));
    for (int i = 0; i < 3; ++i) {
      std::shuffle(spec.sources.begin(), spec.sources.end(), random);
      std::shuffle(spec.claims.begin(), spec.claims.end(), random);
      for (auto& claim : spec.claims)
        std::shuffle(claim.sources.begin(), claim.sources.end(), random);
      REQUIRE(outcome(kit.collect(spec)) == expected);
    }
  }
}

TEST_CASE("an added independent source never lowers N, a discovered dependence never raises it") {
  tests::EvidenceKit kit(desk());
  Random random(2);
  for (int round = 0; round < 500; ++round) {
    const ArticleSpec spec = random_story(random);
    const uint32_t before = kit.collect(spec).verified;

    ArticleSpec more = spec;
    more.sources.push_back({"new", "Nobody Else", "filing"});
    more.sources.back().text = "Cranes and gulls, as on every other day of this long dry year.";
    REQUIRE(kit.collect(more).verified >= before);
    for (auto& claim : more.claims) claim.sources.push_back("new");
    more.sources.back().text =
        "The second berth opened on Monday. The berth cost 14 million euros. "
        "Profit of the operator rose 5%. The operator plans a third berth.";
    REQUIRE(kit.collect(more).verified >= before);

    ArticleSpec dependent = spec;
    auto& changed = dependent.sources[random() % dependent.sources.size()];
    if (changed.text.empty()) {
      changed.credit = "Reuters";
    } else {
      changed.text += " With files from Reuters.";
    }
    REQUIRE(kit.collect(dependent).verified <= before);
  }
}

TEST_CASE("coverage and outlets that repeat a story add nothing to N") {
  tests::EvidenceKit kit(desk());
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    ArticleSpec spec = random_story(random);
    const uint32_t before = kit.collect(spec).verified;
    const tests::SourceSpec original = spec.sources[random() % spec.sources.size()];
    for (int copies = 0; copies < 5; ++copies) {
      tests::SourceSpec copy = original;
      copy.id = "copy" + std::to_string(copies);
      copy.publisher = "Another Paper " + std::to_string(copies);
      copy.url.clear();
      copy.derived_from = {original.id};
      spec.sources.push_back(copy);
    }
    REQUIRE(kit.collect(spec).verified == before);
  }
}
