// Bytes that nobody means well with, as stories, as rules files and as options: a clear message,
// the right code, bounded time, and no crash. Under the preset asan the program itself is
// sanitized.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::shell;
using stet::tests::small_rules;
using stet::tests::small_story;

namespace {

constexpr size_t million = 1000000;

std::string times(size_t count, const std::string& text) {
  std::string out;
  out.reserve(count * text.size());
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string random_bytes(std::mt19937& random, size_t size, uint32_t kinds) {
  std::string out;
  for (size_t i = 0; i < size; ++i) out += static_cast<char>(random() % kinds);
  return out;
}

std::string utf16(const std::string& ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

/// `stet ARGUMENTS…` with a minute of processor time; a signal is a code of 128 and more.
Ran bounded(const std::string& arguments) {
  return shell("ulimit -t 60; exec \"$STET\" " + arguments);
}

void check_sane(const Ran& ran) {
  INFO(ran.err.substr(0, 1000));
  CHECK(ran.exit >= 0);
  CHECK(ran.exit <= 3);
  CHECK(ran.err.find("Sanitizer") == std::string::npos);
  CHECK(ran.err.find("runtime error:") == std::string::npos);
}

struct Row {
  std::string name, bytes;
  int exit;
  std::string message;
};

/// Text that YAML makes hard, in front matter and in rules files alike.
std::vector<Row> hard_yaml() {
  std::string bomb = "a: &a [x, x, x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string now(1, c), last(1, static_cast<char>(c - 1));
    bomb += now + ": &" + now + " [*" + last + ", *" + last + ", *" + last + ", *" + last + "]\n";
  }
  std::string steps;
  for (size_t i = 0; i < 2000; ++i) steps += std::string(i, ' ') + "a:\n";
  return {
      {"bomb", bomb, 0, "expected a value, found the alias '*a'"},
      {"flow lists", "x: " + times(million, "["), 0, "expected at most 64 levels"},
      {"flow maps", "x: " + times(million, "{a: "), 0, "expected at most 64 levels"},
      {"dashes", "x:\n  " + times(million, "- ") + "a", 0, "expected at most 64 levels"},
      {"steps", steps, 0, "expected at most 64 levels"},
      {"keys of keys", times(million, "? "), 0, "expected "},
      {"NUL", std::string("x: a\0b", 6), 0, "expected text, found a NUL byte"},
      {"bad escape", "x: \"\\q\"", 0, "expected an escape"},
      {"tab", "\ta: 1", 0, "expected "},
      {"another version", "%YAML 9.9", 0, "expected "},
      {"a tag", "x: !!python/object:os.system a", 0, "expected a value without a tag"},
      {"a long key", times(million, "a") + ": 1", 0, "expected "},
      {"repeated keys", times(100000, "id: a\n"), 0, "expected each key once, found 'id' again"},
  };
}

}  // namespace

TEST_CASE("hostile stories in JSON are told what is wrong with them") {
  const std::string fine = small_story("s");
  const Row rows[] = {
      {"lists", times(million, "["), 3, "expected '{' to open the article, found '['"},
      {"objects", times(million, "{\"a\":"), 3, "expected at most 64 levels of nesting"},
      {"sources", "{\"sources\":" + times(million, "["), 3,
       "expected at most 64 levels of nesting"},
      {"nothing", "", 3, "expected an article, found an empty text"},
      {"NUL inside", std::string("{\"id\":\"a\0b\"}", 12), 3, "found a control character"},
      {"NUL behind", fine + std::string(3, '\0'), 3, "expected the end of the text"},
      {"not UTF-8", "{\"headline\":\"\xE9t\xE9\"}", 3, "expected UTF-8 text"},
      {"overlong UTF-8", "{\"headline\":\"\xC0\xAF\"}", 3, "expected UTF-8 text"},
      {"UTF-16, little", utf16(fine, false), 3, "expected UTF-8 text"},
      {"UTF-16, big", utf16(fine, true), 3, "expected UTF-8 text"},
      {"a huge number", R"({"declared":{"impact":1e999999},"articleBody":["A."],"headline":"H"})",
       1, "expected a whole number, found '1e999999'"},
      {"many digits",
       R"({"declared":{"impact":)" + times(400, "9") + R"(},"articleBody":["A."],"headline":"H"})",
       1, "expected a number of at most 18 digits"},
      {"half a surrogate", R"({"headline":"\ud800","articleBody":["A."]})", 1,
       "expected both halves of a surrogate pair"},
      {"keys twice", R"({"id":"a","id":"b","headline":"H","articleBody":["A."]})", 1,
       "expected each key once, found 'id' again"},
      {"keys 200,000 times", "{" + times(200000, "\"id\":\"a\",") + "\"url\":\"u\"}", 3,
       "expected each key once, found 'id' again"},
      {"100 MB on a line", "{\"headline\":\"" + std::string(100 * million, 'x') + "\"}", 3,
       "expected at most 67108864 bytes"},
      {"a byte order mark", "\xEF\xBB\xBF" + fine, 0, ""},
      {"CRLF", "{\r\n\"headline\":\"H\",\r\n\"articleBody\":[\"A b.\"]}\r\n", 0, ""},
  };
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  for (const Row& row : rows) {
    INFO(row.name);
    const std::string story = folder.write("story.json", row.bytes);
    const Ran ran = bounded("check --rules " + rules + " " + story);
    check_sane(ran);
    CHECK(ran.exit == row.exit);
    CHECK(ran.out.find(row.message) != std::string::npos);
  }
}

TEST_CASE("hostile front matter is told what is wrong with it") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  for (const Row& row : hard_yaml()) {
    INFO(row.name);
    const std::string story =
        folder.write("story.md", "---\nheadline: H\n" + row.bytes + "\n---\nA berth opened.\n");
    const Ran ran = bounded("check --rules " + rules + " " + story);
    check_sane(ran);
    CHECK((ran.exit == 3 || ran.exit == 1));
    // A directive inside the front matter, and NULs, are named differently there.
    CHECK(ran.out.find("expected ") != std::string::npos);
  }
}

