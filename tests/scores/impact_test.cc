// Signals, axes and floors as tables of printed scores.
#include "engine/scores/impact.h"

#include <catch2/catch.hpp>
#include <type_traits>

#include "tests/support/evidence_kit.h"

using namespace stet;
using namespace stet::scores;
using tests::ArticleSpec;
using tests::EvidenceKit;

namespace {

methodology::Signal phrases(std::string id, uint32_t list, double points) {
  methodology::Signal signal;
  signal.id = std::move(id);
  signal.list = list;
  signal.steps = {{0, points}};
  return signal;
}

methodology::Signal amount(std::string id, double from, double points) {
  methodology::Signal signal;
  signal.id = std::move(id);
  signal.measure = methodology::Measure::money;
  signal.steps = {{from, points}};
  return signal;
}

methodology::Methodology scale() {
  methodology::Methodology result = tests::source_methodology();
  const uint32_t rules = tests::add_list(result, "rules", {"final rule", "guidance=0.5"});
  const uint32_t proposals = tests::add_list(result, "proposals", {"proposes"});
  const uint32_t fines = tests::add_list(result, "fines", {"fined"});
  const uint32_t outages = tests::add_list(result, "outages", {"outage"});
  methodology::Signal large_fine = phrases("large-fine", fines, 4);
  large_fine.measure = methodology::Measure::money;
  large_fine.steps = {{1e6, 4}};
  result.impact.axes = {
      {"regulatory",
       "",
       0.5,
       {},
       {phrases("rule", rules, 8), phrases("proposal", proposals, 6), large_fine}},
      {"financial", "", 0.25, {}, {amount("millions", 1e6, 2), amount("billions", 1e9, 6)}},
      {"operational", "", 0.25, {}, {phrases("outage", outages, 10)}}};
  result.impact.floors = {{"binding", "rule", 6}, {"stop", "outage", 3}};
  return result;
}

// "5.5→6 floor binding | regulatory 8: rule 8 'final rule'"; axes of 0 are left out.
std::string print(const Impact& impact) {
  char buffer[64];
  snprintf(buffer, sizeof(buffer), "%.6g→%d", impact.value, static_cast<int>(impact.rounded));
  std::string out = buffer;
  if (impact.floor != nullptr) out += " floor " + impact.floor->id;
  for (const AxisScore& axis : impact.axes) {
    if (axis.parts.empty()) continue;
    snprintf(buffer, sizeof(buffer), " %g", axis.value);
    out += " | " + axis.axis->id + buffer;
    for (const ImpactPart& part : axis.parts) {
      snprintf(buffer, sizeof(buffer), " %g ", part.level);
      out += ", " + part.signal->id + buffer + "'" + std::string(part.finding->text()) + "'";
    }
  }
  return out;
}

ArticleSpec paragraph(std::string_view text) {
  ArticleSpec spec;
  spec.body = {{std::string(text)}};
  return spec;
}

Impact score(EvidenceKit& kit, const ArticleSpec& spec, base::Arena& arena) {
  const evidence::Evidence& found = kit.collect(spec);
  return score_impact(kit.methodology(),
                      {found.list_hits, found.figures, found.first_body_sentence, 0}, arena);
}

}  // namespace

