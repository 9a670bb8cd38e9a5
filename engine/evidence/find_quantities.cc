// The story once more, for conditions that ask for quantities: places, voices and sentences are
// found as collect() found them, so that nobody else pays for keeping them. Tested in
// tests/gate/quantities_test.cc.
#include <algorithm>

#include "engine/evidence/collect.h"
#include "engine/quantities/quantities.h"

namespace stet::evidence {

namespace {

namespace grammar = quantities;

/// Later than any other reference by another year, month, day of the week and hour.
constexpr int64_t later = (int64_t{3 * 365 + 100} * 24 + 5) * 3600;

std::span<const Reading> readings_of(const grammar::Quantity& from, base::Arena& arena) {
  const std::span<Reading> readings = arena.make_array<Reading>(from.readings.size());
  for (size_t i = 0; i < readings.size(); ++i) {
    const grammar::Reading& reading = from.readings[i];
    readings[i].timex = arena.copy_text(reading.timex);
    readings[i].is_point = reading.is_point;
    if (reading.has_start) readings[i].start = reading.start;
    if (reading.has_end) readings[i].end = reading.end;
  }
  return readings;
}

bool same(const grammar::Reading& a, const grammar::Reading& b) {
  return a.timex == b.timex && a.has_start == b.has_start && a.has_end == b.has_end &&
         a.start == b.start && a.end == b.end;
}

/// Whether the readings differ from those at another time. `others`: all that is found then.
bool is_relative(const grammar::Quantity& quantity, std::span<const grammar::Quantity> others) {
  for (const grammar::Quantity& other : others) {
    if (other.span.begin != quantity.span.begin || other.kind != quantity.kind) continue;
    return !std::equal(other.readings.begin(), other.readings.end(), quantity.readings.begin(),
                       quantity.readings.end(), same);
  }
  return true;
}

}  // namespace

Quantity describe(const grammar::Quantity& from, base::Arena& arena) {
  Quantity out;
  out.kind = from.kind;
  out.has_value = from.has_value;
  out.value = from.value;
  out.low = from.low;
  out.high = from.high;
  out.low_open = from.low_open;
  out.high_open = from.high_open;
  out.precision = from.precision;
  out.unit = arena.copy_text(from.unit);
  out.dimension = arena.copy_text(from.dimension);
  out.currency = arena.copy_text(from.currency);
  out.approximation = arena.copy_text(from.modifier);
  out.relative_to = arena.copy_text(from.relative);
  out.readings = readings_of(from, arena);
  return out;
}

std::span<const Quantity> Collector::find_quantities(std::optional<int64_t> now) {
  std::vector<Quantity> all;
  restart();
  for (const Passage& passage : evidence_.passages) {
    const bool continues = goes_on(passage);
    if (!continues) stop_speech();
    analyse(passage);
    speakers_.read(passage, analysis_, search_->is_attribution());
    add_quantities(passage, now, all);
    first_sentence_ += static_cast<uint32_t>(analysis_.sentences.size());
    if (!continues) quotation_state_ = {};
  }
  return arena_.copy_array(all);
}

void Collector::add_quantities(const Passage& passage, std::optional<int64_t> now,
                               std::vector<Quantity>& out) {
  const std::string_view text = passage.text->text;
  grammar::Options options{true, now.value_or(0)};
  const auto found = grammar::find_quantities(text, analysis_.tokens, options);
  options.now += later;
  std::vector<grammar::Quantity> others;
  for (const grammar::Quantity& from : found) {
    if (from.nested) continue;
    Quantity& quantity = out.emplace_back(describe(from, arena_));
    place(quantity, passage, from.span);
    if (!grammar::is_moment(from.kind)) continue;
    if (others.empty()) others = grammar::find_quantities(text, analysis_.tokens, options);
    quantity.relative = is_relative(from, others);
    if (quantity.relative && !now) quantity.readings = {};
  }
}

}  // namespace stet::evidence
