// Claims and what they cite, as a table of printed forms.
#include "engine/evidence/support.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::evidence;

namespace {

std::vector<tests::SourceSpec> listed() {
  std::vector<tests::SourceSpec> sources = {
      {"url", "Quay Gazette", "outlet"},  {"text", "Port Office", "official"},
      {"same", "quay gazette", "outlet"}, {"bare", "Morning Tide", "outlet"},
      {"social", "Some User", "social"},  {"canonical", "Evening Post", "outlet"},
      {"blank", "Night Post", "outlet"}};
  sources[0].url = "https://quay.example/1";
  sources[1].text = "The berth opened.";
  sources[2].url = "https://quay.example/2";
  sources[4].url = "https://social.example/1";
  sources[5].canonical_url = "https://post.example/1";
  sources[6].url = "  ";
  return sources;
}

std::string print(const Support& support) {
  std::string out = std::string(to_string(support.state)) + " " + std::to_string(support.count);
  for (const std::string_view id : support.unknown_sources) out += " ?" + std::string(id);
  return out;
}

}  // namespace

TEST_CASE("claims stand by the sources they cite") {
  struct Row {
    std::vector<std::string> cited;
    std::string_view expected;
  };
  const Row rows[] = {
      {{}, "unsupported 0"},
      {{"url"}, "supported 1"},
      {{"text"}, "supported 1"},
      {{"canonical"}, "supported 1"},
      {{" url "}, "supported 1"},
      {{"url", "same"}, "supported 1"},
      {{"url", "url"}, "supported 1"},
      {{"url", "text"}, "supported 2"},
      {{"bare"}, "unverifiable 1"},
      {{"blank"}, "unverifiable 1"},
      {{"bare", "url"}, "supported 2"},
      {{"url", "bare"}, "supported 2"},
      {{"social"}, "supported 0"},
      {{"nobody"}, "unsupported 0 ?nobody"},
      {{"URL"}, "unsupported 0 ?URL"},
      {{"x", "url", "y", "x"}, "supported 1 ?x ?y"},
      {{"bare", "x"}, "unverifiable 1 ?x"},
  };
  tests::EvidenceKit kit(tests::source_methodology());
  tests::ArticleSpec spec;
  spec.sources = listed();
  for (const Row& row : rows) spec.claims.push_back({"The berth opened.", row.cited});
  const Evidence& found = kit.collect(spec);
  const std::span<const Support> support = found.support;
  REQUIRE(support.size() == std::size(rows));
  for (size_t i = 0; i < support.size(); ++i) {
    INFO(i);
    CHECK(print(support[i]) == rows[i].expected);
    CHECK(support[i].claim == found.article->claims.data + i);
    const auto& cited = rows[i].cited;
    const bool has_text = std::find(cited.begin(), cited.end(), "text") != cited.end();
    CHECK(support[i].basis == (has_text ? "text" : "citation"));
  }
}
