#include "cli/rules_file.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/files.h"

namespace stet::cli {

namespace {

void tell(const base::Problems& problems, const DiskFiles& files, Invocation& invocation) {
  std::vector<report::SourceText> sources;
  for (const auto& [name, bytes] : files.texts()) sources.push_back({name, bytes});
  std::string text;
  report::problems_text(problems, sources, invocation.err_style(), text);
  invocation.streams.err.write(text);
}

/// What may have been meant by a file that is none of rules.
void hint(const std::string& entry, const base::Problems& problems, Invocation& invocation) {
  if (entry.ends_with(".md") || entry.ends_with(".markdown")) {
    return invocation.note("stet: '" + entry + "' has the name of a story, not of a rules file");
  }
  const auto lacks = [&](std::string_view key) {
    const auto& all = problems.all();
    return std::any_of(all.begin(), all.end(), [&](const base::Problem& problem) {
      return problem.code == "missing-key" &&
             problem.message.find("the key '" + std::string(key) + "' in 'methodology'") !=
                 std::string::npos;
    });
  };
  if (lacks("stet") && lacks("id")) {
    invocation.note("stet: lists and other parts have neither; name the file that extends '" +
                    entry + "'");
  }
}

}  // namespace

void add_rules_option(CLI::App& command, std::string& path) {
  const auto named = [](const std::string& name) {
    return std::string(name.empty() ? "expected the name of a file, found ''" : "");
  };
  command
      .add_option("--rules", path,
                  "rules file (JSON with comments, or YAML); default: the shipped finance.json")
      ->type_name("FILE")
      ->check(named, "");
}

std::string rules_path(const std::string& path, Invocation& invocation) {
  if (!path.empty()) return path;
  std::string shipped = shipped_rules();
  if (shipped.empty()) {
    invocation.complain(
        "the rules that come with stet are not where they should be; "
        "name a rules file with --rules",
        Exit::wrong_usage);
  }
  return shipped;
}

std::unique_ptr<const gate::Gate> load_rules(const std::string& path, Invocation& invocation) {
  const std::string entry = rules_path(path, invocation);
  if (entry.empty()) return nullptr;
  std::error_code ignored;
  if (std::filesystem::is_directory(entry, ignored)) {
    invocation.complain("cannot read the rules file '" + entry +
                            "': it is a folder; name one of its files, or, of versions, the day: "
                            "stet check --as-of DATE",
                        Exit::wrong_usage);
    return nullptr;
  }
  // The engine only learns that there is no such file; the reason is known here.
  if (const auto file = InputFile::open(entry); !file) {
    invocation.complain("cannot read the rules file '" + entry + "': " + file.error(),
                        Exit::wrong_usage);
    return nullptr;
  }
  DiskFiles files;
  base::Problems problems;
  std::unique_ptr<const gate::Gate> gate = gate::compile(entry, files, problems);
  problems.sort();
  tell(problems, files, invocation);
  if (!gate && files.texts().size() == 1) hint(entry, problems, invocation);
  if (!gate) {
    const size_t errors = problems.error_count();
    invocation.complain(
        "'" + entry + "' has " + std::to_string(errors) + (errors == 1 ? " error" : " errors"),
        Exit::wrong_usage);
  }
  return gate;
}

}  // namespace stet::cli
