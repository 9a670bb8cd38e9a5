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
  result.sentiment.lists = {{.list = gains, .tone = 1}, {.list = losses, .tone = -1}};
  result.sentiment.shifters = {{.list = negations}};
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
    out += (&part == sentiment.parts.data() ? ": " : ", ") + std::string(part.finding->text()) +
           buffer;
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

namespace {

/// Every role that a list can have.
methodology::Methodology grammar() {
  methodology::Methodology result = tests::source_methodology();
  const auto list = [&](const char* id, const std::vector<std::string>& phrases) {
    return tests::add_list(result, id, phrases);
  };
  result.attribution_lists = {list("attribution", {"said", "says"})};
  methodology::Sentiment& rules = result.sentiment;
  rules.lists = {
      {.list = list("rises", {"up", "rose", "rising", "higher"}), .tone = 1, .direction = 1},
      {.list = list("raises", {"raised"}), .direction = 1},
      {.list = list("falls", {"down", "fell"}), .tone = -1, .direction = -1},
      {.list = list("lowers", {"cut", "cuts", "narrowed"}), .direction = -1},
      {.list = list("welcome", {"profit", "sales=0.5"}), .worth = 1},
      {.list = list("unwelcome", {"costs", "unemployment"}), .worth = -1},
      {.list = list("ills", {"loss", "losses"}), .tone = -1, .worth = -1},
      {.list = list("rates", {"policy rate"}), .indifferent = true},
      {.list = list("prices", {"shares"}), .worth = 1, .market = true},
      {.list = list("good", {"record order", "strong"}), .tone = 1},
      {.list = list("neither", {"flat", "set up=0"}), .neutral = true},
      {.list = list("openers", {"while"}), .opens_clause = true},
      {.list = list("compared", {"from", "against"}), .compares = true},
  };
  rules.shifters = {{.list = list("negations", {"not", "no"})},
                    {list("sharply", {"sharply"}), 1.5, 2, true},
                    {list("may", {"may"}), 0.5, 4, false}};
  rules.contrasts = {{list("but", {"but"}), 0.5, 1}, {list("despite", {"despite"}), 1, 0.25}};
  rules.question = 0.5;
  rules.labels = {{"negative", "", -0.2, {}}, {"neutral", "", {}, {}}, {"positive", "", {}, 0.2}};
  return result;
}

// "rose/profit +1": what moves behind the stroke, "m" for the market's direction, "(flat 1)" for
// what weighs against both sides.
std::string parse(std::string text, methodology::Methodology rules) {
  EvidenceKit kit(std::move(rules));
  base::Arena arena;
  ArticleSpec spec;
  spec.body = {{std::move(text)}};
  const Sentiment found = score_sentiment(kit.methodology(), kit.collect(spec), arena).article;
  std::string out;
  double points = 0, weight = 0;
  for (const SentimentPart& part : found.parts) {
    char buffer[64];
    const bool neutral = part.points == 0;
    snprintf(buffer, sizeof(buffer), neutral ? " %g)" : " %+g",
             neutral ? part.weight : part.points);
    if (!out.empty()) out += ", ";
    out += (neutral ? "(" : "") + std::string(part.finding->text());
    if (part.mover != nullptr) out += "/" + std::string(part.mover->text());
    out += buffer;
    out += std::string(part.negated ? "!" : "") + (part.market ? "m" : "");
    points += part.points;
    weight += part.weight;
  }
  CHECK(found.balance == Approx(points).margin(1e-12));
  CHECK(found.weight == Approx(weight).margin(1e-12));
  CHECK(found.value == found.balance / (found.weight + 1));
  return out;
}

std::string parse(std::string text) { return parse(std::move(text), grammar()); }

}  // namespace

