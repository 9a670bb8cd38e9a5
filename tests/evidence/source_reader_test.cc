// What the texts of sources say of where they come from, as tables of printed clusters.
#include "engine/evidence/source_reader.h"

#include <catch2/catch.hpp>

#include "tests/support/source_clusters.h"

using namespace stet;
using namespace stet::evidence;
using tests::SourceSpec;

namespace {

methodology::Methodology desk() {
  methodology::Methodology result = tests::source_methodology();
  methodology::SourceWords& words = result.source_words;
  const auto phrases = [](std::initializer_list<const char*> texts) {
    std::vector<methodology::Phrase> out;
    for (const char* text : texts) out.push_back({text, 1, {}, 0});
    return out;
  };
  words.credits_before = phrases({"with files from", "contributed by"});
  words.credits_after = phrases({"contributed to this report"});
  words.origins = phrases({"according to", "citing"});
  words.first_reports = phrases({"first reported by"});
  words.unnamed_person = phrases({"a source", "a person familiar with"});
  words.documents = phrases({"memo", "filing"});
  words.boilerplate = phrases({"all rights reserved"});
  methodology::PhraseList said;
  said.id = "attribution";
  said.phrases = phrases({"said", "told", "reported"});
  result.lists.push_back(said);
  result.attribution_lists = {0};
  return result;
}

SourceSpec outlet(std::string id, std::string publisher, std::string text) {
  SourceSpec spec{std::move(id), std::move(publisher), "outlet"};
  spec.text = std::move(text);
  return spec;
}

// "reason: value [place in the first] [place in the second]", one a line; empty: independent.
std::string merges(const std::vector<SourceSpec>& specs) {
  const methodology::Methodology methodology = desk();
  tests::SourceClusters clusters(methodology);
  tests::ArticleBuilder builder;
  const auto sources = builder.sources(specs);
  std::string out;
  for (const Cluster& cluster : clusters.of(sources).clusters) {
    for (const Merge& merge : cluster.merges) {
      out += std::string(to_string(merge.reason)) + ": " + std::string(merge.value);
      for (const auto& [source, span] :
           {std::pair{merge.first, merge.first_span}, {merge.second, merge.second_span}}) {
        out += " [" + std::string(base::slice(sources[source].text.view(), span)) + "]";
      }
      out += "\n";
    }
  }
  return out;
}

std::string merges(std::string first, std::string second) {
  return merges({outlet("a", "Quay Gazette", std::move(first)),
                 outlet("b", "Morning Tide", std::move(second))});
}

}  // namespace

