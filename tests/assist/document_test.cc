// Half-typed JSON: of what is right the tree is the parser's own; of what is not, whatever can be
// made out, and never anything outside of the text.
#include <catch2/catch.hpp>

#include "tests/assist/kit.h"

namespace stet::assist {
namespace {

using methodology::Member;
using methodology::Node;
using testing::shipped_files;
using testing::slurp;

/// With places: "{a@1-4:1@6-7}".
void print(const Node& node, std::string& out) {
  const auto place = [&](base::Span span) {
    out += "@" + std::to_string(span.begin) + "-" + std::to_string(span.end);
  };
  if (node.is(methodology::object_node)) {
    out += "{";
    for (const Member& member : node.members) {
      out += out.back() == '{' ? "" : ",";
      out += std::string(member.key.text);
      place(member.key_place);
      out += ":";
      print(member.value, out);
    }
    out += "}";
  } else if (node.is(methodology::list_node)) {
    out += "[";
    for (const Node& item : node.items) {
      out += out.back() == '[' ? "" : ",";
      print(item, out);
    }
    out += "]";
  } else if (node.is(methodology::string_node)) {
    out += "'" + std::string(node.view()) + "'";
  } else {
    methodology::append_json(node, out);
  }
  place(node.place);
}

std::string printed(const Node& node) {
  std::string out;
  print(node, out);
  return out;
}

std::string loose(std::string_view text) {
  base::Arena arena;
  std::string out;
  methodology::append_json(read_loose_json(text, arena), out);
  return out;
}

void check_places(const Node& node, size_t size) {
  REQUIRE(node.place.begin <= node.place.end);
  REQUIRE(node.place.end <= size);
  for (const Node& item : node.items) check_places(item, size);
  for (const Member& member : node.members) {
    REQUIRE(member.key_place.end <= size);
    check_places(member.value, size);
  }
}

TEST_CASE("the tree of a right file is the parser's") {
  for (const std::string& path : shipped_files()) {
    INFO(path);
    const std::string text = slurp(path);
    base::Arena arena;
    base::Problems problems;
    const auto strict = methodology::parse_json({text, path, 0}, arena, problems);
    REQUIRE(strict.has_value());
    CHECK(printed(read_loose_json(text, arena)) == printed(*strict));
  }
}

TEST_CASE("what is missing is left out") {
  const struct {
    std::string_view text, tree;
  } rows[] = {
      {"", "null"},
      {"// nothing yet", "null"},
      {"{", "{}"},
      {R"({"a)", R"({"a":null})"},
      {R"({"a")", R"({"a":null})"},
      {R"({"a":)", R"({"a":null})"},
      {R"({"a": "b)", R"({"a":"b"})"},
      {R"({"a": , "b": 2})", R"({"a":null,"b":2})"},
      {"{\"a\": \"open\n  \"b\": 2}", R"({"a":"open","b":2})"},
      {R"({"a" "b": 2})", R"({"a":null,"b":2})"},
      {R"({"a": 1 "b": 2})", R"({"a":1,"b":2})"},
      {R"({whe "b": 2})", R"({"whe":null,"b":2})"},
      {R"({"a": tru})", R"({"a":"tru"})"},
      {R"({"a": [1, 2, "b": 3})", R"({"a":[1,2],"b":3})"},
      {R"({"a": [1, 2}, "b": 3})", R"({"a":[1,2]})"},
      {R"({"a": [{"b": 1], "c": 2})", R"({"a":[{"b":1}],"c":2})"},
      {R"([1,, 2]])", "[1,2]"},
      {R"({"a": {"b": "c\)", R"({"a":{"b":"c\\"}})"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(loose(row.text) == row.tree);
  }
}

TEST_CASE("a file that is cut or garbled anywhere has a tree within it") {
  const std::string text = slurp("rules/local-desk.json");
  uint64_t state = 7;
  const auto random = [&](size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<size_t>(state >> 33) % below;
  };
  for (size_t cut = 0; cut < text.size(); ++cut) {
    base::Arena arena;
    check_places(read_loose_json(std::string_view(text).substr(0, cut), arena), cut);
  }
  constexpr std::string_view marks = "{}[],:\"\\/\n*1tnÄ";
  for (int round = 0; round < 2000; ++round) {
    std::string garbled = text;
    for (size_t changes = 1 + random(4); changes > 0; --changes) {
      garbled[random(garbled.size())] = marks[random(marks.size())];
    }
    base::Arena arena;
    check_places(read_loose_json(garbled, arena), garbled.size());
  }
}

TEST_CASE("nesting beyond that of rules files ends nowhere") {
  const std::string deep(100000, '[');
  base::Arena arena;
  CHECK(read_loose_json(deep, arena).is(methodology::list_node));
  CHECK(read_loose_json(std::string(100000, '{'), arena).is(methodology::object_node));
}

TEST_CASE("YAML without the lines that are no YAML") {
  const auto read = [](std::string_view text) {
    std::string out;
    methodology::append_json(read_document("a.yaml", std::string(text))->root, out);
    return out;
  };
  CHECK(read("id: a\ntitle: b\n") == R"({"id":"a","title":"b"})");
  CHECK(read("id: a\ntit\nstet: 1\n") == R"({"id":"a","stet":1})");
  CHECK(read("id: a\nwhen: \"open\nstet: 1\n") == R"({"id":"a","stet":1})");
  CHECK(read("rules:\n  - id: a\n    dec\n    when: b\n") ==
        R"({"rules":[{"id":"a","when":"b"}]})");
  CHECK(read("") == "null");
}

}  // namespace
}  // namespace stet::assist
