// Errors are data. A stage appends problems and goes on, so that all are told at once.
// Rendering with a source line and a caret is the business of engine/report.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

namespace stet::base {

enum class Severity : uint8_t { error, warning, note };

/// One thing wrong with an input: a rules file, an expression, an article.
struct Problem {
  Severity severity = Severity::error;
  std::string_view code;  ///< stable, kebab-case, a literal: "unknown-key"
  std::string file;       ///< as given by the caller; may be empty
  Span span;              ///< bytes in that file
  std::string message;  ///< "expected X, found Y": lower case, no full stop, user's text in quotes
  std::string suggestion;  ///< "did you mean 'sources'?"; may be empty
};

/// What a stage found wrong. Bounded: past `limit` further problems are counted, not kept.
class Problems {
 public:
  static constexpr size_t limit = 1000;

  void add(Problem problem);
  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  size_t dropped() const { return dropped_; }
  const std::vector<Problem>& all() const { return problems_; }
  bool empty() const { return problems_.empty(); }
  /// By file, then place, then code: the order people read in.
  void sort();

 private:
  std::vector<Problem> problems_;
  size_t errors_ = 0;
  size_t dropped_ = 0;
};

}  // namespace stet::base
