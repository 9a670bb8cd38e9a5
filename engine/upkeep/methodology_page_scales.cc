// Of the methodology page: what counts as a source, and the three scores.
#include <algorithm>

#include "engine/methodology/node.h"
#include "engine/scores/fixed.h"
#include "engine/upkeep/methodology_page_parts.h"
#include "engine/upkeep/rankings.h"

namespace stet::upkeep::page {
namespace {

using methodology::Methodology;

Words lists_of(const Methodology& methodology, const std::vector<uint32_t>& lists) {
  std::vector<Words> out;
  for (const uint32_t list : lists) out.push_back(list_link(methodology, list));
  return joined(out);
}

void append_kinds(Page& page) {
  std::vector<Row> rows;
  for (const methodology::SourceKind& kind : page.methodology.source_kinds) {
    rows.push_back({title_of(kind.title, kind.id), Words().code(kind.id), number(kind.weight),
                    kind.qualifies ? "counts" : "does not count",
                    kind.medium ? "passes on what others say" : "speaks for itself"});
  }
  page.document.table({"Kind of source", "Name", "Worth, 0 to 1", "As a source", "Medium"}, rows);
}

void append_independence(Page& page) {
  const methodology::Independence& rules = page.methodology.independence;
  const std::string reuse = "their texts share, outside of quotations, at least " +
                            std::to_string(rules.least_shared) + " runs of " +
                            std::to_string(rules.shingle) + " words and " +
                            number(rules.containment) + " of the shorter one";
  const std::pair<bool, std::string> reasons[] = {
      {rules.publisher, "they have one publisher"},
      {rules.owner, "their publishers have one owner"},
      {rules.canonical_url, "they have one canonical address"},
      {rules.domain, "they stand at one domain"},
      {rules.agency, "they credit one news agency"},
      {rules.derivation, "one is listed as derived from the other"},
      {rules.attribution, "the text of one gives the fact to the other"},
      {rules.upstream, "their texts rest on one document or one unnamed person alone"},
      {rules.reuse, reuse},
  };
  std::vector<Item> items;
  for (const auto& [holds, words] : reasons) {
    if (holds) items.push_back({words, {}});
  }
  page.document.paragraph(items.empty() ? "Every source is independent of every other."
                                        : "Two sources are one when");
  page.document.list(std::move(items));
}

/// Who belongs to whom, and which agencies are looked for.
void append_known(Page& page) {
  const auto names = [](const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& name : all) out += (out.empty() ? "" : ", ") + name;
    return out;
  };
  std::vector<Row> rows;
  for (const methodology::Owner& owner : page.methodology.owners) {
    rows.push_back({owner.name, names(owner.publishers)});
  }
  page.document.table({"Owner", "Publishers"}, rows);
  rows.clear();
  for (const methodology::Agency& agency : page.methodology.agencies) {
    rows.push_back({Words().code(agency.id), names(agency.names)});
  }
  page.document.table({"News agency", "Names in credit lines"}, rows);
}

void append_labels(Page& page) {
  std::vector<Row> rows;
  for (const methodology::SentimentLabel& label : page.methodology.sentiment.labels) {
    std::string range;
    if (label.above) range = "above " + number(*label.above);
    if (label.below) range += (range.empty() ? "below " : " and below ") + number(*label.below);
    if (range.empty()) range = "in between";
    rows.push_back({title_of(label.title, label.id), Words().code(label.id), range});
  }
  page.document.table({"Label", "Name", "Holds for values"}, rows);
}

std::string role_of(const methodology::SentimentList& list, bool fallback) {
  std::string out;
  const auto add = [&](bool holds, std::string_view role) {
    if (holds) out.append(out.empty() ? "" : ", ").append(role);
  };
  add(list.tone > 0, "good news");
  add(list.tone < 0, "bad news");
  add(list.direction > 0, "something rises");
  add(list.direction < 0, "something falls");
  add(list.worth > 0, "welcome when it rises");
  add(list.worth < 0, "unwelcome when it rises");
  add(list.indifferent, "no news when it moves");
  add(list.market, "what is traded");
  add(list.neutral, "neither good nor bad");
  add(list.opens_clause, "opens a clause");
  add(list.compares, "compares two figures");
  add(fallback, "counts only in a story in which no other list says anything");
  return out;
}

void append_sentiment_words(Page& page) {
  const Methodology& methodology = page.methodology;
  std::vector<Row> rows;
  const methodology::Sentiment& sentiment = methodology.sentiment;
  for (size_t i = 0; i < sentiment.lists.size(); ++i) {
    const methodology::SentimentList& list = sentiment.lists[i];
    rows.push_back({list_link(methodology, list.list), role_of(list, i < sentiment.fallbacks)});
  }
  for (const methodology::SentimentShifter& shifter : methodology.sentiment.shifters) {
    rows.push_back({list_link(methodology, shifter.list),
                    "what begins within " + std::to_string(shifter.reach) +
                        " words of it counts × " + number(shifter.factor)});
  }
  for (const methodology::SentimentContrast& contrast : methodology.sentiment.contrasts) {
    rows.push_back({list_link(methodology, contrast.list),
                    "what stands before it in the sentence counts × " + number(contrast.before) +
                        ", its clause × " + number(contrast.after)});
  }
  page.document.table({"Phrases of", "What they do"}, rows);
}

/// How far the grammar looks, whatever the file says.
std::string sentiment_reach() {
  const auto count = [](uint32_t number) { return std::to_string(number); };
  return "What rises or falls stands in the clause of the word that says so, " +
         count(scores::words_to_mover) +
         " words away at most, before it or behind; the nearest is meant. Two figures are compared "
         "when at most " +
         count(scores::words_to_figure) +
         " words part each from the word that compares them, and what they are figures of is one "
         "of "
         "the " +
         count(scores::marks_to_mover) +
         " phrases before it. A shifter may be given a reach of up to " +
         count(scores::words_to_shifted) + " words in its clause. At most " +
         count(scores::marks_beside) +
         " phrases on each side of one are looked at, so that a long sentence costs no more than "
         "short ones.";
}

std::string points_of(const methodology::Signal& signal) {
  using methodology::Measure;
  const std::string_view units[] = {
      "", " in money", " per cent", " basis points", " counted", " per cent of what is named"};
  if (signal.measure == Measure::phrase) {
    return signal.steps.empty() ? "0" : number(signal.steps[0].points);
  }
  std::string out;
  for (const methodology::Step& step : signal.steps) {
    out += (out.empty() ? "" : "; ") + number(step.points) + " from " + number(step.from);
  }
  return out.append(units[static_cast<size_t>(signal.measure)]);
}

void append_factors(Page& page, const methodology::Axis& axis) {
  std::vector<Row> rows;
  for (const methodology::Factor& factor : axis.factors) {
    std::vector<Words> levels;
    for (const methodology::Factor::Level& level : factor.levels) {
      levels.push_back(list_link(page.methodology, level.list).plain(" × " + number(level.share)));
    }
    levels.push_back(Words("otherwise × " + number(factor.otherwise)));
    rows.push_back({title_of(factor.title, factor.id), joined(levels)});
  }
  page.document.table({"Factor", "What its signals are multiplied with"}, rows);
}

void append_axis(Page& page, const methodology::Axis& axis) {
  page.document.heading(4, "axis-" + axis.id, title_of(axis.title, axis.id));
  page.document.paragraph(
      Words("Axis ").code(axis.id).plain(", weight " + number(axis.weight) + "."));
  std::vector<Row> rows;
  for (const methodology::Signal& signal : axis.signals) {
    std::string factors;
    for (const uint32_t factor : signal.factors) {
      factors.append(factors.empty() ? "" : ", ") += axis.factors[factor].id;
    }
    rows.push_back({title_of(signal.title, signal.id), points_of(signal),
                    signal.list ? list_link(page.methodology, *signal.list) : Words(), factors,
                    signal.why});
  }
  page.document.table({"Signal", "Points, 0 to 10", "Phrases", "Factors", "Why"}, rows);
  append_factors(page, axis);
}

void append_discounts(Page& page) {
  const methodology::Impact& impact = page.methodology.impact;
  std::vector<Row> rows;
  for (const methodology::Discount& discount : impact.discounts) {
    const std::string where =
        discount.lead ? "in headline, description or the first " +
                            std::to_string(scores::lead_sentences) + " sentences, for all signals"
        : discount.within
            ? "within " + std::to_string(*discount.within) + " words before the signal"
            : "in the sentence of the signal";
    rows.push_back({title_of(discount.id), lists_of(page.methodology, discount.lists), where,
                    number(discount.share)});
  }
  page.document.table({"A signal counts less", "Phrases", "Where", "Keeps"}, rows);
  rows.clear();
  for (const methodology::Floor& floor : impact.floors) {
    rows.push_back({title_of(floor.id), Words().code(floor.signal), number(floor.value)});
  }
  page.document.table(
      {"Floor", "Where this signal fired with all its strength", "Impact is at least"}, rows);
}

/// The impact of the story of a ranking, as the gate computes it now.
double impact_of(const Page& page, gate::Checker& checker, const methodology::RuleTest& story) {
  std::string bytes = methodology::article_json(page.methodology, story);
  const size_t size = bytes.size();
  bytes.append(formats::input_padding, '\0');
  gate::CheckOptions options;
  options.format = formats::Format::json;
  options.now = story.now;
  return checker.check(std::string_view(bytes).substr(0, size), options).impact.value;
}

void append_anchors(Page& page) {
  gate::Checker checker(page.gate);
  for (const methodology::Ranking& ranking : page.methodology.rankings) {
    if (ranking.by_confidence || ranks_cases(ranking)) continue;
    page.document.heading(4, "rank-" + ranking.id, title_of(ranking.id));
    page.document.paragraph(ranking.why);
    std::vector<Row> rows;
    for (const methodology::RuleTest& story : ranking.stories) {
      const methodology::Node* body =
          story.change == nullptr ? nullptr : story.change->find("articleBody");
      if (body == nullptr) body = story.change;
      rows.push_back({Words().strong(number(impact_of(page, checker, story))), story.name,
                      body == nullptr ? Words() : value_words(*body, {})});
    }
    page.document.table({"Impact", "Story", "What it says"}, rows);
  }
}

}  // namespace

