// `stet check --previous OLD NEW`: what changed between two versions of a story without a
// correction that says so. What counts as a change: tests/evidence/changes_test.cc.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using nlohmann::json;
using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;

namespace {

constexpr const char* id = "stet/changed-without-correction";

std::string story(const std::string& body, const std::string& metadata = "") {
  return "---\nheadline: A berth opens\n" + metadata + "---\n" + body + "\n";
}

/// "text: message" of each finding about a change from `before` to `after`.
std::string changes(const std::string& before, const std::string& after) {
  const Folder folder;
  const std::string old_version = folder.write("old.md", before);
  const std::string new_version = folder.write("new.md", after);
  const Ran ran = run_stet({"check", "--now", "2026-11-24T12:00:00Z", "--format", "jsonl",
                            "--previous", old_version, new_version});
  CHECK(ran.exit == 1);  // these stories have no sources
  const json verdict = json::parse(ran.out, nullptr, false);
  REQUIRE(verdict.is_object());
  std::string out;
  for (const json& diagnostic : verdict["diagnostics"]) {
    if (diagnostic["rule"] != id) continue;
    CHECK(diagnostic["decision"] == "hold");
    const size_t begin = diagnostic["place"]["begin"], end = diagnostic["place"]["end"];
    out +=
        after.substr(begin, end - begin) + ": " + diagnostic["message"].get<std::string>() + "\n";
  }
  return out;
}

const std::string body =
    "The berth was opened by Anna Lind. It cost 14% more. “It is a good start for us,” she said.";

std::string with(const std::string& from, const std::string& to) {
  std::string text = body;
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a changed figure, name or quotation without a correction holds a story") {
  struct Row {
    const char *from, *to, *finding;
  };
  const Row rows[] = {
      {"14%", "19%",
       "19%: the figure '19%' was '14%' in the version before, and no correction says so\n"},
      {"Anna Lind", "Anna Moor",
       "Moor: the name 'Moor' was 'Lind' in the version before, and no correction says so\n"},
      {"a good start", "a bad start",
       "It is a bad start for us,: the quotation 'It is a bad start for us,' was 'It is a good "
       "start for us,' in the version before, and no correction says so\n"},
      {"opened", "opened on the quay", ""},
      {"14%", "14 per cent", ""},
  };
  for (const Row& row : rows) {
    INFO(row.from << " > " << row.to);
    CHECK(changes(story(body), story(with(row.from, row.to))) == row.finding);
  }
}

TEST_CASE("a correction since the version before covers its changes") {
  const std::string corrected =
      "correction:\n  - date: 2026-11-24\n    kind: correction\n    text: The berth cost 19% "
      "more.\n";
  const std::string changed = with("14%", "19%");
  CHECK(changes(story(body), story(changed, corrected)).empty());
  // One that stood there already says nothing of this change.
  CHECK_FALSE(changes(story(body, corrected), story(changed, corrected)).empty());
}

TEST_CASE("the two versions may be in two formats") {
  const std::string json_version =
      json{{"headline", "A berth opens"}, {"articleBody", {body}}}.dump();
  CHECK(changes(json_version, story(body)).empty());
  CHECK(changes(json_version, story(with("14%", "19%"))).substr(0, 4) == "19%:");
}

TEST_CASE("a version before that is no story is told") {
  const Folder folder;
  const std::string old_version = folder.write("old.json", "{");
  const std::string new_version = folder.write("new.md", story(body));
  const Ran ran = run_stet({"check", "--previous", old_version, new_version});
  CHECK(ran.exit != 0);
  CHECK((ran.out + ran.err).find("before") != std::string::npos);
}
