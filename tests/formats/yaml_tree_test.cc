// Tables over the printed form of YAML trees: types, places, the mapping of scalars to their
// source, and what a person is told when the text is no YAML.
#include "engine/formats/yaml_tree.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/base/line_index.h"

namespace stet::formats {
namespace {

std::string visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else
      out += c;
  }
  return out;
}

const char* short_name(YamlType type) {
  switch (type) {
    case YamlType::null: return "null";
    case YamlType::boolean: return "bool";
    case YamlType::integer: return "int";
    case YamlType::number: return "num";
    case YamlType::string: return "str";
    default: return "";
  }
}

/// `str(text)` for scalars, `[…]` and `{key: …}` for the others; with places: `‹source›` after
/// each.
std::string print(const YamlNode& node, std::string_view input, bool places) {
  std::string out;
  if (node.kind == YamlKind::scalar) {
    out = std::string(short_name(node.type)) + "(" + visible(node.value.text) + ")";
  } else {
    const bool mapping = node.kind == YamlKind::mapping;
    out = mapping ? "{" : "[";
    for (const YamlNode& item : node.items()) {
      if (out.size() > 1) out += ", ";
      out += print(item, input, places);
    }
    for (const YamlMember& member : node.members()) {
      if (out.size() > 1) out += ", ";
      out += visible(member.key.text);
      if (places) out += "‹" + visible(base::slice(input, member.key_place)) + "›";
      if (member.duplicate) out += "!";
      out += ": " + print(member.value, input, places);
    }
    out += mapping ? "}" : "]";
  }
  if (places) out += "‹" + visible(base::slice(input, node.place)) + "›";
  return out;
}

std::string print(const base::Problems& problems, std::string_view input) {
  const base::LineIndex lines(input);
  std::string out;
  for (const base::Problem& problem : problems.all()) {
    const base::LineColumn at = lines.at(problem.span.begin);
    if (!out.empty()) out += "\n";
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
           std::string(problem.code) + ": " + problem.message;
    if (!problem.suggestion.empty()) out += " (" + problem.suggestion + ")";
  }
  return out;
}

std::string read(std::string_view input, bool places, YamlOptions options = {}) {
  base::Arena arena;
  base::Problems problems;
  const auto size = static_cast<uint32_t>(input.size());
  const YamlNode* root = parse_yaml(input, {0, size}, options, arena, problems);
  if (root == nullptr) return print(problems, input);
  std::string out = print(*root, input, places);
  if (!problems.empty()) out += "\n" + print(problems, input);
  return out;
}

/// Each decoded character that does not stand for itself, with what it was written as.
std::string mapping_of(std::string_view input) {
  base::Arena arena;
  base::Problems problems;
  const auto size = static_cast<uint32_t>(input.size());
  const YamlNode* root = parse_yaml(input, {0, size}, {}, arena, problems);
  if (root == nullptr) return print(problems, input);
  const base::MappedText& text = root->value;
  if (text.mapping == base::Mapping::verbatim) {
    CHECK(base::slice(input, text.source) == text.text);
    return "verbatim " + visible(text.text);
  }
  std::string out;
  for (uint32_t i = 0; i < text.segment_count; ++i) {
    const base::Segment& segment = text.segments[i];
    const uint32_t end = i + 1 < text.segment_count ? text.segments[i + 1].decoded
                                                    : static_cast<uint32_t>(text.text.size());
    const std::string_view decoded = text.text.substr(segment.decoded, end - segment.decoded);
    const std::string_view source = input.substr(segment.source, segment.source_size);
    if (segment.verbatim) CHECK(decoded == source);
    out +=
        segment.verbatim ? visible(decoded) : "‹" + visible(decoded) + "=" + visible(source) + "›";
  }
  return out;
}

struct Row {
  std::string_view input, expected;
};

TEST_CASE("yaml: trees and types of the core schema") {
  const Row rows[] = {
      {"", "null()"},
      {"# only a comment\n", "null()"},
      {"7", "int(7)"},
      {"\"7\"", "str(7)"},
      {"'7'", "str(7)"},
      {"[0, -1, +12, 012, 0x1F, 0o17, 1_000, 12345678901234567890]",
       "[int(0), int(-1), int(+12), int(012), int(0x1F), int(0o17), str(1_000), "
       "num(12345678901234567890)]"},
      {"[1.5, .5, 5., 1e3, -.inf, .nan, 1.2.3, 1e, e1, +, .]",
       "[num(1.5), num(.5), num(5.), num(1e3), num(-.inf), num(.nan), str(1.2.3), str(1e), "
       "str(e1), "
       "str(+), str(.)]"},
      {"[true, False, yes, no, on, off, NO]",
       "[bool(true), bool(False), str(yes), str(no), str(on), str(off), str(NO)]"},
      {"[~, null, Null, '', nULL]", "[null(~), null(null), null(Null), str(), str(nULL)]"},
      {"[2024-05-31, 12:30:45, 10:30]", "[str(2024-05-31), str(12:30:45), str(10:30)]"},
      {"a: 1\nb:\n- x\n- y: z\nc: {d: e}\n",
       "{a: int(1), b: [str(x), {y: str(z)}], c: {d: str(e)}}"},
      {"a:\nb:\n", "{a: null(), b: null()}"},
      {"!!str 7", "str(7)"},
      {"!!int 7", "int(7)"},
      {"text: |\n  one\n  two\n", "{text: str(one\\ntwo\\n)}"},
      {"text: >-\n  one\n  two\n", "{text: str(one two)}"},
      {"--- # a comment\na: b\n...\n", "{a: str(b)}"},
      {"\xEF\xBB\xBF"
       "a: b",
       "{a: str(b)}"},
      {"1: a\ntrue: b\n", "{1: str(a), true: str(b)}"},
  };
  for (const Row& row : rows) CHECK(read(row.input, false) == row.expected);
}

