// JSON text: every escape, structure, indentation; all bytes against a plain reading of the rules.
#include "engine/base/json_writer.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

namespace stet::base {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_json_escaped(out, text);
  return out;
}

}  // namespace

TEST_CASE("texts are escaped") {
  struct Row {
    std::string text;
    const char* expected;
  };
  const Row rows[] = {
      {"", ""},
      {"plain", "plain"},
      {"a \"quoted\" word", "a \\\"quoted\\\" word"},
      {"back\\slash", "back\\\\slash"},
      {"\b\f\n\r\t", "\\b\\f\\n\\r\\t"},
      {std::string("\0\x01\x1f\x7f", 4), "\\u0000\\u0001\\u001f\x7f"},
      {"</script>", "</script>"},
      {"\u00e9 \u20ac \U0001F600", "\u00e9 \u20ac \U0001F600"},
      {"line\u2028paragraph\u2029", "line\\u2028paragraph\\u2029"},
      {"bad\xFFutf8\xC3", "bad\uFFFDutf8\uFFFD"},
      {"12345678\"2345678", "12345678\\\"2345678"},
  };
  for (const Row& row : rows) CHECK(escaped(row.text) == row.expected);
}

TEST_CASE("any bytes give JSON that a parser reads back") {
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) {
    std::string text(random() % 40, ' ');
    for (char& c : text) {
      c = static_cast<char>(i % 2 == 0 ? random() % 128 : random());
    }
    const std::string json = '"' + escaped(text) + '"';
    const auto value = nlohmann::json::parse(json, nullptr, false);
    REQUIRE_FALSE(value.is_discarded());
    if (i % 2 == 0) {
      REQUIRE(value.get<std::string>() == text);
    }
  }
}

TEST_CASE("structure, in a line and for people") {
  const auto write = [](int indent) {
    std::string out;
    JsonWriter json(out, indent);
    json.begin_object();
    json.member("name", "a\"b");
    json.member_int("n", -3);
    json.key("list");
    json.begin_array();
    json.number(0.5);
    json.boolean(true);
    json.null();
    json.raw("{\"raw\":1}");
    json.begin_array();
    json.end_array();
    json.begin_object();
    json.member_bool("x", false);
    json.end_object();
    json.end_array();
    json.key("empty");
    json.begin_object();
    json.end_object();
    json.member_number("infinite", std::numeric_limits<double>::infinity());
    json.end_object();
    return out;
  };
  CHECK(
      write(0) ==
      R"({"name":"a\"b","n":-3,"list":[0.5,true,null,{"raw":1},[],{"x":false}],"empty":{},"infinite":null})");
  CHECK(write(2) == R"({
  "name": "a\"b",
  "n": -3,
  "list": [
    0.5,
    true,
    null,
    {"raw":1},
    [],
    {
      "x": false
    }
  ],
  "empty": {},
  "infinite": null
})");
}

TEST_CASE("a lone value needs no container") {
  std::string out;
  JsonWriter(out).string("x");
  CHECK(out == "\"x\"");
}

}  // namespace stet::base
