// `stet rules test` with cases beside the methodology.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::shell;
using stet::tests::small_rules;

namespace {

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

constexpr const char* wrong_cases =
    R"({"cases": [{"name": "short", "story": {"headline": "Short"}, "expect": {"decision": "hold", "fires": []}}]})";

}  // namespace

TEST_CASE("cases beside the file run with it and are accepted after they are shown") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  const std::string cases = folder.write("tests/small.json", wrong_cases);
  const Ran failed = run_stet({"rules", "test", rules});
  CHECK(failed.exit == 1);
  CHECK(failed.out.find(cases +
                        ":1:12: failed: case 'short': decision: expected hold, found pass") == 0);
  CHECK(failed.out.find(": 2 passed, 1 failed; ") != std::string::npos);
  CHECK(slurp(cases) == wrong_cases);

  const Ran accepted = run_stet({"rules", "test", "--accept", rules});
  CHECK(accepted.exit == 0);
  CHECK(accepted.out.find("failed: case 'short'") != std::string::npos);
  CHECK(accepted.out.find(cases + ": accepted\n") != std::string::npos);
  const Ran passed = run_stet({"rules", "test", rules});
  CHECK(passed.exit == 0);
  CHECK(passed.out.find(": 3 passed, 0 failed; ") != std::string::npos);
}

TEST_CASE("cases in a folder, named, wrong") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  folder.write("tests/small/a.json", wrong_cases);
  CHECK(run_stet({"rules", "test", rules}).exit == 1);
  const std::string other =
      folder.write("other.json", R"({"cases": [{"story": {}, "expct": {}}]})");
  const Ran wrong = run_stet({"rules", "test", "--cases", other, "--", rules});
  CHECK(wrong.exit == 2);
  CHECK(wrong.err.find("did you mean 'expect'?") != std::string::npos);
}

TEST_CASE("JUnit") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  folder.write("tests/small.json", wrong_cases);
  const Ran ran = run_stet({"rules", "test", "--format", "junit", rules});
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("<testsuites>\n  <testsuite name=\"" + rules +
                     "\" tests=\"3\" failures=\"1\"") == 0);
  CHECK(ran.out.find("</testsuites>\n") != std::string::npos);
}

TEST_CASE("--watch runs again after a change") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  const Ran ran = shell("\"$STET\" rules test --watch " + rules + " >" + folder.path("out") +
                        " 2>&1 & pid=$!; wait_for() { for i in $(seq 100); do [ $(grep -c \"$1\" " +
                        folder.path("out") +
                        ") -ge $2 ] && return; sleep 0.05; done; }; wait_for waiting 1; sed -i "
                        "'s/\"Short\"/\"Beyond twenty letters\"/' " +
                        rules + "; wait_for waiting 2; kill $pid; cat " + folder.path("out"));
  CHECK(ran.out.find(": 2 passed, 0 failed") != std::string::npos);
  CHECK(ran.out.find(": 1 passed, 1 failed") != std::string::npos);
}

TEST_CASE("rules check --fix takes out what has no effect") {
  const Folder folder;
  std::string text = small_rules();
  const size_t at = text.find("\"rules\": [");
  REQUIRE(at != std::string::npos);
  text.insert(at, "\"lists\": {\"adverbs\": {\"phrases\": [\"really\"]}}, // unused\n  ");
  const std::string rules = folder.write("small.json", text);
  const Ran found = run_stet({"rules", "check", rules});
  CHECK(found.exit == 1);
  CHECK(found.out.find("nothing looks for the list 'adverbs' [unused-list]") != std::string::npos);
  CHECK(run_stet({"rules", "check", "--format", "json", rules})
            .out.find("\"code\": \"unused-list\"") != std::string::npos);
  const Ran fixed = run_stet({"rules", "check", "--fix", rules});
  CHECK(fixed.exit == 0);
  CHECK(fixed.out.find(rules + ": fixed: nothing looks for the list 'adverbs'") == 0);
  CHECK(slurp(rules).find("adverbs") == std::string::npos);
  CHECK(slurp(rules).find("// unused") != std::string::npos);
  CHECK(run_stet({"explain", "unused-list", "--rules", rules}).exit == 0);
}
