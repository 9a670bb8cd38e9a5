// Texts and how they read, as tables of values, labels and parts.
#include "engine/scores/sentiment.h"

#include <catch2/catch.hpp>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::scores;
using tests::ArticleSpec;
using tests::EvidenceKit;

namespace {

methodology::Methodology lexicon() {
  methodology::Methodology result = tests::source_methodology();
  const uint32_t gains =
      tests::add_list(result, "gains", {"growth", "profit", "record", "rescued=0.5"});
  const uint32_t losses =
      tests::add_list(result, "losses", {"loss", "fraud=2", "record loss", "no growth"});
  const uint32_t negations = tests::add_list(result, "negations", {"not", "no", "never"});
  result.sentiment.positive = {gains};
  result.sentiment.negative = {losses};
  result.sentiment.negations = {negations};
  result.sentiment.labels = {
      {"negative", "", -0.2, {}}, {"neutral", "", {}, {}}, {"positive", "", {}, 0.2}};
  return result;
}

// "0.5 positive: growth +1"; "!" marks a part that is turned round.
std::string print(const Sentiment& sentiment) {
  char buffer[64];
  snprintf(buffer, sizeof(buffer), "%.4g ", sentiment.value);
  std::string out = buffer + std::string(sentiment.label);
  for (const SentimentPart& part : sentiment.parts) {
    snprintf(buffer, sizeof(buffer), " %+g%s", part.points, part.negated ? "!" : "");
    out += (&part == sentiment.parts.data() ? ": " : ", ") + std::string(part.hit->text()) + buffer;
  }
  return out;
}

std::string read(std::string text) {
  EvidenceKit kit(lexicon());
  base::Arena arena;
  ArticleSpec spec;
  spec.body = {{std::move(text)}};
  return print(score_sentiment(kit.methodology(), kit.collect(spec), arena).article);
}

}  // namespace

TEST_CASE("texts for and against") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"The port opened.", "0 neutral"},
      {"Growth.", "0.5 positive: Growth +1"},
      {"Loss after loss.", "-0.6667 negative: Loss -1, loss -1"},
      {"Profit and loss.", "0 neutral: Profit +1, loss -1"},
      {"A fraud, but growth.", "-0.25 negative: fraud -2, growth +1"},
      {"It was rescued.", "0.3333 positive: rescued +0.5"},
      // The longer phrase knows better.
      {"A record loss.", "-0.5 negative: record loss -1"},
      {"No growth.", "-0.5 negative: No growth -1"},
      // Negations: three words, one sentence, one clause, before and not behind.
      {"Not a profit.", "-0.5 negative: profit -1!"},
      {"It was not fraud.", "0.6667 positive: fraud +2!"},
      {"Not one of them: profit.", "0.5 positive: profit +1"},
      {"Not one big profit.", "-0.5 negative: profit -1!"},
      {"Not one more big profit.", "0.5 positive: profit +1"},
      {"Not this year’s profit.", "-0.5 negative: profit -1!"},
      {"Not for-profit.", "-0.5 negative: profit -1!"},
      {"It did not. Profit came.", "0.5 positive: Profit +1"},
      {"Not here, profit came.", "0.5 positive: profit +1"},
      {"Not so — profit came.", "0.5 positive: profit +1"},
      {"Not 1,200 in profit.", "-0.5 negative: profit -1!"},
      {"Profit it was not.", "0.5 positive: Profit +1"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(read(std::string(text)) == expected);
  }
}

TEST_CASE("every value has the narrowest label that holds") {
  struct Row {
    std::string_view text, three, five;
  };
  const Row rows[] = {
      {"Fraud. Fraud. Loss.", "negative", "very negative"},
      {"Loss.", "negative", "negative"},
      {"Nothing.", "neutral", "mixed"},
      {"Growth.", "positive", "positive"},
      {"Growth, profit, profit, profit.", "positive", "very positive"},
  };
  methodology::Methodology five = lexicon();
  five.sentiment.labels = {{"very negative", "", -0.6, {}},
                           {"negative", "", -0.2, {}},
                           {"mixed", "", 0.2, -0.2},
                           {"positive", "", {}, 0.2},
                           {"very positive", "", {}, 0.6}};
  EvidenceKit kit_of_three(lexicon()), kit_of_five(std::move(five));
  for (const Row& row : rows) {
    INFO(row.text);
    ArticleSpec spec;
    spec.body = {{std::string(row.text)}};
    base::Arena arena;
    CHECK(score_sentiment(kit_of_three.methodology(), kit_of_three.collect(spec), arena)
              .article.label == row.three);
    CHECK(score_sentiment(kit_of_five.methodology(), kit_of_five.collect(spec), arena)
              .article.label == row.five);
  }
  methodology::Methodology none = lexicon();
  none.sentiment.labels.clear();
  EvidenceKit kit(std::move(none));
  base::Arena arena;
  CHECK(score_sentiment(kit.methodology(), kit.collect({}), arena).article.label.empty());
}

TEST_CASE("affected parties have the sentences that name them") {
  EvidenceKit kit(lexicon());
  base::Arena arena;
  ArticleSpec spec;
  spec.affected = {"Acme", "Shell", "", "Börse AG", "Nobody"};
  spec.headline = "Acme reports growth";
  spec.body = {{"Acme’s profit was a record. Rivals saw a loss. Shell companies know fraud."},
               {"“It is no profit,” Acme and Shell said. The shell of a profit. ABörse AG: loss. "
                "Growth at Börse AG."}};
  const SentimentScores scores = score_sentiment(kit.methodology(), kit.collect(spec), arena);
  REQUIRE(scores.affected.size() == 5);
  CHECK(print(scores.affected[0].found) ==
        "0.4 positive: growth +1, profit +1, record +1, profit -1!");
  CHECK(print(scores.affected[1].found) == "-0.75 negative: fraud -2, profit -1!");
  CHECK(print(scores.affected[2].found) == "0 neutral");
  CHECK(print(scores.affected[3].found) == "0.5 positive: Growth +1");
  CHECK(print(scores.affected[4].found) == "0 neutral");
  CHECK(scores.affected[4].party->name.view() == "Nobody");
}
