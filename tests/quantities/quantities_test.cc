// Numbers, money, measures and ranges, as printed.h writes them.
#include "engine/quantities/quantities.h"

#include <catch2/catch.hpp>

#include "tests/quantities/printed.h"

namespace stet::quantities {

namespace {

struct Row {
  const char* text;
  const char* found;
};

void check(const Row& row) {
  CAPTURE(row.text);
  CHECK(printed(row.text) == row.found);
}

}  // namespace

TEST_CASE("numbers") {
  const Row rows[] = {
      {"nothing here", ""},
      {"two hundred and three jobs", "[two hundred and three = 203]"},
      {"1,234,567.5 and 12,34,567", "[1,234,567.5 = 1234567.5][12,34,567 = 1234567]"},
      {"5.2bn, 5.2 billion, 3M", "[5.2bn = 5200000000][5.2 billion = 5200000000][3M = 3000000]"},
      {"three lakh crore", "[three lakh crore = 3000000000000]"},
      {"three quarters of them", "[three quarters = 0.75]"},
      {"one and a half million", "[one and a half million = 1500000]"},
      {"a dozen, half a dozen", "[a dozen = 12][half a dozen = 6]"},
      {"minus five or -5 but 3-5 no", "[minus five = -5][-5 = -5][3-5 = [3,5)]"},
      {"twenty point five", "[twenty point five = 20.5]"},
      {"4 thousand 3 hundred and 21", "[4 thousand 3 hundred and 21 = 4321]"},
      {"the 180ml liquid, https://x.org/?a=30%25", "[180ml = 180 Milliliter]"},
      {"that one is good", ""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("percent and money") {
  const Row rows[] = {
      {"up 3% or 3 per cent", "[3% = 3 percent][3 per cent = 3 percent]"},
      {"0.5 percentage points, 25 bps",
       "[0.5 percentage points = 0.5 percentage_point][25 bps = 25 basis_point]"},
      {"$5.2bn and US$ 5.2 billion",
       "[$5.2bn = 5200000000 Dollar][US$ 5.2 billion = 5200000000 United States dollar USD]"},
      {"€3m, 3 million euros", "[€3m = 3000000 Euro EUR][3 million euros = 3000000 Euro EUR]"},
      {"50 cents; 3 dollars 50 cents", "[50 cents = 50 Cent][3 dollars 50 cents = 3.5 Dollar]"},
      {"-$5 or 30 MUSD", "[-$5 = -5 Dollar][30 MUSD = 30000000 United States dollar USD]"},
      {"tried to call Bob 3 times", "[3 = 3]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("measures") {
  const Row rows[] = {
      {"a 3-inch pipe, 5 feet 2 inches",
       "[3-inch = 3 Inch][5 feet 2 inches = 5.166666666666667 Foot]"},
      {"190 km2 at 50 km/h", "[190 km2 = 190 Square kilometer][50 km/h = 50 Kilometer per hour]"},
      {"20 (kg) and 5 M", "[20 (kg) = 20 Kilogram][5 M = 5000000]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("ranges and approximations are intervals") {
  const Row rows[] = {
      {"between 3 and 5 people", "[between 3 and 5 = [3,5)]"},
      {"from 3 % to 4.5 %", "[from 3 % to 4.5 % = [3,4.5) percent]"},
      {"$2 to $3", "[$2 to $3 = [2,3) Dollar]"},
      {"more than $5 billion", "[$5 billion = 5000000000 (5000000000,) Dollar]"},
      {"about 100 people", "[100 = 100 [95,105]]"},
      {"nearly 100 people", "[100 = 100 [95,100]]"},
      {"5 or more", "[5 or more = [5,)]"},
      {"more than 10 and less than 40", "[more than 10 and less than 40 = (10,40)]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("ordinals") {
  const Row rows[] = {
      {"the 11th and twenty-first", "[11th = 11 ordinal][twenty-first = 21 ordinal]"},
      {"the last but one", "[the last but one = -1 ordinal]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("precision is one unit of the last digit") {
  text::Tokens tokens;
  const std::string_view text = "5.2bn 12.50 300";
  text::tokenise(text, tokens);
  const auto found = find_quantities(text, tokens, {});
  REQUIRE(found.size() == 3);
  CHECK(found[0].precision == Approx(1e8));
  CHECK(found[1].precision == Approx(0.01));
  CHECK(found[2].precision == 1);
}

TEST_CASE("a dollar goes with any dollar, not with a percentage") {
  const auto one = [](std::string_view text) {
    text::Tokens tokens;
    text::tokenise(text, tokens);
    return find_quantities(text, tokens, {}).front();
  };
  CHECK(comparable(one("$5"), one("US$ 6")));
  CHECK(!comparable(one("A$5"), one("US$ 6")));
  CHECK(!comparable(one("5 %"), one("5 points")));
  CHECK(comparable(one("5 km"), one("7 kilometres")));
}

}  // namespace stet::quantities
