// `stet rules check`, `stet rules test`, `stet explain` and `stet convert`.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;
using stet::tests::small_story;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("rules check tells what is right and what is wrong, file by file") {
  const Folder folder;
  const std::string right = folder.write("right.json", small_rules());
  const std::string wrong = folder.write(
      "wrong.json", replaced(replaced(small_rules(), "headline_size > 20", "headline_sice > 20"),
                             "\"decision\": \"hold\"", "\"decision\": \"holt\""));
  const Ran ran = run_stet({"rules", "check", wrong, right});
  CHECK(ran.exit == 2);
  CHECK(ran.err.find(wrong + ":") != std::string::npos);
  CHECK(ran.err.find("did you mean 'headline_size'?") != std::string::npos);
  CHECK(ran.err.find("did you mean 'hold'?") != std::string::npos);
  CHECK(ran.err.find("^~~") != std::string::npos);
  CHECK(ran.out == right + ": right: small 1.0.0, 1 rule, 1 term, 0 lists, 2 examples in 1 file\n");
  CHECK(run_stet({"rules", "check", right}).exit == 0);
}

TEST_CASE("rules test shows a failing example with its place") {
  const Folder folder;
  const std::string right = folder.write("right.json", small_rules());
  const Ran passed = run_stet({"rules", "test", right});
  CHECK(passed.exit == 0);
  CHECK(passed.out.find(right + ": 2 passed, 0 failed; ") == 0);

  const std::string wrong =
      folder.write("wrong.json", replaced(small_rules(), "[{\"headline\": \"Short\"}]",
                                          "[{\"headline\": \"Not at all as short as it says\"}]"));
  const Ran failed = run_stet({"rules", "test", wrong});
  CHECK(failed.exit == 1);
  CHECK(failed.out.find(wrong + ":15:27: ") == 0);
  CHECK(failed.out.find("failed: 'short-headline'") != std::string::npos);
  CHECK(failed.out.find("silent") != std::string::npos);
  CHECK(failed.out.find("1 passed, 1 failed; ") != std::string::npos);
}

TEST_CASE("a test run that evaluated nothing fails") {
  const Folder folder;
  const std::string rules = small_rules();
  const std::string none =
      folder.write("none.json", rules.substr(0, rules.find("\"rules\": [")) + "\"rules\": []\n}");
  const Ran ran = run_stet({"rules", "test", none});
  CHECK(ran.exit != 0);
}

TEST_CASE("explain shows the rule, its terms and its examples") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  const Ran ran = run_stet({"explain", "--rules", rules, "short-headline"});
  CHECK(ran.exit == 0);
  for (const char* text :
       {"short-headline  Headlines fit in a line\n", "It has to fit.", "headline_size > 20",
        "(int, characters): length of the headline", "the headline has {headline_size} characters",
        "Shorten it", "silent  {\"headline\": \"Short\"}"}) {
    INFO(text);
    CHECK(ran.out.find(text) != std::string::npos);
  }
  CHECK(run_stet({"explain", "--rules", rules, "--list"}).out ==
        "hold\n  short-headline  Headlines fit in a line\n");
  const Ran wrong = run_stet({"explain", "--rules", rules, "short-headlines"});
  CHECK(wrong.exit == 2);
  CHECK(wrong.err == "stet: no rule is called 'short-headlines'; did you mean 'short-headline'?\n");
}

TEST_CASE("the shipped rules are found, are right, and every rule can be explained") {
  const Ran list = run_stet({"explain", "--list"});
  REQUIRE(list.exit == 0);
  CHECK(list.out.find("two-sources") == std::string::npos);
  size_t rules = 0;
  for (size_t at = list.out.find("\n  "); at != std::string::npos;
       at = list.out.find("\n  ", at + 1)) {
    const std::string id = list.out.substr(at + 3, list.out.find(' ', at + 3) - at - 3);
    if (++rules % 8 != 0) continue;  // a sample: each is a process
    const Ran ran = run_stet({"explain", id});
    INFO(id);
    CHECK(ran.exit == 0);
    CHECK(ran.out.find(id + "  ") == 0);
  }
  CHECK(rules >= 20);
}

TEST_CASE("convert writes canonical JSON that gets the same verdict") {
  const Folder folder;
  const std::string rules = folder.write("small.json", small_rules());
  const std::string markdown =
      folder.write("story.md",
                   "---\nid: s\nheadline: A headline that does not fit in a line\nx-desk: 7\n---\n"
                   "A berth opened.\n");
  const Ran converted = run_stet({"convert", "--compact", "--rules", rules, markdown});
  REQUIRE(converted.exit == 0);
  CHECK(std::count(converted.out.begin(), converted.out.end(), '\n') == 1);
  const nlohmann::json article = nlohmann::json::parse(converted.out, nullptr, false);
  CHECK(article.value("headline", "") == "A headline that does not fit in a line");
  CHECK(article.value("x-desk", 0) == 7);

  const auto ids = [&](const std::vector<std::string>& path, const std::string& input) {
    std::vector<std::string> arguments = {"check", "--rules",  rules, "--format",
                                          "jsonl", "--detail", "ids", "--quiet"};
    arguments.insert(arguments.end(), path.begin(), path.end());
    return run_stet(arguments, input).out;
  };
  CHECK(ids({"-"}, converted.out) == ids({markdown}, ""));

  CHECK(run_stet({"convert", "--rules", rules, "/no/such.md"}).exit == 3);
  const Ran broken = run_stet({"convert", "--rules", rules, folder.write("b.json", "{\"id\": ")});
  CHECK(broken.exit == 3);
  CHECK(broken.out.empty());
  CHECK(broken.err.find("b.json:1:") != std::string::npos);
}

TEST_CASE("a file that is none of rules is told what it may be") {
  const auto part = stet::tests::run_stet({"rules", "mutate", "rules/lists/impact.json"});
  CHECK(part.exit == 2);
  CHECK(part.err.find(
            "stet: lists and other parts have neither 'stet' nor 'id'; name the file that extends "
            "'rules/lists/impact.json'") != std::string::npos);
  const auto story = stet::tests::run_stet({"rules", "check", "rules/examples/nvidia-split.md"});
  CHECK(story.exit == 2);
  CHECK(story.err.find("has the name of a story, not of a rules file") != std::string::npos);
  const auto nowhere = stet::tests::run_stet(
      {"rules", "doc", "rules/local-desk.json", "--output", "/nowhere/page.html"});
  CHECK(nowhere.exit == 3);
  CHECK(nowhere.err.find("cannot write '/nowhere/page.html': '/nowhere/page.html.new': No such "
                         "file or directory") != std::string::npos);
}
