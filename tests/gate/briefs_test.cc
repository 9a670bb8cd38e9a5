// The briefs in rules/examples/briefs, whose impact people rated by docs/impact.md, against the
// engine. Every third was never looked at while the methodology was tuned: it is what counts.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/gate/finance.h"
#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

constexpr const char* path = "rules/examples/briefs/impact.csv";

/// Rows of fields; quotes may hold commas, line ends and doubled quotes.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();  // after the last line end
  return rows;
}

struct Rating {
  int64_t people = 0, engine = 0;
};

/// Agreement beyond chance; being off by two weighs four times as much as by one.
double quadratic_kappa(const std::vector<Rating>& ratings) {
  double observed = 0, expected = 0;
  for (const Rating& a : ratings) {
    observed += static_cast<double>((a.people - a.engine) * (a.people - a.engine));
    for (const Rating& b : ratings) {
      expected += static_cast<double>((a.people - b.engine) * (a.people - b.engine));
    }
  }
  return 1 - observed / (expected / static_cast<double>(ratings.size()));
}

}  // namespace

TEST_CASE("briefs rated by people: the scale is agreed on") {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto rows = read_csv(text);
  REQUIRE(rows.size() > 60);
  REQUIRE(rows[0] == std::vector<std::string>{"text", "label", "axes"});
  Check check(finance());
  std::vector<Rating> tuned, held_out;
  for (size_t row = 1; row < rows.size(); ++row) {
    const nlohmann::json story = {{"articleBody", nlohmann::json::array({rows[row][0]})}};
    const Verdict& verdict = check(story.dump(), "2026-11-24", formats::Format::json);
    const Rating rating{std::stoll(rows[row][1]), verdict.impact.rounded};
    REQUIRE((rating.people >= 1 && rating.people <= 10));
    (row % 3 == 0 ? held_out : tuned).push_back(rating);
  }
  INFO("tuned " << quadratic_kappa(tuned) << ", held out " << quadratic_kappa(held_out));
  CHECK(quadratic_kappa(tuned) >= 0.85);
  CHECK(quadratic_kappa(held_out) >= 0.85);
}

}  // namespace stet::gate
