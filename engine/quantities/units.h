// Units of measure and currencies: their names and how they are written.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stet::quantities {

/// `words` as in lexicon.cc. The first is the name, with '_' for a space; "s" after a word of three
/// letters or more is understood.
struct UnitRow {
  std::string_view dimension;
  std::string_view name;
  std::string_view words;
};

struct CurrencyRow {
  std::string_view code;  ///< ISO 4217; empty for names that many share and for parts
  std::string_view name;
  std::string_view words;
  std::string_view whole = {};  ///< of a part, which unit holds …
  int32_t parts = 0;            ///< … how many of it
};

std::span<const UnitRow> unit_rows();
std::span<const CurrencyRow> currency_rows();

}  // namespace stet::quantities
