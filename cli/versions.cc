#include "cli/versions.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "cli/files.h"
#include "engine/base/arena.h"
#include "engine/methodology/check.h"
#include "engine/report/report.h"

namespace stet::cli {

namespace fs = std::filesystem;
using methodology::Node;

namespace {

struct Version {
  std::string path, id, effective;
  bool operator<(const Version& other) const {
    return effective != other.effective ? effective < other.effective : path < other.path;
  }
};

std::string text_of(const Node& root, std::string_view key) {
  const Node* value = root.find(key);
  return value != nullptr && value->is(methodology::string_node) ? std::string(value->view()) : "";
}

/// What stands in a folder, by name.
std::vector<std::string> rules_files(const std::string& folder, std::error_code& error) {
  std::vector<std::string> out;
  fs::directory_iterator item(folder, error);
  for (; !error && item != fs::directory_iterator(); item.increment(error)) {
    std::error_code ignored;
    if (item->is_regular_file(ignored) && is_rules_name(item->path().string()))
      out.push_back(item->path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Reader {
 public:
  explicit Reader(Invocation& invocation) : invocation_(invocation) {}

  void read(const std::string& path) {
    if (!files_.read(path)) return wrong("cannot read '" + path + "'");
    const std::string& bytes = files_.texts().at(path);
    const auto root = methodology::parse_file({bytes, path, 0}, arena_, problems_);
    // What other files extend has no day of its own.
    if (!root || root->find("id") == nullptr || root->find("version") == nullptr) return;
    Version found{path, text_of(*root, "id"), text_of(*root, "effective")};
    if (!methodology::has_form(found.effective, methodology::Form::date)) {
      return wrong("'" + path + "' does not say from which day it holds: expected 'effective', a " +
                   "date such as 2026-11-01");
    }
    versions.push_back(std::move(found));
  }

  /// Tells what was wrong, all of it; whether nothing was.
  bool tell() {
    if (problems_.has_errors()) {
      std::vector<report::SourceText> sources;
      for (const auto& [name, bytes] : files_.texts()) sources.push_back({name, bytes});
      std::string text;
      problems_.sort();
      report::problems_text(problems_, sources, invocation_.err_style(), text);
      invocation_.streams.err.write(text);
      invocation_.exit = worse(invocation_.exit, Exit::wrong_usage);
    }
    for (const std::string& line : wrong_) invocation_.complain(line, Exit::wrong_usage);
    return wrong_.empty() && !problems_.has_errors();
  }

  void wrong(std::string line) { wrong_.push_back(std::move(line)); }

  std::vector<Version> versions;

 private:
  Invocation& invocation_;
  DiskFiles files_;
  base::Arena arena_;
  base::Problems problems_;
  std::vector<std::string> wrong_;
};

/// Two of one day, and files of another methodology: which one is meant cannot be known.
void find_ambiguities(Reader& reader) {
  const std::vector<Version>& all = reader.versions;
  for (size_t i = 1; i < all.size(); ++i) {
    if (all[i].effective == all[i - 1].effective && all[i].id == all[i - 1].id) {
      reader.wrong("'" + all[i - 1].path + "' and '" + all[i].path + "' both hold from " +
                   all[i].effective);
    }
  }
  const auto other = std::find_if(all.begin(), all.end(),
                                  [&](const Version& each) { return each.id != all.front().id; });
  if (other != all.end()) {
    reader.wrong("expected the versions of one methodology, found '" + all.front().id + "' in '" +
                 all.front().path + "' and '" + other->id + "' in '" + other->path + "'");
  }
}

}  // namespace

std::string version_in_force(const std::string& folder, const std::string& day,
                             Invocation& invocation) {
  std::error_code error;
  if (folder.empty() || !fs::is_directory(folder, error)) {
    invocation.complain("--as-of: expected a folder of versions with --rules, found " +
                            (folder.empty() ? "none" : "'" + folder + "'"),
                        Exit::wrong_usage);
    return {};
  }
  Reader reader(invocation);
  for (const std::string& path : rules_files(folder, error)) reader.read(path);
  if (error) reader.wrong("cannot read '" + folder + "': " + error.message());
  std::sort(reader.versions.begin(), reader.versions.end());
  find_ambiguities(reader);
  if (!reader.tell()) return {};
  std::string found;
  for (const Version& version : reader.versions) {
    if (version.effective <= day) found = version.path;
  }
  if (!found.empty()) return found;
  invocation.complain(
      "--as-of " + day + ": " +
          (reader.versions.empty()
               ? "no methodology in '" + folder + "'"
               : "no version was in force; the first, '" + reader.versions.front().path +
                     "', holds from " + reader.versions.front().effective),
      Exit::wrong_usage);
  return {};
}

}  // namespace stet::cli
