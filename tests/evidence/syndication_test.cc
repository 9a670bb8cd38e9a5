// Copies and independent accounts, generated (SYNTHETIC) from real stories beside the project:
// which pairs of sources are found to depend on each other. Skips when the data are not there.
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/disk_methodology.h"
#include "tests/support/source_clusters.h"
#include "tests/support/syndication.h"

using namespace stet;
using tests::BaseStory;
using tests::SyndicatedSource;

namespace {

/// Stories that follow up each other stand together in the file, and repeat their background: here
/// neighbours are far apart, so that the stories of one set have nothing to do with each other.
std::vector<BaseStory> spread(std::vector<BaseStory> stories) {
  constexpr size_t stride = 37;
  std::vector<BaseStory> out;
  for (size_t start = 0; start < stride; ++start) {
    for (size_t i = start; i < stories.size(); i += stride) out.push_back(std::move(stories[i]));
  }
  return out;
}

/// Stories of a few paragraphs.
std::vector<BaseStory> read_stories() {
  std::vector<BaseStory> stories;
  std::ifstream file("../shared/data/wikinews.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) continue;
    BaseStory story;
    story.title = json["title"];
    size_t words = 0;
    for (const auto& paragraph : json["paragraphs"]) {
      story.paragraphs.push_back(paragraph);
      words += static_cast<size_t>(
          std::count(story.paragraphs.back().begin(), story.paragraphs.back().end(), ' '));
    }
    // Interviews put the same questions to many, and the election of 2020 is told with the same
    // background every time: copies, and not what is asked about.
    const bool series = story.title.find("interviews") != std::string::npos ||
                        story.title.find("2020") != std::string::npos;
    if (words >= 150 && words <= 2000 && !series) stories.push_back(std::move(story));
  }
  return spread(std::move(stories));
}

struct Pairs {
  uint32_t dependent = 0, found = 0, right = 0;
  uint32_t accounts_joined = 0;  ///< to the report that they share quotations with

  double precision() const { return found == 0 ? 1 : double(right) / double(found); }
  double recall() const { return dependent == 0 ? 1 : double(right) / double(dependent); }
};

/// Why two were joined that should not be.
void print_wrong(const std::vector<SyndicatedSource>& made, const evidence::Merge& merge) {
  const SyndicatedSource& a = made[merge.first];
  const SyndicatedSource& b = made[merge.second];
  if (a.event == b.event && !a.account && !b.account) return;
  std::printf("wrong: %s %s: '%s' '%s'\n", std::string(to_string(merge.reason)).c_str(),
              std::string(merge.value).c_str(),
              std::string(base::slice(a.source.text, merge.first_span)).c_str(),
              std::string(base::slice(b.source.text, merge.second_span)).c_str());
}

void count_pairs(const std::vector<SyndicatedSource>& made, const evidence::Clustering& clustering,
                 Pairs& pairs) {
  for (const evidence::Cluster& cluster : clustering.clusters) {
    for (const evidence::Merge& merge : cluster.merges) {
      print_wrong(made, merge);
      const SyndicatedSource& a = made[merge.first];
      const SyndicatedSource& b = made[merge.second];
      pairs.accounts_joined += a.event == b.event && (a.account || b.account) ? 1 : 0;
    }
  }
  for (size_t a = 0; a < made.size(); ++a) {
    for (size_t b = a + 1; b < made.size(); ++b) {
      const bool account = made[a].account || made[b].account;
      const bool truth = made[a].event == made[b].event && !account;
      const bool found = clustering.cluster_of[a] == clustering.cluster_of[b];
      pairs.dependent += truth ? 1 : 0;
      pairs.found += found ? 1 : 0;
      pairs.right += truth && found ? 1 : 0;
    }
  }
}

Pairs run(const std::vector<BaseStory>& stories, const tests::SyndicationOptions& options) {
  const auto methodology = tests::read_methodology("rules/newsroom-standards.json");
  REQUIRE(methodology != nullptr);
  tests::SourceClusters clusters(*methodology);
  const uint32_t step = options.events * (1 + options.accounts);
  Pairs pairs;
  for (uint32_t first = 0; first + step <= stories.size(); first += step) {
    const auto made = tests::make_syndication(stories, first, options);
    std::vector<tests::SourceSpec> specs;
    for (const SyndicatedSource& each : made) specs.push_back(each.source);
    tests::ArticleBuilder builder;
    count_pairs(made, clusters.of(builder.sources(specs)), pairs);
  }
  return pairs;
}

}  // namespace

TEST_CASE("syndicated copies are found, independent accounts are left alone") {
  const std::vector<BaseStory> stories = read_stories();
  if (stories.empty()) {
    WARN("no stories at ../shared/data/wikinews.jsonl");
    return;
  }
  struct Row {
    std::string_view name;
    tests::SyndicationOptions options;
  };
  const Row rows[] = {
      {"as agencies' customers copy", {}},
      {"another seed", {.seed = 2}},
      {"trimmed to a quarter", {.seed = 3, .least_kept_percent = 25}},
      {"every eighth word changed", {.seed = 4, .reworded_percent = 12}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Pairs pairs = run(stories, row.options);
    std::printf("syndication, %.*s: %u dependent pairs, precision %.4f, recall %.4f\n",
                static_cast<int>(row.name.size()), row.name.data(), pairs.dependent,
                pairs.precision(), pairs.recall());
    CHECK(pairs.precision() >= 0.98);
    CHECK(pairs.recall() >= 0.95);
    // Accounts share quotations, names and figures with the report, and nothing else.
    CHECK(pairs.accounts_joined == 0);
  }
}

TEST_CASE("real stories about different events are independent") {
  const std::vector<BaseStory> stories = read_stories();
  if (stories.empty()) return;
  const auto methodology = tests::read_methodology("rules/newsroom-standards.json");
  tests::SourceClusters clusters(*methodology);
  std::vector<tests::SourceSpec> specs;
  for (const BaseStory& story : stories) {
    const std::string number = std::to_string(specs.size());
    specs.push_back({"s" + number, "Paper Number " + number, "outlet"});
    for (const std::string& paragraph : story.paragraphs) specs.back().text += paragraph + " ";
  }
  tests::ArticleBuilder builder;
  const auto sources = builder.sources(specs);
  const auto found = clusters.of(sources);
  uint32_t merges = 0;
  for (const auto& cluster : found.clusters) {
    for (const auto& merge : cluster.merges) {
      ++merges;
      std::printf("real stories joined: %.*s (%s) / %s\n", static_cast<int>(merge.value.size()),
                  merge.value.data(), std::string(to_string(merge.reason)).c_str(),
                  stories[merge.second].title.c_str());
    }
  }
  // One newsroom wrote them all: stories that follow up others repeat their background, and
  // interviews their questions. Any other pair is one too many, of 34,000.
  CHECK(merges <= 22);
}
