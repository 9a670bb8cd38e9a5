// stet rules fmt: the canonical layout of rules files.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "cli/files.h"
#include "cli/invocation.h"
#include "cli/replace_file.h"
#include "engine/upkeep/format.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Two blanks per level, one after ',' and ':', brackets of what is broken on lines of their own, no
comma behind the last, one empty line at the most; what is wider than 180 columns is broken. Every
comment and the order stay; line breaks are yours. YAML: two blanks per level, one behind ':' and '-',
none at the end of lines, and nothing that would change what the file says.
'-' reads standard input and prints.

Returns 0; with --check 1 when some file is laid out differently, and nothing is written.
2 when a file is wrong, 3 when one cannot be read or written.

Examples:
  stet rules fmt rules/finance.json
  stet rules fmt --check rules/*.json        for CI
  stet rules fmt - < draft.json)";

struct FmtArguments {
  std::vector<std::string> files;
  bool check = false;
};

void tell_problems(const base::Problems& problems, const report::SourceText& source,
                   Invocation& invocation) {
  std::string text;
  report::problems_text(problems, {&source, 1}, invocation.err_style(), text);
  invocation.streams.err.write(text);
  invocation.exit = worse(invocation.exit, Exit::wrong_usage);
}

/// "FILE:LINE: laid out differently", with the first line that differs.
std::string difference(const std::string& file, std::string_view found, std::string_view wanted) {
  const size_t common = static_cast<size_t>(
      std::mismatch(found.begin(), found.end(), wanted.begin(), wanted.end()).first -
      found.begin());
  const auto line = 1 + std::count(found.begin(), found.begin() + common, '\n');
  return file + ":" + std::to_string(line) + ": laid out differently\n";
}

void format_file(const std::string& file, bool check, Invocation& invocation) {
  Buffer bytes;
  if (const auto loaded = read_file(file, methodology::max_file_bytes + 1, bytes); !loaded) {
    return invocation.complain("cannot read '" + file + "': " + loaded.error(), Exit::unreadable);
  }
  base::Problems problems;
  const auto formatted = upkeep::format_rules({bytes.view(), file, 0}, problems);
  if (!formatted) return tell_problems(problems, {file, bytes.view()}, invocation);
  if (check) {
    if (*formatted == bytes.view()) return;
    invocation.streams.out.write(difference(file, bytes.view(), *formatted));
    invocation.exit = worse(invocation.exit, Exit::not_cleared);
  } else if (file == "-") {
    invocation.streams.out.write(*formatted);
  } else if (*formatted != bytes.view()) {
    if (const auto written = replace_file(file, *formatted); !written) {
      return invocation.complain("cannot write '" + file + "': " + written.error(),
                                 Exit::unreadable);
    }
    invocation.streams.out.write(file + ": laid out\n");
  }
}

}  // namespace

void add_rules_fmt(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand("fmt", "Lay rules files out the same way");
  const auto arguments = std::make_shared<FmtArguments>();
  command.add_option("FILE", arguments->files, "rules files (JSON with comments, or YAML), or '-'")
      ->required()
      ->type_name("");
  command.add_flag("--check", arguments->check, "write nothing, name what is laid out differently");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] {
    for (const std::string& file : arguments->files) {
      format_file(file, arguments->check, invocation);
    }
  });
}

}  // namespace stet::cli
