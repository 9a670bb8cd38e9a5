// Sources that quote the same words: both places, and no dependence.
#include "engine/evidence/shared_quotations.h"

#include <catch2/catch.hpp>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::evidence;

namespace {

// "s0 “We open in May next year” = s1 'we open in May next year'; …"
std::string print(const Evidence& found) {
  std::string out;
  const auto quoted = [&](uint32_t source, base::Span span) {
    const formats::Source& from = found.article->sources[source];
    return std::string(from.id.view()) + " " + std::string(base::slice(from.text.view(), span));
  };
  for (const SharedQuotation& shared : found.shared_quotations) {
    if (!out.empty()) out += "; ";
    out += quoted(shared.first, shared.first_span) + " = ";
    out += quoted(shared.second, shared.second_span);
  }
  return out;
}

}  // namespace

TEST_CASE("words that several sources quote are told, and make no two of them one") {
  struct Row {
    std::vector<std::string> texts;
    std::string expected;
  };
  const Row rows[] = {
      {{"“We open in May next year,” she said.",
        "It rained. “We open in May next year”, she said."},
       "s0 “We open in May next year,” = s1 “We open in May next year”"},
      // Marks and case are typography, words are not.
      {{"“We open in May next year,” she said.", "She said: \"we open in may next year\"."},
       "s0 “We open in May next year,” = s1 \"we open in may next year\""},
      {{"“We open in May next year,” she said.", "“We close in May next year,” she said."}, ""},
      // Too short to be anybody's own; told of others, not quoted; said twice by one.
      {{"“We open in May,” she said.", "“We open in May,” she said."}, ""},
      {{"“We open in May next year,” she said.", "We open in May next year, she said."}, ""},
      {{"“We open in May next year,” she said. “We open in May next year.”"}, ""},
      // Three share, each told beside the first.
      {{"“We open in May next year.”", "“We open in May next year.”",
        "“We open in May next year.”"},
       "s0 “We open in May next year.” = s1 “We open in May next year.”; "
       "s0 “We open in May next year.” = s2 “We open in May next year.”"},
      // A quotation inside another belongs to it.
      {{"“He said ‘we open in May next year’ to me.”", "‘We open in May next year’, he said."}, ""},
  };
  for (const Row& row : rows) {
    tests::ArticleSpec spec;
    for (const std::string& text : row.texts) {
      tests::SourceSpec source{"s" + std::to_string(spec.sources.size()),
                               "Paper " + std::to_string(spec.sources.size()), "outlet"};
      source.text = text;
      spec.sources.push_back(std::move(source));
    }
    INFO(row.texts[0] << " / " << row.texts.back());
    tests::EvidenceKit kit(tests::source_methodology());
    const Evidence& found = kit.collect(spec);
    CHECK(print(found) == row.expected);
    CHECK(found.clusters.size() == row.texts.size());
  }
}