TEST_CASE("the grammar: what moves, where to, and what stands beside it") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Profit rose.", "rose/Profit +1"},
      {"Unemployment rose.", "rose/Unemployment -1"},
      {"It cuts costs.", "cuts/costs +1"},
      {"It cuts its profit.", "cuts/profit -1"},
      {"Sales fell.", "fell/Sales -0.5"},
      {"Shares fell.", "fell/Shares -1m"},
      // Without anything that moves, a direction speaks for itself if its list says so.
      {"Acme rose.", "rose +1m"},
      {"It raised a question.", ""},
      {"Profit.", ""},
      {"A loss.", "loss -1"},
      {"The loss narrowed.", "narrowed/loss +1"},
      {"The policy rate was raised.", ""},
      // The nearest, in the clause; each once.
      {"Higher costs cut profit.", "Higher/costs -1, cut/profit -1"},
      {"Profit, they say, rose.", "rose +1m"},
      {"Costs while profit rose.", "rose/profit +1"},
      {"Profit one two three four five six rose.", "rose +1m"},
      {"Profit one two three four five rose.", "rose/Profit +1"},
      // The longer phrase knows better; one of weight 0 silences.
      {"A record order.", "record order +1"},
      {"It set up a bank.", ""},
      {"Flat.", "(Flat 1)"},
      {"Flat, strong.", "(Flat 1), strong +1"},
      // Stronger, weaker, the opposite.
      {"Profit did not rise or fell.", "fell/Profit +1!"},
      {"Profit fell sharply.", "fell/Profit -1.5"},
      {"Sharply higher costs.", "higher/costs -1.5"},
      {"Profit may have been cut.", "cut/Profit -0.5"},
      {"It fell, may it be.", "fell -1m"},
      {"No strong sales rose.", "strong -1!, rose/sales -0.5!"},
      // Contrast and questions.
      {"Profit fell but sales rose.", "fell/Profit -0.5, rose/sales +0.5"},
      {"Profit rose despite losses, and fell.", "rose/Profit +1, losses -0.25, fell -1m"},
      {"Will profit rose?", "rose/profit +0.5"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(parse(std::string(text)) == expected);
  }
}

TEST_CASE("the grammar: two figures") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Profit to EUR 13.1 mn from EUR 8.7 mn.", "EUR 13.1 mn/Profit +1"},
      {"Profit of $8 million against $9 million.", "$8 million/Profit -1"},
      {"Profit went from EUR 8.7 mn to EUR 13.1 mn.", "EUR 13.1 mn/Profit +1"},
      {"A loss of EUR 2 mn against a profit of EUR 1 mn.", "EUR 2 mn/loss -1"},
      {"A profit of EUR 1 mn against a loss of EUR 2 mn.", "EUR 1 mn/profit +1"},
      {"Costs of EUR 3 mn against EUR 2 mn.", "EUR 3 mn/Costs -1"},
      // Told in words already; the same; another unit; nothing that moves; too far away.
      {"Profit rose to EUR 13.1 mn from EUR 8.7 mn.", "rose/Profit +1"},
      {"Profit of EUR 2 mn against EUR 2 mn.", ""},
      {"Profit of EUR 2 mn against 3%.", ""},
      {"EUR 2 mn from EUR 1 mn.", ""},
      {"Profit of EUR 2 mn from the sale of a berth in the port, EUR 1 mn.", ""},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(parse(std::string(text)) == expected);
  }
}

namespace {

methodology::Methodology grammar_with_fallback() {
  methodology::Methodology with = grammar();
  const uint32_t bad = tests::add_list(with, "rated-bad", {"destroyed=0.6", "cut", "cut loose"});
  const uint32_t good = tests::add_list(with, "rated-good", {"joy=0.8"});
  std::vector<methodology::SentimentList>& lists = with.sentiment.lists;
  lists.insert(lists.begin(), {{.list = bad, .tone = -1}, {.list = good, .tone = 1}});
  with.sentiment.fallbacks = 2;
  return with;
}

}  // namespace

