// The planted files of tests/upkeep/defects: each says in its first line what is wrong and where,
// "// finds CODE at LINE:COLUMN", and nothing else may be found in it.
#include <algorithm>
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include "engine/report/places.h"
#include "engine/upkeep/effects.h"
#include "tests/upkeep/kit.h"

namespace stet::upkeep {
namespace {

using testing::Files;

const std::string folder = "tests/upkeep/defects/";

/// "CODE at LINE:COLUMN" of each thing found, "CODE at FILE:LINE:COLUMN" in another file.
std::vector<std::string> found_in(const std::string& path) {
  Files files;
  base::Problems problems;
  const auto gate = gate::compile(path, files, problems);
  std::vector<base::Problem> all = problems.all();
  if (gate) {
    for (const Finding& finding : find_effects(*gate, {"2026-06-01"}))
      all.push_back(finding.problem);
  }
  std::vector<std::string> out;
  for (const base::Problem& problem : all) {
    const std::string bytes = files.read(problem.file).value_or("");
    const report::Position at = report::Places(bytes).at(problem.span.begin);
    std::string line = std::string(problem.code) + " at ";
    if (problem.file != path) line += std::filesystem::path(problem.file).filename().string() + ":";
    out.push_back(line + std::to_string(at.line) + ":" + std::to_string(at.column));
    if (problem.severity == base::Severity::warning) CHECK_FALSE(problem.suggestion.empty());
  }
  return out;
}

std::vector<std::string> planted() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() != "base.json") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST_CASE("each planted defect is found at its place, and nothing else") {
  const auto files = planted();
  CHECK(files.size() >= 60);
  for (const std::string& path : files) {
    INFO(path);
    const std::string bytes = testing::slurp(path);
    const std::string head = bytes.substr(0, bytes.find('\n'));
    REQUIRE(head.rfind("// finds ", 0) == 0);
    CHECK(found_in(path) == std::vector<std::string>{head.substr(9)});
  }
}

TEST_CASE("nothing is found in the sound file and in those that are shipped") {
  CHECK(found_in(folder + "base.json").empty());
  for (const std::string& path : testing::shipped_methodologies()) {
    INFO(path);
    CHECK(found_in(path) == std::vector<std::string>());
  }
}

TEST_CASE("every code has a page, and every page a planted file") {
  std::set<std::string> codes, pages;
  for (const std::string& path : planted()) {
    const auto gate = [&] {
      Files files;
      base::Problems problems;
      return gate::compile(path, files, problems);
    }();
    if (!gate) continue;
    for (const Finding& finding : find_effects(*gate, {"2026-06-01"})) {
      codes.emplace(finding.problem.code);
    }
  }
  for (const FindingPage& page : finding_pages()) {
    pages.emplace(page.code);
    CHECK(!page.avoid.empty());
    CHECK(!page.prefer.empty());
    CHECK(!page.why.empty());
    CHECK(finding_page(page.code) == &page);
  }
  CHECK(codes == pages);
}

TEST_CASE("after a fix the finding is gone, and nothing new is there") {
  size_t tried = 0;
  for (const std::string& path : planted()) {
    Files files;
    base::Problems problems;
    const auto gate = gate::compile(path, files, problems);
    if (!gate) continue;
    const std::string bytes = testing::slurp(path);
    const auto text = fixed(bytes, path, find_effects(*gate, {"2026-06-01"}));
    if (!text) continue;
    ++tried;
    INFO(path << "\n" << *text);
    files.table[path] = *text;
    base::Problems after;
    const auto again = gate::compile(path, files, after);
    REQUIRE(again != nullptr);
    CHECK(find_effects(*again, {"2026-06-01"}).empty());
  }
  CHECK(tried >= 5);
}

}  // namespace
}  // namespace stet::upkeep
