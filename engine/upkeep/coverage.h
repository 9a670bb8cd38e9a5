// Which parts of a methodology its tests ever tried: of each rule whether it fired and stayed
// silent, of each true-or-false part of each condition and term whether it came out both ways, of
// each phrase whether it was found, of each signal whether it counted. Counted on the trees of
// expressions, so layout does not change it. Tested in tests/upkeep/mutants_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {

/// A part of an expression with two outcomes.
struct Branch {
  std::string text;
  uint32_t file = 0;
  base::Span place;
  uint64_t times_true = 0, times_false = 0;

  uint32_t covered() const { return (times_true > 0 ? 1u : 0u) + (times_false > 0 ? 1u : 0u); }
};

struct CoveredRule {
  std::string id;
  bool term = false;
  uint32_t file = 0;
  base::Span place;
  uint64_t fired = 0, silent = 0, unknown = 0;  ///< stories
  std::vector<Branch> branches;                 ///< in reading order
};

struct CoveredThing {
  std::string id, of;  ///< "reportedly" of "hedges"
  uint32_t file = 0;
  base::Span place;
  uint64_t times = 0;
};

struct Share {
  uint64_t covered = 0, all = 0;
};

struct Coverage {
  std::vector<CoveredRule> rules;  ///< terms first
  std::vector<CoveredThing> phrases, signals;
  size_t stories = 0;

  Share branches() const;  ///< outcomes: two per branch
  Share outcomes() const;  ///< of rules: fired and silent
  Share phrase_share() const;
  Share signal_share() const;
};

Coverage measure_coverage(const gate::Gate& gate, const std::vector<TestStory>& stories,
                          Inherited inherited = Inherited::left_out);

/// Totals, then what was never tried, each with its place.
void append_coverage_text(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology);
void append_coverage_json(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology);
/// LCOV's tracefile: a line per rule, two branches per part of a condition.
void append_coverage_lcov(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology);
/// A page of its own: the files with what was tried and what was not marked in them.
void append_coverage_html(std::string& out, const Coverage& coverage,
                          const methodology::Methodology& methodology);

}  // namespace stet::upkeep
