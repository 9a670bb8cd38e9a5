// stet check: decides stories.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/batch.h"
#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/files.h"
#include "cli/grouped.h"
#include "cli/heap.h"
#include "cli/invocation.h"
#include "cli/profile_text.h"
#include "cli/rules_file.h"
#include "cli/versions.h"
#include "engine/formats/date_time.h"
#include "engine/formats/reader.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Stories are story Markdown (*.md), JSON (*.json) or one JSON story per line (*.jsonl).
Folders are walked down in the order of their names; '-' is standard input.

Examples:
  stet check story.md                        what would the gate say, and why
  stet check stories/                        every story of a folder
  stet check --format jsonl archive.jsonl    one verdict per line, in the order of the input
  zcat archive.jsonl.gz | stet check --format jsonl --detail ids - > verdicts.jsonl
  stet check --ways story.md                 with which changes would it pass
  stet check --previous old.md new.md        what changed without a correction
  stet check --rules desk.yaml --now 2026-11-01 story.md
                                             another methodology, at another time
  stet check --rules versions/ --as-of 2026-03-01 old.md
                                             by the rules of its day

Returns 0 when every story may run, 1 when some may not, 2 for a wrong command line or rules
file, 3 when some input could not be read or the output not be written. When several hold,
2 goes before 3 and 3 before 1.)";

constexpr unsigned most_jobs = 1024;

struct CheckArguments {
  std::string rules;
  VerdictFormat format = VerdictFormat::text;
  report::Detail detail = report::Detail::full;
  InputKind input = InputKind::automatic;
  std::string now;
  unsigned jobs = 0;
  bool profile = false;
  bool trace = false;
  bool ways = false;
  bool quiet = false;
  std::string previous;
  std::string as_of;
  std::vector<std::string> paths;
};

/// What is wrong with the text of --jobs; empty if nothing is.
std::string jobs_check(const std::string& text) {
  unsigned jobs = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (whole && jobs >= 1 && jobs <= most_jobs) return {};
  return "expected a number of threads from 1 to " + grouped(most_jobs) + ", found '" + text + "'";
}

std::string seconds_text(uint64_t nanoseconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f s", static_cast<double>(nanoseconds) / 1e9);
  return text;
}

/// "8 stories: 3 pass, 2 mark; 41 rules of finance 1.0.0 (rules/finance.json); 0.02 s"
std::string summary(const Tally& tally, const methodology::Methodology& methodology,
                    uint64_t nanoseconds) {
  std::string line = counted(tally.stories, "story", "stories");
  std::string_view separator = ": ";
  for (size_t i = 0; i < tally.decisions.size(); ++i) {
    if (tally.decisions[i] == 0) continue;
    line.append(separator).append(grouped(tally.decisions[i])).append(" ");
    line += methodology.decisions[i].id;
    separator = ", ";
  }
  if (tally.unreadable > 0) line += "; " + grouped(tally.unreadable) + " unreadable";
  if (tally.waived > 0) line += "; " + grouped(tally.waived) + " waived";
  line += "; ";
  if (tally.rules > 0) line += counted(tally.rules, "rule", "rules") + " of ";
  line += methodology.id + " " + methodology.version;
  if (!methodology.files.empty()) line += " (" + methodology.files.front()->name + ")";
  return line + "; " + seconds_text(nanoseconds) + "\n";
}

Exit exit_for(const Tally& tally) {
  if (tally.unreadable > 0) return Exit::unreadable;
  return tally.not_cleared > 0 ? Exit::not_cleared : Exit::cleared;
}

CheckSettings settings_for(const CheckArguments& arguments, const gate::Gate& gate,
                           const Invocation& invocation) {
  CheckSettings settings;
  settings.gate = &gate;
  settings.now = arguments.now.empty() ? now_rfc3339() : arguments.now;
  settings.format = arguments.format;
  settings.detail = arguments.detail;
  settings.style = invocation.out_style();
  settings.message_style = invocation.err_style();
  settings.profile = arguments.profile;
  settings.trace = arguments.trace;
  settings.ways = arguments.ways;
  return settings;
}

/// The rules of `--as-of`'s day, decided on that day; false when there are none, which was told.
bool go_back(CheckArguments& arguments, Invocation& invocation) {
  if (arguments.as_of.empty()) return true;
  if (arguments.as_of.size() != 10 || !formats::parse_date_time(arguments.as_of)) {
    invocation.complain(
        "--as-of: expected a date such as 2026-11-01, found '" + arguments.as_of + "'",
        Exit::wrong_usage);
    return false;
  }
  arguments.rules = version_in_force(arguments.rules, arguments.as_of, invocation);
  if (arguments.now.empty()) arguments.now = arguments.as_of;
  return !arguments.rules.empty();
}

