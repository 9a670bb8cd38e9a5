#include "cli/case_files.h"

#include <algorithm>
#include <filesystem>

namespace stet::cli {

namespace fs = std::filesystem;

std::vector<std::string> cases_beside(const std::string& rules) {
  const fs::path entry(rules);
  const fs::path folder = entry.parent_path() / "tests";
  std::vector<std::string> out;
  std::error_code error;
  for (const char* extension : {".json", ".jsonc", ".yaml", ".yml"}) {
    const fs::path file = folder / (entry.stem().string() + extension);
    if (fs::is_regular_file(file, error)) out.push_back(file.string());
  }
  fs::directory_iterator item(folder / entry.stem(), error);
  for (; !error && item != fs::directory_iterator(); item.increment(error)) {
    if (item->is_regular_file() && is_rules_name(item->path().string()))
      out.push_back(item->path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<Cases> load_cases(const std::string& rules, const std::vector<std::string>& paths,
                                const gate::Gate& gate, Invocation& invocation) {
  Cases out;
  DiskFiles files;
  base::Problems problems;
  for (const std::string& path : paths.empty() ? cases_beside(rules) : paths) {
    if (auto read = upkeep::read_cases(path, gate, files, problems)) out.push_back(std::move(read));
  }
  if (!problems.has_errors()) return out;
  std::vector<report::SourceText> sources;
  for (const auto& [name, bytes] : files.texts()) sources.push_back({name, bytes});
  problems.sort();
  std::string text;
  report::problems_text(problems, sources, invocation.err_style(), text);
  invocation.streams.err.write(text);
  invocation.exit = worse(invocation.exit, Exit::wrong_usage);
  return std::nullopt;
}

}  // namespace stet::cli
