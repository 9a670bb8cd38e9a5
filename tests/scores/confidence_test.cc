// Confidence from clusters, support and hedging.
#include "engine/scores/confidence.h"

#include <catch2/catch.hpp>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::scores;
using tests::ArticleSpec;
using tests::EvidenceKit;

namespace {

methodology::Methodology desk() {
  methodology::Methodology result = tests::source_methodology();
  result.confidence = {0.5, 0.4, 0.1,
                       0,   365, {tests::add_list(result, "hedges", {"may", "maybe=0.5"})}};
  return result;
}

std::string print(const Confidence& score) {
  char buffer[160];
  snprintf(buffer, sizeof(buffer), "%.6g = %.6g × %.6g × %.6g (%u clusters, %u unsupported, %g)",
           score.value, score.sources, score.support_factor, score.hedging_factor, score.clusters,
           score.unsupported_claims, score.hedge_weight);
  return buffer;
}

tests::SourceSpec source(std::string id, std::string publisher, std::string kind) {
  tests::SourceSpec spec{std::move(id), std::move(publisher), std::move(kind)};
  spec.url = "https://" + spec.id + ".example/1";
  return spec;
}

}  // namespace

TEST_CASE("confidence and what it rests on") {
  struct Row {
    std::vector<tests::SourceSpec> sources;
    std::vector<std::vector<std::string>> claims;
    std::string text;
    std::string_view expected;
  };
  const auto filing = source("f", "Regulator", "filing");
  const auto other = source("o", "Port Office", "official");
  const auto outlet = source("q", "Quay Gazette", "outlet");
  const auto same = source("r", "quay gazette", "outlet");
  const auto social = source("s", "Some User", "social");
  const Row rows[] = {
      {{}, {}, "", "0 = 0 × 1 × 1 (0 clusters, 0 unsupported, 0)"},
      {{filing}, {}, "", "0.5 = 0.5 × 1 × 1 (1 clusters, 0 unsupported, 0)"},
      {{filing, other}, {}, "", "0.75 = 0.75 × 1 × 1 (2 clusters, 0 unsupported, 0)"},
      {{outlet}, {}, "", "0.35 = 0.35 × 1 × 1 (1 clusters, 0 unsupported, 0)"},
      {{outlet, same}, {}, "", "0.35 = 0.35 × 1 × 1 (1 clusters, 0 unsupported, 0)"},
      {{outlet, social}, {}, "", "0.383 = 0.3825 × 1 × 1 (2 clusters, 0 unsupported, 0)"},
      {{source("x", "Nobody", "blog")}, {}, "", "0 = 0 × 1 × 1 (0 clusters, 0 unsupported, 0)"},
      {{filing}, {{"f"}, {}}, "", "0.4 = 0.5 × 0.8 × 1 (1 clusters, 1 unsupported, 0)"},
      {{filing}, {{"x"}}, "", "0.3 = 0.5 × 0.6 × 1 (1 clusters, 1 unsupported, 0)"},
      {{filing}, {}, "It may. Maybe.", "0.425 = 0.5 × 1 × 0.85 (1 clusters, 0 unsupported, 1.5)"},
      {{filing}, {}, "“It may,” he said.", "0.5 = 0.5 × 1 × 1 (1 clusters, 0 unsupported, 0)"},
      {{filing},
       {},
       "May may may may may may may.",
       "0.25 = 0.5 × 1 × 0.5 (1 clusters, 0 unsupported, 7)"},
  };
  EvidenceKit kit(desk());
  for (const Row& row : rows) {
    INFO(row.expected);
    ArticleSpec spec;
    spec.sources = row.sources;
    for (const auto& cited : row.claims) spec.claims.push_back({"The berth opened", cited});
    spec.body = {{row.text}};
    base::Arena arena;
    const Confidence score = score_confidence(kit.methodology(), kit.collect(spec), arena);
    CHECK(print(score) == row.expected);
    Thousandths sum = 0;
    for (const ConfidencePart& part : score.parts) sum += part.points;
    CHECK(to_points(sum) == score.value);
  }
}
