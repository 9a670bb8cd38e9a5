// The layout of rules files: tables of before and after; on every shipped file and on files broken
// up at random it changes nothing but white space and commas.
#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

#include "engine/base/json_writer.h"
#include "engine/upkeep/format.h"
#include "engine/upkeep/layout_tree.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using testing::shipped_files;
using testing::slurp;

std::string formatted(std::string_view text, std::string_view name = "f.json") {
  base::Problems problems;
  const auto out = format_rules({text, name, 0}, problems);
  if (out) return *out;
  REQUIRE(problems.has_errors());
  return std::string(problems.all()[0].code) + ": " + problems.all()[0].message;
}

std::string meaning(std::string_view text, std::string_view name = "f.json") {
  base::Arena arena;
  base::Problems problems;
  const auto root = methodology::parse_file({text, name, 0}, arena, problems);
  REQUIRE(root.has_value());
  std::string out;
  methodology::append_json(*root, out);
  return out;
}

/// What must survive: what the file means, and its comments in their order.
void check_kept(const std::string& before) {
  const std::string after = formatted(before);
  INFO(before << "\n----\n" << after);
  CHECK(meaning(after) == meaning(before));
  CHECK(comments_of(after) == comments_of(before));
  CHECK(formatted(after) == after);
}

struct Row {
  const char* why;
  std::string before, after;
};

TEST_CASE("the canonical layout") {
  const Row rows[] = {
      {"blanks", R"({"a":1 ,"b" :[ 1,2 ],"c":{ }})", R"({"a": 1, "b": [1, 2], "c": {}})"},
      {"a break of its own puts the brackets on lines of their own", "{\"a\": 1,\n\"b\": 2}",
       "{\n  \"a\": 1,\n  \"b\": 2\n}"},
      {"a break inside of what is inside does not", "{\"a\": [\n1]}", "{\"a\": [\n  1\n]}"},
      {"what stands on one line stays there", "{\n\"a\":1, \"b\":2,\n\"c\":3}",
       "{\n  \"a\": 1, \"b\": 2,\n  \"c\": 3\n}"},
      {"no comma behind the last, none before a line", "{\n\"a\": 1\n,\"b\": 2,\n}",
       "{\n  \"a\": 1, \"b\": 2\n}"},
      {"one empty line at the most, none behind a bracket", "{\n\n\"a\": 1,\n\n\n\"b\": 2\n\n}",
       "{\n  \"a\": 1,\n\n  \"b\": 2\n}"},
      {"comments stay where they were",
       "// top\n{ // open\n    // before a\n  \"a\": 1, // behind a\n\n  /* before b */\n  \"b\": "
       "2 // behind b\n"
       "  // before the end\n}\n// end",
       "// top\n{ // open\n  // before a\n  \"a\": 1, // behind a\n\n  /* before b */\n  \"b\": 2 "
       "// behind b\n"
       "  // before the end\n}\n// end"},
      {"a comment before a comma goes behind it", "{\"a\": 1 // one\n, \"b\": 2}",
       "{\n  \"a\": 1, // one\n  \"b\": 2\n}"},
      {"comments inside a line", R"({"a": /* one */ 1, /* two */ "b": [/* none */]})",
       R"({"a": /* one */ 1, /* two */ "b": [ /* none */]})"},
      {"comments on one line in front of a member", "{\n/* x */ /* y */ \"a\": 1}",
       "{\n  /* x */ /* y */ \"a\": 1\n}"},
      {"numbers and texts as written", R"({"a": 1e9, "b": "\u0041", "c": -0.50})",
       R"({"a": 1e9, "b": "\u0041", "c": -0.50})"},
      {"line ends of Windows, a byte order mark", "\xEF\xBB\xBF{\r\n\"a\": 1 // x\r\n}\r\n",
       "{\n  \"a\": 1 // x\n}"},
  };
  for (const Row& row : rows) {
    INFO(row.why);
    CHECK(formatted(row.before) == row.after + "\n");
    CHECK(formatted(row.after) == row.after + "\n");
  }
}

TEST_CASE("what is too wide is broken, texts are filled") {
  const std::string text(100, 'x');
  CHECK(formatted("{\"a\": \"" + text + "\", \"b\": \"" + text + "\"}") ==
        "{\n  \"a\": \"" + text + "\",\n  \"b\": \"" + text + "\"\n}\n");
  std::string list = "{\"phrases\": [";
  for (int i = 0; i < 60; ++i) list += (i ? ", " : "") + std::string("\"word") + "\"";
  const std::string out = formatted(list + "]}");
  CHECK(std::count(out.begin(), out.end(), '\n') == 9);
  check_kept(list + "]}");
}

TEST_CASE("broken files are refused") {
  CHECK(formatted("{\"a\": }").substr(0, 7) == "syntax:");
  CHECK(formatted("{\"a\": 1, \"a\": 2}").substr(0, 4) == "dupl");
  CHECK(formatted("a: [1\n", "f.yaml").substr(0, 7) == "yaml-sy");
  CHECK(formatted("a:\n\tb: 1\n", "f.yaml").substr(0, 7) == "yaml-sy");
  CHECK(formatted("a: 1\na: 2\n", "f.yaml").substr(0, 4) == "dupl");
}