TEST_CASE("agencies are credited in the text") {
  const std::string dateline = "LONDON, Nov 3 (Reuters) - The berth opened.";
  struct Row {
    std::string_view text, place;
  };
  const Row rows[] = {
      {"PORT TOWN (Reuters) — Ferries wait.", "PORT TOWN (Reuters)"},
      {"Port Town, 3 November (Reuters) Ferries wait.", "Port Town, 3 November (Reuters)"},
      {"By Reuters. Ferries wait.", "By Reuters"},
      {"Ferries wait. (Reporting by R. Lind; Editing by S. Moor)", "Reporting by"},
      {"Ferries wait. © 2026 Thomson Reuters", "© 2026 Thomson Reuters"},
      {"Ferries wait. Copyright 2026 Reuters.", "Copyright 2026 Reuters"},
      {"Ferries wait, with files from Reuters.", "with files from Reuters"},
      {"Ferries wait. Reuters contributed to this report.", "Reuters contributed to this report"},
      {"Ferries wait. Contributed by the Reuters newsroom.", "Contributed by the Reuters"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(merges(dateline, std::string(row.text)) ==
          "agency: Reuters [LONDON, Nov 3 (Reuters)] [" + std::string(row.place) + "]\n");
  }
  const std::string_view no_credit[] = {
      "Ferries wait. The agency (Reuters) has an office here.",
      "Ferries wait as long as reporting by telephone takes.",
      "Copyright is a right. Reuters has it too.",
      "A reuters, whatever that is, contributed to this report.",
  };
  for (const std::string_view text : no_credit) {
    INFO(text);
    CHECK(merges(dateline, std::string(text)).empty());
  }
}

TEST_CASE("an agency in a text and one in metadata are the same") {
  std::vector<SourceSpec> sources = {outlet("a", "Quay Gazette", "OSLO (AP) - Ferries wait."),
                                     outlet("b", "Morning Tide", "")};
  CHECK(merges(sources).empty());
  sources[1].credit = "The Associated Press";
  CHECK(merges(sources) == "agency: AP [OSLO (AP)] []\n");
}

TEST_CASE("an outlet that the fact is given to") {
  const auto with_gazette = [](std::string text) {
    return merges({outlet("a", "The Quay Gazette", "The berth is open."),
                   outlet("b", "Morning Tide", std::move(text))});
  };
  CHECK(with_gazette("The berth opened, according to the Quay Gazette.") ==
        "attribution: The Quay Gazette [] [according to the Quay Gazette]\n");
  CHECK(with_gazette("Ferries wait. The berth opened, the Quay Gazette reported on Monday.") ==
        "attribution: The Quay Gazette [] [the Quay Gazette reported]\n");
  CHECK(with_gazette("It opened, R. Lind told the Quay Gazette.") ==
        "attribution: The Quay Gazette [] [R. Lind told the Quay Gazette]\n");
  const std::string later = "One. Two. R. Lind said so. S. Moor said so. T. Ash said so. ";
  CHECK(with_gazette(later + "The news was first reported by the Quay Gazette.") ==
        "attribution: The Quay Gazette [] [first reported by the Quay Gazette]\n");
  // In passing, among other voices, it is no origin; nor is a name that nothing is given to.
  CHECK(with_gazette(later + "It is late, according to the Quay Gazette.").empty());
  CHECK(with_gazette("The Quay Gazette has moved to another street.").empty());
  // An authority that speaks for itself may be quoted by everybody.
  CHECK(merges({SourceSpec{"a", "Port Office", "official"},
                outlet("b", "Morning Tide", "It opened, according to the Port Office.")})
            .empty());
  // Two that name one agency, which nobody listed.
  CHECK(merges("It opened, according to Reuters.", "Reuters reported that it opened.") ==
        "attribution: Reuters [according to Reuters] [Reuters reported]\n");
}

TEST_CASE("one document or one unnamed person upstream") {
  CHECK(merges("It will close, a source said.", "It closes, a person familiar with the plan said.")
            .substr(0, 10) == "upstream: ");
  CHECK(merges("It will close, a source said. R. Lind said it will not.",
               "It closes, a person familiar with the plan said.")
            .empty());
  CHECK(merges("It will close, according to an internal memo.",
               "By May it closes, according to the internal memo.") ==
        "upstream: an internal memo [according to an internal memo] [according to the internal "
        "memo]\n");
  CHECK(merges("It will close, according to an internal memo.",
               "By May it closes, according to a court filing.")
            .empty());
}

TEST_CASE("shared text outside of quotations joins, shared quotations do not") {
  const std::string report =
      "The harbour authority opened a second ferry berth on the northern quay on Monday after two "
      "years of work. Ferries now leave every twenty minutes and the trip to the islands takes "
      "half "
      "an hour less than before.";
  const std::string copy =
      "Ferries now leave every twenty minutes and the trip to the islands takes half an hour less "
      "than in spring. A second ferry berth on the northern quay was opened.";
  CHECK(
      merges(report, copy) ==
      "reuse: 81% of the shorter text [Ferries now leave every twenty minutes and the trip to the "
      "islands takes half an hour less than] [Ferries now leave every twenty minutes and the trip "
      "to the islands takes half an hour less than]\n");
  CHECK(merges("“" + report + "” That is what the mayor told us.",
               "In her words: “" + report + "” Nobody on the quay agreed with any of it.")
            .empty());
  CHECK(merges(report + " All rights reserved.", "All rights reserved.").empty());
}
