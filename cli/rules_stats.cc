// stet rules stats: what the rules do in an archive.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/archive_stats.h"
#include "cli/choice.h"
#include "cli/rules_file.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Judges an archive and tells which rules never fire, always fire, or fire and never decide because
something worse always stands beside them; how often each rule fired, decided, and decided alone; what
became of waivers and exceptions; and which stories of the highest impact are hardly told apart.

Returns 0; 2 for a wrong rules file; 3 when some of the archive cannot be read.

Examples:
  stet rules stats rules/finance.json --archive stories/
  zcat archive.jsonl.gz | stet rules stats desk.json --archive - --format json)";

struct StatsArguments {
  std::string file;
  ArchiveArguments archive;
  bool json = false;
};

void run(StatsArguments& arguments, Invocation& invocation) {
  if (!settle_now(arguments.archive, invocation)) return;
  const auto gate = load_rules(arguments.file, invocation);
  if (!gate) return;
  const upkeep::ArchiveStats stats = archive_stats(arguments.archive, *gate, invocation);
  std::string text;
  arguments.json ? append_stats_json(text, stats, gate->methodology())
                 : append_stats_text(text, stats, gate->methodology());
  invocation.streams.out.write(text);
}

}  // namespace

void add_rules_stats(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand("stats", "Show what the rules do in an archive");
  const auto arguments = std::make_shared<StatsArguments>();
  command.add_option("FILE", arguments->file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  add_archive_options(command, arguments->archive);
  command.get_option("--archive")->required();
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "text|json", "for people, for programs");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