TEST_CASE("the layout of YAML") {
  struct YamlRow {
    const char* about;
    const char* before;
    const char* after;
  };
  const YamlRow rows[] = {
      {"levels", "a:\n    b:\n        c: 1\n    d: 2\n", "a:\n  b:\n    c: 1\n  d: 2\n"},
      {"lists stand below their key", "a:\n- 1\n- 2\nb: 3\n", "a:\n  - 1\n  - 2\nb: 3\n"},
      {"records in lists", "rules:\n-   id: x\n    when: y\n-   id: z\n",
       "rules:\n  - id: x\n    when: y\n  - id: z\n"},
      {"a dash alone", "a:\n-\n   b: 1\n", "a:\n  -\n    b: 1\n"},
      {"one blank behind marks", "a:    1\nb:  [1,   2]\n", "a: 1\nb: [1,   2]\n"},
      {"ends of lines, empty lines", "\n\na: 1  \r\n\r\n\r\nb: 2\n\n", "a: 1\n\nb: 2\n"},
      {"no line end at the end", "a: 1", "a: 1\n"},
      {"comments go with what follows",
       "# top\na:\n    # of b\n    b: 1 # here\n    # last of a\nc: 2\n# end\n",
       "# top\na:\n  # of b\n  b: 1 # here\n  # last of a\nc: 2\n# end\n"},
      {"block scalars move, their lines keep their shape",
       "a:\n    b: |\n        one\n          two\n\n\n        three\n    c: 1\n",
       "a:\n  b: |\n      one\n        two\n\n\n      three\n  c: 1\n"},
      {"a text over lines", "a:\n    b: \"one\n       two\"\n", "a:\n  b: \"one\n     two\"\n"},
      {"brackets over lines", "a:\n    b: [1, # one\n        2]\n",
       "a:\n  b: [1, # one\n      2]\n"},
      {"numbers and quotes stay as written", "a: 012\nb: '7'\nc: 1.50\nd: no\n",
       "a: 012\nb: '7'\nc: 1.50\nd: no\n"},
      {"blanks that are text", "a: |\n  one  \n  two\n", "a: |\n  one  \n  two\n"},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "a:  1\n",
       "a: 1\n"},
      {"a document's beginning", "---\na:\n    b: 1\n", "---\na:\n  b: 1\n"},
  };
  for (const YamlRow& row : rows) {
    INFO(row.about);
    CHECK(formatted(row.before, "f.yaml") == row.after);
    CHECK(formatted(row.after, "f.yaml") == row.after);
  }
}

/// A file as YAML that people would not write: three blanks per level.
void append_yaml(const methodology::Node& node, std::string& out, size_t level) {
  const std::string blanks(3 * level, ' ');
  if (node.members.empty() && node.items.empty()) {
    out += ' ';
    methodology::append_json(node, out);
    out += "   # as it was\n";
    return;
  }
  out += '\n';
  for (const methodology::Member& member : node.members) {
    out += blanks + "# about it\n" + blanks;
    base::JsonWriter(out).string(member.key.text);
    out += ":";
    append_yaml(member.value, out, level + 1);
  }
  for (const methodology::Node& item : node.items) {
    out += blanks + "-";
    append_yaml(item, out, level + 1);
  }
}

TEST_CASE("shipped files as YAML keep their meaning and comments, and find their levels") {
  for (const std::string& path : shipped_files()) {
    INFO(path);
    const std::string text = slurp(path);
    base::Arena arena;
    base::Problems problems;
    const auto root = methodology::parse_file({text, path, 0}, arena, problems);
    REQUIRE(root);
    std::string yaml;
    append_yaml(*root, yaml, 0);
    const std::string after = formatted(yaml, "f.yaml");
    CHECK(meaning(after, "f.yaml") == meaning(yaml, "f.yaml"));
    CHECK(std::count(after.begin(), after.end(), '#') == std::count(yaml.begin(), yaml.end(), '#'));
    CHECK(formatted(after, "f.yaml") == after);
    CHECK(after.find("\n   \"") == std::string::npos);
    CHECK(after.find("\n  ") != std::string::npos);
  }
}

TEST_CASE("shipped files keep their meaning and comments") {
  for (const std::string& path : shipped_files()) {
    INFO(path);
    check_kept(slurp(path));
  }
}

TEST_CASE("files broken up at random keep their meaning and comments") {
  std::mt19937 random(7);
  const std::string seeds[] = {
      R"({"a": [1, {"b": null, "c": [true, "x, {y} // no"]}, []], "d": {}, "e": [[["z"]]]})",
      slurp("rules/local-desk.json")};
  const char* const pieces[] = {
      "\n",    " ", "\n\n\n", " // line\n", "/* block */", "\n// own\n", "\n/* two\n lines */\n",
      "\t\r\n"};
  for (int round = 0; round < 400; ++round) {
    const std::string& seed = seeds[round % 8 == 0 ? 1 : 0];
    std::string text;
    bool in_string = false;
    for (size_t i = 0; i < seed.size(); ++i) {
      if (seed[i] == '"' && (i == 0 || seed[i - 1] != '\\')) in_string = !in_string;
      const bool comment = !in_string && seed.compare(i, 2, "//") == 0;
      if (comment) {  // the seed's own comments stay whole
        const size_t end = seed.find('\n', i);
        text += seed.substr(i, end - i);
        i = end - 1;
        continue;
      }
      text += seed[i];
      if (!in_string && std::string("{}[],:").find(seed[i]) != std::string::npos &&
          random() % 4 == 0) {
        text += pieces[random() % std::size(pieces)];
      }
    }
    check_kept(text);
  }
}

}  // namespace
}  // namespace stet::upkeep
