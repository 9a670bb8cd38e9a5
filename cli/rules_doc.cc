// stet rules doc: the methodology page, for readers.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/archive_stats.h"
#include "cli/choice.h"
#include "cli/replace_file.h"
#include "cli/rules_file.h"
#include "engine/upkeep/methodology_page.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(The page that a newsroom publishes about its rules: promises, decisions, scales with their formulas,
terms, every rule with its reason, its condition in words, an example that fires and one that stays
silent, exceptions, glossary, phrase lists, and what the engine takes where the file says nothing.
All of it is printed from the compiled file, and every example is run while the page is made; when one
does not come out as it says, that is told and nothing is written.

Returns 0; 1 when an example does not hold; 2 for a wrong rules file; 3 when the archive cannot be read
or the page not be written.

Examples:
  stet rules doc rules/finance.json --output methodology.html
  stet rules doc desk.json --format markdown
  stet rules doc desk.json --archive stories/ --previous old/desk.json --output page.html)";

struct DocArguments {
  std::string file, output, previous;
  ArchiveArguments archive;
  bool markdown = false;
};

void tell(const base::Problems& problems, const methodology::Methodology& methodology,
          Invocation& invocation) {
  std::vector<report::SourceText> sources;
  for (const auto& file : methodology.files) sources.push_back({file->name, file->bytes});
  std::string text;
  report::problems_text(problems, sources, invocation.err_style(), text);
  invocation.streams.err.write(text);
}

void write(const DocArguments& arguments, const std::string& text, Invocation& invocation) {
  if (arguments.output.empty() || arguments.output == "-") {
    invocation.streams.out.write(text);
    return;
  }
  if (const auto written = replace_file(arguments.output, text); !written) {
    invocation.complain("cannot write '" + arguments.output + "': " + written.error(),
                        Exit::unreadable);
  }
}

void run(DocArguments& arguments, Invocation& invocation) {
  const bool archive = !arguments.archive.paths.empty();
  if (archive && !settle_now(arguments.archive, invocation)) return;
  const auto gate = load_rules(arguments.file, invocation);
  if (!gate) return;
  std::unique_ptr<const gate::Gate> previous;
  if (!arguments.previous.empty()) previous = load_rules(arguments.previous, invocation);
  if (!arguments.previous.empty() && !previous) return;
  upkeep::ArchiveStats stats;
  if (archive) stats = archive_stats(arguments.archive, *gate, invocation);
  upkeep::PageOptions options;
  options.archive = archive ? &stats : nullptr;
  options.previous = previous ? &previous->methodology() : nullptr;
  base::Problems problems;
  const auto page = upkeep::methodology_page(*gate, options, problems);
  if (!page) {
    problems.sort();
    tell(problems, gate->methodology(), invocation);
    return invocation.complain("not written: examples do not come out as they say",
                               Exit::not_cleared);
  }
  std::string text;
  arguments.markdown ? append_markdown(text, *page) : append_html(text, *page);
  write(arguments, text, invocation);
}

}  // namespace

void add_rules_doc(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand("doc", "Write the methodology page");
  const auto arguments = std::make_shared<DocArguments>();
  command.add_option("FILE", arguments->file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  add_choice<bool>(command, "--format", arguments->markdown, {{"html", false}, {"markdown", true}},
                   "html|markdown", "a page that stands on its own, or CommonMark with tables");
  command.add_option("--output", arguments->output, "where to write it; default: standard output")
      ->type_name("FILE");
  command.add_option("--previous", arguments->previous, "the version before: what changed is told")
      ->type_name("OLD");
  add_archive_options(command, arguments->archive);
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
