// `stet cel`, and the traces of `stet explain` and `stet check`.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::small_rules;
using stet::tests::small_story;

TEST_CASE("cel prints the value of an expression") {
  const Ran ran = run_stet({"cel", "[1, 2, 3].filter(x, x % 2 == 1)"});
  CHECK(ran.out == "[1, 3]\n");
  CHECK(ran.err.empty());
  CHECK(ran.exit == 0);
}

TEST_CASE("cel tells mistakes with a caret and errors with a place") {
  const Ran wrong = run_stet({"cel", "[1].map(x, y + 1) == sise([])"});
  CHECK(wrong.exit == 2);
  CHECK(wrong.out.empty());
  CHECK(wrong.err.find("expression:1:12: error: found no variable called 'y'") == 0);
  CHECK(wrong.err.find("did you mean 'size'?") != std::string::npos);
  CHECK(wrong.err.find("^") != std::string::npos);
  const Ran failed = run_stet({"cel", "true && 1 / 0 > 0"});
  CHECK(failed.exit == 1);
  CHECK(failed.err.find("expression:1:9: error: division by zero [division-by-zero]") == 0);
  CHECK(run_stet({"cel"}).exit == 2);
}

TEST_CASE("cel takes its variables from a JSON object") {
  const Folder folder;
  const std::string file = folder.write("data.json", R"({"tags": ["a", "eu-1"], "n": 2})");
  const Ran ran = run_stet({"cel", "--bindings", file, "--trace",
                            "tags.exists(t, t.startsWith('eu-')) && size(tags) > n"});
  CHECK(ran.exit == 0);
  CHECK(ran.out ==
        "false\n"
        "  tags.exists(t, t.startsWith('eu-')) && size(tags) > n = false\n"
        "    tags.exists(t, t.startsWith('eu-')) = true, decided by #1 \"eu-1\"\n"
        "      tags = [\"a\", \"eu-1\"]\n"
        "      t.startsWith('eu-') = true\n"
        "    size(tags) > n = false\n"
        "      size(tags) = 2\n"
        "        tags = [\"a\", \"eu-1\"]\n"
        "      n = 2\n");
  CHECK(run_stet({"cel", "--bindings", "-", "x * 2"}, R"({"x": 21})").out == "42\n");
  const Ran json = run_stet({"cel", "--bindings", file, "--format", "json", "n + 1"});
  CHECK(nlohmann::json::parse(json.out)["value"] == 3);
  const Ran bad = run_stet({"cel", "--bindings", "-", "1"}, "{\"a\": }");
  CHECK(bad.exit == 3);
  CHECK(bad.err.find("expected JSON, found") != std::string::npos);
  CHECK(run_stet({"cel", "--bindings", folder.path("none"), "1"}).exit == 3);
}

TEST_CASE("cel sees a story as rules see it") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  const std::string story = folder.write("story.json", small_story("s"));
  const Ran ran = run_stet({"cel", "--rules", rules, "headline_size + text.words", story});
  CHECK(ran.out == "19\n");
  CHECK(run_stet({"cel", "--rules", rules, "article", story}).out.find("Article{id: \"s\"") == 0);
  CHECK(run_stet({"cel", "--rules", rules, "--now", "2026-11-01", "now", story}).out ==
        "timestamp(\"2026-11-01T00:00:00Z\")\n");
  CHECK(run_stet({"cel", "--rules", rules, "--now", "soon", "now", story}).exit == 2);
  const Ran unreadable = run_stet({"cel", "--rules", rules, "1", "-"}, "{\"headline\":");
  CHECK(unreadable.exit == 3);
  CHECK_FALSE(unreadable.err.empty());
}

TEST_CASE("cel runs conformance tests and ends on their count") {
  const Folder folder;
  const std::string tests = folder.write("tests.json", R"json([
      {"id": "a/b/c", "file": "a", "expr": "1 + 1", "expect": {"value": {"int": "2"}}},
      {"id": "a/b/d", "file": "a", "expr": "1 / 0", "expect": {"error": ["divide by zero"]}}])json");
  const Ran passed = run_stet({"cel", "--conformance", tests});
  CHECK(passed.exit == 0);
  const std::string last = "2 passed, 0 failed, 0 skipped\n";
  CHECK(passed.out.rfind(last) == passed.out.size() - last.size());
  const Ran failed = run_stet(
      {"cel", "--conformance", "-"},
      R"([{"id": "a/b/c", "file": "a", "expr": "1", "expect": {"value": {"uint": "1"}}}])");
  CHECK(failed.exit == 1);
  CHECK(failed.out.find("FAILED a/b/c\n  1\n  expected {\"uint\"") == std::string::npos);
  CHECK(failed.out.find("expected {\"value\":{\"uint\":\"1\"}}\n  got      1\n") !=
        std::string::npos);
  CHECK(failed.out.find("0 passed, 1 failed, 0 skipped\n") != std::string::npos);
  CHECK(run_stet({"cel", "--conformance", "-"}, "{}").exit == 3);
}

