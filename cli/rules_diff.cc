// stet rules diff: what another version of a methodology changes, and in which stories.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/archive_run.h"
#include "cli/choice.h"
#include "cli/expected_flips.h"
#include "cli/replace_file.h"
#include "cli/rules_file.h"
#include "engine/upkeep/replay_totals.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(What changed in meaning, in words; layout, and in which file things stand, are no change. With
--archive both versions judge every story: how many change decision, badge, scores or findings, from
which decision to which, and which edit does it: each is made alone, and left out. What only several
edits bring about is told as theirs together.

--expect names a file of the flips that are meant, one JSON object per line; others, and missing ones,
make the code 1. --write-flips writes that file.

Returns 0; with --expect 1 when the flips are others; 2 for a wrong rules file; 3 when some of the
archive cannot be read.

Examples:
  stet rules diff old.json new.json
  stet rules diff old.json new.json --archive archive.jsonl
  stet rules diff old.json new.json --archive stories/ --format html > change.html
  stet rules diff old.json new.json --archive stories/ --expect meant.jsonl     for CI)";

enum class DiffFormat : uint8_t { text, json, html };

struct DiffArguments {
  std::string before, after, expect, write_flips;
  ArchiveArguments archive;
  DiffFormat format = DiffFormat::text;
};

upkeep::ReplayTotals replay_all(const upkeep::Replay& replay, const DiffArguments& arguments,
                                ExpectedFlips& expected, std::string& flips,
                                Invocation& invocation) {
  upkeep::ReplayTotals totals(replay.edits.size());
  ArchiveSteps<upkeep::ReplayPiece> steps;
  steps.make_visit = [&] {
    return [worker = std::make_shared<upkeep::ReplayWorker>(replay), &arguments](
               std::string_view bytes, std::string_view name, formats::Format format,
               upkeep::ReplayPiece& piece) {
      piece.add(worker->run(bytes, format, name, arguments.archive.now));
    };
  };
  steps.add = [&](const upkeep::ReplayPiece& piece) {
    totals.add(piece);
    for (const upkeep::StoryChange& change : piece.changes) {
      expected.see(change);
      if (!arguments.write_flips.empty()) append_flip(flips, replay, change);
    }
    return true;
  };
  run_archive(arguments.archive, invocation, steps);
  return totals;
}

void write(const DiffArguments& arguments, const upkeep::Replay& replay,
           const upkeep::ReplayTotals* totals, Invocation& invocation) {
  std::string text;
  switch (arguments.format) {
    case DiffFormat::text: append_diff_text(text, replay, totals); break;
    case DiffFormat::json: append_diff_json(text, replay, totals), text += '\n'; break;
    case DiffFormat::html: append_diff_html(text, replay, totals); break;
  }
  invocation.streams.out.write(text);
}

void run(DiffArguments& arguments, Invocation& invocation) {
  const bool archive = !arguments.archive.paths.empty();
  if (!archive && !(arguments.expect.empty() && arguments.write_flips.empty())) {
    return invocation.complain("--expect and --write-flips need an --archive", Exit::wrong_usage);
  }
  if (!settle_now(arguments.archive, invocation)) return;
  ExpectedFlips expected;
  if (!arguments.expect.empty() && !expected.read(arguments.expect, invocation)) return;
  const auto before = load_rules(arguments.before, invocation);
  const auto after = load_rules(arguments.after, invocation);
  if (!before || !after) return;
  upkeep::Replay replay = upkeep::plan_replay(*before, *after);
  if (!archive) return write(arguments, replay, nullptr, invocation);
  prepare_trials(replay);
  std::string flips;
  const upkeep::ReplayTotals totals = replay_all(replay, arguments, expected, flips, invocation);
  write(arguments, replay, &totals, invocation);
  if (!arguments.expect.empty()) expected.settle(invocation);
  if (arguments.write_flips.empty()) return;
  if (const auto written = replace_file(arguments.write_flips, flips); !written) {
    invocation.complain("cannot write '" + arguments.write_flips + "': " + written.error(),
                        Exit::unreadable);
  }
}

}  // namespace

void add_rules_diff(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("diff", "Show what another version changes, and in which stories");
  const auto arguments = std::make_shared<DiffArguments>();
  command.add_option("OLD", arguments->before, "rules file")->required()->type_name("");
  command.add_option("NEW", arguments->after, "rules file")->required()->type_name("");
  add_archive_options(command, arguments->archive);
  command.add_option("--expect", arguments->expect, "the flips of decisions that are meant")
      ->type_name("FILE");
  command.add_option("--write-flips", arguments->write_flips, "write the flips that were found")
      ->type_name("FILE");
  add_choice<DiffFormat>(
      command, "--format", arguments->format,
      {{"text", DiffFormat::text}, {"json", DiffFormat::json}, {"html", DiffFormat::html}},
      "text|json|html", "for people, for programs, a page");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
