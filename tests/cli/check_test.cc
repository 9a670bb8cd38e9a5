// `stet check` on files, folders, lines and standard input: verdicts, order, messages, codes.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

using nlohmann::json;
using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::shell;
using stet::tests::small_rules;
using stet::tests::small_story;

namespace {

const std::string too_long = "A headline that does not fit in a line";

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

std::vector<std::string> decisions(const std::string& jsonl) {
  std::vector<std::string> all;
  for (const std::string& line : lines(jsonl)) {
    const json verdict = json::parse(line, nullptr, false);
    REQUIRE_FALSE(verdict.is_discarded());
    all.push_back(verdict.value("decision", ""));
  }
  return all;
}

/// `stet check` with the small rules; jsonl unless said otherwise.
struct Check {
  Folder folder;
  std::string rules = folder.write("rules/small.json", small_rules());

  Ran operator()(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), {"check", "--rules", rules, "--now", "2026-11-24"});
    return run_stet(arguments, input);
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the code says whether all stories may run") {
  const Check check;
  const std::string good = check.folder.write("good.json", small_story("g"));
  const std::string bad = check.folder.write("bad.json", small_story("b", too_long));
  CHECK(check({good}).exit == 0);
  CHECK(check({bad}).exit == 1);
  CHECK(check({good, bad}).exit == 1);
  CHECK(check({good, "/no/such/story.json"}).exit == 3);
  CHECK(check({bad, "/no/such/story.json"}).exit == 3);
  CHECK(check({"--rules", "/no/such/rules.json", bad}).exit == 2);
}

TEST_CASE("text shows the place with a caret, what helps, and a summary") {
  const Check check;
  const std::string bad = check.folder.write("bad.json", small_story("b", too_long));
  const Ran ran = check({bad});
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("hold: the headline has 38 characters [short-headline]") != std::string::npos);
  CHECK(ran.out.find("^~~~~~~~") != std::string::npos);
  CHECK(ran.out.find("fix: Shorten it") != std::string::npos);
  CHECK(ran.out.find('\x1b') == std::string::npos);
  CHECK(ran.err.find("1 story: 1 hold; 1 rule of small 1.0.0 (" + check.rules + "); ") == 0);
  CHECK(check({"--quiet", bad}).err.empty());
}

TEST_CASE("colour is for terminals, or on demand") {
  const Check check;
  const std::string bad = check.folder.write("bad.json", small_story("b", too_long));
  CHECK(check({"--color", "always", bad}).out.find("\x1b[31m") != std::string::npos);
  CHECK(check({"--color", "never", bad}).out.find('\x1b') == std::string::npos);
  // `script` gives the program a terminal.
  const std::string command = "\"$STET\" check --rules " + check.rules + " " + bad;
  if (shell("command -v script").exit != 0) return;
  CHECK(shell("TERM=xterm script -qec '" + command + "' /dev/null").out.find("\x1b[31m") !=
        std::string::npos);
  CHECK(shell("NO_COLOR=1 TERM=xterm script -qec '" + command + "' /dev/null").out.find("\x1b[") ==
        std::string::npos);
}

TEST_CASE("a bad line is told with its number and the rest go on") {
  const Check check;
  const std::string archive = check.folder.write(
      "archive.jsonl", small_story("1") + "\n\n" + "{\"id\": \"2\", \"headline\": \n" +
                           small_story("3", too_long) + "\r\n" + small_story("4"));
  const Ran ran = check({"--format", "jsonl", archive});
  CHECK(ran.exit == 3);
  CHECK(decisions(ran.out) == Names{"pass", "hold", "hold", "pass"});
  CHECK(ran.err.find(archive + ":3:") != std::string::npos);
  CHECK(ran.err.find(archive + ":4:") == std::string::npos);
  CHECK(ran.err.find("4 stories: 2 pass, 2 hold; 1 unreadable;") != std::string::npos);

  const Ran text = check({archive});
  CHECK(text.exit == 3);
  CHECK(text.out.find(archive + ":3") != std::string::npos);
}

