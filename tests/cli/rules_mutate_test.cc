// `stet rules coverage` and `stet rules mutate`: formats and exit codes; the shipped methodologies
// keep what docs/maintaining.md says of them.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;

TEST_CASE("coverage and mutation score of a small file, in each format") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  const Ran text = run_stet({"rules", "coverage", "--least", "100", rules});
  CHECK(text.exit == 0);
  CHECK(text.out.find("branches of conditions 2 of 2 (100.0 %)") != std::string::npos);
  CHECK(run_stet({"rules", "coverage", "--format", "lcov", rules}).out.rfind("SF:" + rules, 0) ==
        0);
  CHECK(
      run_stet({"rules", "coverage", "--format", "html", rules}).out.rfind("<!doctype html>", 0) ==
      0);
  const Ran coverage = run_stet({"rules", "coverage", "--format", "json", rules});
  CHECK(nlohmann::json::parse(coverage.out, nullptr, false).value("stories", 0) == 2);

  const Ran mutants = run_stet({"rules", "mutate", "--only", "conditions", rules});
  CHECK(mutants.exit == 0);
  CHECK(mutants.out.find(rules + ":12:") != std::string::npos);
  CHECK(mutants.out.find("nobody would notice if 20 became 21") != std::string::npos);
  const Ran least = run_stet({"rules", "mutate", "--only", "conditions", "--least", "100", rules});
  CHECK(least.exit == 1);
  const Ran json = run_stet({"rules", "mutate", "--format", "json", "--jobs", "2", rules});
  const auto parsed = nlohmann::json::parse(json.out, nullptr, false);
  REQUIRE(parsed.is_object());
  CHECK(parsed["mutants"].size() == parsed.value("all", 0u));
  CHECK(run_stet({"rules", "mutate", "--format", "json", "--jobs", "1", rules}).out == json.out);
}