TEST_CASE("consequence on a scale of 1 to 10") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "1→1"},
      {"The port opened.", "1→1"},
      {"It proposes a fee.", "3.7→4 | regulatory 6, proposal 6 'proposes'"},
      {"It proposes what it proposes.", "3.7→4 | regulatory 6, proposal 6 'proposes'"},
      {"The final rule.", "6→6 floor binding | regulatory 8, rule 8 'final rule'"},
      {"Guidance.", "3.5→4 floor binding | regulatory 4, rule 4 'Guidance'"},
      {"Guidance, then a final rule.", "6→6 floor binding | regulatory 8, rule 8 'final rule'"},
      // Each further signal half as much; no axis above 10.
      {"It proposes a final rule.",
       "6→6 floor binding | regulatory 10, rule 8 'final rule', proposal 2 'proposes'"},
      {"It proposes guidance.", "4.6→5 | regulatory 8, proposal 6 'proposes', rule 2 'guidance'"},
      {"It cost $3m and €2bn.", "2.575→3 | financial 7, billions 6 '€2bn', millions 1 '$3m'"},
      {"It cost 3 million and 20%.", "1→1"},
      {"It cost $999,999.", "1→1"},
      {"It cost $1,000,000.", "1.45→1 | financial 2, millions 2 '$1,000,000'"},
      {"An outage.", "3.25→3 | operational 10, outage 10 'outage'"},
      // A signal with a list and an amount: one sentence.
      {"It was fined $2m.",
       "3.25→3 | regulatory 4, large-fine 4 '$2m' | financial 2, millions 2 '$2m'"},
      {"It was fined. It cost $2m.", "1.45→1 | financial 2, millions 2 '$2m'"},
      {"A final rule proposes: fined $2bn for an outage.",
       "9.325→9 | regulatory 10, rule 8 'final rule', proposal 2 'proposes', large-fine 0 '$2bn' | "
       "financial 7, billions 6 '$2bn', millions 1 '$2bn' | operational 10, outage 10 'outage'"},
  };
  EvidenceKit kit(scale());
  for (const auto& [text, expected] : rows) {
    INFO(text);
    base::Arena arena;
    CHECK(print(score(kit, paragraph(text), arena)) == expected);
  }
}

TEST_CASE("parts add up to their axis, bit by bit") {
  methodology::Methodology odd = tests::source_methodology();
  odd.impact.axes = {{"axis", "", 1, {}, {}}};
  for (int i = 0; i < 12; ++i) {
    const std::string word(1, static_cast<char>('a' + i));
    const uint32_t list = tests::add_list(odd, word, {"signal" + word});
    odd.impact.axes[0].signals.push_back(phrases(word, list, 0.1 + 0.7 * i));
  }
  EvidenceKit kit(std::move(odd));
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += std::string("signal") + static_cast<char>('a' + i) + " ";
    base::Arena arena;
    const Impact impact = score(kit, paragraph(text), arena);
    REQUIRE(impact.axes[0].parts.size() == static_cast<size_t>(i + 1));
    double level = 0;
    Thousandths points = 1000;
    for (const ImpactPart& part : impact.axes[0].parts) {
      level += part.level;
      points += part.points;
    }
    CHECK(level == impact.axes[0].value);
    CHECK(to_points(points) == impact.value);
    CHECK(impact.axes[0].value <= 10);
    CHECK(impact.value <= 10);
  }
}

