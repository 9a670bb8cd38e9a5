// What is found in small articles, printed; then that order, needs and earlier articles change
// nothing.
#include "engine/evidence/collect.h"

#include <catch2/catch.hpp>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::evidence;
using tests::ArticleSpec;
using tests::EvidenceKit;

namespace {

constexpr uint32_t attribution = 0, hedges = 1, colours = 2;

methodology::Methodology simple() {
  methodology::Methodology result = tests::source_methodology();
  tests::add_list(result, "attribution", {"said", "according to"});
  tests::add_list(result, "hedges", {"may", "reportedly=0.5"});
  tests::add_list(result, "colours", {"red", "blue"});
  result.attribution_lists = {attribution};
  return result;
}

std::string print(const Finding& finding) {
  constexpr std::string_view parts[] = {"headline", "description", "takeaway", "claim", "body"};
  constexpr std::string_view voices[] = {"own", "paraphrase", "quotation"};
  const Passage& passage = *finding.passage;
  std::string out = "'" + std::string(finding.text()) + "' ";
  out += parts[static_cast<size_t>(passage.part)];
  out += "[" + std::to_string(passage.index) + "]";
  if (!passage.section.empty()) out += "/" + std::string(passage.section);
  out += " " + std::string(voices[static_cast<size_t>(finding.voice)]);
  if (finding.attributed) out += " attributed";
  return out + " s" + std::to_string(finding.sentence);
}

template <typename T>
std::string print(std::span<const T> findings) {
  std::string out;
  for (const T& finding : findings) out += print(finding) + "\n";
  return out;
}

std::string print_hits(const ArticleSpec& spec, uint32_t list) {
  EvidenceKit kit(simple());
  return print(kit.collect(spec).list_hits[list]);
}

ArticleSpec paragraph(std::string text) {
  ArticleSpec spec;
  spec.body = {{std::move(text)}};
  return spec;
}

}  // namespace

TEST_CASE("hits stand in all parts, by list, then in document order") {
  ArticleSpec spec;
  spec.headline = "A red line";
  spec.description = "It may be blue.";
  spec.takeaways = {"Nothing here", "Red, red"};
  spec.claims = {{"It is blue", {}}};
  spec.body = {{"Red heading", "analysis", "heading"}, {"The sea may be blue. Red it is not."}};
  EvidenceKit kit(simple());
  const Evidence& found = kit.collect(spec);
  CHECK(print(found.list_hits[colours]) ==
        "'red' headline[0] own s0\n"
        "'blue' description[0] own s1\n"
        "'Red' takeaway[1] own s3\n"
        "'red' takeaway[1] own s3\n"
        "'blue' claim[0] own s4\n"
        "'Red' body[0]/analysis own s5\n"
        "'blue' body[1] own s6\n"
        "'Red' body[1] own s7\n");
  CHECK(print(found.hits) ==
        print(found.list_hits[0]) + print(found.list_hits[1]) + print(found.list_hits[2]));
  std::string in_order;
  for (const Hit* const hit : found.hits_in_order) in_order += print(*hit) + "\n";
  CHECK(in_order ==
        "'red' headline[0] own s0\n"
        "'may' description[0] own s1\n"
        "'blue' description[0] own s1\n"
        "'Red' takeaway[1] own s3\n"
        "'red' takeaway[1] own s3\n"
        "'blue' claim[0] own s4\n"
        "'Red' body[0]/analysis own s5\n"
        "'may' body[1] own s6\n"
        "'blue' body[1] own s6\n"
        "'Red' body[1] own s7\n");
  CHECK(found.words == 25);
  CHECK(found.body_words == 11);
  CHECK(found.blocks == 2);
  CHECK(found.passages.size() == 7);
}

TEST_CASE("phrases carry their weights") {
  EvidenceKit kit(simple());
  const auto hits = kit.collect(paragraph("It may, reportedly.")).list_hits[hedges];
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].weight == 1);
  CHECK(hits[1].weight == 0.5);
  CHECK(hits[1].phrase == 1);
}