void run(CheckArguments arguments, Invocation& invocation) {
  const uint64_t started = monotonic_ns();
  if (!go_back(arguments, invocation)) return;
  if (!arguments.now.empty() && !formats::parse_date_time(arguments.now)) {
    return invocation.complain(
        "--now: expected a time such as 2026-11-01T09:30:00Z or a date, "
        "found '" +
            arguments.now + "'",
        Exit::wrong_usage);
  }
  // Never given back: the process ends with the command, and taking it apart costs a twentieth of
  // what one story takes.
  static auto& gate = *new std::unique_ptr<const gate::Gate>;
  gate = load_rules(arguments.rules, invocation);
  if (!gate) return;

  const unsigned jobs =
      arguments.jobs > 0 ? arguments.jobs : std::max(1u, std::thread::hardware_concurrency());
  CheckSettings settings = settings_for(arguments, *gate, invocation);
  Buffer previous;
  if (!arguments.previous.empty()) {
    if (arguments.paths.size() != 1) {
      return invocation.complain("--previous: expected one story to compare with",
                                 Exit::wrong_usage);
    }
    const auto read = read_file(arguments.previous, formats::Limits::bytes + 1, previous);
    if (!read) {
      return invocation.complain(arguments.previous + ": " + read.error(), Exit::unreadable);
    }
    settings.previous = previous.view();
  }
  ChunkSource source(find_stories(arguments.paths), arguments.input, jobs);
  Streams& streams = invocation.streams;
  Progress progress(streams.err, source.total_bytes(), is_terminal(streams.out.descriptor()));
  ResultWriter writer(streams, settings.format, progress);
  writer.begin();
  run_batch(source, settings, jobs, writer);
  writer.end();

  const Tally& tally = writer.tally();
  if (tally.stories == 0 && tally.unreadable == 0 && streams.out.ok()) {
    invocation.complain("no stories in the input", Exit::unreadable);
  }
  invocation.exit = worse(invocation.exit, exit_for(tally));
  if (arguments.profile) {
    streams.err.write(profile_text(tally, gate->methodology()));
  }
  if (!arguments.quiet) {
    streams.err.write(summary(tally, gate->methodology(), monotonic_ns() - started));
  }
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("check", "Decide whether stories may run");
  const auto arguments = std::make_shared<CheckArguments>();
  add_rules_option(command, arguments->rules);
  add_choice<VerdictFormat>(command, "--format", arguments->format,
                            {{"text", VerdictFormat::text},
                             {"json", VerdictFormat::json},
                             {"jsonl", VerdictFormat::jsonl}},
                            "FORMAT",
                            "text (for people), json (an array), jsonl (one verdict per line)");
  add_choice<report::Detail>(
      command, "--detail", arguments->detail,
      {{"full", report::Detail::full},
       {"live", report::Detail::live},
       {"summary", report::Detail::summary},
       {"ids", report::Detail::ids}},
      "DETAIL", "of JSON: full, live (for editors), summary (no findings), ids (of rules)");
  add_choice<InputKind>(
      command, "--input", arguments->input,
      {{"auto", InputKind::automatic}, {"story", InputKind::story}, {"jsonl", InputKind::lines}},
      "KIND", "auto (by name), story (one per file), jsonl (one per line)");
  command
      .add_option("--now", arguments->now,
                  "time to decide for, RFC 3339; default: the current time")
      ->type_name("TIME");
  command
      .add_option("--previous", arguments->previous,
                  "the version before: what changed without a correction is told")
      ->type_name("OLD");
  command
      .add_option("--as-of", arguments->as_of,
                  "the day whose rules decide; --rules is then a folder of versions")
      ->type_name("DATE");
  command.add_option("--jobs,-j", arguments->jobs, "threads; default: one per processor")
      ->type_name("N")
      ->check(jobs_check);
  command.add_flag("--profile", arguments->profile,
                   "print the time of each stage and rule on standard error");
  command.add_flag("--trace", arguments->trace,
                   "with each finding the values of its condition's parts");
  command.add_flag("--ways", arguments->ways,
                   "with each verdict the smallest set of changes that would make it pass");
  command.add_flag("--quiet,-q", arguments->quiet, "no summary line on standard error");
  add_color_option(command, invocation);
  command.add_option("PATH", arguments->paths, "stories, folders of stories, or '-'")
      ->required()
      ->type_name("");
  command.footer(footer);
  command.callback([arguments, &invocation] {
    use_large_pages();
    run(*arguments, invocation);
  });
}

}  // namespace stet::cli
