// `stet check --as-of`: the version of a folder that was in force on a day, or why none can be
// told.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;
using stet::tests::small_story;

namespace {

/// The small methodology, from a day on, with another limit of headlines.
std::string version(const std::string& effective, const std::string& limit) {
  std::string rules = small_rules();
  const std::string was = "headline_size > 20";
  rules.replace(rules.find(was), was.size(), "headline_size > " + limit);
  return rules.insert(rules.find("\"title\""), "\"effective\": \"" + effective + "\", ");
}

Ran check(const Folder& folder, const std::string& day) {
  return run_stet({"check", "--rules", folder.path("versions"), "--as-of", day, "--format", "json",
                   "--quiet", folder.path("story.json")});
}

}  // namespace

TEST_CASE("a story is judged by the rules of its day") {
  const Folder folder;
  folder.write("story.json", small_story("s", "A second berth opens"));  // 20 characters
  folder.write("versions/a-strict.json", version("2026-03-01", "15"));
  folder.write("versions/b-loose.json", version("2025-01-01", "30"));
  folder.write("versions/words.json", R"({"lists": {"l": {"phrases": ["x"]}}})");
  folder.write("versions/readme.txt", "not a rules file");
  const struct {
    const char *day, *decision, *effective;
  } rows[] = {{"2025-01-01", "pass", "2025-01-01"},
              {"2026-02-28", "pass", "2025-01-01"},
              {"2026-03-01", "hold", "2026-03-01"},
              {"2030-01-01", "hold", "2026-03-01"}};
  for (const auto& row : rows) {
    const Ran ran = check(folder, row.day);
    CAPTURE(row.day, ran.err);
    const auto verdicts = nlohmann::json::parse(ran.out, nullptr, false);
    REQUIRE(verdicts.is_array());
    CHECK(verdicts[0]["decision"] == row.decision);
    CHECK(verdicts[0]["methodology"]["effective"] == row.effective);
    CHECK(ran.exit == (verdicts[0].value("clears", false) ? 0 : 1));
  }
}

TEST_CASE("which version is meant must be known") {
  const Folder folder;
  folder.write("story.json", small_story("s"));
  folder.write("versions/a.json", version("2026-03-01", "15"));
  const auto told = [&](const std::string& day) {
    const Ran ran = check(folder, day);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(told("2026-02-28") == "stet: --as-of 2026-02-28: no version was in force; the first, '" +
                                  folder.path("versions/a.json") + "', holds from 2026-03-01\n");
  CHECK(told("March") == "stet: --as-of: expected a date such as 2026-11-01, found 'March'\n");
  CHECK(run_stet({"check", "--rules", folder.path("versions/a.json"), "--as-of", "2026-03-01",
                  folder.path("story.json")})
            .err == "stet: --as-of: expected a folder of versions with --rules, found '" +
                        folder.path("versions/a.json") + "'\n");

  // All that is wrong at once.
  folder.write("versions/b.json", version("2026-03-01", "16"));
  folder.write("versions/c.json", small_rules());
  folder.write("versions/d.json", "{");
  std::string other = version("2026-04-01", "9");
  other.replace(other.find("\"small\""), 7, "\"other\"");
  folder.write("versions/e.json", other);
  const std::string all = told("2026-05-01");
  CHECK(all.find("d.json:1:2: error:") != std::string::npos);
  CHECK(all.find("/c.json' does not say from which day it holds") != std::string::npos);
  CHECK(all.find("/b.json' both hold from 2026-03-01") != std::string::npos);
  CHECK(all.find("expected the versions of one methodology, found 'small'") != std::string::npos);
}