TEST_CASE("results come in the order of the input, whatever the number of threads") {
  const Check check;
  std::string archive;
  Names expected;
  for (int i = 0; i < 4000; ++i) {
    const bool bad = (i * 7919) % 13 < 5;
    archive += small_story(std::to_string(i) + std::string(static_cast<size_t>(i % 301), 'x'),
                           bad ? too_long : "Short") +
               "\n";
    expected.push_back(bad ? "hold" : "pass");
  }
  const std::string path = check.folder.write("archive.jsonl", archive);
  const Ran one = check({"--format", "jsonl", "--jobs", "1", path});
  CHECK(decisions(one.out) == expected);
  CHECK(check({"--format", "jsonl", "--jobs", "8", path}).out == one.out);
  const Ran piped = check({"--format", "jsonl", "--jobs", "3", "--detail", "ids", "-"}, archive);
  CHECK(decisions(piped.out) == expected);
  CHECK(piped.exit == 1);
}

TEST_CASE("folders are walked in the order of names, without what is hidden") {
  const Check check;
  const std::string stories = check.folder.path("stories");
  check.folder.write("stories/b.json", small_story("b"));
  check.folder.write("stories/a/z.json", small_story("z", too_long));
  check.folder.write("stories/a/k.jsonl", small_story("k1") + "\n" + small_story("k2") + "\n");
  check.folder.write("stories/c.md", "---\nheadline: A berth\n---\nA berth opened.\n");
  check.folder.write("stories/.hidden.json", "no json");
  check.folder.write("stories/.git/x.json", "no json");
  check.folder.write("stories/notes.txt", "no story");
  std::filesystem::create_directory_symlink(stories, stories + "/loop");
  const Ran ran = check({"--format", "jsonl", "--jobs", "2", stories});
  CHECK(decisions(ran.out) == Names{"pass", "pass", "hold", "pass", "pass"});
  CHECK(ran.exit == 1);
}

TEST_CASE("inputs that cannot be read are told, and the others go on") {
  const Check check;
  const std::string good = check.folder.write("good.json", small_story("g"));
  check.folder.write("empty/notes.txt", "nothing");
  const std::string none = check.folder.write("none.jsonl", "\n\n");
  const std::string empty = check.folder.path("empty");

  const Ran missing = check({"--format", "jsonl", "/no/such.json", good, "/no/such.jsonl"});
  CHECK(missing.exit == 3);
  CHECK(decisions(missing.out) == Names{"pass"});
  CHECK(missing.err.find("stet: cannot read '/no/such.json': No such file or directory\n") == 0);
  CHECK(missing.err.find("stet: cannot read '/no/such.jsonl': No such") != std::string::npos);

  const Ran folder = check({empty, good});
  CHECK(folder.exit == 3);
  CHECK(folder.err.find("stet: cannot read '" + empty + "': no stories in this folder") == 0);

  const Ran blank = check({none});
  CHECK(blank.exit == 3);
  CHECK(blank.err.find("stet: no stories in the input\n") == 0);

  const Ran nothing = check({"-"}, "");
  CHECK(nothing.exit == 3);

  if (::geteuid() != 0) {  // the superuser may read everything
    std::filesystem::permissions(good, std::filesystem::perms::none);
    CHECK(check({good}).err.find("Permission denied") != std::string::npos);
  }
}