TEST_CASE("hostile Markdown is read in bounded time") {
  constexpr size_t n = 100000;
  std::string ticks, quotes, lists;
  for (size_t i = 1; i < 1500; ++i) ticks += std::string(i, '`') + " ";
  for (size_t i = 1; i < 1000; ++i) quotes += std::string(i, '>') + " a\n";
  for (size_t i = 0; i < 1000; ++i) lists += std::string(2 * i, ' ') + "- a\n";
  const std::string texts[] = {times(million, ">"),
                               times(million, "*"),
                               times(million, "["),
                               times(million, "]"),
                               times(million, "<"),
                               times(million, "&"),
                               times(million, "\\"),
                               times(million, "#"),
                               times(million, "\""),
                               times(million, "`"),
                               times(million, "\t"),
                               times(million, "\n"),
                               times(n, "> "),
                               times(n, "- "),
                               times(n, "1. "),
                               times(n, "*a "),
                               times(n, "**a "),
                               times(n, "a**b") + times(n, "c* "),
                               times(n, "*_") + "a" + times(n, "_*"),
                               times(n, "_a "),
                               times(n, "[a]("),
                               times(n, "[a](<b"),
                               times(n, "!["),
                               times(n, "![a]("),
                               times(n, "[a]["),
                               times(n, "[") + "a" + times(n, "](b)"),
                               times(n, "[a](b \""),
                               times(n, "`a"),
                               times(n, "<a "),
                               times(n, "<!-- "),
                               times(n, "<?"),
                               times(n, "<![CDATA["),
                               times(n, "<!A "),
                               times(n, "&a"),
                               times(n, "[a]: u\n"),
                               times(n, "[a][b] "),
                               times(n, "[^a]"),
                               times(n, "[^a"),
                               times(n, "[^a]: x\n"),
                               times(n, "a\n===\n"),
                               times(n, "```\n"),
                               times(n, "| a ") + "\n" + times(n, "| - "),
                               times(n, "<a@b"),
                               times(n, "https://a "),
                               times(n, "- [ ] "),
                               ticks,
                               quotes,
                               lists};
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  int number = 100;
  for (const std::string& text : texts) {
    folder.write("stories/" + std::to_string(number++) + ".md", "---\nheadline: H\n---\n" + text);
  }
  const Ran ran = bounded("check --format jsonl --detail ids --jobs 2 --rules " + rules + " " +
                          folder.path("stories"));
  check_sane(ran);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == static_cast<long>(std::size(texts)));
}

TEST_CASE("stories cut off at every byte, and random bytes, do not stop the others") {
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  const std::string whole = small_story("s", "Caf\\u00e9 \\ud83d\\ude00 \xC3\xA9 \\\"x\\\"");
  std::mt19937 random(9);
  std::string lines;
  for (size_t size = 1; size <= whole.size(); ++size) lines += whole.substr(0, size) + "\n";
  size_t count = whole.size();
  for (int i = 0; i < 300; ++i, ++count) {
    std::string bytes = random_bytes(random, 1 + random() % 400, i % 2 == 0 ? 256 : 128);
    for (char& c : bytes) c = c == '\n' ? 'n' : c;
    lines += "{" + bytes + "\n";
  }
  const Ran ran = bounded("check --format jsonl --detail ids --rules " + rules + " " +
                          folder.write("lines.jsonl", lines));
  check_sane(ran);
  CHECK(ran.exit == 3);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == static_cast<long>(count));
  size_t clears = 0;
  for (size_t at = 0; (at = ran.out.find("\"pass\"", at)) != std::string::npos; ++at) ++clears;
  CHECK(clears == 1);  // the whole one

  for (int i = 0; i < 40; ++i) {
    folder.write("stories/" + std::to_string(i) + (i % 2 == 0 ? ".md" : ".json"),
                 random_bytes(random, 1 + random() % 4000, i % 4 < 2 ? 256 : 128));
  }
  const Ran files =
      bounded("check --format jsonl --detail ids --rules " + rules + " " + folder.path("stories"));
  check_sane(files);
  CHECK(std::count(files.out.begin(), files.out.end(), '\n') == 40);
}

