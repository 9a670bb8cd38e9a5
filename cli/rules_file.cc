#include "cli/rules_file.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/files.h"
#include "engine/base/arena.h"
#include "engine/methodology/node.h"

namespace stet::cli {

namespace {

void tell(const base::Problems& problems, const DiskFiles& files, Invocation& invocation) {
  std::vector<report::SourceText> sources;
  for (const auto& [name, bytes] : files.texts()) sources.push_back({name, bytes});
  std::string text;
  report::problems_text(problems, sources, invocation.err_style(), text);
  invocation.streams.err.write(text);
}

/// Lists and other parts that a methodology extends say nothing of themselves.
bool is_part(const std::string& name, std::string_view bytes) {
  base::Arena arena;
  base::Problems told_already;
  const auto root = methodology::parse_file({bytes, name, 0}, arena, told_already);
  return root && root->is(methodology::object_node) && !root->members.empty() &&
         root->find("stet") == nullptr && root->find("id") == nullptr;
}

/// What may have been meant by a file that is none of rules.
void hint(const std::string& entry, std::string_view bytes, Invocation& invocation) {
  if (entry.ends_with(".md") || entry.ends_with(".markdown")) {
    invocation.note("stet: '" + entry + "' has the name of a story, not of a rules file");
  } else if (is_part(entry, bytes)) {
    invocation.note(
        "stet: lists and other parts have neither 'stet' nor 'id'; name the file that extends '" +
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
  const auto& read = files.texts();
  if (!gate && read.size() == 1) hint(entry, read.begin()->second, invocation);
  if (!gate) {
    const size_t errors = problems.error_count();
    invocation.complain(
        "'" + entry + "' has " + std::to_string(errors) + (errors == 1 ? " error" : " errors"),
        Exit::wrong_usage);
  }
  return gate;
}

}  // namespace stet::cli
