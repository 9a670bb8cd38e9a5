// Rules files in memory, and problems as the lines that people read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/line_index.h"
#include "engine/base/problem.h"
#include "engine/methodology/methodology.h"

namespace stet::methodology {

/// Targets are names in the same table.
class MemoryFiles : public FileSource {
 public:
  MemoryFiles(std::initializer_list<std::pair<const std::string, std::string>> files)
      : files_(files) {}

  std::optional<std::string> read(const std::string& name) override {
    const auto file = files_.find(name);
    if (file == files_.end()) return std::nullopt;
    return file->second;
  }
  std::string resolve(const std::string&, const std::string& target) override { return target; }

 private:
  std::map<std::string, std::string> files_;
};

/// "FILE:LINE:COLUMN CODE: MESSAGE (SUGGESTION)"
inline std::string line_of(const base::Problem& problem, std::string_view bytes) {
  const base::LineColumn at = base::LineIndex(bytes).at(problem.span.begin);
  std::string out = problem.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) +
                    " " + std::string(problem.code) + ": " + problem.message;
  if (!problem.suggestion.empty()) out += " (" + problem.suggestion + ")";
  return out;
}

inline std::vector<std::string> lines_of(base::Problems& problems, FileSource& files) {
  problems.sort();
  std::vector<std::string> out;
  for (const base::Problem& problem : problems.all()) {
    out.push_back(line_of(problem, files.read(problem.file).value_or("")));
  }
  return out;
}

inline bool is_sound(const std::unique_ptr<Methodology>& methodology) {
  return methodology != nullptr && methodology->sound;
}

/// All problems of `entry`, by file and place.
inline std::vector<std::string> problems_of(MemoryFiles files, const std::string& entry) {
  base::Problems problems;
  const auto methodology = read(entry, files, problems);
  std::vector<std::string> out = lines_of(problems, files);
  if (out.empty() != is_sound(methodology)) out.push_back("problems and result disagree");
  return out;
}

}  // namespace stet::methodology
