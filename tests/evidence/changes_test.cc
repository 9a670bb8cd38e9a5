// Two versions of a sentence, and what changed between them.
#include "engine/evidence/changes.h"

#include <catch2/catch.hpp>

#include "tests/support/build_article.h"

using namespace stet;
using namespace stet::evidence;

namespace {

// "figure: 14% → 19%"
std::string changes(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  const auto build = [](tests::ArticleBuilder& builder,
                        const std::vector<std::string>& body) -> const formats::Article& {
    tests::ArticleSpec spec;
    for (const std::string& block : body) spec.body.push_back({block});
    return builder.build(spec);
  };
  const methodology::Methodology methodology = tests::source_methodology();
  base::Problems problems;
  const SourceLexicon lexicon(methodology, problems);
  tests::ArticleBuilder first, second;
  base::Arena arena;
  std::string out;
  for (const Change& change :
       find_changes(build(first, before), build(second, after), lexicon, arena)) {
    if (!out.empty()) out += ", ";
    out += std::string(to_string(change.kind)) + ": " + std::string(change.before) + " > " +
           std::string(change.after);
  }
  return out;
}

}  // namespace

TEST_CASE("figures, names and quotations that changed") {
  struct Row {
    std::vector<std::string> before, after;
    std::string_view expected;
  };
  const Row rows[] = {
      {{"Profit rose 14% in the year."}, {"Profit rose 14% in the year."}, ""},
      {{"Profit rose 14% in the year."}, {"Profit rose 19% in the year."}, "figure: 14% > 19%"},
      {{"One.", "Profit rose 14% in the year."}, {"Profit rose 14% in the year.", "One."}, ""},
      {{"Profit rose 14% in the year."}, {"In the year, the profit rose 14%."}, ""},
      {{"Profit rose 14% in the year."}, {"Ferries wait."}, ""},
      {{"The berth was opened by Anna Lind on the quay."},
       {"The berth was opened by Anna Moor on the quay."},
       "name: Lind > Moor"},
      {{"The mayor said: “It is a good start for us.”"},
       {"The mayor said: “It is a bad start for us.”"},
       "quotation: It is a good start for us. > It is a bad start for us."},
      {{"It cost $5.2bn, the port said."}, {"It cost $5,200 million, the port said."}, ""},
      {{}, {"Ferries wait."}, ""},
      {{"Ferries wait."}, {}, ""},
  };
  for (const Row& row : rows) {
    INFO((row.before.empty() ? "" : row.before[0]));
    CHECK(changes(row.before, row.after) == row.expected);
  }
}
