#include "engine/quantities/quantities.h"

#include <algorithm>

#include "engine/base/sort.h"
#include "engine/quantities/measures.h"
#include "engine/quantities/moments.h"
#include "engine/quantities/numbers.h"
#include "engine/quantities/ordinals.h"
#include "engine/quantities/ranges.h"

namespace stet::quantities {

namespace {

/// "the one", "which one": a pronoun.
bool is_pronoun(const Pieces& pieces, const Number& number) {
  if (number.end != number.begin + 1 || !pieces.says(number.begin, "one")) return false;
  if (number.begin == 0) return false;
  for (const char* word : {"this", "that", "the", "which", "no", "any", "every", "another"}) {
    if (pieces.says(number.begin - 1, word)) return true;
  }
  return false;
}

/// Of two that stand at the same place: "3/4" is a fraction before a date, 2014 a year before a
/// number.
int rank(const Quantity& quantity) {
  if (quantity.kind != Kind::number) return 1;
  return quantity.precision == 0 ? 0 : 2;
}

/// Longer before shorter at one place; what stands inside of another, or overlaps one that has a
/// unit, is nested.
void arrange(std::vector<Found>& found) {
  base::sort(found, [](const Found& a, const Found& b) {
    const base::Span x = a.quantity.span;
    const base::Span y = b.quantity.span;
    if (x.begin != y.begin) return x.begin < y.begin;
    return x.end != y.end ? x.end > y.end : rank(a.quantity) < rank(b.quantity);
  });
  uint32_t end = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    Quantity& quantity = found[i].quantity;
    quantity.nested = quantity.span.end <= end;
    if (quantity.kind == Kind::number_range && !quantity.nested) {
      for (size_t j = i + 1; j < found.size(); ++j) {
        const Quantity& other = found[j].quantity;
        if (other.span.begin >= quantity.span.end) break;
        if (other.span.end > quantity.span.end) quantity.nested = true;
      }
    }
    if (!quantity.nested) end = std::max(end, quantity.span.end);
  }
}

}  // namespace

std::string_view to_string(Kind kind) {
  constexpr std::string_view names[] = {"number",      "ordinal",
                                        "percent",     "percentage_point",
                                        "basis_point", "currency",
                                        "dimension",   "number_range",
                                        "date",        "time",
                                        "datetime",    "date_period",
                                        "time_period", "datetime_period",
                                        "duration",    "set"};
  return names[static_cast<size_t>(kind)];
}

std::vector<Quantity> find_quantities(std::string_view text, const text::Tokens& tokens,
                                      const Options& options) {
  const Pieces pieces(text, tokens);
  Numbers numbers;
  find_all_numbers(pieces, numbers);
  std::vector<Found> found;
  find_measures(pieces, numbers, found);
  for (const Number& number : numbers.numbers) {
    if (!number.glued && !is_pronoun(pieces, number)) {
      found.push_back(plain(pieces, number, Kind::number));
    }
  }
  find_ranges(pieces, numbers, found);
  find_ordinals(pieces, numbers, found);
  if (options.moments) find_moments(pieces, options.now, found);
  arrange(found);
  std::vector<Quantity> all;
  all.reserve(found.size());
  for (Found& each : found) all.push_back(std::move(each.quantity));
  return all;
}

bool comparable(const Quantity& a, const Quantity& b) {
  if (a.kind == Kind::currency || b.kind == Kind::currency) {
    if (a.unit == b.unit) return true;
    const bool dollars = a.unit.ends_with("ollar") && b.unit.ends_with("ollar");
    return dollars && (a.unit == "Dollar" || b.unit == "Dollar");
  }
  return a.kind == b.kind && a.unit == b.unit && a.dimension == b.dimension;
}

}  // namespace stet::quantities
