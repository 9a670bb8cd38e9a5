// `stet rules doc`: formats, where it writes, exit codes; a page with an example that fails is not
// written.
#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;
using stet::tests::small_story;

TEST_CASE("the page in both formats, to a file and to standard output") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  const Ran html = run_stet({"rules", "doc", rules});
  CHECK(html.exit == 0);
  CHECK(html.err == "");
  CHECK(html.out.rfind("<!doctype html>", 0) == 0);
  const std::string page = folder.path() + "/page.md";
  const Ran written = run_stet({"rules", "doc", rules, "--format", "markdown", "--output", page});
  CHECK(written.exit == 0);
  CHECK(written.out == "");
  CHECK(std::filesystem::file_size(page) > 1000);
  CHECK(run_stet({"rules", "doc", rules, "--output", folder.path() + "/no/page.html"}).exit == 3);
  CHECK(run_stet({"rules", "doc", folder.path() + "/none.json"}).exit == 2);
  CHECK(run_stet({"rules", "doc", rules, "--previous", folder.path() + "/none.json"}).exit == 2);
}

TEST_CASE("with an archive and the version before") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  std::string text = small_rules();
  const std::string before = folder.write("old.json", text.replace(text.find("> 20"), 4, "> 12"));
  const std::string story = folder.write("a.json", small_story("a", "A berth opens soon"));
  const Ran page = run_stet(
      {"rules", "doc", rules, "--previous", before, "--archive", story, "--now", "2026-06-01"});
  CHECK(page.exit == 0);
  CHECK(page.out.find("12' became '") != std::string::npos);
  CHECK(page.out.find("1 stories were judged") != std::string::npos);
  CHECK(run_stet({"rules", "doc", rules, "--archive", folder.path() + "/none"}).exit == 3);
}

TEST_CASE("an example that fails: told, and nothing is written") {
  const Folder folder;
  std::string text = small_rules();
  const std::string rules =
      folder.write("small.json", text.replace(text.find("> 20"), 4, "> 2000"));
  const std::string page = folder.path() + "/page.html";
  const Ran ran = run_stet({"rules", "doc", rules, "--output", page});
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("small.json:") != std::string::npos);
  CHECK(ran.err.find("expected fires, found silent") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(page));
}
