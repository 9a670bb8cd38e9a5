// rules/schema/maintenance.schema.json says what `stet rules diff`, `stats` and `verify` and `stet
// explain STORY` print: what they print fits it.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"
#include "tests/support/schema_walk.h"

using nlohmann::json;
using stet::tests::Folder;
using stet::tests::run_stet;
using stet::tests::SchemaWalk;

namespace {

json schema() {
  std::ifstream file("rules/schema/maintenance.schema.json");
  std::stringstream bytes;
  bytes << file.rdbuf();
  return json::parse(bytes.str(), nullptr, false);
}

std::string finance_with(const Folder& folder, const std::string& from, const std::string& to) {
  std::ifstream file("rules/finance.json");
  std::stringstream bytes;
  bytes << file.rdbuf();
  std::string text = bytes.str();
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  // Beside copies of all that it extends.
  stet::tests::shell("cp -r rules/. " + folder.path());
  return folder.write("finance.json", text);
}

void fits(const json& root, const std::string& definition, std::vector<std::string> arguments) {
  const std::vector<std::string> more = {"--now",     "2026-11-24T12:00:00Z", "--format", "json",
                                         "--archive", "rules/examples"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const json printed = json::parse(run_stet(arguments).out, nullptr, false);
  REQUIRE(printed.is_object());
  SchemaWalk walk(root);
  walk.check(printed, definition);
  CHECK(walk.mistakes == "");
}

}  // namespace

TEST_CASE("diff, stats and verify print what their schema says") {
  const json root = schema();
  REQUIRE(root.is_object());
  const Folder folder;
  const std::string old = "rules/finance.json";
  const std::string next =
      finance_with(folder, "scores.confidence.value < 0.5", "scores.confidence.value < 0.95");
  fits(root, "diff", {"rules", "diff", old, next});
  fits(root, "stats", {"rules", "stats", old});
  fits(root, "verification", {"rules", "verify", next, "--previous", old});
  fits(root, "verification", {"rules", "verify", "tests/upkeep/broken/counts-copies.json"});
}

TEST_CASE("ways to pass are what their schema says, for stories that are held and not") {
  const json root = schema();
  for (const char* story : {"walmart-litecoin", "svb-one-wire", "nvidia-split", "settlement-t1"}) {
    INFO(story);
    const std::string path = std::string("rules/examples/") + story + ".md";
    const auto ran =
        run_stet({"explain", path, "--now", "2026-11-24T12:00:00Z", "--format", "json"});
    const json printed = json::parse(ran.out, nullptr, false);
    REQUIRE(printed.is_object());
    SchemaWalk walk(root);
    walk.check(printed, "waysToPass");
    CHECK(walk.mistakes == "");
  }
}
