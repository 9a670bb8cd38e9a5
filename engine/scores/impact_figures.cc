// Tested in tests/scores/impact_test.cc.
#include "engine/scores/impact_figures.h"

#include <algorithm>

#include "engine/scores/fixed.h"

namespace stet::scores {

namespace {

using evidence::Figure;
using evidence::Finding;
using evidence::Hit;
using methodology::Measure;
using methodology::Signal;

// An ISO 4217 code, neither "%" nor "bp".
bool is_money(const Figure& figure) {
  return figure.unit.size() == 3 && figure.unit[0] >= 'A' && figure.unit[0] <= 'Z';
}

bool is_percent(const Figure& figure) { return figure.unit == "%" || figure.unit == "pp"; }

uint32_t words_apart(const Finding& a, const Finding& b, uint32_t most) {
  return a.span.begin <= b.span.begin ? words_between(a, b, most) : words_between(b, a, most);
}

bool is_near(const Finding& a, const Finding& b) {
  return words_apart(a, b, words_to_base) <= words_to_base;
}

/// Stops behind the first word beyond `most`.
uint32_t count_words(std::string_view text, uint32_t most) {
  uint32_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    const bool sign = c == ',' || c == '.' || c == '(' || c == ')' || c == ';' || c == ':';
    if (!space && !sign && !inside && ++words > most) break;
    inside = !space && (inside || !sign);
  }
  return words;
}

template <typename Accept>
Measured nearest(const ImpactInput& input, const Hit& hit, Accept accept) {
  Measured found;
  uint32_t least = UINT32_MAX;
  for (const Figure& figure : in_sentence(input.figures, hit.sentence)) {
    if (!accept(figure)) continue;
    const uint32_t apart = words_apart(figure, hit, least);
    if (apart >= least) continue;
    least = apart;
    found = {&figure, figure.value < 0 ? -figure.value : figure.value};
  }
  return found;
}

Measured count_before(const ImpactInput& input, const Hit& hit) {
  return nearest(input, hit, [&](const Figure& figure) {
    return figure.unit.empty() && figure.span.end <= hit.span.begin &&
           words_apart(figure, hit, words_to_counted) <= words_to_counted;
  });
}

Measured base_at(const ImpactInput& input, const Hit& hit) {
  return nearest(input, hit,
                 [&](const Figure& figure) { return is_money(figure) && is_near(figure, hit); });
}

}  // namespace

uint32_t words_between(const Finding& first, const Finding& second, uint32_t most) {
  constexpr uint32_t far = 1024;  // bytes
  if (first.span.end >= second.span.begin) return 0;
  const uint32_t bytes = second.span.begin - first.span.end;
  if (bytes > far) return UINT32_MAX;
  return count_words(first.passage->text->text.substr(first.span.end, bytes), most);
}

Figures::Figures(const methodology::Impact& rules, const ImpactInput& input, base::Arena& arena)
    : rules_(rules), input_(input) {
  find_bases(arena);
  largest_ = largest(input.figures);
}

// The amount nearest to a word that says so: "revenue of $2bn", "$9bn in assets".
void Figures::find_bases(base::Arena& arena) {
  size_t count = 0;
  for (const uint32_t list : rules_.bases) count += input_.list_hits[list].size();
  const std::span<const Figure*> found = arena.make_array<const Figure*>(count);
  count = 0;
  for (const uint32_t list : rules_.bases) {
    for (const Hit& hit : input_.list_hits[list]) {
      const Measured base = base_at(input_, hit);
      if (base.finding != nullptr) found[count++] = static_cast<const Figure*>(base.finding);
    }
  }
  bases_ = found.first(count);
  std::sort(bases_.begin(), bases_.end());
}

bool Figures::is_base(const Figure& figure) const {
  return std::binary_search(bases_.begin(), bases_.end(), &figure);
}

// 0 for a currency that the methodology does not know.
double Figures::worth(const Figure& figure) const {
  if (rules_.currencies.empty()) return figure.value;
  for (const auto& [code, value] : rules_.currencies) {
    if (figure.unit == code) return figure.value * value;
  }
  return 0;
}

Measured Figures::amount(const Figure& figure) const {
  if (!is_money(figure) || is_base(figure)) return {};
  return {&figure, worth(figure)};
}

// The first of equals.
Measured Figures::largest(std::span<const Figure> figures) const {
  Measured found;
  for (const Figure& figure : figures) {
    const Measured at = amount(figure);
    if (at.value > found.value) found = at;
  }
  return found;
}

// "6% of revenue"; or, where an amount stands beside the base, the largest amount of the story in
// per cent of it.
Measured Figures::share_of_base(const Hit& hit) const {
  const Measured share = nearest(input_, hit, [&](const Figure& figure) {
    return is_percent(figure) && figure.span.end <= hit.span.begin && is_near(figure, hit);
  });
  if (share.finding != nullptr) return share;
  const Measured base = base_at(input_, hit);
  if (base.finding == nullptr || largest_.finding == nullptr) return {};
  const double whole = worth(*static_cast<const Figure*>(base.finding));
  if (whole <= 0) return {};
  return {largest_.finding, 100 * largest_.value / whole};
}

Measured Figures::measure(const Signal& signal, const Hit& hit) const {
  switch (signal.measure) {
    case Measure::phrase: return {&hit, 1};
    case Measure::money: return largest(in_sentence(input_.figures, hit.sentence));
    case Measure::percent: return nearest(input_, hit, is_percent);
    case Measure::basis_points:
      return nearest(input_, hit, [](const Figure& figure) { return figure.unit == "bp"; });
    case Measure::count: return count_before(input_, hit);
    case Measure::share: return share_of_base(hit);
  }
  return {};
}

}  // namespace stet::scores