TEST_CASE("lists to fall back on count where no other says anything") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"The town was destroyed.", "destroyed -0.6"},
      {"It was not destroyed, to the joy of all.", "destroyed +0.6!, joy +0.8"},
      {"No joy may come but destroyed towns.", "joy -0.4!, destroyed -0.6"},
      // What stands inside such a phrase says nothing.
      {"The boat was cut loose.", "cut loose -1"},
      // In a story that says anything, they are silent, in its other sentences, too.
      {"The town was destroyed. Profit rose.", "rose/Profit +1"},
      {"The joy was flat.", "(flat 1)"},
      // Our lists have the word, and know that it says nothing by itself.
      {"The ribbon was cut.", ""},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(parse(std::string(text), grammar_with_fallback()) == expected);
  }
}

TEST_CASE("what lists to fall back on say of a party") {
  methodology::Methodology with = lexicon();
  const uint32_t bad = tests::add_list(with, "rated-bad", {"destroyed"});
  with.sentiment.lists.insert(with.sentiment.lists.begin(), {.list = bad, .tone = -1});
  with.sentiment.fallbacks = 1;
  EvidenceKit kit(std::move(with));
  base::Arena arena;
  ArticleSpec spec;
  spec.affected = {"Acme", "Shell"};
  spec.body = {{"Acme was destroyed, Shell was closed."}};
  const SentimentScores scores = score_sentiment(kit.methodology(), kit.collect(spec), arena);
  CHECK(print(scores.affected[0].found) == "-0.5 negative: destroyed -1");
  CHECK(print(scores.affected[1].found) == "0 neutral");
}

TEST_CASE("nothing said and as much said for as against are told apart") {
  EvidenceKit kit(grammar());
  base::Arena arena;
  ArticleSpec spec;
  const auto read = [&](const char* text) {
    spec.body = {{text}};
    return score_sentiment(kit.methodology(), kit.collect(spec), arena).article;
  };
  const Sentiment absent = read("A berth opened."),
                  balanced = read("Profit rose, sales fell, up, down.");
  CHECK((absent.label == "neutral" && absent.weight == 0));
  CHECK((read("Profit rose, profit fell.").label == "neutral"));
  CHECK(balanced.weight == 3.5);
  // The market's direction on its own.
  const Sentiment market = read("Profit rose, shares fell.");
  CHECK((market.balance == 0 && market.market == -1));
}

TEST_CASE("clauses are about those whom they name") {
  EvidenceKit kit(grammar());
  base::Arena arena;
  const auto about = [&](const char* text, std::vector<std::string_view> names) {
    ArticleSpec spec;
    spec.body = {{text}};
    const evidence::Evidence& evidence = kit.collect(spec);
    std::string out;
    for (const Sentiment& each : score_sentiment_about(kit.methodology(), evidence, names, arena)) {
      out += (out.empty() ? "" : " | ") + print(each);
    }
    return out;
  };
  CHECK(about("Gold rose; silver fell.", {"Gold", "silver"}) ==
        "0.5 positive: rose +1 | -0.5 negative: fell -1");
  CHECK(about("Last year, Gold rose, profit fell.", {"Gold"}) == "0 neutral: rose +1, fell -1");
  CHECK(about("Strong, Gold rose while Silver fell.", {"Silver", "Gold"}) ==
        "-0.5 negative: fell -1 | 0.6667 positive: Strong +1, rose +1");
  CHECK(about("Gold rose. Profit fell.", {"Gold", ""}) == "0.5 positive: rose +1 | 0 neutral");
  // Who only speaks is not spoken of; a name is no word.
  CHECK(about("Profit fell: A. Analyst, Acme", {"Acme"}) == "0 neutral");
  CHECK(about("Profit fell, says Acme", {"Acme"}) == "0 neutral");
  CHECK(about("Acme said profit fell, Acme warned", {"Acme"}) == "-0.5 negative: fell -1");
  CHECK(about("Strong Inc profit fell", {"Strong Inc"}) == "-0.5 negative: fell -1");
}

TEST_CASE("a sentence of very many phrases takes time in line with its length") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "profit-rose-not-from-1-but-";
  CHECK(parse(text + "up").size() > 20000);
}
