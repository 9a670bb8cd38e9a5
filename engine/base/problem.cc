#include "engine/base/problem.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace stet::base {

void Problems::add(Problem problem) {
  if (problem.severity == Severity::error) ++errors_;
  if (problems_.size() >= limit) {
    ++dropped_;
    return;
  }
  problems_.push_back(std::move(problem));
}

void Problems::sort() {
  std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.span.begin, a.span.end, a.code) <
           std::tie(b.file, b.span.begin, b.span.end, b.code);
  });
}

}  // namespace stet::base
