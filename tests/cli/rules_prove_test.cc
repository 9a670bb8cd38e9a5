// `stet rules prove`: formats, exit codes, and the same result whatever the number of threads.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;

namespace {

constexpr const char* broken_rules = "tests/upkeep/broken/counts-copies.json";

}  // namespace

TEST_CASE("what is proven does not depend on the number of threads") {
  const Ran one = run_stet({"rules", "prove", "--jobs", "1", "--format", "json", broken_rules});
  const Ran three = run_stet({"rules", "prove", "--jobs", "3", "--format", "json", broken_rules});
  CHECK(one.exit == 1);
  CHECK(one.out == three.out);
  const auto parsed = nlohmann::json::parse(one.out, nullptr, false);
  REQUIRE(parsed.is_array());
  CHECK_FALSE(parsed[0].value("holds", true));
  const auto& invariant = parsed[0]["invariants"][0];
  CHECK(invariant.value("broken", 0) > 0);
  CHECK(invariant["smallest"]["before"]["sources"].size() == 1);
  CHECK(invariant["smallest"]["after"]["sources"].size() > 1);
  CHECK(invariant["smallest"]["moved"][0] ==
        "decision: hold → mark; 'few-sources' no longer fires");
}

TEST_CASE("an invariant that a case breaks fails the tests, at its place") {
  const Ran ran = run_stet({"rules", "test", broken_rules});
  CHECK(ran.exit == 1);
  CHECK(ran.out.find(std::string(broken_rules) +
                     ":31:18: failed: invariant 'copies-never-improve'") != std::string::npos);
  CHECK(ran.out.find("decision: hold → mark") != std::string::npos);
}

TEST_CASE("an archive is tried, too") {
  const Ran ran = run_stet({"rules", "prove", "--variants", "0", "--now", "2026-11-24",
                            "rules/finance.json", "--archive", "rules/examples"});
  CHECK(ran.exit == 0);
  CHECK(ran.out.find("0 variants, 8 stories of the archive") != std::string::npos);
}

TEST_CASE("a file that declares nothing is not proven") {
  const Folder folder;
  const Ran ran = run_stet({"rules", "prove", folder.write("small.json", small_rules())});
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("declares no invariant and no ranking: nothing was checked") !=
        std::string::npos);
}

TEST_CASE("a ranking of a case that is not there is told") {
  const Folder folder;
  std::string rules = small_rules();
  rules.insert(rules.rfind('}'),
               R"(, "rankings": [{"id": "order", "stories": [{"case": "nobody"}, "A text."]}])");
  const Ran ran = run_stet({"rules", "prove", folder.write("small.json", rules)});
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("expected the name of a case beside the file, found 'nobody'") !=
        std::string::npos);
}
