// Rules files as trees: every value at its place, and what is said of files that are none.
#include <catch2/catch.hpp>
#include <string>

#include "engine/methodology/node.h"
#include "tests/methodology/memory_files.h"

namespace stet::methodology {
namespace {

/// Each value as "TYPE 'bytes at its place'", containers with what is inside them.
void print(const Node& node, std::string_view bytes, std::string& out) {
  const std::string place(base::slice(bytes, node.place));
  switch (node.type) {
    case list_node:
      out += "[";
      for (const Node& item : node.items) print(item, bytes, out);
      out += "]";
      break;
    case object_node:
      out += "{";
      for (const Member& member : node.members) {
        out += std::string(base::slice(bytes, member.key_place)) + ":";
        print(member.value, bytes, out);
      }
      out += "}";
      break;
    default: out += "<" + place + ">"; break;
  }
}

std::string tree_of(const std::string& bytes, const std::string& name = "f.json") {
  base::Arena arena;
  base::Problems problems;
  const std::optional<Node> root = parse_file({bytes, name, 0}, arena, problems);
  std::string out;
  if (root) print(*root, bytes, out);
  for (const base::Problem& problem : problems.all()) {
    out += (out.empty() ? "" : " ") + line_of(problem, bytes);
  }
  return out;
}

struct Row {
  std::string text, expected;
};

TEST_CASE("every value knows the bytes it was written as") {
  const Row rows[] = {
      {R"({"a": 1})", R"({"a":<1>})"},
      {R"({"a" : [ 1 , -2.5e3,true ,null, "x" ] , "b":{}})",
       R"({"a":[<1><-2.5e3><true><null><"x">]"b":{}})"},
      {"// first\n{ /* a */ \"a\" /* b */ : // c\n 1 /* d */ , \"b\": 2 }", R"({"a":<1>"b":<2>})"},
      {R"({"url": "http://x/*y*/", "q": "a\"//b", "c": 1,})",
       R"({"url":<"http://x/*y*/">"q":<"a\"//b">"c":<1>})"},
      {R"({"a": [1, 2, /* last */ ], /* end */ })", R"({"a":[<1><2>]})"},
      {R"([[], [[1]], {}])", R"([[][[<1>]]{}])"},
      {"\xEF\xBB\xBF{\"a\": 0.5}", R"({"a":<0.5>})"},
      {R"({"big": 123456789012345678901234567890})", R"({"big":<123456789012345678901234567890>})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(tree_of(row.text) == row.expected);
  }
}

TEST_CASE("text that is no JSON is told with its place, what was expected and what was found") {
  const Row rows[] = {
      {"{\"a\": 1\n \"id\": 2}",
       "f.json:2:2 syntax: expected ',' or '}', found '\"id\"' (is a comma or colon missing before "
       "it?)"},
      {R"({"a" 1})",
       "f.json:1:6 syntax: expected ':', found '1' (numbers are written like 12, 0.5 or 1e9)"},
      {R"({"a":, "b": 1})", "f.json:1:6 syntax: expected a value, found ','"},
      {R"({"a": 1,, "b": 2})", "f.json:1:9 syntax: expected a key in double quotes, found ','"},
      {R"([,])", "f.json:1:2 syntax: expected a value or ']', found ','"},
      {R"({,})", "f.json:1:2 syntax: expected a key in double quotes or '}', found ','"},
      {R"([1 2])",
       "f.json:1:4 syntax: expected ',' or ']', found '2' (numbers are written like 12, 0.5 or "
       "1e9)"},
      {R"({'a': 1})",
       "f.json:1:2 syntax: expected a key in double quotes or '}', found ''' (JSON takes double "
       "quotes)"},
      {R"({a: 1})", "f.json:1:2 syntax: expected a key in double quotes or '}', found 'a'"},
      {R"({"a": True})",
       "f.json:1:7 syntax: expected a value, found 'True' (JSON writes true, false, null)"},
      {R"({"a": 1)",
       "f.json:1:8 syntax: expected ',' or '}', found the end of the file (a bracket or quote is "
       "not closed)"},
      {"{\"a\": \"x\n\"}",
       "f.json:1:7 syntax: expected a value, found '\"x' (the string is not closed on its line; "
       "write \\n for a line break)"},
      {R"({"a": "\d"})",
       "f.json:1:7 syntax: expected a value, found '\"\\d\"' (in a JSON string a backslash is "
       "written twice)"},
      {R"({"a": 1e999})",
       "f.json:1:7 syntax: expected a value, found '1e999' (numbers are written like 12, 0.5 or "
       "1e9)"},
      {R"({"a": 01})",
       "f.json:1:8 syntax: expected ',' or '}', found '1' (numbers are written like 12, 0.5 or "
       "1e9)"},
      {R"({} {})", "f.json:1:4 syntax: expected the end of the file, found '{'"},
      {R"({"a": 1} /* x)",
       "f.json:1:10 syntax: expected the end of the file, found '/' (a comment is // to the end of "
       "the line, or /* and */)"},
      {R"({"a": 1, "a": 2})",
       "{\"a\":<1>} f.json:1:10 duplicate-key: expected each key once, found 'a' again"},
      {"", "f.json:1:1 empty-file: expected a methodology, found an empty file"},
      {" // nothing", "f.json:1:1 empty-file: expected a methodology, found an empty file"},
      {"{\"a\": \"\xFF\"}",
       "f.json:1:8 invalid-utf8: expected UTF-8 text, found a byte that is not part of it"},
      {std::string("{\"a\": 1}\0{}", 11), "f.json:1:9 syntax: expected text, found a NUL byte"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(tree_of(row.text) == row.expected);
  }
}

TEST_CASE("a string with escapes keeps the place of each character") {
  const std::string bytes = R"({"when": "a \"b\" \u00e9 c < 1"})";
  base::Arena arena;
  base::Problems problems;
  const std::optional<Node> root = parse_file({bytes, "f.json", 0}, arena, problems);
  REQUIRE(root);
  const base::MappedText& text = root->find("when")->text;
  CHECK(text.text == "a \"b\" \xC3\xA9 c < 1");
  const auto at = static_cast<uint32_t>(text.text.find('<'));
  const base::Span place = base::to_source(text, bytes, {at, at + 1});
  CHECK(base::slice(bytes, place) == "<");
  CHECK(place.begin == bytes.find('<'));
}

TEST_CASE("nesting has a limit, however deep the file") {
  const size_t depth = 1000000;
  for (const char* open : {"[", "{\"a\":"}) {
    std::string text;
    for (size_t i = 0; i < depth; ++i) text += open;
    const std::string found = tree_of(text);
    CHECK(found.find("too-deep: expected at most 64 levels of lists and objects, found more") !=
          std::string::npos);
  }
  CHECK(tree_of(std::string(depth, '['), "f.yaml").find("too-deep") != std::string::npos);
  CHECK(tree_of(std::string(64, '[') + std::string(64, ']')).find("too-deep") == std::string::npos);
}

TEST_CASE("an object of many keys is read in time that grows with it") {
  std::string text = "{";
  for (int i = 0; i < 200000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  text += "}";
  base::Arena arena;
  base::Problems problems;
  const std::optional<Node> root = parse_file({text, "f.json", 0}, arena, problems);
  REQUIRE(root);
  CHECK(root->members.size() == 200000);
}

TEST_CASE("YAML gives the tree that JSON gives") {
  CHECK(tree_of("a: 1\nb: [x, true, null, 0.5]\n", "f.yaml") == "{a:<1>b:[<x><true><null><0.5>]}");
  CHECK(tree_of("a: 1\n", "no-ending") == "{a:<1>}");
  CHECK(tree_of("{\"a\": 1, // c\n}", "no-ending") == "{\"a\":<1>}");
}

TEST_CASE("a merge patch follows RFC 7396") {
  // The examples of its appendix A.
  const std::pair<std::string, std::string> rows[][2] = {
      {{R"({"a":"b"})", R"({"a":"c"})"}, {R"({"a":"c"})", ""}},
      {{R"({"a":"b"})", R"({"b":"c"})"}, {R"({"a":"b","b":"c"})", ""}},
      {{R"({"a":"b"})", R"({"a":null})"}, {R"({})", ""}},
      {{R"({"a":"b","b":"c"})", R"({"a":null})"}, {R"({"b":"c"})", ""}},
      {{R"({"a":["b"]})", R"({"a":"c"})"}, {R"({"a":"c"})", ""}},
      {{R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})"}, {R"({"a":{"b":"d"}})", ""}},
      {{R"({"a":[{"b":"c"}]})", R"({"a":[1]})"}, {R"({"a":[1]})", ""}},
      {{R"(["a","b"])", R"(["c","d"])"}, {R"(["c","d"])", ""}},
      {{R"({"e":null})", R"({"a":1})"}, {R"({"e":null,"a":1})", ""}},
      {{R"({})", R"({"a":{"bb":{"ccc":null}}})"}, {R"({"a":{"bb":{}}})", ""}},
  };
  for (const auto& row : rows) {
    base::Arena arena;
    base::Problems problems;
    std::optional<Node> target = parse_file({row[0].first, "f.json", 0}, arena, problems);
    const std::optional<Node> patch = parse_file({row[0].second, "p.json", 1}, arena, problems);
    REQUIRE((target && patch));
    merge_patch(*target, *patch);
    std::string found;
    append_json(*target, found);
    CHECK(found == row[1].first);
  }
}

}  // namespace
}  // namespace stet::methodology