TEST_CASE("yaml: places") {
  const Row rows[] = {
      {"a: 1", "{a‹a›: int(1)‹1›}‹a: 1›"},
      {"\"a\": 'x'  # c\n", "{a‹\"a\"›: str(x)‹'x'›}‹\"a\": 'x'›"},
      {"a:\n  - 1\n  - [2, 3]\n\nb: é\n",
       "{a‹a›: [int(1)‹1›, [int(2)‹2›, int(3)‹3›]‹[2, 3]›]‹- 1\\n  - [2, 3]›, b‹b›: str(é)‹é›}"
       "‹a:\\n  - 1\\n  - [2, 3]\\n\\nb: é›"},
      {"é: {ü: “q”}\nx: y",
       "{é‹é›: {ü‹ü›: str(“q”)‹“q”›}‹{ü: “q”}›, x‹x›: str(y)‹y›}‹é: {ü: “q”}\\nx: y›"},
      {"a: |\n  one\n\nb: 2",
       "{a‹a›: str(one\\n)‹|\\n  one\\n›, b‹b›: int(2)‹2›}‹a: |\\n  one\\n\\nb: 2›"},
  };
  for (const Row& row : rows) CHECK(read(row.input, true) == row.expected);
}

TEST_CASE("yaml: every character of a scalar knows where it was written") {
  const Row rows[] = {
      {"plain text", "verbatim plain text"},
      {"\"quoted\"", "verbatim quoted"},
      {"'it''s'", "it‹'=''›s"},
      {"'a ''b'' c'", "a ‹'=''›b‹'=''› c"},
      {R"("a\tb \"q\" \u2019\x41\U0001F600 é")",
       "a‹\\t=\\t›b ‹\"=\\\"›q‹\"=\\\"› ‹’=\\u2019›‹A=\\x41›‹😀=\\U0001F600› é"},
      {"one\n  two\n\n  three", "one‹ =\\n  ›two‹\\n=\\n\\n  ›three"},
      {"'one  \n  two'", "one‹ =  \\n  ›two"},
      {"\"one \\\n   two\\\n   \\ three\"", "one two‹ =\\ ›three"},
      {"\"a  b  \"", "verbatim a  b  "},
      {"|\n  one\n  two\n", "one‹\\n=\\n  ›two‹\\n=\\n›"},
      {"|-\n  one\n\n\n    two\n", "one‹\\n\\n\\n=\\n\\n\\n  ›  two"},
      {"|2-\n    one\n  two\n", "  one‹\\n=\\n  ›two"},
      {"|+\n  one\n\n", "one‹\\n\\n=\\n›"},
      {"|  # why\n\n\n  one", "‹\\n\\n=\\n\\n  ›one"},
      {">\n  one\n  two\n\n  three\n", "one‹ =\\n  ›two‹\\n=\\n\\n  ›three‹\\n=\\n›"},
      {">\n  one\n    - two\n  three\n", "one‹\\n=\\n  ›  - two‹\\n=\\n  ›three‹\\n=\\n›"},
      {"|\r\n  one\r\n  two\r\n", "one‹\\n=\\r\\n  ›two‹\\n=\\r\\n›"},
      {"|\n  ein “Wort”\n  zwei\n", "ein “Wort”‹\\n=\\n  ›zwei‹\\n=\\n›"},
      {"|\n", "verbatim "},
      {"''", "verbatim "},
  };
  for (const Row& row : rows) CHECK(mapping_of(row.input) == row.expected);
}

