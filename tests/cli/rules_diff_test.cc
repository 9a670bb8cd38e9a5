// `stet rules diff`: formats, exit codes, the file of flips that are meant, one thread and many.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;
using stet::tests::small_story;

namespace {

/// Two versions of a methodology and an archive in which two stories flip.
struct Change {
  Folder folder;
  std::string before = folder.write("old.json", small_rules());
  std::string after, archive;

  Change() {
    std::string text = small_rules();
    const size_t at = text.find("> 20");
    REQUIRE(at != std::string::npos);
    after = folder.write("new.json", text.replace(at, 4, "> 12"));
    std::string lines;
    for (int i = 0; i < 400; ++i) {
      lines += small_story("s" + std::to_string(i),
                           i == 7 || i == 390 ? "A berth opens soon" : "A berth");
      lines += '\n';
    }
    archive = folder.write("archive.jsonl", lines);
  }

  Ran run(std::vector<std::string> more) const {
    std::vector<std::string> words{"rules", "diff", before, after};
    words.insert(words.end(), more.begin(), more.end());
    return run_stet(words);
  }
};

}  // namespace

TEST_CASE("diff in words, with an archive, on one thread and on many") {
  const Change change;
  const Ran words = change.run({});
  CHECK(words.exit == 0);
  CHECK(words.out.find("> 20' became '") != std::string::npos);
  const Ran replay = change.run({"--archive", change.archive, "--now", "2026-06-01"});
  CHECK(replay.exit == 0);
  CHECK(replay.out.find("2 change decision, 2 findings") != std::string::npos);
  CHECK(replay.out.find("s7: pass → hold") != std::string::npos);
  CHECK(replay.out.find("400 stories: 2 change decision") != std::string::npos);
  for (const char* jobs : {"1", "4"}) {
    CHECK(change.run({"--archive", change.archive, "--now", "2026-06-01", "--jobs", jobs}).out ==
          replay.out);
  }
  const auto json = nlohmann::json::parse(
      change.run({"--archive", change.archive, "--format", "json"}).out, nullptr, false);
  REQUIRE(json.is_object());
  CHECK(json["archive"]["decision"] == 2);
  CHECK(json["edits"][0]["stories"]["decision"] == 2);
  CHECK(json["edits"][0]["samples"][0]["differences"][0]["cause"] == "alone");
}

TEST_CASE("the page stands on its own") {
  const Change change;
  const std::string page = change.run({"--archive", change.archive, "--format", "html"}).out;
  CHECK(page.rfind("<!doctype html>", 0) == 0);
  CHECK(page.find("<svg ") != std::string::npos);
  CHECK(page.find("aria-label=\"stories by old and new decision\"") != std::string::npos);
  for (const char* alien : {"<script", "src=", "@import", "http://", "https://"}) {
    CHECK(page.find(alien) == std::string::npos);
  }
}

TEST_CASE("flips that are meant") {
  const Change change;
  const std::string meant = change.folder.path("meant.jsonl");
  CHECK(change.run({"--archive", change.archive, "--write-flips", meant}).exit == 0);
  CHECK(change.run({"--archive", change.archive, "--expect", meant}).exit == 0);
  const std::string other =
      change.folder.write("other.jsonl", R"({"story": "s1", "from": "pass", "to": "hold"})");
  const Ran differs = change.run({"--archive", change.archive, "--expect", other});
  CHECK(differs.exit == 1);
  CHECK(differs.err.find("not expected: 's7' pass → hold\n") != std::string::npos);
  CHECK(differs.err.find("missing: 's1' pass → hold\n") != std::string::npos);
  const std::string wrong = change.folder.write("wrong.jsonl", "{\"story\": 7}\n");
  CHECK(change.run({"--archive", change.archive, "--expect", wrong}).exit == 2);
  CHECK(change.run({"--expect", meant}).exit == 2);
  CHECK(change.run({"--archive", change.folder.path("none")}).exit == 3);
}
