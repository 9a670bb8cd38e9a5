// JSON text: every escape, structure, indentation; all bytes against a plain reading of the rules.
#include "engine/base/json_writer.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/base/json_piece.h"

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

TEST_CASE("whole numbers print as texts do") {
  const auto check = [&](uint64_t value) {
    std::string out;
    JsonWriter json(out);
    json.begin_array();
    json.integer(static_cast<int64_t>(value));
    json.integer(-static_cast<int64_t>(value));
    json.number(static_cast<double>(value));
    json.end_array();
    const std::string text = std::to_string(value), minus = value == 0 ? "" : "-";
    REQUIRE(out == "[" + text + "," + minus + text + "," + text + "]");
  };
  for (uint32_t value = 0; value < 20'000; ++value) check(value);
  for (uint64_t power = 10; power <= 1'000'000'000'000; power *= 10) {
    for (uint64_t value = power - 2; value < power + 2; ++value) {
      check(value);
      check(value * 7 / 3);
    }
  }
  for (uint64_t value = 1; value < UINT32_MAX * uint64_t{9}; value = value * 3 + 7) check(value);
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
    static constexpr QuotedKey often("often"), words("words"), never("never");
    json.member_number(often, 0.5);
    json.member(words, "\"a word\"");
    json.member_number(never, std::numeric_limits<double>::quiet_NaN());
    expected["often"] = 0.5;
    expected["words"] = "\"a word\"";
    expected["never"] = nullptr;
    json.end_object();
    CHECK(nlohmann::json::parse(out, nullptr, false) == expected);
  }
}

TEST_CASE("texts under keys that are written often") {
  static constexpr QuotedKey words("words");
  for (size_t size = 0; size < 3000; size += size < 100 ? 1 : 271) {
    for (size_t quote = 0; quote <= size; quote += size / 9 + 1) {
      std::string text(size, 'w');
      if (quote < size) text[quote] = '"';
      std::string out;
      JsonWriter json(out);
      json.begin_object();
      json.member(words, text);
      json.member(words, text);
      json.end_object();
      const std::string member = "\"words\":\"" + escaped(text) + "\"";
      REQUIRE(out == "{" + member + "," + member + "}");
    }
  }
}

TEST_CASE("a piece is written as its members are, or not at all") {
  static constexpr QuotedKey words("words"), number("number");
  const auto both = [](const std::string& text, double value) {
    std::string out, expected;
    JsonWriter json(out), plain(expected);
    json.begin_object();
    plain.begin_object();
    bool whole = true;
    for (int i = 0; i < 40; ++i) {
      JsonPiece piece(json);
      for (const bool yes : {true, false}) {
        piece.member(words, text);
        piece.member_number(number, value);
        piece.member_bool("yes", yes);
        plain.member(words, text);
        plain.member_number(number, value);
        plain.member_bool("yes", yes);
      }
      whole = piece.write() && whole;
      json.member_int("after", i);
      plain.member_int("after", i);
    }
    json.end_object();
    plain.end_object();
    if (whole) {
      REQUIRE(out == expected);
    } else {
      REQUIRE(out.find("words") == std::string::npos);
    }
    return whole;
  };
  for (size_t size = 0; size < 60; ++size) {
    std::string text(size, 'w');
    CHECK(both(text, static_cast<double>(size) / 7) == (size <= 48));
    if (size == 0) continue;
    text[size * 7 / 3 % size] = size % 2 == 0 ? '"' : '\n';
    CHECK_FALSE(both(text, 1));
  }
  CHECK_FALSE(both("words", std::numeric_limits<double>::infinity()));
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