TEST_CASE("explain --trace shows a condition and its terms in one story") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  const std::string story = folder.write("story.json", small_story("s"));
  const Ran ran = run_stet({"explain", "--rules", rules, "short-headline", "--trace", story});
  CHECK(ran.exit == 0);
  CHECK(ran.out ==
        "short-headline is silent\n"
        "  headline_size > 20 = false\n"
        "    headline_size = 13\n"
        "\n"
        "headline_size  length of the headline\n"
        "  size(article.headline) = 13\n"
        "    article.headline = \"A berth opens\"\n");
}

TEST_CASE("check --trace puts the steps into the verdict") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  const std::string story =
      folder.write("story.json", small_story("s", "A headline that is much too long for this"));
  const Ran ran = run_stet({"check", "--rules", rules, "--format", "jsonl", "--trace", story});
  const auto verdict = nlohmann::json::parse(ran.out);
  CHECK(verdict["diagnostics"][0]["trace"][1]["expression"] == "headline_size");
  CHECK(verdict["diagnostics"][0]["trace"][1]["value"] == "41");
  const Ran plain = run_stet({"check", "--rules", rules, "--format", "jsonl", story});
  CHECK_FALSE(nlohmann::json::parse(plain.out)["diagnostics"][0].contains("trace"));
}

TEST_CASE("mistakes in conditions are told at their place in JSON strings and YAML blocks") {
  const Folder folder;
  const auto told = [&](const std::string& name, const std::string& when) {
    std::string rules = small_rules();
    const std::string from = "\"when\": \"headline_size > 20\"";
    const size_t at = rules.find(from);
    REQUIRE(at != std::string::npos);
    rules.replace(at, from.size(), when);
    const std::string path = folder.write(name, rules);
    const Ran ran = run_stet({"rules", "check", path});
    CHECK(ran.exit == 2);
    return ran.err.substr(ran.err.find(path) + path.size());
  };
  const std::string json =
      told("rules.json", R"("when": "\u0061rticle.headline == \"\\n\" && headline_sise > 20")");
  CHECK(json.substr(0, json.find(" error")) == ":12:71:");
  CHECK(json.find("did you mean 'headline_size'?") != std::string::npos);
  // JSON is YAML, so the rest of the file may stay as it is.
  const Ran yaml = run_stet({"rules", "check", folder.write("rules.yaml", R"yaml(
stet: 1
id: small
version: "1.0.0"
title: Small
decisions:
  - {id: pass, title: Runs, clears: true}
  - {id: hold, title: Held, clears: false}
unknown: hold
example: {headline: A berth opens, articleBody: [A berth opened.]}
rules:
  - id: short-headline
    title: Headlines fit in a line
    why: It has to fit.
    decision: hold
    when: |
      size(article.headline) > 20 &&
        size(article.headlin) < 50
    message: long
    fix: [Shorten it]
    tests:
      fires: [{headline: A headline that is much too long}]
      silent: [{headline: Short}]
)yaml")});
  CHECK(yaml.exit == 2);
  CHECK(yaml.err.find("rules.yaml:18:22: error: 'Article' has no field 'headlin'") !=
        std::string::npos);
  CHECK(yaml.err.find("  size(article.headlin) < 50\n                       ^~~~~~~\n") !=
        std::string::npos);
}

TEST_CASE("a condition that is no bool is refused when the file is loaded") {
  const Folder folder;
  std::string rules = small_rules();
  const std::string from = "headline_size > 20\"";
  rules.replace(rules.find(from), from.size(), "headline_size\"");
  const Ran ran = run_stet({"rules", "check", folder.write("rules.json", rules)});
  CHECK(ran.exit == 2);
  CHECK(ran.err.find("expected an expression of type 'bool', found 'int'") != std::string::npos);
}