void append_sources(Page& page) {
  const methodology::Verification& rules = page.methodology.verification;
  page.document.heading(2, "sources", "Sources and the badge");
  page.document.paragraph(
      "N, the number in the badge, is the number of sources that are independent of each other and "
      "of "
      "a kind that counts, " +
      std::string(rules.count == methodology::CountOf::claims
                      ? "behind the key fact that has fewest."
                      : "in the whole list."));
  page.document.table(
      {"Badge", "Shown when"},
      {{rules.verified, "N is at least " + std::to_string(rules.verified_from)},
       {rules.single, "N is below " + std::to_string(rules.verified_from) + " and not 0: marked"},
       {rules.none, "N is 0"}});
  page.document.heading(3, "kinds", "Kinds of sources");
  append_kinds(page);
  page.document.heading(3, "independence", "When two sources count as one");
  append_independence(page);
  append_known(page);
  page.document.heading(3, "support", "When a source supports a claim");
  page.document.paragraph(
      rules.support == methodology::SupportBasis::citation
          ? Words("A source supports a claim that cites it.")
          : Words("A source whose text is listed supports a claim when the text says the same: a "
                  "sentence speaks of it when it has at least " +
                  number(rules.overlap) +
                  " of its content words, and no figure, date, name or quotation in it may be "
                  "another. One without a text supports what cites it."));
}

