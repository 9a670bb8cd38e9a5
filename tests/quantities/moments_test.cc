// Dates, times, periods, durations and sets, seen from Monday 7 November 2016; as printed.h writes.
#include <catch2/catch.hpp>

#include <chrono>
#include <string>

#include "engine/quantities/civil.h"
#include "tests/quantities/printed.h"

namespace stet::quantities {

namespace {

struct Row {
  const char* text;
  const char* found;
};

void check(const Row& row) {
  CAPTURE(row.text);
  CHECK(printed(row.text, "2016-11-07T09:00:00") == row.found);
}

}  // namespace

TEST_CASE("dates") {
  const Row rows[] = {
      {"on 26 April 2024", "[26 April 2024 = 2024-04-26 2024-04-26 date]"},
      {"tomorrow", "[tomorrow = 2016-11-08 2016-11-08 date]"},
      {"next Friday", "[next Friday = 2016-11-18 2016-11-18 date]"},
      {"two days ago", "[two days ago = 2016-11-05 2016-11-05 date]"},
      {"the second Monday of next month",
       "[the second Monday of next month = XXXX-12-WXX-1-#2 2016-12-12 date]"},
      {"2000 jobs may go", "[2000 = 2000]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("periods") {
  const Row rows[] = {
      {"in 2014", "[2014 = 2014 2014-01-01..2015-01-01 date_period]"},
      {"Q3 2016", "[Q3 2016 = (2016-07-01,2016-10-01,P3M) 2016-07-01..2016-10-01 date_period]"},
      {"last quarter",
       "[last quarter = (2016-07-01,2016-10-01,P3M) 2016-07-01..2016-10-01 date_period]"},
      {"fiscal 2016", "[fiscal 2016 = FY2016 date_period]"},
      {"last year", "[last year = 2015 2015-01-01..2016-01-01 date_period]"},
      {"since 2010", "[since 2010 = 2010 2010-01-01 date_period]"},
      {"from 4 to 22 this month",
       "[from 4 to 22 this month = (2016-11-04,2016-11-22,P18D) 2016-11-04..2016-11-22 "
       "date_period]"},
      {"the 1990s",
       "[the 1990s = (1990-01-01,2000-01-01,P10Y) 1990-01-01..2000-01-01 date_period]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("times, durations, sets") {
  const Row rows[] = {
      {"at 8.30pm", "[8.30pm = T20:30 20:30:00 time]"},
      {"5 to 6pm", "[5 to 6pm = (T17,T18,PT1H) 17:00:00..18:00:00 time_period]"},
      {"tomorrow at 5pm", "[tomorrow at 5pm = 2016-11-08T17 2016-11-08 17:00:00 datetime]"},
      {"in 5 minutes", "[in 5 minutes = 2016-11-07T09:05:00 2016-11-07 09:05:00 datetime]"},
      {"an hour and a half", "[an hour and a half = 5400 PT1.5H duration]"},
      {"every Monday", "[every Monday = XXXX-WXX-1 set]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("civil time") {
  CHECK(print_civil(read_civil("2024-02-29T23:59:59").value_or(0), Kind::datetime) ==
        "2024-02-29 23:59:59");
  CHECK(!read_civil("2023-02-29"));
  CHECK(weekday_of(days_of({2026, 11, 25})) == 3);
  CHECK(date_of(add_months(days_of({2024, 1, 31}), 1)).day == 29);
  for (const int64_t days : {-800000, -1, 0, 1, 11016, 800000})
    CHECK(days_of(date_of(days)) == days);
}

TEST_CASE("long and odd texts take time in proportion") {
  for (const char* piece :
       {"million ", "1,234,", "5-", "last week of ", "two days before ", "1.2.3.", "e-", "$ 5 ",
        "one hundred and ", "more than 5 or ", "from 5 to ", "40 000 ", "1/2/", "every ", "((((",
        "\xff\xfe 5", "the third week of the "}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 20000) text += piece;
    const auto begin = std::chrono::steady_clock::now();
    printed(text, "2016-11-07");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    CHECK(took.count() < 20);
  }
}

}  // namespace stet::quantities
