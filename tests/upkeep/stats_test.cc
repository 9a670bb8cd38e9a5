// Rules that never fire, always fire, never decide; waivers by what became of them; near ties.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "engine/upkeep/stats.h"
#include "tests/gate/harness.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using testing::rule;

const std::string methodology = gate::testing::methodology_text(
    R"("exceptions": [{"rule": "waivable", "desk": "sport", "reason": "r", "name": "e", "until": "2026-05-01"}],
  "rules": [)" +
    rule("never", "hold", "article.headline == 'Never'") + "," +
    rule("always", "mark", "article.headline.size() > 0") + "," +
    rule("outdone", "hold", "article.headline == 'Outdone'") + "," +
    rule("worst", "reject", "article.headline in ['Outdone', 'Worst']") + "," +
    rule("waivable", "hold", "article.headline == 'Waived'", R"(, "waivable": true)") + "," +
    rule("tried", "hold", "article.headline == 'Tried'", R"(, "stage": "draft")") + "]");

std::string story(const std::string& headline, const std::string& more = "") {
  return R"({"id": ")" + headline + R"(", "headline": ")" + headline +
         R"(", "articleBody": ["A berth opened."])" + more + "}";
}

ArchiveStats stats_of(const gate::Gate& gate, const std::vector<std::string>& stories) {
  Judge judge(gate);
  ArchiveStats out;
  for (const std::string& bytes : stories) {
    ArchiveStats piece;
    piece.add(judge.lean_verdict(bytes, formats::Format::json, "2026-06-01"), judge.checker(), "n");
    out.add(piece);
  }
  return out;
}

const std::string waived = R"(, "waivers": [{"rule": "waivable", "reason": "r", "by": "e"}])";

TEST_CASE("what rules do in an archive") {
  const auto gate = testing::must_compile_text(methodology);
  const ArchiveStats stats = stats_of(
      *gate, {story("Outdone"), story("Worst"), story("Waived", waived), story("Tried"),
              story("Waived", R"(, "articleSection": "sport")"), story("Other", waived), "{"});
  std::string text;
  append_stats_text(text, stats, gate->methodology());
  CHECK(text ==
        "7 stories, 1 unreadable: 0 pass, 3 mark, 2 hold, 2 reject\n"
        "never fire (1): never\n"
        "always fire (1): always\n"
        "fire and never decide (1): outdone\n"
        "may be waived and never are (0)\n"
        "\n     fired   unknown    waived   decides     alone  rule\n"
        "         6         0         0         3         3  always\n"
        "         1         0         0         0         0  outdone\n"
        "         2         0         0         2         2  worst\n"
        "         2         0         1         1         1  waivable\n"
        "         1         0         0         0         0  tried (draft)\n"
        "waivers of waivable: 1 applied, 0 expired, 1 unused, 0 refused\n"
        "exceptions of waivable: 0 applied, 1 expired, 0 unused, 0 refused\n");
  std::string json;
  append_stats_json(json, stats, gate->methodology());
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  REQUIRE(parsed.is_object());
  CHECK(parsed["neverDecide"] == nlohmann::json::array({"outdone"}));
  CHECK(parsed["decisions"]["reject"] == 2);
  CHECK(parsed["rules"][4]["waivers"]["unused"] == 1);
}

TEST_CASE("neighbours in the ranking that are hardly told apart") {
  ArchiveStats stats;
  for (const double impact : {7.0, 6.98, 6.98, 5.0, 4.951, 4.9}) {
    stats.ranked.push_back({impact, std::to_string(impact)});
  }
  CHECK(near_ties(stats) == std::vector<size_t>{0, 3});
  ArchiveStats many;
  for (int i = 0; i < 200; ++i) {
    ArchiveStats one;
    one.ranked.push_back({static_cast<double>(i % 100), "s" + std::to_string(i)});
    many.add(one);
  }
  REQUIRE(many.ranked.size() == ArchiveStats::most_ranked);
  CHECK(many.ranked.front().story == "s199");
  CHECK(many.ranked[1].story == "s99");
}

}  // namespace
}  // namespace stet::upkeep