TEST_CASE("hostile rules files are told what is wrong with them") {
  std::vector<Row> rows = hard_yaml();
  for (Row& row : rows) row.name += ".yaml";
  const Row more[] = {
      {"lists.json", times(million, "["), 2, "expected at most 64 levels"},
      {"objects.json", times(million, "{\"a\":"), 2, "expected at most 64 levels"},
      {"nothing.json", "", 2, "expected a methodology, found an empty file"},
      {"nothing.yaml", "", 2, "expected a methodology, found an empty file"},
      {"comment.json", "/*" + times(million, "*"), 2, "expected "},
      {"nul.json", std::string("{\"stet\":1}\0", 11), 2, "expected text, found a NUL byte"},
      {"latin.json", "{\"title\":\"\xE9\"}", 2, "expected UTF-8 text"},
      {"utf16.json", utf16("{\"stet\":1}", false), 2, "expected UTF-8 text"},
      {"huge.json", "{\"stet\":1e999999}", 2, "expected a value, found '1e999999'"},
      {"digits.json", "{\"stet\":" + times(400, "9") + "}", 2, "expected a value, found '999"},
      {"surrogate.json", "{\"title\":\"\\ud800\"}", 2, "expected a value, found"},
      {"twice.json", "{\"id\":\"a\",\"id\":\"b\"}", 2, "expected each key once, found 'id' again"},
      {"large.json", "{" + std::string(17 << 20, ' ') + "}", 2, "expected at most 16 MiB"},
      {"circle.json", "{\"extends\":\"circle.json\"}", 2,
       "expected files that do not extend themselves"},
      {"device.json", "{\"extends\":\"/dev/zero\"}", 2, "expected "},
      {"condition.json",
       "{\"terms\":[{\"id\":\"t\",\"type\":\"bool\",\"means\":\"m\",\"is\":\"" +
           times(million, "(") + "\"}]}",
       2, "expected "},
      {"pattern.json",
       "{\"rules\":[{\"id\":\"r\",\"find\":{\"pattern\":\"" + times(million, "(a*)*") + "\"}}]}", 2,
       "expected "},
  };
  rows.insert(rows.end(), std::begin(more), std::end(more));
  const Folder folder;
  for (const Row& row : rows) {
    INFO(row.name);
    const Ran ran = bounded("rules check '" + folder.write(row.name, row.bytes) + "'");
    check_sane(ran);
    CHECK(ran.exit == 2);
    CHECK(ran.err.find(row.message) != std::string::npos);
  }
}

TEST_CASE("a rules file cut off anywhere is refused, not half believed") {
  const Folder folder;
  const std::string whole = small_rules();
  std::string files;
  for (size_t size = 0; size < whole.rfind('}'); size += 7) {
    files += " " + folder.write("cut" + std::to_string(size) + ".json", whole.substr(0, size));
  }
  const Ran ran = bounded("rules check" + files);
  check_sane(ran);
  CHECK(ran.exit == 2);
  CHECK(ran.out.empty());  // what is right is told there
}

TEST_CASE("hostile options are told what was expected") {
  struct Call {
    std::vector<std::string> arguments;
    std::string message;
  };
  const Folder folder;
  const std::string rules = folder.write("rules.json", small_rules());
  const std::string story = folder.write("story.json", small_story("s"));
  const Call calls[] = {
      {{}, "expected a command"},
      {{""}, ""},
      {{"\xFF\xFE"}, ""},
      {{"check"}, "expected PATH"},
      {{"check", "--" + std::string(100000, 'x'), story}, "no option '--xxx"},
      {{"check", "--now", "tomorrow", story}, "--now: expected a time"},
      {{"check", "--now", std::string(10000, '9'), story}, "--now: expected a time"},
      {{"check", "--now", "2026-02-30", story}, "--now: expected a time"},
      {{"check", "--format", "xml", story}, "--format: expected text, json or jsonl"},
      {{"check", "--detail", "\xFF", story}, "--detail: expected full, live, summary or ids"},
      {{"check", "--jobs", "0", story}, "--jobs"},
      {{"check", "--jobs", "-1", story}, "'-1'"},
      {{"check", "--jobs", "99999999999999999999", story}, "--jobs"},
      {{"check", "--jobs", "1e3", story}, "--jobs"},
      {{"check", "--rules", "", story}, "--rules"},
      {{"check", "--rules", folder.path(), story}, "it is a folder; name one of its files"},
      {{"check", "--rules", "/dev/null", story}, "found an empty file"},
      {{"check", "--rules", std::string(5000, 'a'), story}, "cannot read the rules file"},
      {{"check", "--rules", "a\nb", story}, "cannot read the rules file"},
      {{"explain", "--rules", rules, std::string(100000, 'x')}, "no rule is called"},
      {{"rules"}, "expected a command"},
      {{"rules", "check"}, "expected FILE"},
  };
  for (const Call& call : calls) {
    const Ran ran = run_stet(call.arguments);
    INFO((call.arguments.empty() ? "" : call.arguments.back().substr(0, 60))
         << ": " << ran.err.substr(0, 300));
    check_sane(ran);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find(call.message) != std::string::npos);
  }
}
