// What age takes from clusters, and how often a story has been told before.
#include "engine/evidence/freshness.h"

#include <catch2/catch.hpp>

#include "engine/evidence/repeats.h"
#include "engine/formats/date_time.h"
#include "tests/support/evidence_kit.h"

using namespace stet;

namespace {

formats::Time time_of(std::string_view written) {
  formats::Time time;
  const auto instant = formats::parse_date_time(written);
  if (!instant) return time;
  time.seconds = instant->seconds;
  time.presence = formats::Presence::present;
  return time;
}

std::string worth_of(std::string_view story, const std::vector<tests::SourceSpec>& specs,
                     const std::vector<std::string_view>& dates) {
  methodology::Methodology methodology = tests::source_methodology();
  methodology.confidence.age_penalty = 0.5;
  methodology.confidence.stale_days = 100;
  tests::ArticleBuilder builder;
  tests::ArticleSpec spec;
  spec.sources = specs;
  formats::Article article = builder.build(spec);
  article.date_published = time_of(story);
  // The builder's arrays are its own to change until they are read.
  auto* sources = const_cast<formats::Source*>(article.sources.data);
  for (size_t i = 0; i < dates.size(); ++i) sources[i].date_published = time_of(dates[i]);
  tests::EvidenceKit kit(std::move(methodology));
  const evidence::Evidence& found = kit.collector().collect(article);
  std::string out;
  char buffer[32];
  for (const double worth : found.worth) {
    snprintf(buffer, sizeof buffer, "%.4g ", worth);
    out += buffer;
  }
  return out;
}

}  // namespace

TEST_CASE("clusters weigh less with the age of their sources") {
  const tests::SourceSpec filing{"f", "Regulator", "filing"}, outlet{"o", "Gazette", "outlet"},
      same{"g", "Gazette", "outlet"};
  struct Row {
    std::string_view story;
    std::vector<tests::SourceSpec> sources;
    std::vector<std::string_view> dates;
    std::string_view expected;
  };
  const Row rows[] = {
      {"2026-06-01", {filing, outlet}, {"2026-06-01", "2026-06-01"}, "1 0.7 "},
      {"2026-06-01", {filing, outlet}, {"", ""}, "1 0.7 "},
      {"", {filing}, {"1999-01-01"}, "1 "},
      {"2026-06-01", {filing}, {"2026-04-12"}, "0.75 "},  // 50 of 100 days
      {"2026-06-01", {filing}, {"1999-01-01"}, "0.5 "},
      {"2026-06-01", {filing}, {"2026-07-01"}, "1 "},
      // Of one cluster the source that is worth most.
      {"2026-06-01", {outlet, same}, {"1999-01-01", "2026-06-01"}, "0.7 "},
      {"2026-06-01", {outlet, same}, {"1999-01-01", "1999-01-01"}, "0.35 "},
  };
  for (const Row& row : rows) {
    INFO(row.expected);
    CHECK(worth_of(row.story, row.sources, row.dates) == row.expected);
  }
}

TEST_CASE("predecessors within the window are repeats") {
  const std::pair<std::vector<std::string_view>, uint32_t> rows[] = {
      {{}, 0},
      {{""}, 1},
      {{"2026-05-31", "2026-05-02"}, 2},
      {{"2026-05-01"}, 0},
      {{"2026-06-09"}, 1},  // later: still the same news
  };
  for (const auto& [dates, expected] : rows) {
    std::vector<formats::Predecessor> earlier(dates.size());
    for (size_t i = 0; i < dates.size(); ++i) earlier[i].date_published = time_of(dates[i]);
    formats::Article article;
    article.follows.data = earlier.data();
    article.follows.size = static_cast<uint32_t>(earlier.size());
    article.date_published = time_of("2026-06-01");
    CHECK(evidence::count_repeats(article, 30) == expected);
    article.date_published = formats::Time();
    CHECK(evidence::count_repeats(article, 30) == earlier.size());
  }
}
