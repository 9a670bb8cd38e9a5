#include "cli/lsp_workspace.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/clock.h"
#include "cli/files.h"

namespace stet::cli {

namespace fs = std::filesystem;

namespace {

/// Of a folder that is looked through for files that extend another.
constexpr size_t most_nearby = 300;
constexpr uintmax_t most_nearby_bytes = uintmax_t{4} << 20;
constexpr size_t most_states = 16;

void add_files(const fs::path& folder, std::vector<std::string>& out) {
  std::error_code error;
  fs::directory_iterator item(folder, error);
  for (; !error && item != fs::directory_iterator() && out.size() < most_nearby;
       item.increment(error)) {
    std::error_code ignored;
    if (!is_rules_name(item->path().string()) || !item->is_regular_file(ignored)) continue;
    if (item->file_size(ignored) <= most_nearby_bytes) out.push_back(item->path().string());
  }
}

bool declares_rules(const methodology::Node& root) {
  for (const char* key : {"stet", "extends", "decisions", "rules"}) {
    if (root.find(key) != nullptr) return true;
  }
  return false;
}

std::string absolute(const std::string& root, const std::string& path) {
  return path.empty() || path[0] == '/' ? path
                                        : (fs::path(root) / path).lexically_normal().string();
}

}  // namespace

std::string LspWorkspace::now_or_clock() const { return now.empty() ? now_rfc3339() : now; }

std::vector<std::string> LspWorkspace::files_nearby(const std::string& path) const {
  std::vector<std::string> out;
  for (const auto& [name, document] : documents_.all()) {
    if (document.kind == assist::FileKind::rules) out.push_back(name);
  }
  if (path.empty() || path[0] != '/') return out;
  const fs::path folder = fs::path(path).parent_path();
  add_files(folder, out);
  add_files(folder.parent_path(), out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> LspWorkspace::targets_of(const std::string& path) const {
  std::vector<std::string> out;
  auto bytes = documents_.read(path);
  if (!bytes || bytes->find("extends") == std::string::npos) return out;
  const auto document = assist::read_document(path, std::move(*bytes));
  const methodology::Node* extends = document->root.find("extends");
  if (extends == nullptr) return out;
  const auto add = [&](const methodology::Node& node) {
    if (node.is(methodology::string_node)) out.push_back(beside(path, std::string(node.view())));
  };
  add(*extends);
  for (const methodology::Node& item : extends->items) add(item);
  return out;
}

std::vector<std::string> LspWorkspace::extenders_of(const std::string& path) const {
  std::vector<std::string> out;
  for (const std::string& other : files_nearby(path)) {
    const std::vector<std::string> targets = targets_of(other);
    const bool extends = std::find(targets.begin(), targets.end(), path) != targets.end();
    if (extends && other != path) out.push_back(other);
  }
  return out;
}

std::string LspWorkspace::entry_of(const std::string& path) {
  auto bytes = documents_.read(path);
  if (!bytes) return path;
  const auto document = assist::read_document(path, std::move(*bytes));
  if (declares_rules(document->root)) return path;
  const auto [known, added] = entries_.emplace(path, path);
  if (!added) return known->second;
  const std::vector<std::string> parents = extenders_of(path);
  if (!parents.empty()) known->second = parents.front();
  return known->second;
}

std::string LspWorkspace::rules_of_story(const std::string& path) const {
  if (!setting.empty()) return absolute(root, setting);
  if (!path.empty() && path[0] == '/') {
    for (fs::path folder = fs::path(path).parent_path();; folder = folder.parent_path()) {
      for (const char* name : {"stet.json", "stet.jsonc", "stet.yaml", "stet.yml"}) {
        const std::string file = (folder / name).string();
        if (documents_.read(file)) return file;
      }
      if (folder == folder.parent_path()) break;
    }
  }
  const std::string shipped = shipped_rules();
  std::error_code error;
  return shipped.empty() ? shipped : fs::absolute(shipped, error).lexically_normal().string();
}

std::string LspWorkspace::rules_of_cases(const std::string& path) const {
  const fs::path file(path);
  const fs::path folder = file.parent_path();
  // DIR/tests/NAME.json and DIR/tests/NAME/….json are of DIR/NAME.json.
  const bool direct = folder.filename() == "tests";
  const fs::path stem = direct ? folder.parent_path() / file.stem()
                               : folder.parent_path().parent_path() / folder.filename();
  if (!direct && folder.parent_path().filename() != "tests") return {};
  for (const char* extension : {".json", ".jsonc", ".yaml", ".yml"}) {
    const std::string name = stem.string() + extension;
    if (documents_.read(name)) return name;
  }
  return {};
}

std::string LspWorkspace::rules_of(const OpenDocument& document) {
  switch (document.kind) {
    case assist::FileKind::rules: return entry_of(document.path);
    case assist::FileKind::cases: return rules_of_cases(document.path);
    case assist::FileKind::story: return rules_of_story(document.path);
    case assist::FileKind::none: return {};
  }
  return {};
}

std::vector<std::string> LspWorkspace::family(const std::string& entry) {
  std::vector<std::string> out{entry};
  std::set<std::string> seen;
  for (size_t i = 0; i < out.size() && out.size() < most_states; ++i) {
    const auto rules = ruleset(out[i]);
    for (const auto& document : rules->documents()) {
      if (!seen.insert(document->name).second) continue;
      for (const std::string& other : extenders_of(document->name)) {
        if (std::find(out.begin(), out.end(), other) == out.end()) out.push_back(other);
      }
    }
  }
  return out;
}

bool LspWorkspace::is_current(const std::map<std::string, std::string>& stamps) const {
  return !stamps.empty() && std::all_of(stamps.begin(), stamps.end(), [&](const auto& one) {
    return documents_.stamp(one.first) == one.second;
  });
}

LspWorkspace::State& LspWorkspace::state_of(const std::string& entry) {
  if (states_.size() > most_states && states_.count(entry) == 0) states_.clear();
  return states_[entry];
}

std::shared_ptr<const assist::Ruleset> LspWorkspace::ruleset(const std::string& entry) {
  State& state = state_of(entry);
  if (state.ruleset && is_current(state.ruleset_stamps)) return state.ruleset;
  LspFiles files(documents_);
  state.ruleset = std::make_shared<assist::Ruleset>(entry, files);
  state.ruleset_stamps = files.stamps();
  return state.ruleset;
}

std::shared_ptr<const CheckedRules> LspWorkspace::checked(const std::string& entry) {
  State& state = state_of(entry);
  if (state.checked && is_current(state.checked_stamps)) return state.checked;
  LspFiles files(documents_);
  base::Problems problems;
  auto made = std::make_shared<CheckedRules>();
  made->gate = gate::compile(entry, files, problems);
  problems.sort();
  for (const base::Problem& problem : problems.all()) made->findings.push_back({problem, {}});
  if (made->gate) {
    const std::string time = now_or_clock();
    for (upkeep::Finding& one : upkeep::find_effects(*made->gate, {time})) {
      made->findings.push_back(std::move(one));
    }
  }
  state.checked = std::move(made);
  state.checked_stamps = files.stamps();
  return state.checked;
}

}  // namespace stet::cli
