// stet rules sensitivity: how many verdicts of an archive hang on each threshold.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/archive_run.h"
#include "cli/choice.h"
#include "cli/rules_file.h"
#include "engine/upkeep/sensitivity.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Makes each number that the file decides by a step or two lower and higher, judges an archive with
each, and tells how many stories get a worse or a better decision than now: numbers in comparisons of
its rules and terms, in its verification and confidence, bounds of its sentiment labels.

Returns 0; 2 for a wrong rules file; 3 when some of the archive cannot be read.

Examples:
  stet rules sensitivity rules/finance.json --archive stories/
  zcat archive.jsonl.gz | stet rules sensitivity desk.json --archive - --format json)";

struct SensitivityArguments {
  std::string file;
  ArchiveArguments archive;
  bool json = false;
};

void run(SensitivityArguments& arguments, Invocation& invocation) {
  if (!settle_now(arguments.archive, invocation)) return;
  const auto gate = load_rules(arguments.file, invocation);
  if (!gate) return;
  const std::vector<upkeep::Threshold> thresholds = upkeep::find_thresholds(*gate);
  upkeep::Sensitivity found;
  ArchiveSteps<upkeep::Sensitivity> steps;
  steps.make_visit = [&] {
    return [trial = std::make_shared<upkeep::SensitivityTrial>(*gate, thresholds), &arguments](
               std::string_view bytes, std::string_view, formats::Format format,
               upkeep::Sensitivity& piece) {
      trial->add(bytes, format, arguments.archive.now, piece);
    };
  };
  steps.add = [&](const upkeep::Sensitivity& piece) {
    found.add(piece);
    return true;
  };
  run_archive(arguments.archive, invocation, steps);
  if (found.stories == 0) return;  // told
  std::string text;
  arguments.json ? append_sensitivity_json(text, thresholds, found, gate->methodology())
                 : append_sensitivity_text(text, thresholds, found, gate->methodology());
  invocation.streams.out.write(text);
}

}  // namespace

void add_rules_sensitivity(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand(
      "sensitivity", "Show how many verdicts of an archive hang on each threshold");
  const auto arguments = std::make_shared<SensitivityArguments>();
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
