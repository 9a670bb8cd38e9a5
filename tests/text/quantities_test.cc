// Numbers in text, printed as [text = value unit].
#include "engine/text/quantities.h"

#include <catch2/catch.hpp>

#include "engine/base/number.h"

namespace stet::text {

namespace {

std::string printed(std::string_view text) {
  static constexpr const char* units[] = {"", " %", " pp", " bp", " "};
  Tokens tokens;
  std::vector<NumberToken> numbers;
  tokenise(text, tokens);
  find_numbers(text, tokens, numbers);
  std::string out;
  for (const NumberToken& number : numbers) {
    out += "[" + std::string(base::slice(text, number.span)) + " = ";
    base::append_double(out, number.value);
    out += units[static_cast<int>(number.unit)] + std::string(number.currency) + "]";
  }
  return out;
}

}  // namespace

TEST_CASE("numbers in text") {
  struct Row {
    const char* text;
    const char* numbers;
  };
  const Row rows[] = {
      {"no numbers", ""},
      {"in 2019 there were 39", "[2019 = 2019][39 = 39]"},
      {"1,200 and 1,234,567.89", "[1,200 = 1200][1,234,567.89 = 1234567.89]"},
      {"12,00,000 people", "[12,00,000 = 1200000]"},
      {"5.2bn or 5.2 billion", "[5.2bn = 5200000000][5.2 billion = 5200000000]"},
      {"0.1 million, 3m, 4k, 2 m", "[0.1 million = 100000][3m = 3000000][4k = 4000][2 = 2]"},
      {"2 crore, 3 lakh", "[2 crore = 20000000][3 lakh = 300000]"},
      {"up 3%, 3 % and 3 percent, 3 per cent",
       "[3% = 3 %][3 % = 3 %][3 percent = 3 %][3 per cent = 3 %]"},
      {"0.5 percentage points", "[0.5 percentage points = 0.5 pp]"},
      {"25 basis points, 25 bps, 25bp", "[25 basis points = 25 bp][25 bps = 25 bp][25bp = 25 bp]"},
      {"$5.2 billion, €3m, £1,200.50",
       "[$5.2 billion = 5200000000 USD][€3m = 3000000 EUR][£1,200.50 = 1200.5 GBP]"},
      {"US$5, A$ 6, HK$7bn", "[US$5 = 5 USD][6 = 6][HK$7bn = 7000000000 HKD]"},
      {"5 million euros, 3 dollars, USD 5m",
       "[5 million euros = 5000000 EUR][3 dollars = 3 USD][USD 5m = 5000000 USD]"},
      {"100 €", "[100 = 100]"},
      {"100€", "[100€ = 100 EUR]"},
      {"fell -3% or −4 or –$5", "[-3% = -3 %][−4 = -4][–$5 = -5 USD]"},
      {"2019-20, 3-4%", "[2019 = 2019][20 = 20][3 = 3][4% = 4 %]"},
      {"10am 3rd Q3 4D 1.2.3 1,2 12,3456", ""},
      {"(5.5)", "[5.5 = 5.5]"},
      {"5.", "[5 = 5]"},
      {"9/11", "[9 = 9][11 = 11]"},
      {"12345678901234567890123456789012345678901234567890", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(printed(row.text) == row.numbers);
  }
}

TEST_CASE("scales are exact") {
  Tokens tokens;
  std::vector<NumberToken> numbers;
  const std::string_view text = "1.1 billion, 4.35 million, 0.07 trillion";
  tokenise(text, tokens);
  find_numbers(text, tokens, numbers);
  REQUIRE(numbers.size() == 3);
  CHECK(numbers[0].value == 1.1e9);
  CHECK(numbers[1].value == 4.35e6);
  CHECK(numbers[2].value == 0.07e12);
  CHECK(numbers[2].scale == 1e12);
  CHECK(base::slice(text, numbers[1].digits) == "4.35");
}

}  // namespace stet::text
