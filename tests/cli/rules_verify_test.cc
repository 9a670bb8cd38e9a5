// `stet rules verify`: exit codes, formats, the bound on stories, and --watch.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::shell;
using stet::tests::small_rules;
using stet::tests::small_story;

namespace {

std::string with(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("verify: the shipped methodologies are good") {
  for (const char* file :
       {"rules/finance.json", "rules/newsroom-standards.json", "rules/house-style-en.json",
        "rules/local-desk.json", "rules/copy-desk.json"}) {
    const Ran ran = run_stet({"rules", "verify", "--now", "2026-11-24", file});
    INFO(ran.out + ran.err);
    CHECK(ran.exit == 0);
    CHECK(ran.out.find(": good: 0 findings; ") != std::string::npos);
  }
}

TEST_CASE("verify: stories that come out otherwise are told, and do not make the file wrong") {
  const Folder folder;
  const std::string before = folder.write("old.json", small_rules());
  const std::string after = folder.write("new.json", with(small_rules(), "> 20", "> 10"));
  std::string stories;
  for (int i = 0; i < 250; ++i) stories += small_story("s" + std::to_string(i)) + "\n";
  const std::string archive = folder.write("archive.jsonl", stories);
  const std::vector<std::string> arguments = {
      "rules", "verify", after, "--previous", before, "--now", "2026-11-24", "--archive", archive};
  const Ran ran = run_stet(arguments);
  INFO(ran.out + ran.err);
  CHECK(ran.out.find("200 of 200 stories decided otherwise") != std::string::npos);
  std::vector<std::string> json = arguments;
  json.insert(json.end(), {"--format", "json"});
  const auto parsed = nlohmann::json::parse(run_stet(json).out, nullptr, false);
  REQUIRE(parsed.is_object());
  CHECK(parsed["changed"].size() == 200);
  CHECK(parsed["changed"][0]["story"] == "s0");
  CHECK(parsed["replay"]["edits"].size() == 1);
}

TEST_CASE("verify: wrong files, wrong times") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  const std::string wrong = folder.write("wrong.json", "{");
  CHECK(run_stet({"rules", "verify", wrong}).exit == 2);
  CHECK(run_stet({"rules", "verify", rules, "--previous", wrong}).exit == 2);
  CHECK(run_stet({"rules", "verify", rules, "--now", "soon"}).exit == 2);
  CHECK(run_stet({"rules", "verify", rules, "--archive", folder.path("none.jsonl")}).exit == 3);
  const std::string failing = folder.write("failing.json", with(small_rules(), "> 20", "> 2000"));
  CHECK(run_stet({"rules", "verify", failing}).exit == 1);
}

TEST_CASE("verify: watching compares with what was there when it began") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  folder.write("next.json", with(small_rules(), "> 20", "> 10"));
  const Ran ran = shell("cd " + folder.path() + R"sh(
    "$STET" rules verify --watch rules.json > out 2> err & pid=$!
    until [ "$(grep -c waiting err)" = 1 ]; do sleep 0.05; done
    cp next.json rules.json
    until [ "$(grep -c waiting err)" = 2 ]; do sleep 0.05; done
    kill $pid; cat out)sh");
  INFO(ran.out + ran.err);
  CHECK(ran.out.find("'headline_size > 20' became 'headline_size > 10'") != std::string::npos);
}
