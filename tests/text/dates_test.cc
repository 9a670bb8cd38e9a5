// Which numbers of a text are dates: printed as they stand, those of dates in brackets.
#include "engine/text/dates.h"

#include <catch2/catch.hpp>

namespace stet::text {

namespace {

std::string marked(std::string_view text) {
  Tokens tokens;
  std::vector<NumberToken> numbers;
  tokenise(text, tokens);
  find_numbers(text, tokens, numbers);
  std::string out;
  for (const NumberToken& number : numbers) {
    const std::string digits(base::slice(text, number.digits));
    out += (out.empty() ? "" : " ") + (number.in_date ? "[" + digits + "]" : digits);
  }
  return out;
}

struct Row {
  const char *text, *expected;
};

}  // namespace

TEST_CASE("numbers of dates and times of day") {
  const Row rows[] = {
      {"The next meeting is on 26 April 2024.", "[26] [2024]"},
      {"It met on April 26, 2024, and on Apr. 27.", "[26] [2024] [27]"},
      {"From 26–27 April, from April 26-27 and on 5 and 6 May", "[26] [27] [26] [27] [5] [6]"},
      {"Sept. 2019, March, 1848, December 1066", "[2019] [1848] [1066]"},
      {"2024-04-26, 26/04/2024, 4/26/2024", "[2024] [04] [26] [26] [04] [2024] [4] [26] [2024]"},
      {"at 10:30, 23:59:59, 4 p.m., 10 am and 5 o’clock", "[10] [30] [23] [59] [59] [4] [10] [5]"},
      {"in 2024, since 2019 and until 1999", "[2024] [2019] [1999]"},
      {"2019–20, in 2019-2024, from 2019 to 2024, between 2019 and 2024",
       "[2019] [20] [2019] [2024] [2019] [2024] [2019] [2024]"},
      {"fiscal 2024, Q3 2024, mid-2025, the third quarter of 2026", "[2024] [2024] [2025] [2026]"},
      {"By 2030 the port will close. 2031 is too late.", "[2030] [2031]"},
      {"the 2008 crisis and its 2009 end (2010)", "[2008] [2009] [2010]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(marked(row.text) == row.expected);
  }
}

TEST_CASE("figures that look like dates stay figures") {
  const Row rows[] = {
      {"Sales rose 14 % to 26 million", "14 26"},
      {"in 2,024 cases, in 2024.5 tonnes, $2024, 2024 dollars, 2024 %",
       "2,024 2024.5 2024 2024 2024"},
      {"Acme cuts 2000 jobs, hires 1950 workers", "2000 1950"},
      {"2000 jobs went; a cut of 2000 jobs, by 2000 workers", "2000 2000 2000"},
      {"in 3000 cases, since 1500 places, the 1899 trains", "3000 1500 1899"},
      {"It may 5 times; they march 20 miles", "5 20"},
      {"32 April, 0 May, May 45", "32 0 45"},
      {"a ratio of 3:2, at 25:10, 10:75, 1:000", "3 2 25 10 10 75 1 000"},
      {"26/04 of them, 1-2-3, 9/11", "26 04 1 2 3 9 11"},
      {"12 amps, 30 pmol", "12 30"},
      {"26 people left in April; 5 and 30 people", "26 5 30"},
      {"rose 3–4 %", "3 4"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(marked(row.text) == row.expected);
  }
}

}  // namespace stet::text
