// Numbers to text and back: tables, and round trips of random bit patterns against strtod.
#include "engine/base/number.h"

#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

namespace stet::base {

namespace {

std::string printed(double value, bool keep_point = false) {
  std::string out;
  append_double(out, value, keep_point);
  return out;
}

}  // namespace

TEST_CASE("doubles print as in ECMAScript") {
  struct Row {
    double value;
    const char* text;
    const char* with_point;
  };
  const Row rows[] = {
      {0.0, "0", "0.0"},
      {-0.0, "-0", "-0.0"},
      {1, "1", "1.0"},
      {-12, "-12", "-12.0"},
      {0.1, "0.1", "0.1"},
      {0.1 + 0.2, "0.30000000000000004", "0.30000000000000004"},
      {100, "100", "100.0"},
      {123456789012345680000.0, "123456789012345680000", "123456789012345680000.0"},
      {1e21, "1e+21", "1e+21"},
      {1.5e300, "1.5e+300", "1.5e+300"},
      {0.000001, "0.000001", "0.000001"},
      {1e-7, "1e-7", "1e-7"},
      {5e-324, "5e-324", "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308", "1.7976931348623157e+308"},
      {2.2250738585072014e-308, "2.2250738585072014e-308", "2.2250738585072014e-308"},
      {9007199254740993.0, "9007199254740992", "9007199254740992.0"},
      {3.75, "3.75", "3.75"},
      {std::numeric_limits<double>::infinity(), "Infinity", "Infinity"},
      {-std::numeric_limits<double>::infinity(), "-Infinity", "-Infinity"},
      {std::numeric_limits<double>::quiet_NaN(), "NaN", "NaN"},
  };
  for (const Row& row : rows) {
    CHECK(printed(row.value) == row.text);
    CHECK(printed(row.value, true) == row.with_point);
  }
}

TEST_CASE("every double reads back as itself") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 50'000; ++i) {
    const uint64_t bits = random();
    double value;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    const std::string text = printed(value);
    const std::optional<double> back = parse_double(text);
    CAPTURE(text);
    REQUIRE(back);
    REQUIRE(std::memcmp(&*back, &value, sizeof value) == 0);
    REQUIRE(std::strtod(text.c_str(), nullptr) == value);
  }
}

TEST_CASE("whole millionths print as shortly as can be") {
  std::mt19937_64 random(11);
  for (int i = 0; i < 50'000; ++i) {
    const uint64_t millionths = random() >> (random() % 50 + 14);
    const double value = static_cast<double>(millionths) / 1e6;
    char expected[64];
    const auto end =
        std::to_chars(expected, expected + sizeof expected, value, std::chars_format::fixed);
    std::string printed;
    append_double(printed, value);
    if (value >= 1e-5 && value < 1e15) REQUIRE(printed == std::string(expected, end.ptr));
    REQUIRE(parse_double(printed) == value);
  }
}

TEST_CASE("parsed doubles are the nearest ones") {
  const std::string nines(900, '9');
  const std::string zeros(400, '0');
  const std::string rows[] = {
      "0",
      "-0",
      "1",
      "+1",
      ".5",
      "5.",
      "-.5e1",
      "1e22",
      "1e23",
      "123456789012345678901234567890",
      "9007199254740993",
      "9007199254740992.999999999999999999999999",
      "9007199254740993.00000000001",
      "2.2250738585072011e-308",
      "2.2250738585072014e-308",
      "4.9e-324",
      "2.4703282292062327e-324",
      "2.4703282292062328e-324",
      "2.47e-324",
      "1e-400",
      "1.7976931348623157e308",
      "1.7976931348623158e308",
      "0.1e-0",
      "6.02E+23",
      "0." + zeros + "1e401",
      "1" + zeros + "e-400",
      nines + "e-900",
      "0." + nines,
      "0.5" + zeros + zeros + zeros + "1",
      "1.00000000000000011102230246251565404236316680908203125",
      "1.00000000000000011102230246251565404236316680908203124",
      "1.00000000000000011102230246251565404236316680908203125" + zeros + zeros + "1",
      "8.5e-310",
      "1448997445238699",
      "0.000000000000000000000000000000000000000000000000000001"};
  for (const std::string& text : rows) {
    CAPTURE(text);
    const std::optional<double> value = parse_double(text);
    REQUIRE(value);
    CHECK(*value == std::strtod(text.c_str(), nullptr));
    CHECK(std::signbit(*value) == (text[0] == '-'));
  }
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (size_t digits = 1 + random() % 25; digits > 0; --digits) {
      text += static_cast<char>('0' + random() % 10);
    }
    text.insert(random() % (text.size() + 1), ".");
    text += "e" + std::to_string(static_cast<int>(random() % 660) - 345);
    const double expected = std::strtod(text.c_str(), nullptr);
    if (std::isinf(expected)) continue;
    CAPTURE(text);
    REQUIRE(parse_double(text) == expected);
  }
}

TEST_CASE("what is no double is refused") {
  for (const char* text :
       {"",    "+",    "-",   ".",   "e5",       "1e",  "1e+",   "1.2.3",  " 1",      "1 ",
        "1,2", "0x10", "inf", "nan", "Infinity", "--1", "1e400", "-1e400", "1.8e308", "1f"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_double(text));
  }
}

TEST_CASE("integers read and print over their whole range") {
  struct Row {
    const char* text;
    std::optional<int64_t> value;
  };
  const Row rows[] = {
      {"0", 0},
      {"-1", -1},
      {"+7", 7},
      {"007", 7},
      {"9223372036854775807", INT64_MAX},
      {"-9223372036854775808", INT64_MIN},
      {"9223372036854775808", std::nullopt},
      {"-9223372036854775809", std::nullopt},
      {"99999999999999999999", std::nullopt},
      {"", std::nullopt},
      {"-", std::nullopt},
      {"1.0", std::nullopt},
      {" 1", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_int(row.text) == row.value);
  }
  std::string out;
  append_int(out, INT64_MIN);
  out += ' ';
  append_int(out, -42);
  out += ' ';
  append_uint(out, UINT64_MAX);
  CHECK(out == "-9223372036854775808 -42 18446744073709551615");
}

}  // namespace stet::base
