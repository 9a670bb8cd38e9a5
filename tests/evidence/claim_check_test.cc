// Claims beside what a source says, as a table of stances; then that the story's N follows.
#include "engine/evidence/claim_check.h"

#include <catch2/catch.hpp>

#include "engine/formats/date_time.h"
#include "engine/text/text.h"
#include "tests/support/disk_methodology.h"
#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::evidence;

namespace {

methodology::Methodology desk() {
  auto read = tests::read_methodology("rules/newsroom-standards.json");
  REQUIRE(read != nullptr);
  methodology::Methodology result = tests::source_methodology();
  result.source_words = read->source_words;
  result.lists = read->lists;
  result.attribution_lists = read->attribution_lists;
  for (uint32_t i = 0; i < result.lists.size(); ++i) {
    if (result.lists[i].id == "hedges") result.verification.hedges = {i};
  }
  // The places of the words are those of files that this methodology does not have.
  return result;
}

tests::ArticleSpec story(std::string claim, std::vector<std::string> texts) {
  tests::ArticleSpec spec;
  std::vector<std::string> ids;
  for (std::string& text : texts) {
    ids.push_back("s" + std::to_string(ids.size()));
    tests::SourceSpec source{ids.back(), "Paper " + ids.back(), "outlet"};
    source.text = std::move(text);
    spec.sources.push_back(std::move(source));
  }
  spec.claims = {{std::move(claim), ids}};
  return spec;
}

formats::Time time_of(std::string_view written) {
  formats::Time time;
  const auto instant = formats::parse_date_time(written);
  if (!instant) return time;
  time.seconds = instant->seconds;
  time.presence = formats::Presence::present;
  return time;
}

// "contradicts: 14 million / 19 million" or "supports: the sentence"
std::string print(const Evidence& found) {
  std::string out;
  for (const SourceFinding& each : found.support[0].findings) {
    if (!out.empty()) out += " | ";
    out += to_string(each.stance);
    if (each.stance == Stance::silent) continue;
    const auto& text = found.article->sources[each.source].text;
    out += ": ";
    if (!each.claim_span.empty()) {
      out +=
          std::string(base::slice(found.article->claims[0].text.view(), each.claim_span)) + " / ";
    }
    out += base::slice(text.view(), each.span);
  }
  return out;
}

}  // namespace

TEST_CASE("what a source's text says of a claim") {
  struct Row {
    std::string claim, text, expected;
  };
  const Row rows[] = {
      // Said in other words, elsewhere in the text.
      {"The second ferry berth opened on Monday", "It rained. On Monday the second berth opened.",
       "supports: On Monday the second berth opened."},
      {"The berth opened", "The harbour has cranes.", "silent"},
      // Values: precision as written, other units, other periods, other things counted.
      {"The berth cost 14 million euros", "The berth cost 14.2 million euros.",
       "supports: The berth cost 14.2 million euros."},
      {"The berth cost 14.0 million euros", "The berth cost 14.2 million euros.",
       "contradicts: 14.0 million euros / 14.2 million euros"},
      {"The berth cost $5.2bn", "The berth cost $5,200 million.",
       "supports: The berth cost $5,200 million."},
      {"The berth cost 14 million euros", "The berth cost 19 million euros.",
       "contradicts: 14 million euros / 19 million euros"},
      {"The berth cost 14 million euros", "The berth cost 19 million pounds.", "silent"},
      {"Profit rose 14% in 2024", "Profit rose 19% in 2023.", "silent"},
      {"Profit rose 14% in 2024", "Profit rose 19% in 2024.", "contradicts: 14% / 19%"},
      {"Profit rose 14%", "Profit rose 19% in March and 12% in April.", "silent"},
      {"The port has 14 cranes", "The port has 19 ferries and cranes.", "silent"},
      {"The port has 12 cranes", "The port has twelve cranes.",
       "supports: The port has twelve cranes."},
      {"The berth cost more than 14 million euros", "The berth cost 15.5 million euros.",
       "supports: The berth cost 15.5 million euros."},
      {"The rate rose 25 basis points", "The rate rose 0.25 percentage points.",
       "supports: The rate rose 0.25 percentage points."},
      {"Profit rose 14%", "Profit fell 14%.", "silent"},
      {"The bank failed in spring", "The bank has not failed in spring.", "silent"},
      // Hedged, or taken from somebody else.
      {"The operator sold the berth", "The operator reportedly sold the berth.",
       "hedged: The operator reportedly sold the berth."},
      {"The operator reportedly sold the berth", "The operator reportedly sold the berth.",
       "supports: The operator reportedly sold the berth."},
      {"The operator sold the berth", "The operator sold the berth, according to Reuters.",
       "second_hand: The operator sold the berth, according to Reuters."},
      {"The operator sold the berth", "The operator sold the berth, its lawyer said.",
       "supports: The operator sold the berth, its lawyer said."},
      // Dates.
      {"The berth opened on 28 May 2024", "The berth opened.", "silent"},
      {"The berth opened on 28 May 2024", "The berth opened on 28 May.", "silent"},
      {"The berth opened on 28 May 2024", "In 2024 it rained. The berth opened on May 28.",
       "supports: The berth opened on May 28."},
      {"The opening date of the new berth is 28 May 2024",
       "The new berth is ready. Its opening date is 28 May 2024.",
       "supports: Its opening date is 28 May 2024."},
      {"The berth opened in September", "The berth opened in Sept.",
       "supports: The berth opened in Sept."},
      // Names and quotations.
      {"The berth was opened by Anna Lind", "The berth was opened by Anna Moor.", "silent"},
      {"The berth of Paper s0 opened", "Our berth opened.", "supports: Our berth opened."},
      {"The mayor said the berth is “a good start”", "The mayor said the berth is ‘a good start’.",
       "supports: The mayor said the berth is ‘a good start’."},
      {"The mayor said the berth is “a good start”", "The mayor said the berth is a better start.",
       "silent"},
  };
  for (const Row& row : rows) {
    INFO(row.claim << " / " << row.text);
    tests::EvidenceKit kit(desk());
    CHECK(print(kit.collect(story(row.claim, {row.text}))) == row.expected);
  }
}

