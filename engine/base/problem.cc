#include "engine/base/problem.h"

#include <tuple>
#include <utility>

#include "engine/base/sort.h"

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
  base::sort(problems_, [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.span.begin, a.span.end, a.code) <
           std::tie(b.file, b.span.begin, b.span.end, b.code);
  });
}

}  // namespace stet::base
