// Problems: order, counts and the bound on how many are kept.
#include "engine/base/problem.h"

#include <catch2/catch.hpp>

namespace stet::base {

TEST_CASE("problems sort by file, place and code") {
  Problems problems;
  problems.add({Severity::error, "b", "z.json", {5, 6}, "third", ""});
  problems.add({Severity::warning, "a", "z.json", {5, 6}, "second", ""});
  problems.add({Severity::error, "c", "z.json", {1, 2}, "first", ""});
  problems.add({Severity::note, "z", "a.json", {90, 91}, "zeroth", ""});
  problems.sort();
  std::string order;
  for (const Problem& problem : problems.all()) order += problem.message + " ";
  CHECK(order == "zeroth first second third ");
  CHECK(problems.error_count() == 2);
}

TEST_CASE("only errors count as errors") {
  Problems problems;
  CHECK(problems.empty());
  problems.add({Severity::warning, "w", "", {}, "", ""});
  CHECK_FALSE(problems.has_errors());
  CHECK_FALSE(problems.empty());
}

TEST_CASE("problems past the limit are counted, not kept") {
  Problems problems;
  for (size_t i = 0; i < Problems::limit + 7; ++i) problems.add({});
  CHECK(problems.all().size() == Problems::limit);
  CHECK(problems.dropped() == 7);
  CHECK(problems.error_count() == Problems::limit + 7);
}

}  // namespace stet::base