TEST_CASE("how a claim stands follows from its sources, and N from the weakest claim") {
  struct Row {
    std::vector<std::string> texts;
    std::string state;
    uint32_t count;
  };
  const Row rows[] = {
      {{"The berth opened."}, "supported", 1},
      {{"The berth opened.", "On Monday a berth was opened."}, "supported", 2},
      {{"The berth opened.", "The harbour has cranes."}, "supported", 1},
      {{"The harbour has cranes."}, "unsupported", 0},
      {{"The berth reportedly opened."}, "unsupported", 0},
  };
  for (const Row& row : rows) {
    tests::EvidenceKit kit(desk());
    const Evidence& found = kit.collect(story("The berth opened", row.texts));
    CHECK(to_string(found.support[0].state) == row.state);
    CHECK(found.support[0].count == row.count);
    CHECK(found.support[0].basis == "text");
    CHECK(found.verified == row.count);
  }
  methodology::Methodology whole = desk();
  whole.verification.count = methodology::CountOf::sources;
  whole.verification.support = methodology::SupportBasis::citation;
  tests::EvidenceKit kit(std::move(whole));
  const Evidence& found =
      kit.collect(story("The berth opened", {"The harbour has cranes.", "No."}));
  CHECK(to_string(found.support[0].state) == "supported");
  CHECK(found.support[0].basis == "citation");
  CHECK(found.verified == 2);
}

TEST_CASE("a source may leave the days around its own date to its reader") {
  struct Row {
    std::string_view claim, published, story;
    bool given;
  };
  const Row rows[] = {
      {"It opened on 28 May 2024", "2024-05-29", "", true},
      {"It opened on 28 May 2024", "2024-06-04", "", true},
      {"It opened on 28 May 2024", "2024-06-05", "", false},
      {"It opened on 28 May 2024", "2023-05-28", "2024-05-29", false},
      {"It opens on January 2", "2023-12-30", "", true},
      {"It opens in 2024", "2023-12-30", "", true},
      {"It opens in 2024", "", "", false},
      {"It opens in 2024", "", "2024-01-02", true},
      {"It opens in May 2024", "", "2024-05-02", false},
      {"It may open with 28 cranes", "", "", true},
  };
  for (const Row& row : rows) {
    INFO(row.claim << " / " << row.published);
    text::Tokens tokens;
    text::tokenise(row.claim, tokens);
    ClaimDates dates;
    dates.read(row.claim, tokens, time_of(row.story));
    CHECK(dates.are_given({}, time_of(row.published)) == row.given);
  }
}