TEST_CASE("yaml: what is wrong, where, and what to do") {
  const Row rows[] = {
      {"a: b: c",
       "1:5 yaml-syntax: expected the end of the value, found ':' (a text with ': ' inside "
       "needs quotes)"},
      {"a: @b",
       "1:4 yaml-syntax: expected a value, found '@' (a text that starts with this character "
       "needs quotes; indent with spaces)"},
      {"a: \"open", "1:9 yaml-syntax: expected a closing quote, found the end of the text"},
      {"a: [1, 2", "1:9 yaml-syntax: expected ',' or ']', found the end of the text"},
      {"é: 1\nü: {a: 1", "2:9 yaml-syntax: expected ',' or '}', found the end of the text"},
      {"a: 1\n b: 2",
       "2:3 yaml-syntax: expected the end of the value, found ':' (a text with ': ' "
       "inside needs quotes)"},
      {"a:\n  - 1\n  b: 2",
       "3:3 yaml-syntax: expected '- ' at the indentation of the items before it, found 'b'"},
      {"a:\n  - 1\n b: 2",
       "3:2 yaml-syntax: expected a key at the indentation of the keys before it, found 'b'"},
      {"a: \"\\q\"", "1:5 yaml-syntax: expected an escape such as \\n or \\u2019, found '\\'"},
      {"a: 1\na: 2\nb: 3\na: 4",
       "{a: int(1), a!: int(2), b: int(3), a!: int(4)}\n"
       "2:1 duplicate-key: expected each key once, found 'a' again\n"
       "4:1 duplicate-key: expected each key once, found 'a' again"},
      {"a: &x 1\nb: *x",
       "2:4 yaml-alias: expected a value, found the alias '*x' (aliases are not "
       "supported: write the value again)"},
      {"a: !foo b", "1:4 yaml-tag: expected a value without a tag, found '!foo' (remove the tag)"},
      {"a: !!int b",
       "1:4 yaml-tag: expected a value without a tag, found 'tag:yaml.org,2002:int' "
       "(remove the tag)"},
      {"? [a]\n: b", "1:3 wrong-key: expected a word as key, found a list"},
      {"a: 1\n---\nb: 2", "2:1 several-documents: expected one document, found a second"},
      {"a: b\n\xFF", "2:1 invalid-utf8: expected UTF-8 text, found a byte that is not part of it"},
      {std::string_view("a: \0b", 5),
       "1:4 yaml-syntax: expected printable text, found a control character"},
  };
  for (const Row& row : rows) CHECK(read(row.input, false) == row.expected);
}

TEST_CASE("yaml: limits") {
  CHECK(read("[[[[]]]]", false, {"", 4, 100}) == "[[[[]]]]");
  CHECK(read("[[[[[]]]]]", false, {"", 4, 100}) ==
        "1:5 too-deep: expected at most 4 levels of nesting, found more");
  CHECK(read(std::string(1000000, '['), false) ==
        "1:65 too-deep: expected at most 64 levels of nesting, found more");
  CHECK(read("[a, b, c]", false, {"", 4, 3}) ==
        "1:8 too-many-nodes: expected at most 3 keys and values, found more");
}

TEST_CASE("yaml: a part of a larger text keeps the places of the whole") {
  const std::string_view input = "é---\na: 'it''s'\n---\nbody";
  base::Arena arena;
  base::Problems problems;
  const YamlNode* root = parse_yaml(input, {6, 17}, {}, arena, problems);
  REQUIRE(root != nullptr);
  CHECK(print(*root, input, true) == "{a‹a›: str(it's)‹'it''s'›}‹a: 'it''s'›");
  CHECK(base::slice(input, base::to_source(root->find("a")->value, input, {2, 3})) == "''");
}

TEST_CASE("yaml: numbers and booleans by value, and JSON text") {
  base::Arena arena;
  base::Problems problems;
  const std::string_view input =
      "[0x1F, 0o17, +12, -3, 012, 1.50, .5, 5., +.inf, true, ~, 'q\"', {a: [b]}]";
  const YamlNode* root =
      parse_yaml(input, {0, static_cast<uint32_t>(input.size())}, {}, arena, problems);
  REQUIRE(root != nullptr);
  const auto items = root->items();
  CHECK(yaml_integer(items[0]) == 31);
  CHECK(yaml_integer(items[1]) == 15);
  CHECK(yaml_integer(items[2]) == 12);
  CHECK(yaml_number(items[3]) == -3.0);
  CHECK(yaml_number(items[6]) == 0.5);
  CHECK(yaml_number(items[8]) > 1e308);
  CHECK(yaml_boolean(items[9]) == true);
  CHECK(yaml_boolean(items[0]) == std::nullopt);
  std::string json;
  append_yaml_as_json(*root, json);
  CHECK(json == R"([31,15,12,-3,12,1.50,0.5,5,"+.inf",true,null,"q\"",{"a":["b"]}])");
}

TEST_CASE("yaml: cut at every byte, it never fails without a reason") {
  const std::string_view input =
      "title: \"A \\\"fair\\\" deal\"\nlist:\n  - 'it''s'\n  - {a: [1, 2]}\ntext: |\n  one\n\n  "
      "zwei é\n"
      "fold: >-\n  a\n  b\n# end\n";
  for (size_t size = 0; size <= input.size(); ++size) {
    base::Arena arena;
    base::Problems problems;
    const std::string cut(input.substr(0, size));
    const YamlNode* root = parse_yaml(cut, {0, static_cast<uint32_t>(size)}, {}, arena, problems);
    CHECK((root != nullptr || problems.has_errors()));
  }
}

}  // namespace
}  // namespace stet::formats
