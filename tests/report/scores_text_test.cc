// Scores as sums: what is printed, and that the printed parts add up to the printed value, exactly.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "engine/report/report.h"
#include "tests/gate/finance.h"
#include "tests/gate/harness.h"
#include "tests/support/generate.h"

namespace stet::report {

using gate::testing::Check;
using gate::testing::finance;
using json = nlohmann::json;

namespace {

/// A decimal of at most three digits behind the point as thousandths; the digits, not the double,
/// are what people add.
int64_t thousandths(const json& number) {
  const std::string digits = number.dump();
  const bool negative = digits[0] == '-';
  const size_t point = std::min(digits.find('.'), digits.size());
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : "";
  REQUIRE(fraction.find_first_not_of("0123456789") == std::string::npos);
  while (fraction.size() > 3 && fraction.back() == '0') fraction.pop_back();
  REQUIRE(fraction.size() <= 3);
  fraction.resize(3, '0');
  const std::string whole = digits.substr(negative ? 1 : 0, point - (negative ? 1 : 0));
  const int64_t value = std::stoll(whole) * 1000 + std::stoll(fraction);
  return negative ? -value : value;
}

void check_impact(const json& impact) {
  int64_t sum = 1000;
  for (const json& axis : impact["axes"]) {
    int64_t of_axis = 0;
    for (const json& part : axis["parts"]) {
      of_axis += thousandths(part["points"]);
      REQUIRE(part["place"]["line"] >= 1);
    }
    REQUIRE(of_axis == thousandths(axis["points"]));
    sum += of_axis;
  }
  if (impact.contains("floor")) sum += thousandths(impact["floor"]["points"]);
  if (impact.contains("novelty")) sum += thousandths(impact["novelty"]["points"]);
  REQUIRE(sum == thousandths(impact["value"]));
}

void check_confidence(const json& confidence) {
  int64_t sum = 0;
  for (const json& part : confidence["parts"]) sum += thousandths(part["points"]);
  REQUIRE(sum == thousandths(confidence["value"]));
}

json scores_of(const gate::Verdict& verdict) {
  std::string out;
  verdict_json(verdict, Detail::full, out);
  return json::parse(out)["scores"];
}

}  // namespace

TEST_CASE("a story's scores as text") {
  const std::string story = R"({"headline": "Rule", "datePublished": "2026-11-20",
 "follows": ["s1"],
 "claims": [{"text": "T"}],
 "articleBody": ["The authority adopted a rule on Monday."],
 "sources": [{"id": "a", "publisher": "A", "kind": "official", "url": "https://a.example/"}]})";
  Check check(finance());
  std::string out;
  scores_text(check(story), Style::plain(), out);
  const size_t impact = out.find("\nimpact "), confidence = out.find("\nconfidence ");
  REQUIRE(impact != std::string::npos);
  REQUIRE(confidence != std::string::npos);
  CHECK(out.substr(impact, confidence - impact) ==
        "\nimpact 5.738\n"
        "  +1      where the scale begins\n"
        "  +6.317  regulatory: final-rule \"adopted a rule\" 4:33\n"
        "          × 0.85 reach\n"
        "          × 1 deadline \"on Monday\" 4:48\n"
        "  -1.579  repeats 1\n");
  CHECK(out.substr(confidence, out.find("\nsentiment ") - confidence) ==
        "\nconfidence 0.3\n"
        "  +0.6    a, official, worth 1 5:14\n"
        "  -0.3    unsupported claim 3:13\n");
}

TEST_CASE("a quotient has as many digits as its parts, and what is neutral says what it weighs") {
  Check check(finance());
  std::string out;
  const std::string story = R"({"articleBody": ["Profit fell. A chair was appointed."],
 "affected": [{"name": "Gamma"}, {}]})";
  scores_text(check(story), Style::plain(), out);
  const size_t begin = out.find("\nsentiment ");
  REQUIRE(begin != std::string::npos);
  CHECK(out.substr(begin) ==
        "\nsentiment -0.333333 negative\n"
        "  -1      falls \"fell\" 1:26 moves 'Profit'\n"
        "  +0      neither \"appointed\" 1:44 weighs 1\n"
        "  = -1, divided by 1 + their weight 2\n"
        "\n"
        "sentiment about Gamma 0 neutral\n"
        "  nothing is said\n");
}

TEST_CASE("parts add up, to the last digit") {
  Check check(finance());
  for (const auto& entry : std::filesystem::directory_iterator("rules/examples")) {
    if (entry.path().extension() != ".md") continue;
    INFO(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string story{std::istreambuf_iterator<char>(file), {}};
    const json scores = scores_of(check(story));
    check_impact(scores["impact"]);
    check_confidence(scores["confidence"]);
  }
  tests::Generator generator(31);
  for (int round = 0; round < 1000; ++round) {
    std::string body;
    for (uint32_t i = 2 + generator.below(12); i > 0; --i) {
      body += generator.pick({"A final rule", " is fined", " $3bn", " may", " proposes", " outage",
                              " tariffs", ". The bank", " of 40,000 customers", " must", " no",
                              " 6% of revenue", " shares fell 12%", ".", " filed for bankruptcy"});
    }
    json story = {{"articleBody", json::array({body})}, {"claims", json::array()}};
    if (generator.one_in(3)) story["follows"] = "s1";
    for (const tests::SourceSpec& from : generator.sources()) {
      story["sources"].push_back({{"id", from.id}, {"publisher", from.publisher}});
      if (!from.kind.empty()) story["sources"].back()["kind"] = from.kind;
    }
    for (uint32_t i = generator.below(7); i > 0; --i) {
      story["claims"].push_back({{"text", "T"}, {"sources", {"s" + std::to_string(i)}}});
    }
    const std::string bytes = story.dump();
    CAPTURE(bytes);
    const json scores = scores_of(check(bytes));
    check_impact(scores["impact"]);
    check_confidence(scores["confidence"]);
  }
}

}  // namespace stet::report
