// stet rules diff: what another version of a methodology changes, and in which stories.
#include <CLI/CLI.hpp>

#include <memory>
#include <mutex>

#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/files.h"
#include "cli/invocation.h"
#include "cli/parallel.h"
#include "cli/replace_file.h"
#include "cli/rules_file.h"
#include "engine/upkeep/replay.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(What changed in meaning, in words; layout, order and where things stand are no change. With --archive
both versions judge every story: how many change decision, badge or scores, a matrix of decisions, and
for each edit the stories that it changes when it is made alone, with samples.

--intended names a file of flips of decisions that are meant; others, and missing ones, make the code 1.
--write-intended writes that file.

Returns 0; with --intended 1 when the flips are not those; 2 for a wrong rules file; 3 when an archive
cannot be read.

Examples:
  stet rules diff old.json new.json
  stet rules diff old.json new.json --archive archive.jsonl stories/
  stet rules diff old.json new.json --archive archive.jsonl --format html > change.html)";

enum class DiffFormat : uint8_t { text, json, html };

struct DiffArguments {
  std::string before, after, now, intended, write_intended;
  std::vector<std::string> archive;
  DiffFormat format = DiffFormat::text;
  unsigned jobs = 0;
};

struct ArchiveStory {
  std::string_view bytes;
  std::string name;
  formats::Format format = formats::Format::automatic;
};

/// Stories of files and folders; JSON lines one by one.
class Archive {
 public:
  bool read(const std::vector<std::string>& arguments, Invocation& invocation) {
    bool good = true;
    for (const StoryFile& file : find_stories(arguments)) {
      auto bytes = std::make_unique<Buffer>();
      const auto loaded = file.error.empty() ? read_file(file.path, SIZE_MAX / 4, *bytes)
                                             : tl::unexpected<std::string>(file.error);
      if (!loaded) {
        invocation.complain("cannot read '" + file.path + "': " + loaded.error(), Exit::unreadable);
        good = false;
        continue;
      }
      add(file, bytes->view());
      kept_.push_back(std::move(bytes));
    }
    return good;
  }
  const std::vector<ArchiveStory>& stories() const { return stories_; }

 private:
  void add(const StoryFile& file, std::string_view bytes) {
    if (file.kind != InputKind::lines) {
      stories_.push_back({bytes, file.path, formats::Format::automatic});
      return;
    }
    for (size_t begin = 0, number = 1; begin < bytes.size(); ++number) {
      const size_t end = std::min(bytes.find('\n', begin), bytes.size());
      const std::string_view line = bytes.substr(begin, end - begin);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
        stories_.push_back({line, file.path + ":" + std::to_string(number), formats::Format::json});
      }
      begin = end + 1;
    }
  }

  std::vector<std::unique_ptr<Buffer>> kept_;
  std::vector<ArchiveStory> stories_;
};

upkeep::ReplayReport replay_all(const upkeep::Replay& replay, const Archive& archive,
                                const DiffArguments& arguments, Invocation& invocation) {
  const auto& stories = archive.stories();
  const std::string now = arguments.now.empty() ? now_rfc3339() : arguments.now;
  std::vector<std::optional<upkeep::StoryChange>> found(stories.size());
  upkeep::ReplayReport report;
  std::mutex mutex;
  const size_t piece = std::max<size_t>(64, stories.size() / 64);
  in_parallel(stories.size(), piece, arguments.jobs, "stories", invocation.streams.err,
              [&](size_t begin, size_t end) {
                upkeep::ReplayWorker worker(replay);
                for (size_t i = begin; i < end; ++i) {
                  found[i] = worker.run(stories[i].bytes, stories[i].format, stories[i].name, now);
                }
                const std::lock_guard lock(mutex);
                for (const auto& [pair, count] : worker.matrix()) report.matrix[pair] += count;
              });
  report.stories = stories.size();
  for (auto& change : found) {
    if (change) report.changes.push_back(std::move(*change));
  }
  return report;
}

/// Compares with the file of flips that are meant, or writes it.
void settle_intended(const upkeep::ReplayReport& report, const DiffArguments& arguments,
                     Invocation& invocation) {
  const std::string flips = upkeep::intended_flips(report);
  if (!arguments.write_intended.empty()) {
    if (const auto written = replace_file(arguments.write_intended, flips); !written) {
      invocation.complain("cannot write '" + arguments.write_intended + "': " + written.error(),
                          Exit::unreadable);
    }
  }
  if (arguments.intended.empty()) return;
  Buffer bytes;
  if (const auto loaded = read_file(arguments.intended, SIZE_MAX / 4, bytes); !loaded) {
    return invocation.complain("cannot read '" + arguments.intended + "': " + loaded.error(),
                               Exit::unreadable);
  }
  if (bytes.view() != flips) {
    invocation.complain("the flips are not those of '" + arguments.intended +
                            "'; --write-intended writes those that were found",
                        Exit::not_cleared);
  }
}

void run(const DiffArguments& arguments, Invocation& invocation) {
  const auto before = load_rules(arguments.before, invocation);
  const auto after = load_rules(arguments.after, invocation);
  if (!before || !after) return;
  const upkeep::Replay replay = upkeep::plan_replay(*before, *after);
  std::optional<upkeep::ReplayReport> report;
  if (!arguments.archive.empty()) {
    Archive archive;
    archive.read(arguments.archive, invocation);
    report = replay_all(replay, archive, arguments, invocation);
  }
  const upkeep::ReplayReport* shown = report ? &*report : nullptr;
  std::string text;
  switch (arguments.format) {
    case DiffFormat::text: append_diff_text(text, replay, shown); break;
    case DiffFormat::json: append_diff_json(text, replay, shown); break;
    case DiffFormat::html: append_diff_html(text, replay, shown); break;
  }
  invocation.streams.out.write(text);
  if (report) settle_intended(*report, arguments, invocation);
}

}  // namespace

void add_rules_diff(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("diff", "Show what another version changes, and in which stories");
  const auto arguments = std::make_shared<DiffArguments>();
  command.add_option("OLD", arguments->before, "rules file")->required()->type_name("");
  command.add_option("NEW", arguments->after, "rules file")->required()->type_name("");
  command.add_option("--archive", arguments->archive, "stories that both judge: files, folders")
      ->type_name("PATH");
  command.add_option("--now", arguments->now, "time of the check; default: the current time")
      ->type_name("TIME");
  command.add_option("--intended", arguments->intended, "the flips of decisions that are meant")
      ->type_name("FILE");
  command.add_option("--write-intended", arguments->write_intended, "write the flips found")
      ->type_name("FILE");
  add_choice<DiffFormat>(
      command, "--format", arguments->format,
      {{"text", DiffFormat::text}, {"json", DiffFormat::json}, {"html", DiffFormat::html}},
      "text|json|html", "for people, for programs, a page");
  command.add_option("--jobs", arguments->jobs, "threads; default: one per processor")
      ->type_name("N");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
