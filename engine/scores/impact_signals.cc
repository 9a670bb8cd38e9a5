// Tested in tests/scores/impact_test.cc.
#include "engine/scores/impact_signals.h"

#include <algorithm>

#include "engine/scores/fixed.h"

namespace stet::scores {

namespace {

using evidence::Finding;
using evidence::Hit;
using methodology::Axis;
using methodology::Discount;
using methodology::Factor;
using methodology::Signal;

/// Of a signal that stands everywhere only the first places are weighed.
constexpr size_t most_places = 64;
constexpr size_t most_figures = 1000;

bool in_lead(const Hit& hit, const ImpactInput& input) {
  switch (hit.passage->part) {
    case evidence::Part::headline:
    case evidence::Part::description: return true;
    case evidence::Part::body: return hit.sentence < input.first_body_sentence + lead_sentences;
    default: return false;
  }
}

const Hit* find_in_lead(const Discount& discount, const ImpactInput& input) {
  for (const uint32_t list : discount.lists) {
    for (const Hit& hit : input.list_hits[list]) {
      if (in_lead(hit, input)) return &hit;
    }
  }
  return nullptr;
}

bool applies(const Discount& discount, const Hit& hit, const Finding& finding) {
  if (!discount.within) return true;
  if (hit.span.end > finding.span.begin) return false;
  return words_between(hit, finding, *discount.within) <= *discount.within;
}

const Hit* find_beside(const Discount& discount, const ImpactInput& input, const Finding& finding) {
  for (const uint32_t list : discount.lists) {
    for (const Hit& hit : in_sentence(input.list_hits[list], finding.sentence)) {
      if (applies(discount, hit, finding)) return &hit;
    }
  }
  return nullptr;
}

/// The first hit in the finding's passage that a factor reaches from there.
const Hit* first_in_reach(std::span<const Hit> hits, const Finding& finding) {
  const uint32_t first = finding.sentence - std::min(finding.sentence, factor_reach);
  const uint32_t last = finding.sentence + factor_reach;
  if (hits.empty() || hits.front().sentence > last || hits.back().sentence < first) return nullptr;
  for (size_t at = first_from(hits, first); at < hits.size(); ++at) {
    if (hits[at].sentence > last) break;
    if (hits[at].passage == finding.passage) return &hits[at];
  }
  return nullptr;
}

ImpactShare factor_at(const Factor& factor, const ImpactInput& input, const Finding& finding) {
  ImpactShare found{factor.id, factor.otherwise, nullptr};
  for (const Factor::Level& level : factor.levels) {
    if (found.hit != nullptr && level.share <= found.share) continue;
    const Hit* hit = first_in_reach(input.list_hits[level.list], finding);
    if (hit != nullptr) found = {factor.id, level.share, hit};
  }
  return found;
}

}  // namespace

SignalReader::SignalReader(const methodology::Impact& rules, const ImpactInput& input,
                           base::Arena& arena)
    : rules_(rules), input_(input), arena_(arena), figures_(rules, input, arena) {
  leads_ = arena.make_array<const Hit*>(rules.discounts.size());
  for (size_t i = 0; i < leads_.size(); ++i) {
    leads_[i] = rules.discounts[i].lead ? find_in_lead(rules.discounts[i], input) : nullptr;
  }
  size_t most_factors = 0;
  for (const Axis& axis : rules.axes) {
    for (const Signal& signal : axis.signals) {
      most_factors = std::max(most_factors, signal.factors.size());
    }
  }
  shares_ = arena.make_array<ImpactShare>(most_factors + rules.discounts.size() + 2);
}

std::span<const ImpactShare> SignalReader::weigh(const Axis& axis, const Signal& signal,
                                                 const Finding& finding) const {
  size_t count = 0;
  for (const uint32_t factor : signal.factors) {
    shares_[count++] = factor_at(axis.factors[factor], input_, finding);
  }
  for (size_t i = 0; i < rules_.discounts.size(); ++i) {
    const Discount& discount = rules_.discounts[i];
    const Hit* hit = discount.lead ? leads_[i] : find_beside(discount, input_, finding);
    if (hit != nullptr) shares_[count++] = {discount.id, discount.share, hit};
  }
  if (finding.voice == evidence::Voice::quotation && rules_.quoted < 1) {
    shares_[count++] = {"quoted", rules_.quoted, nullptr};
  }
  if (rules_.background < 1 && finding.passage->part == evidence::Part::body &&
      finding.sentence >= input_.first_body_sentence + news_sentences) {
    shares_[count++] = {"background", rules_.background, nullptr};
  }
  return shares_.first(count);
}

// `place` is where factors and discounts are looked for; the figure may stand elsewhere.
void SignalReader::read_at(const Axis& axis, const Signal& signal, const Measured& measured,
                           const Finding& place, double weight, ImpactPart& best) const {
  if (measured.finding == nullptr || measured.value < signal.steps.front().from) return;
  ImpactPart part;
  part.signal = &signal;
  part.finding = measured.finding;
  part.measure = measured.value;
  part.strength = weight;
  for (const methodology::Step& step : signal.steps) {
    if (step.from <= measured.value) part.level = step.points;
  }
  if (part.level * part.strength <= best.level) return;
  part.shares = weigh(axis, signal, place);
  for (const ImpactShare& share : part.shares) part.strength *= share.share;
  part.level *= part.strength;
  if (part.level <= best.level) return;
  best = part;
  best.shares = arena_.copy_array(part.shares);
}

bool SignalReader::read(const Axis& axis, const Signal& signal, ImpactPart& part) const {
  if (signal.list && input_.list_hits[*signal.list].empty()) return false;
  if (!signal.list) {
    const std::span<const evidence::Figure> figures = input_.figures;
    for (const evidence::Figure& figure : figures.first(std::min(figures.size(), most_figures))) {
      read_at(axis, signal, figures_.amount(figure), figure, 1, part);
    }
  } else {
    const std::span<const Hit> hits = input_.list_hits[*signal.list];
    for (const Hit& hit : hits.first(std::min(hits.size(), most_places))) {
      read_at(axis, signal, figures_.measure(signal, hit), hit, hit.weight, part);
    }
  }
  return part.signal != nullptr;
}

}  // namespace stet::scores
