// Dates written with a month: in digits ("22/4/2016", "2019-sep-1") and in words ("4th of July").
#pragma once

#include "engine/quantities/moment.h"

namespace stet::quantities {

/// `dotted` allows "4.22", which is a number elsewhere.
Day read_digit_date(const Context& context, uint32_t at, bool dotted);
Day read_named_date(const Context& context, uint32_t at);

/// ", 1994", "of 2020", "nineteen ninety six" behind a month or a day.
Whole read_year_after(const Context& context, uint32_t at);

/// A day known in full, or with what may follow in `context`.
Day make_day(const Context& context, uint32_t end, int32_t year, int32_t month, int32_t day);
Day fixed_day(uint32_t end, int64_t days);

}  // namespace stet::quantities
