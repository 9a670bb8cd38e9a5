// Where a signal fires, what is read there, and how much of it counts.
//
//   hit of the signal's list ──▶ figure beside it, if it measures one ──▶ step ──▶ points
//                            ──▶ factors near it, discounts before it or in the lead ──▶ strength
#pragma once

#include "engine/scores/impact.h"
#include "engine/scores/impact_figures.h"

namespace stet::scores {

/// Reads the signals of one story. Refers to its arguments.
class SignalReader {
 public:
  SignalReader(const methodology::Impact& rules, const ImpactInput& input, base::Arena& arena);

  /// The strongest place of `signal`; false when it fires nowhere.
  bool read(const methodology::Axis& axis, const methodology::Signal& signal,
            ImpactPart& part) const;

 private:
  void read_at(const methodology::Axis& axis, const methodology::Signal& signal,
               const Measured& measured, const evidence::Finding& place, double weight,
               ImpactPart& best) const;
  /// Until the next call.
  std::span<const ImpactShare> weigh(const methodology::Axis& axis,
                                     const methodology::Signal& signal,
                                     const evidence::Finding& finding) const;

  const methodology::Impact& rules_;
  const ImpactInput& input_;
  base::Arena& arena_;
  Figures figures_;
  std::span<const evidence::Hit*> leads_;  ///< by discount: its hit in the lead, or null
  std::span<ImpactShare> shares_;          ///< room for those of one place
};

}  // namespace stet::scores