namespace {

// A world in which each measure, factor and discount has a word of its own.
methodology::Methodology measures() {
  using methodology::Measure;
  methodology::Methodology result = tests::source_methodology();
  const auto list = [&](std::string id, const std::vector<std::string>& words) {
    return tests::add_list(result, std::move(id), words);
  };
  const auto signal = [](std::string id, uint32_t words, Measure measure,
                         std::vector<methodology::Step> steps) {
    methodology::Signal made;
    made.id = std::move(id);
    made.list = words;
    made.measure = measure;
    made.steps = std::move(steps);
    return made;
  };
  const uint32_t bases = list("bases", {"revenue", "assets", "valued at"});
  methodology::Signal rule = signal("rule", list("rules", {"rule"}), Measure::phrase, {{0, 8}});
  rule.factors = {0};
  methodology::Signal money;
  money.id = "money";
  money.measure = Measure::money;
  money.steps = {{1e6, 2}, {1e9, 5}};
  result.impact.axes = {
      {"regulatory",
       "",
       0.5,
       {{"reach", "", 0.5, {{list("wide", {"everybody"}), 1}, {list("few", {"one firm"}), 0.25}}}},
       {rule}},
      {"financial",
       "",
       0.25,
       {},
       {money, signal("share", bases, Measure::share, {{1, 2}, {5, 6}}),
        signal("price", list("prices", {"shares"}), Measure::percent, {{5, 3}, {10, 5}}),
        signal("rates", list("rates", {"yields"}), Measure::basis_points, {{10, 4}})}},
      {"operational",
       "",
       0.25,
       {},
       {signal("people", list("people", {"customers"}), Measure::count, {{100, 3}, {1e6, 8}})}}};
  result.impact.carry = 0;
  result.impact.quoted = 0.5;
  result.impact.background = 0.125;
  result.impact.bases = {bases};
  result.impact.currencies = {{"USD", 1}, {"JPY", 0.01}};
  result.impact.discounts = {{"denied", {list("denials", {"no"})}, 0.25, 2, false},
                             {"past", {list("past", {"last year"})}, 0.5, {}, false},
                             {"light", {list("light", {"party"})}, 0, {}, true}};
  return result;
}

// The strongest part of each axis, with what made it weaker: "rule 4 (reach 0.5)".
std::string print_parts(const Impact& impact) {
  std::string out;
  char buffer[64];
  for (const AxisScore& axis : impact.axes) {
    if (axis.parts.empty()) continue;
    const ImpactPart& part = axis.parts[0];
    snprintf(buffer, sizeof(buffer), " %g", part.level);
    out += (out.empty() ? "" : " | ") + part.signal->id + buffer;
    if (part.signal->measure != methodology::Measure::phrase) {
      snprintf(buffer, sizeof(buffer), " of %g", part.measure);
      out += buffer;
    }
    for (const ImpactShare& share : part.shares) {
      snprintf(buffer, sizeof(buffer), " %g)", share.share);
      out += " (" + std::string(share.id) + buffer;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("what signals measure, and what makes them weaker") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      // Factors: the widest of those found near, else what stands for none.
      {"A rule.", "rule 4 (reach 0.5)"},
      {"A rule binds everybody.", "rule 8 (reach 1)"},
      {"A rule binds one firm.", "rule 2 (reach 0.25)"},
      {"A rule binds one firm. In fact everybody.", "rule 8 (reach 1)"},
      {"A rule. One. Two. Three: everybody.", "rule 4 (reach 0.5)"},
      // Discounts: near before it, anywhere in the sentence, or in the lead.
      {"There is no rule.", "rule 1 (reach 0.5) (denied 0.25)"},
      {"There is no new draft of a rule.", "rule 4 (reach 0.5)"},
      {"The rule says no.", "rule 4 (reach 0.5)"},
      {"The rule of last year.", "rule 2 (reach 0.5) (past 0.5)"},
      {"That was last year. A rule.", "rule 4 (reach 0.5)"},
      {"A party. It has a rule.", ""},
      {"One. Two. A party has a rule.", "rule 4 (reach 0.5)"},
      {"“A rule,” he said.", "rule 2 (reach 0.5) (quoted 0.5)"},
      {"One. Two. Three. Four. Five. A rule.", "rule 4 (reach 0.5)"},
      {"One. Two. Three. Four. Five. Six. A rule.", "rule 0.5 (reach 0.5) (background 0.125)"},
      {"“A rule,” he said. A rule.", "rule 4 (reach 0.5)"},
      // Money, by what it is worth; what is measured against is not at stake.
      {"It paid $2bn.", "money 5 of 2e+09"},
      {"It paid ¥2bn.", "money 2 of 2e+07"},
      {"It paid €2bn.", ""},
      {"A company valued at $2bn.", ""},
      {"It has revenue of $2bn and paid $3m.", "money 2 of 3e+06"},
      {"It has revenue of $40m and paid $4m.", "share 6 of 10"},
      {"It paid 6% of its revenue.", "share 6 of 6"},
      {"It paid 0.6% of its revenue.", ""},
      // Figures beside a word.
      {"Its shares fell 12%.", "price 5 of 12"},
      {"Sales rose 50%. Its shares stood still.", ""},
      {"Sales rose 50% and, as was foreseen, its shares fell 6%.", "price 3 of 6"},
      {"Bond yields rose 25 basis points.", "rates 4 of 25"},
      {"It hit 250 customers.", "people 3 of 250"},
      {"It hit 250 retail customers.", "people 3 of 250"},
      {"It has 250 shops for its customers.", ""},
      {"It hit 1.5 million customers.", "people 8 of 1.5e+06"},
  };
  EvidenceKit kit(measures());
  for (const auto& [text, expected] : rows) {
    INFO(text);
    base::Arena arena;
    CHECK(print_parts(score(kit, paragraph(text), arena)) == expected);
  }
}

TEST_CASE("a repeat keeps a share of what is above 1") {
  methodology::Methodology methodology = scale();
  methodology.impact.novelty = {0.75, 30};
  EvidenceKit kit(std::move(methodology));
  const evidence::Evidence& found = kit.collect(paragraph("The final rule."));
  const std::pair<uint32_t, double> rows[] = {{0, 6},     {1, 4.75}, {2, 3.813},
                                              {3, 3.109}, {100, 1},  {UINT32_MAX, 1}};
  for (const auto& [repeats, expected] : rows) {
    base::Arena arena;
    const Impact impact =
        score_impact(kit.methodology(),
                     {found.list_hits, found.figures, found.first_body_sentence, repeats}, arena);
    CHECK(impact.value == expected);
    CHECK(impact.repeats == repeats);
    CHECK(impact.novelty_points == to_thousandths(expected) - 6000);
  }
}

TEST_CASE("the strongest axis leads as far as the methodology says") {
  methodology::Methodology methodology = scale();
  methodology.impact.floors = {};
  methodology.impact.lead = 0.8;
  EvidenceKit kit(std::move(methodology));
  base::Arena arena;
  // 1 + 0.9 × (0.8 × 8 + 0.2 × 0.5 × 8)
  CHECK(score(kit, paragraph("The final rule."), arena).value == 7.48);
  CHECK(score(kit, paragraph("A final rule proposes: fined $2bn for an outage."), arena).value ==
        9.865);
}

TEST_CASE("a floor is as high as its signal is strong") {
  methodology::Methodology methodology = measures();
  methodology.impact.floors = {{"binding", "rule", 9}};
  EvidenceKit kit(std::move(methodology));
  const std::pair<std::string_view, double> rows[] = {
      {"A rule binds everybody.", 9}, {"A rule.", 5}, {"There is no rule.", 2}};
  for (const auto& [text, expected] : rows) {
    base::Arena arena;
    CHECK(score(kit, paragraph(text), arena).value == expected);
  }
}

TEST_CASE("the highest floor decides, whatever its place in the file") {
  methodology::Methodology methodology = scale();
  methodology.impact.floors = {{"high", "outage", 9}, {"low", "outage", 7}};
  EvidenceKit kit(std::move(methodology));
  base::Arena arena;
  CHECK(print(score(kit, paragraph("An outage."), arena)).substr(0, 14) == "9→9 floor hi");
}

// Both lists of members are complete, or this does not compile: no way leads from a hit to the
// article, its sources or its coverage.
TEST_CASE("coverage volume is absent by construction") {
  const ImpactInput input;
  const auto& [hits, figures, first_body_sentence, repeats] = input;
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(hits)>,
                                std::span<const std::span<const evidence::Hit>>>);
  STATIC_REQUIRE(
      std::is_same_v<std::decay_t<decltype(figures)>, std::span<const evidence::Figure>>);
  const evidence::Passage passage;
  const auto& [part, text, section, block_kind, cites, index, judged] = passage;
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(text)>, const base::MappedText*>);
  // What conditions came to, without what they looked at.
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(judged)>, std::vector<evidence::Judged>*>);
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(first_body_sentence)>, uint32_t>);
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(repeats)>, uint32_t>);  // only take away
  static_cast<void>(part), static_cast<void>(section), static_cast<void>(block_kind);
  static_cast<void>(cites), static_cast<void>(index), static_cast<void>(judged);
}
