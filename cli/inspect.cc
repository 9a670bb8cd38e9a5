// stet inspect: what the engine sees in a story or a text.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/invocation.h"
#include "cli/one_story.h"
#include "cli/rules_file.h"
#include "engine/base/utf8.h"
#include "engine/formats/date_time.h"
#include "engine/gate/program.h"
#include "engine/quantities/civil.h"
#include "engine/report/inspect.h"

namespace stet::cli {

namespace {

using report::Subject;

constexpr const char* footer =
    R"(Tokens, quantities and quotations are seen without rules; attributions and hits with the phrase
lists of the rules file, sources and claims with what it says of sources. FILE is a story in Markdown
or JSON, or plain text (*.txt; with --lines, any).

Examples:
  stet inspect quantities story.md
  stet inspect quantities --lines --format jsonl --now 2026-11-24 notes.txt
  stet inspect hits --rules rules/finance.json story.md)";

struct InspectArguments {
  std::string file, rules, now;
  bool lines = false;
  bool jsonl = false;
};

/// The reference for "tomorrow": a date, or a time with or without its zone, taken as written.
bool read_now(const InspectArguments& arguments, int64_t& now, Invocation& invocation) {
  const std::string written = arguments.now.empty() ? now_rfc3339() : arguments.now;
  const bool valid = formats::parse_date_time(written) || formats::parse_date_time(written + "Z");
  const auto civil = quantities::read_civil(written);
  if (!valid || !civil) {
    invocation.complain(
        "--now: expected a time such as 2026-11-01T09:30:00 or a date, found '" + written + "'",
        Exit::wrong_usage);
    return false;
  }
  now = *civil;
  return true;
}

bool ends_with(std::string_view text, std::string_view end) { return text.ends_with(end); }

/// Each line is a text of its own; the last one may lack its end.
void inspect_lines(std::string_view bytes, report::InspectOptions options, Invocation& invocation) {
  std::string out;
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++options.line;
    report::inspect_text(line, options, out);
    begin = end + 1;
    if (out.size() > size_t{1} << 16) {
      invocation.streams.out.write(out);
      out.clear();
    }
  }
  invocation.streams.out.write(out);
}

bool inspect_story(std::string_view bytes, const InspectArguments& arguments,
                   const gate::Gate& gate, const report::InspectOptions& options,
                   Invocation& invocation) {
  formats::ReadOptions reading;
  reading.name = arguments.file;
  reading.sections = gate.methodology().sections;
  formats::Reader reader;
  base::Problems problems;
  const formats::Article* article = reader.read(bytes, reading, problems);
  std::string text;
  const report::SourceText source{arguments.file, bytes};
  report::problems_text(problems, {&source, 1}, invocation.err_style(), text);
  invocation.streams.err.write(text);
  if (article == nullptr) return false;
  std::string out;
  report::inspect(*article, options, out);
  invocation.streams.out.write(out);
  return true;
}

void run(Subject subject, const InspectArguments& arguments, Invocation& invocation) {
  report::InspectOptions options;
  options.subject = subject;
  options.name = arguments.file;
  options.jsonl = arguments.jsonl;
  options.style = invocation.out_style();
  if (!read_now(arguments, options.now, invocation)) return;
  const bool plain = arguments.lines || ends_with(arguments.file, ".txt");
  std::unique_ptr<const gate::Gate> gate;
  if (!plain || report::needs_rules(subject)) {
    gate = load_rules(arguments.rules, invocation);
    if (gate == nullptr) return;
    options.search = &*gate->program().search;
  }
  Buffer bytes;
  if (!read_input(arguments.file, bytes, invocation)) return;
  const std::string_view text = bytes.view();
  if (plain && base::find_invalid_utf8(text)) {
    return invocation.complain("cannot read '" + arguments.file + "': expected UTF-8 text",
                               Exit::unreadable);
  }
  if (arguments.lines) {
    inspect_lines(text, options, invocation);
  } else if (plain) {
    std::string out;
    report::inspect_text(text, options, out);
    invocation.streams.out.write(out);
  } else if (!inspect_story(text, arguments, *gate, options, invocation)) {
    invocation.exit = worse(invocation.exit, Exit::unreadable);
  }
}

}  // namespace

void add_inspect(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("inspect", "Show what the engine sees in a text");
  command.require_subcommand(1);
  command.footer(footer);
  struct Row {
    const char* name;
    Subject subject;
    const char* help;
  };
  constexpr Row rows[] = {
      {"tokens", Subject::tokens, "words, numbers and marks"},
      {"quantities", Subject::quantities, "numbers, money, measures, dates, with their values"},
      {"quotations", Subject::quotations, "direct quotations"},
      {"attributions", Subject::attributions, "words that say who says something"},
      {"sources", Subject::sources, "sources, and which of them are one"},
      {"claims", Subject::claims, "claims, and how they stand"},
      {"hits", Subject::hits, "phrases of all lists"},
  };
  for (const Row& row : rows) {
    CLI::App& subject = *command.add_subcommand(row.name, row.help);
    const auto arguments = std::make_shared<InspectArguments>();
    subject.add_option("FILE", arguments->file, "a story, a text (*.txt), or '-'")
        ->required()
        ->type_name("");
    subject.add_flag("--lines", arguments->lines, "plain text; each line is a text of its own");
    add_choice<bool>(subject, "--format", arguments->jsonl, {{"text", false}, {"jsonl", true}},
                     "FORMAT", "text or jsonl");
    subject
        .add_option("--now", arguments->now,
                    "what 'tomorrow' counts from; default: the current time")
        ->type_name("TIME");
    add_rules_option(subject, arguments->rules);
    add_color_option(subject, invocation);
    subject.footer(footer);
    subject.callback(
        [arguments, which = row.subject, &invocation] { run(which, *arguments, invocation); });
  }
}

}  // namespace stet::cli
