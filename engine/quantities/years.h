// Months, quarters, halves, seasons, years, decades with their names: "Sept 2019", "2019-Q1",
// "summer of 2016", "the nineteen seventies", "fiscal 2016".
#pragma once

#include "engine/quantities/moment.h"

namespace stet::quantities {

Span read_named_span(const Context& context, uint32_t at);
/// A year that stands alone: "2008", "year 247".
Span read_year_span(const Context& context, uint32_t at);

Span fixed_span(uint32_t end, std::string timex, int64_t begin, int64_t finish, Grain grain);
/// "(2016-07-01,2016-10-01,P3M)"
std::string range_timex(int64_t begin, int64_t end, std::string_view length);
Span month_span(const Context& context, uint32_t end, int32_t year, int32_t month);
/// How a week, month, year … that begins on a day is called: "2016-W46".
std::string span_timex(Grain grain, int64_t begin);
/// All of a year, by relation to this one: "this year" …
Span year_span(uint32_t end, int32_t year);

}  // namespace stet::quantities
