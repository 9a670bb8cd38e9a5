#include "tests/upkeep/kit.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "engine/report/places.h"

namespace stet::upkeep::testing {

namespace fs = std::filesystem;

std::optional<std::string> Files::read(const std::string& name) {
  if (const auto found = table.find(name); found != table.end()) return found->second;
  std::ifstream file(name, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string Files::resolve(const std::string& from, const std::string& target) {
  return (fs::path(from).parent_path() / target).lexically_normal().string();
}

std::string slurp(const std::string& path) {
  Files files;
  const auto bytes = files.read(path);
  INFO(path);
  REQUIRE(bytes.has_value());
  return *bytes;
}

std::vector<std::string> shipped_files() {
  std::vector<std::string> out;
  for (const char* folder : {"rules", "rules/lists"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".json") out.push_back(entry.path().string());
    }
  }
  std::sort(out.begin(), out.end());
  REQUIRE(out.size() >= 5);
  return out;
}

std::vector<std::string> shipped_methodologies() {
  std::vector<std::string> out;
  for (const std::string& path : shipped_files()) {
    if (path.find("/lists/") == std::string::npos) out.push_back(path);
  }
  return out;
}

std::string rule(const std::string& id, const std::string& decision, const std::string& when,
                 const std::string& more) {
  return R"({"id": ")" + id + R"(", "decision": ")" + decision + R"(", "when": ")" + when +
         R"(", "why": "w", "message": "m", "owner": "o", "tests": {"fires": [{}], "silent": [{}]})" +
         more + "}";
}

std::string lines_of(const base::Problems& problems, Files& files) {
  std::string out;
  for (const base::Problem& problem : problems.all()) {
    const std::string bytes = files.read(problem.file).value_or("");
    const report::Position at = report::Places(bytes).at(problem.span.begin);
    out += problem.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
           std::string(problem.code) + ": " + problem.message;
    if (!problem.suggestion.empty()) out += " (" + problem.suggestion + ")";
    out += '\n';
  }
  return out;
}

std::unique_ptr<const gate::Gate> must_compile(const std::string& path) {
  Files files;
  base::Problems problems;
  auto gate = gate::compile(path, files, problems);
  INFO(lines_of(problems, files));
  REQUIRE(gate != nullptr);
  return gate;
}

std::unique_ptr<const gate::Gate> must_compile_text(const std::string& text) {
  Files files;
  files.table["test.json"] = text;
  base::Problems problems;
  auto gate = gate::compile("test.json", files, problems);
  INFO(lines_of(problems, files));
  REQUIRE(gate != nullptr);
  return gate;
}

}  // namespace stet::upkeep::testing
