#include "cli/lsp_diagnostics.h"

#include <algorithm>

#include "engine/upkeep/cases.h"

namespace stet::cli {

namespace {

int severity_of(base::Severity severity) {
  switch (severity) {
    case base::Severity::error: return 1;
    case base::Severity::warning: return 2;
    case base::Severity::note: return 3;
  }
  return 1;
}

/// Appends those of `from` that `to` does not have.
void append_new(const Json& from, Json& to) {
  for (const Json& one : from) {
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
  }
}

}  // namespace

Json problem_json(const base::Problem& problem, const assist::Positions& positions) {
  std::string message = problem.message;
  if (!problem.suggestion.empty()) message += "\n" + problem.suggestion;
  return {{"range", json_of(positions, problem.span)},
          {"severity", severity_of(problem.severity)},
          {"source", "stet"},
          {"code", std::string(problem.code)},
          {"message", std::move(message)}};
}

void LspDiagnostics::changed(const std::string& path) {
  const OpenDocument* document = documents_.find(path);
  if (document != nullptr && document->kind == assist::FileKind::rules) {
    for (const auto& [other, open] : documents_.all()) {
      if (std::find(due_.begin(), due_.end(), other) == due_.end()) due_.push_back(other);
    }
  }
  due_.erase(std::remove(due_.begin(), due_.end(), path), due_.end());
  due_.push_back(path);
}

void LspDiagnostics::all_changed() {
  for (const auto& [path, document] : documents_.all()) changed(path);
}

void LspDiagnostics::closed(const std::string& path) {
  due_.erase(std::remove(due_.begin(), due_.end(), path), due_.end());
  const auto origin = origins_.find(path);
  if (origin == origins_.end()) return;
  const std::string was = origin->second;
  origins_.erase(origin);
  const bool needed = std::any_of(origins_.begin(), origins_.end(),
                                  [&](const auto& one) { return one.second == was; });
  if (!needed) forget(was);
  pushed_.erase(path);  // opened again, it is told anew
  // What is on the disk counts again.
  all_changed();
}

void LspDiagnostics::push_one() {
  const std::string path = due_.back();
  due_.pop_back();
  if (const OpenDocument* document = documents_.find(path)) look_at(*document);
}

void LspDiagnostics::look_at(const OpenDocument& document) {
  const std::string entry =
      document.kind == assist::FileKind::rules ? workspace_.entry_of(document.path) : document.path;
  std::string& origin = origins_[document.path];
  const std::string before = origin;
  origin = entry;
  const bool left = !before.empty() && before != entry &&
                    std::none_of(origins_.begin(), origins_.end(),
                                 [&](const auto& one) { return one.second == before; });
  if (left) forget(before);
  replace(entry, find(document, entry));
  push(document.path);  // also when nothing was found, and nothing before
}

LspDiagnostics::Found LspDiagnostics::find(const OpenDocument& document, const std::string& entry) {
  switch (document.kind) {
    case assist::FileKind::rules: return of_rules(entry);
    case assist::FileKind::cases: return of_cases(document);
    case assist::FileKind::none: break;
    case assist::FileKind::story:
      Json found = stories_.diagnostics(document);
      if (found.is_array()) return {{document.path, std::move(found)}};
  }
  return {};
}

LspDiagnostics::Found LspDiagnostics::of_rules(const std::string& entry) {
  Found out;
  const auto checked = workspace_.checked(entry);
  std::map<std::string, std::vector<const base::Problem*>> by_file;
  for (const upkeep::Finding& finding : checked->findings) {
    by_file[finding.problem.file].push_back(&finding.problem);
  }
  out[entry] = Json::array();
  for (const auto& [file, problems] : by_file) {
    const std::string bytes = documents_.read(file).value_or("");
    const assist::Positions positions(bytes, documents_.encoding);
    Json& list = out[file.empty() ? entry : file];
    if (!list.is_array()) list = Json::array();
    for (const base::Problem* problem : problems) list.push_back(problem_json(*problem, positions));
  }
  return out;
}

LspDiagnostics::Found LspDiagnostics::of_cases(const OpenDocument& document) {
  Json list = Json::array();
  const std::string entry = workspace_.rules_of_cases(document.path);
  const auto checked = entry.empty() ? nullptr : workspace_.checked(entry);
  if (checked != nullptr && checked->gate) {
    LspFiles files(documents_);
    base::Problems problems;
    upkeep::read_cases(document.path, *checked->gate, files, problems);
    problems.sort();
    const assist::Positions positions(document.text, documents_.encoding);
    for (const base::Problem& problem : problems.all()) {
      if (problem.file == document.path) list.push_back(problem_json(problem, positions));
    }
  }
  return {{document.path, std::move(list)}};
}

void LspDiagnostics::replace(const std::string& origin, Found found) {
  std::set<std::string> files;
  for (const auto& [file, list] : found_[origin]) files.insert(file);
  for (const auto& [file, list] : found) files.insert(file);
  found_[origin] = std::move(found);
  if (found_[origin].empty()) found_.erase(origin);
  for (const std::string& file : files) push(file);
}

void LspDiagnostics::push(const std::string& path) {
  Json list = Json::array();
  for (const auto& [origin, files] : found_) {
    const auto here = files.find(path);
    if (here != files.end()) append_new(here->second, list);
  }
  Json params = {{"uri", documents_.uri_of(path)}, {"diagnostics", std::move(list)}};
  const OpenDocument* document = documents_.find(path);
  if (document != nullptr && document->version.is_number()) params["version"] = document->version;
  const auto known = pushed_.find(path);
  const bool nothing_yet = known == pushed_.end() && document == nullptr;
  if (nothing_yet && params["diagnostics"].empty()) return;
  if (known != pushed_.end() && known->second == params) return;
  push_(params);
  pushed_[path] = std::move(params);
}

}  // namespace stet::cli