void append_sentiment(Page& page) {
  const methodology::Sentiment& rules = page.methodology.sentiment;
  page.document.heading(2, "scales", "The three scores");
  page.document.paragraph("Each is computed from its own evidence alone; none moves another.");
  page.document.heading(3, "sentiment", "Sentiment, −1 to 1");
  if (rules.labels.empty()) {
    return page.document.paragraph("This methodology declares no sentiment: the value is 0.");
  }
  append_labels(page);
  page.document.paragraph(
      "Value = sum of the points of all parts ÷ (sum of their sizes + weight of neutral phrases + "
      "1). A part is good or bad news, or something that rises or falls; it is multiplied by what "
      "stands near it, and by " +
      number(rules.question) + " in a question.");
  page.document.paragraph(sentiment_reach());
  append_sentiment_words(page);
}

void append_impact(Page& page) {
  const methodology::Impact& rules = page.methodology.impact;
  page.document.heading(3, "impact", "Impact, 1 to 10");
  if (rules.axes.empty()) {
    return page.document.paragraph("This methodology declares no impact: every story has 1.");
  }
  page.document.paragraph(
      "1 changes nothing, 10 changes a country overnight. How widely a story is covered is no part "
      "of "
      "it.");
  page.document.paragraph(
      "Value = 1 + 9 × (" + number(rules.lead) + " × the strongest axis + " +
      number(1 - rules.lead) +
      " × the weighted mean of all axes) ÷ 10, raised to the highest floor. An axis is its "
      "strongest "
      "signal plus " +
      number(rules.carry) + " of the next, " + number(rules.carry) +
      " of that share of the one after, and so on, 10 at most. A signal keeps " +
      number(rules.quoted) + " of its points in a quotation and " + number(rules.background) +
      " behind the first " + std::to_string(scores::news_sentences) + " sentences of the body.");
  if (rules.novelty.factor < 1) {
    page.document.paragraph("A story that carries on another of the last " +
                            std::to_string(rules.novelty.days) + " days keeps " +
                            number(rules.novelty.factor) +
                            " of what is above 1, once for each that it carries on.");
  }
  for (const methodology::Axis& axis : rules.axes) append_axis(page, axis);
  append_discounts(page);
  append_anchors(page);
}

void append_confidence(Page& page) {
  const methodology::Confidence& rules = page.methodology.confidence;
  page.document.heading(3, "confidence", "Confidence, 0 to 1");
  page.document.paragraph(
      "Value = (1 − product over independent sources of (1 − " + number(rules.per_source) +
      " × worth)) × (1 − " + number(rules.unsupported_penalty) +
      " × share of claims without support) × (1 − " + number(rules.hedge_penalty) +
      " × weight of hedges, at most " + number(scores::most_hedging) + ").");
  if (rules.age_penalty > 0) {
    page.document.paragraph("A source that is " + number(rules.stale_days) +
                            " days old or older on the day of the story loses " +
                            number(rules.age_penalty) +
                            " of its worth, younger ones in proportion.");
  }
  if (!rules.hedges.empty()) {
    page.document.paragraph(Words("Hedges are the phrases of ")
                                .add(lists_of(page.methodology, rules.hedges))
                                .plain(" outside of quotations."));
  }
}

}  // namespace stet::upkeep::page
