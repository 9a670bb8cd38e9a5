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

TEST_CASE("places print their numbers as texts do") {
  static constexpr QuotedKey keys[] = {QuotedKey("n")};
  const auto check = [&](uint32_t value) {
    std::string out;
    JsonWriter json(out);
    json.integers(keys, &value);
    REQUIRE(out == "{\"n\":" + std::to_string(value) + "}");
  };
  for (uint32_t value = 0; value < 20'000; ++value) check(value);
  for (uint64_t power = 10; power <= UINT32_MAX; power *= 10) {
    for (uint64_t value = power - 2; value < power + 2; ++value) {
      check(static_cast<uint32_t>(value));
      check(static_cast<uint32_t>(value * 7 / 3 % UINT32_MAX));
    }
  }
  for (uint32_t value = 1; value < UINT32_MAX / 3; value = value * 3 + 7) check(value);
  check(UINT32_MAX);
}

TEST_CASE("keys and texts of any length, in a piece and through the buffer") {
  for (const int indent : {0, 2}) {
    nlohmann::json expected = nlohmann::json::object();
    std::string out;
    JsonWriter json(out, indent);
    json.begin_object();
    for (size_t size = 0; size < 700; size += size < 40 ? 1 : 61) {
      const std::string plain(size, 'k'), quoted = plain + "\"\n" + plain;
      json.any_key(plain);
      json.string(quoted);
      json.any_key(quoted);
      json.string(plain);
      expected[plain] = quoted;
      expected[quoted] = plain;
    }
    json.member_int("a key of more than sixteen bytes", 1);
    expected["a key of more than sixteen bytes"] = 1;
    json.any_key("with \"quotes\"");
    json.integer(2);
    expected["with \"quotes\""] = 2;
    static constexpr QuotedKey place("place"), often("often"), words("words");
    static constexpr QuotedKey keys[] = {QuotedKey("begin"), QuotedKey("column"),
                                         QuotedKey("column_utf16"), QuotedKey("end_column_utf16")};
    const uint32_t values[] = {0, 17, 17, UINT32_MAX};
    json.key(place);
    json.integers(keys, values);
    expected["place"] = {
        {"begin", 0}, {"column", 17}, {"column_utf16", 17}, {"end_column_utf16", UINT32_MAX}};
    json.member_number(often, 0.5);
    json.member(words, "\"a word\"");
    expected["often"] = 0.5;
    expected["words"] = "\"a word\"";
    json.end_object();
    CHECK(nlohmann::json::parse(out, nullptr, false) == expected);
  }
}

TEST_CASE("what is written is in the string when no bracket is open") {
  std::string out;
  JsonWriter json(out);
  for (int i = 0; i < 3; ++i) {
    json.begin_array();
    json.integer(i);
    json.end_array();
    out += '\n';
  }
  CHECK(out == "[0]\n,[1]\n,[2]\n");
}

TEST_CASE("a lone value needs no container") {
  std::string out;
  JsonWriter(out).string("x");
  CHECK(out == "\"x\"");
}

}  // namespace stet::base
