// The words of dates and times.
#pragma once

#include <span>
#include <string_view>

#include "engine/quantities/lexicon.h"

namespace stet::quantities {

/// Units of calendar and clock, from small to large.
enum class Grain : uint8_t {
  second,
  minute,
  hour,
  day,
  weekend,
  week,
  fortnight,
  month,
  quarter,
  half,
  year,
  decade,
  century,
  business_day,
  night,
};

struct WordRow {
  Sort sort;
  std::string_view words;  ///< as in lexicon.cc
};

std::span<const WordRow> moment_words();

}  // namespace stet::quantities
