// RE2 patterns, compiled when a methodology is loaded, searched in many texts.
//
// RE2 tells which literal strings a text must contain for a pattern to match at all. One scan for
// these decides which patterns are tried, so a text without them costs a fraction of a regex pass.
// Tested in tests/text/patterns_test.cc: the same matches with and without the scan.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/base/span.h"

namespace stet::text {

struct Pattern {
  std::string_view text;  ///< RE2 syntax
  bool case_sensitive = false;
  base::Span place = {};  ///< where it is written, for problems
};

struct PatternMatch {
  base::Span span;
  uint32_t pattern = 0;
};

/// Memory of `PatternSet::find`, kept between calls.
struct PatternScratch {
  std::vector<uint8_t> seen;
  std::vector<int> literals;
  std::vector<int> candidates;
};

/// Immutable; shared by all threads.
class PatternSet {
 public:
  PatternSet();  ///< finds nothing
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  /// Replaces the content of `out`: in text order, then pattern order. The matches of one pattern
  /// do not overlap: leftmost first, as in Perl.
  void find(std::string_view text, PatternScratch& scratch, std::vector<PatternMatch>& out) const;

  uint32_t size() const;
  /// Patterns that no literal string announces: each costs a pass over every text.
  uint32_t without_literal() const;

 private:
  friend class PatternSetBuilder;
  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

class PatternSetBuilder {
 public:
  PatternSetBuilder();
  ~PatternSetBuilder();

  /// Returns the pattern's id: 0, 1, 2 … A pattern that does not compile, or that matches the empty
  /// text, is reported at its place and matches nothing.
  uint32_t add(const Pattern& pattern, std::string_view file, base::Problems& problems);
  PatternSet build();  ///< spends the builder

 private:
  struct Draft;
  std::unique_ptr<Draft> draft_;
};

}  // namespace stet::text