TEST_CASE("standard input is lines, a story in JSON, or story Markdown") {
  const Check check;
  const std::string story = small_story("s");
  CHECK(decisions(check({"--format", "jsonl", "-"}, story + "\n" + story + "\n").out) ==
        Names{"pass", "pass"});
  CHECK(decisions(check({"--format", "jsonl", "-"}, story).out) == Names{"pass"});
  const std::string pretty = "\n{\n  \"id\": \"s\",\n  \"headline\": \"" + too_long +
                             "\",\n  \"articleBody\": [{\"text\": \"A berth opened.\"}]\n}\n";
  CHECK(decisions(check({"--format", "jsonl", "-"}, pretty).out) == Names{"hold"});
  CHECK(
      decisions(check({"--format", "jsonl", "-"}, "---\nheadline: A berth\n---\nA berth opened.\n")
                    .out) == Names{"pass"});
  // A first line that is cut off does not make the rest one story.
  const Ran cut = check({"--format", "jsonl", "-"}, "{\"id\": \"x\n" + story + "\n");
  CHECK(decisions(cut.out) == Names{"hold", "pass"});
  CHECK(cut.exit == 3);
  CHECK(decisions(check({"--format", "jsonl", "--input", "story", "-"}, story).out) ==
        Names{"pass"});
}

TEST_CASE("json is one array, also of nothing") {
  const Check check;
  const std::string good = check.folder.write("good.json", small_story("g"));
  const std::string lines =
      check.folder.write("two.jsonl", small_story("1") + "\n" + small_story("2") + "\n");
  const json three = json::parse(check({"--format", "json", good, lines}).out, nullptr, false);
  REQUIRE(three.is_array());
  CHECK(three.size() == 3);
  const Ran none = check({"--format", "json", "/no/such.json"});
  CHECK(json::parse(none.out, nullptr, false) == json::array());
  CHECK(none.exit == 3);
}

TEST_CASE("writing that fails is noticed") {
  const Check check;
  std::string archive;
  for (int i = 0; i < 3000; ++i) archive += small_story(std::to_string(i)) + "\n";
  const std::string path = check.folder.write("archive.jsonl", archive);
  const std::string command = "\"$STET\" check --format jsonl --rules " + check.rules + " " + path;

  const Ran closed = shell(command + " | head -1 | wc -l; exit ${PIPESTATUS[0]}");
  CHECK(closed.exit == 3);
  CHECK(closed.out == "1\n");
  CHECK(closed.err.find("stet: cannot write to standard output: its reader closed the pipe") !=
        std::string::npos);

  if (std::filesystem::exists("/dev/full")) {
    for (const char* jobs : {" -j 1", " -j 4"}) {
      const Ran full = shell(command + jobs + " > /dev/full");
      CHECK(full.exit == 3);
      CHECK(full.err.find("cannot write to standard output: No space left on device") !=
            std::string::npos);
    }
    CHECK(shell("\"$STET\" --version > /dev/full").exit == 3);
  }
  const Ran shut = shell(command + " >&-");
  CHECK(shut.exit == 3);
  CHECK(shut.err.find("cannot write to standard output") != std::string::npos);
}

TEST_CASE("a line beyond the limit is refused, those around it are not") {
  const Check check;
  const std::string script = "{ printf '%s\\n' '" + small_story("1") +
                             "'; printf '{\"id\":\"'; "
                             "head -c 70000000 /dev/zero | tr '\\0' x; printf '\"}\\n%s\\n' '" +
                             small_story("3") +
                             "'; } "
                             "| \"$STET\" check --format jsonl --detail ids --rules " +
                             check.rules + " -";
  const Ran ran = shell(script);
  CHECK(ran.exit == 3);
  CHECK(decisions(ran.out) == Names{"pass", "hold", "pass"});
  CHECK(ran.err.find("-:2") != std::string::npos);
}

TEST_CASE("the profile names stages and rules") {
  const Check check;
  const std::string good = check.folder.write("good.json", small_story("g"));
  const Ran ran = check({"--profile", good});
  CHECK(ran.exit == 0);
  for (const char* name :
       {"read ", "text ", "evidence ", "scores ", "rules ", "all stages ", "short-headline "}) {
    CHECK(ran.err.find(name) != std::string::npos);
  }
}
