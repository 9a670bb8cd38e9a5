// Thresholds, their steps, and how many stories are decided otherwise with each.
#include "engine/upkeep/sensitivity.h"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using testing::rule;

const std::string methodology = gate::testing::methodology_text(
    R"("terms": [{"id": "length", "type": "int", "unit": "characters", "means": "m",
             "is": "article.headline.size() + 1"}],
  "rules": [)" +
    rule("long", "hold", "length > 4") + "," + rule("huge", "reject", "4 + 2 <= length") + "," +
    rule("share", "mark", "double(length) / 10.0 < 0.04") + "," +
    rule("tried", "hold", "length > 7", R"(, "stage": "draft")") + "]");

std::string story(const std::string& headline) {
  return R"({"id": "s", "headline": ")" + headline + R"(", "articleBody": ["A berth opened."]})";
}

Sensitivity found_in(const gate::Gate& gate, const std::vector<Threshold>& thresholds,
                     const std::vector<std::string>& stories) {
  SensitivityTrial trial(gate, thresholds);
  Sensitivity out;
  for (const std::string& bytes : stories) {
    Sensitivity piece;  // as the parts of an archive
    trial.add(bytes, formats::Format::json, "2026-06-01", piece);
    out.add(piece);
  }
  return out;
}

TEST_CASE("how much hangs on a number") {
  const auto gate = testing::must_compile_text(methodology);
  const std::vector<Threshold> thresholds = find_thresholds(*gate);
  // Not what is added to, not what a draft asks.
  std::vector<std::string> names;
  for (const Threshold& each : thresholds) names.push_back(each.of + " " + each.written);
  CHECK_THAT(names, Catch::Matchers::VectorContains(std::string("long 4")));
  CHECK_THAT(names, Catch::Matchers::VectorContains(std::string("share 0.04")));
  CHECK_FALSE(std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.starts_with("huge") || name.starts_with("tried") || name.starts_with("length");
  }));

  // Lengths 3, 4, 5 and one that cannot be read; "long" holds from 5 on.
  const Sensitivity found =
      found_in(*gate, thresholds, {story("ab"), story("abc"), story("abcd"), "{"});
  CHECK(found.stories == 4);
  CHECK(found.unreadable == 1);
  std::string text;
  append_sensitivity_text(text, thresholds, found, gate->methodology());
  CHECK_THAT(text, Catch::Contains(": long: 4\n  2: 2 worse\n  3: 1 worse\n  5: 1 better\n"
                                   "  6: 1 better\n"));
  CHECK_THAT(text, Catch::Contains(": share: 0.04\n  0.02: none\n  0.03: none\n  0.05: none\n"
                                   "  0.06: none\n"));

  std::string json;
  append_sensitivity_json(json, thresholds, found, gate->methodology());
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  REQUIRE(parsed.is_object());
  for (const auto& each : parsed["thresholds"]) {
    if (each["of"] != "long") continue;
    CHECK(each["value"] == "4");
    CHECK(each["steps"][0] == nlohmann::json({{"to", "2"}, {"worse", 2}, {"better", 0}}));
    CHECK(each["steps"][3] == nlohmann::json({{"to", "6"}, {"worse", 0}, {"better", 1}}));
  }
}

TEST_CASE("each step is the methodology with that number") {
  const auto gate = testing::must_compile("rules/finance.json");
  const std::vector<Threshold> thresholds = find_thresholds(*gate);
  CHECK(thresholds.size() > 8);
  for (const Threshold& threshold : thresholds) {
    const std::string& bytes = gate->methodology().files[threshold.file]->bytes;
    CHECK(bytes.substr(threshold.place.begin, threshold.place.size()) == threshold.written);
    for (const ThresholdStep& step : threshold.steps) {
      CAPTURE(threshold.of, threshold.written, step.to);
      CHECK(step.to != threshold.written);
      if (step.gate) CHECK(step.gate->methodology().digest != gate->methodology().digest);
    }
  }
}

}  // namespace
}  // namespace stet::upkeep
