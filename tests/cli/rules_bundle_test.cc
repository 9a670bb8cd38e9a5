// `stet rules bundle`: the files of a methodology in one, byte for byte.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using nlohmann::json;
using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("rules bundle has all files under their names from the entry's folder") {
  const std::string rules = "rules";
  const Ran ran = run_stet({"rules", "bundle", rules + "/finance.json"});
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  const json bundle = json::parse(ran.out);
  CHECK(bundle["entry"] == "finance.json");
  CHECK(bundle["files"].size() == 6);
  for (const auto& [name, text] : bundle["files"].items()) {
    INFO(name);
    CHECK(text == text_of(rules + "/" + name));
  }
}

TEST_CASE(
    "rules bundle reaches out of the entry's folder, writes where it is told, and complains") {
  const Folder folder;
  std::filesystem::create_directories(folder.path("desk"));
  folder.write("words.json", R"({"lists": {"quiet": {"phrases": ["whisper"]}}})");
  const std::string entry = folder.write("desk/small.yaml", "extends: ../words.json\nstet: 1\n");
  const Ran wrong = run_stet({"rules", "bundle", entry, folder.path("out.json")});
  CHECK(wrong.exit == 2);
  CHECK(wrong.err.find("small.yaml") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path("out.json")));
  folder.write("desk/small.yaml", R"(extends: ../words.json
stet: 1
id: small
version: "1"
title: Small
decisions: [{id: pass, title: Runs, clears: true}, {id: hold, title: Held, clears: false}]
unknown: hold
example: {headline: A berth opens, articleBody: [A berth opened.]}
rules:
  - {id: hush, title: Hush, why: It has to be loud., decision: hold, find: {lists: [quiet]}, message: quiet,
     fix: [Say it aloud], tests: {fires: [{headline: A whisper}], silent: [{headline: A shout}]}}
)");
  const Ran ran = run_stet({"rules", "bundle", entry, folder.path("out.json")});
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  CHECK(ran.out.empty());
  const json bundle = json::parse(text_of(folder.path("out.json")));
  CHECK(bundle["entry"] == "small.yaml");
  CHECK(bundle["files"]["../words.json"] == text_of(folder.path("words.json")));
  CHECK(run_stet({"rules", "bundle", entry, folder.path("none/out.json")}).exit == 3);
  CHECK(run_stet({"rules", "bundle", folder.path("none.json")}).exit == 2);
}