TEST_CASE("who speaks, and whether readers are told") {
  struct Row {
    std::string_view text, expected;
  };
  const Row rows[] = {
      {"It is red.", "'red' body[0] own s0\n"},
      {"It is red, she said.", "'red' body[0] paraphrase attributed s0\n"},
      {"According to him it is red.", "'red' body[0] paraphrase attributed s0\n"},
      {"“It is red.”", "'red' body[0] quotation s0\n"},
      {"“It is red,” she said.", "'red' body[0] quotation attributed s0\n"},
      {"“She said it is red.”", "'red' body[0] quotation s0\n"},
      {"It is red. The mayor said so.", "'red' body[0] own attributed s0\n"},
      {"It is red. Nobody knows. The mayor said so.", "'red' body[0] own s0\n"},
      {"The mayor said so. It is red.", "'red' body[0] own s1\n"},
      {"“It is red. It is. It was,” she said.", "'red' body[0] quotation attributed s0\n"},
      {"She said: “Look. See. It is red.”", "'red' body[0] quotation attributed s2\n"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(print_hits(paragraph(std::string(row.text)), colours) == row.expected);
  }
}

TEST_CASE("a passage that cites a listed source is attributed") {
  ArticleSpec spec;
  spec.sources = {{"a", "Quay Gazette", "outlet"}};
  spec.claims = {{"It is red", {"a"}}, {"It is blue", {"b"}}};
  spec.body = {{"It is red.", "", "paragraph", {" a "}}, {"It is blue."}};
  CHECK(print_hits(spec, colours) ==
        "'red' claim[0] own attributed s0\n"
        "'blue' claim[1] own s1\n"
        "'red' body[0] own attributed s2\n"
        "'blue' body[1] own s3\n");
}

TEST_CASE("speech runs over paragraphs, not over headings") {
  ArticleSpec spec;
  spec.body = {{"“It is red, she said.” He said: “One."}, {"“It is blue.”"}, {"It is red."}};
  CHECK(print_hits(spec, colours) ==
        "'red' body[0] quotation attributed s0\n"
        "'blue' body[1] quotation attributed s2\n"
        "'red' body[2] own s3\n");
  spec.body = {{"He said: “One."}, {"News", "", "heading"}, {"“It is blue.”"}};
  CHECK(print_hits(spec, colours) == "'blue' body[2] quotation s2\n");
}

TEST_CASE("a quotation block without marks is a quotation") {
  ArticleSpec spec;
  spec.body = {{"It is red, he said", "", "quotation"}, {"“It is blue,” he said", "", "quotation"}};
  EvidenceKit kit(simple());
  const Evidence& found = kit.collect(spec);
  CHECK(print(found.list_hits[attribution]) ==
        "'said' body[0] quotation attributed s0\n'said' body[1] paraphrase attributed s1\n");
  CHECK(print(found.quotations) ==
        "'It is red, he said' body[0] quotation attributed s0\n"
        "'“It is blue,”' body[1] quotation attributed s1\n");
}

TEST_CASE("figures have values and units") {
  EvidenceKit kit(simple());
  const Evidence& found =
      kit.collect(paragraph("It cost $5.2bn, up 14%, she said. “25 basis points,” and 3 ships."));
  std::string out;
  for (const Figure& figure : found.figures) {
    char value[64];
    snprintf(value, sizeof(value), "%.10g %.*s | ", figure.value,
             static_cast<int>(figure.unit.size()), figure.unit.data());
    out += value + print(figure) + "\n";
  }
  CHECK(out ==
        "5200000000 USD | '$5.2bn' body[0] paraphrase attributed s0\n"
        "14 % | '14%' body[0] paraphrase attributed s0\n"
        "25 bp | '25 basis points' body[0] quotation s1\n"
        "3  | '3' body[0] own s1\n");
  REQUIRE(found.sentences.size() == 2);
  CHECK(found.sentences[0].figures == 2);
  CHECK(found.sentences[1].figures == 2);
  CHECK(print(found.sentences) ==
        "'It cost $5.2bn, up 14%, she said.' body[0] paraphrase attributed s0\n"
        "'“25 basis points,” and 3 ships.' body[0] own s1\n");
}

TEST_CASE("quotations within quotations belong to the outer one") {
  EvidenceKit kit(simple());
  CHECK(print(kit.collect(paragraph("“He told me ‘never’ again,” she said.")).quotations) ==
        "'“He told me ‘never’ again,”' body[0] quotation attributed s0\n");
}

TEST_CASE("patterns are numbered after the lists") {
  EvidenceKit kit(simple(), {"ber[a-z]+", "\\d+ ships?"});
  REQUIRE(kit.problems.empty());
  const Evidence& found =
      kit.collect(paragraph("The red berth has 3 ships. “One berth,” he said."));
  CHECK(print(found.pattern_hits(0)) ==
        "'berth' body[0] own attributed s0\n'berth' body[0] quotation attributed s1\n");
  CHECK(print(found.pattern_hits(1)) == "'3 ships' body[0] own attributed s0\n");
  REQUIRE(found.pattern_hits(1).size() == 1);
  CHECK(found.pattern_hits(1)[0].list == found.list_count + 1);
}

TEST_CASE("nothing in, nothing out") {
  EvidenceKit kit(simple());
  const Evidence& found = kit.collect({});
  CHECK(found.passages.empty());
  CHECK(found.hits.empty());
  CHECK(found.list_hits.size() == 3);
  CHECK(found.words == 0);
  CHECK(found.blocks == 0);
  CHECK(found.verified == 0);
}

TEST_CASE("a text without words is read and holds nothing") {
  EvidenceKit kit(simple());
  const Evidence& found = kit.collect(paragraph(" \n\t"));
  CHECK(found.passages.size() == 1);
  CHECK(found.words == 0);
  CHECK(found.sentences.empty());
}

TEST_CASE("what was not asked for is not gathered, and the rest is the same") {
  ArticleSpec spec = paragraph("It may be red, she said, for $3m. “Blue,” he said.");
  EvidenceKit all(simple()), none(simple(), {}, 0);
  const Evidence& a = all.collect(spec);
  const Evidence& b = none.collect(spec);
  CHECK(b.figures.empty());
  CHECK(b.sentences.empty());
  CHECK(b.quotations.empty());
  CHECK_FALSE(a.figures.empty());
  CHECK_FALSE(a.sentences.empty());
  CHECK_FALSE(a.quotations.empty());
  CHECK(print(a.hits) == print(b.hits));
  CHECK(a.words == b.words);
}

TEST_CASE("an article leaves nothing behind for the next") {
  ArticleSpec first = paragraph("She said: “It may be red.");
  first.sources = {{"a", "Quay Gazette", "outlet"}};
  const ArticleSpec second = paragraph("“Blue it is.");
  EvidenceKit used(simple()), fresh(simple());
  used.collect(first);
  const std::string after = print(used.collect(second).hits);
  CHECK(after == print(fresh.collect(second).hits));
  CHECK(after == "'Blue' body[0] quotation s0\n");
  CHECK(used.collect(second).clusters.empty());
}

TEST_CASE("what scores need is known from the methodology") {
  methodology::Methodology methodology = simple();
  CHECK(needs_of_scores(methodology) == 0);
  methodology.sentiment.lists = {{.list = colours, .tone = -1}};
  CHECK(needs_of_scores(methodology) == need_sentences);
  methodology::Signal amount;
  amount.measure = methodology::Measure::money;
  methodology.impact.axes = {{"financial", "", 1, {}, {amount}}};
  CHECK(needs_of_scores(methodology) == (need_sentences | need_figures));
}
