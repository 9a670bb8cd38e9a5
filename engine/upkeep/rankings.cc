#include "engine/upkeep/rankings.h"

#include <algorithm>
#include <optional>

#include "engine/base/number.h"
#include "engine/base/suggest.h"
#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {
namespace {

using methodology::Ranking;
using methodology::RuleTest;

/// What one story of a ranking was found to be worth.
struct Ranked {
  const RuleTest* story = nullptr;
  double value = 0;
  std::string wrong;  ///< why there is no value
};

const Case* case_named(CaseFiles cases, std::string_view name) {
  for (const auto& file : cases) {
    for (const Case& one : file->cases) {
      if (one.name == name) return &one;
    }
  }
  return nullptr;
}

std::string no_such_case(CaseFiles cases, const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& file : cases) {
    for (const Case& one : file->cases) names.push_back(one.name);
  }
  const std::string hint = base::did_you_mean(name, names);
  return "expected the name of a case beside the file, found '" + name + "'" +
         (hint.empty() ? "" : "; " + hint);
}

class RankingRun {
 public:
  RankingRun(const gate::Gate& gate, CaseFiles cases) : gate_(gate), cases_(cases), judge_(gate) {}

  Ranked rank(const RuleTest& test, bool by_confidence) {
    if (!test.of_case) {
      const std::string story = methodology::article_json(gate_.methodology(), test);
      return of(test, judge_.verdict(story, formats::Format::json, test.now), by_confidence);
    }
    const Case* one = case_named(cases_, test.name);
    if (one == nullptr) return {&test, 0, no_such_case(cases_, test.name)};
    return of(test, judge_.verdict(one->story, one->format, one->now), by_confidence);
  }

 private:
  static Ranked of(const RuleTest& test, const gate::Verdict& verdict, bool by_confidence) {
    if (verdict.article == nullptr) {
      return {&test, 0, "'" + test.name + "' cannot be read as a story"};
    }
    return {&test, by_confidence ? verdict.confidence.value : verdict.impact.value, {}};
  }

  const gate::Gate& gate_;
  CaseFiles cases_;
  Judge judge_;
};

RankResult compare(const Ranking& ranking, const Ranked& above, const Ranked& below) {
  RankResult result{&ranking, above.story, below.story, false, {}};
  result.detail = above.wrong.empty() ? below.wrong : above.wrong;
  if (!result.detail.empty()) return result;
  result.passed = above.value > below.value;
  if (result.passed) return result;
  result.detail =
      ranking.by_confidence ? "expected less confidence than '" : "expected less impact than '";
  result.detail += above.story->name + "' (";
  base::append_double(result.detail, above.value);
  result.detail += "), found ";
  base::append_double(result.detail, below.value);
  return result;
}

/// Cases stand beside the file that ranks them, not beside one that extends it.
bool answers_for(const Ranking& ranking, const std::vector<bool>& own) {
  return std::all_of(ranking.stories.begin(), ranking.stories.end(),
                     [&](const RuleTest& story) { return !story.of_case || own[story.file]; });
}

}  // namespace

bool ranks_cases(const Ranking& ranking) {
  return std::any_of(ranking.stories.begin(), ranking.stories.end(),
                     [](const RuleTest& story) { return story.of_case; });
}

std::vector<RankResult> run_rankings(const gate::Gate& gate, CaseFiles cases) {
  RankingRun run(gate, cases);
  std::vector<RankResult> results;
  const std::vector<bool> own = own_files(gate.methodology());
  for (const Ranking& ranking : gate.methodology().rankings) {
    if (!answers_for(ranking, own)) continue;
    std::optional<Ranked> last;
    for (const RuleTest& story : ranking.stories) {
      Ranked ranked = run.rank(story, ranking.by_confidence);
      if (last) results.push_back(compare(ranking, *last, ranked));
      last = std::move(ranked);
    }
  }
  return results;
}

}  // namespace stet::upkeep
