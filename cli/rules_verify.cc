// stet rules verify: everything that is asked of a rules file when it is saved, in one go.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <list>
#include <memory>

#include "cli/archive_run.h"
#include "cli/case_files.h"
#include "cli/choice.h"
#include "cli/rules_file.h"
#include "cli/watch.h"
#include "engine/upkeep/verify.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(For every save: 'check', 'test', 'mutate', 'prove' and 'diff' at once, as far as a save can wait.
With --previous, mistakes are tried in what changed since then, and the stories are judged by both
versions: which come out otherwise, and which edit does it. Without it, mistakes are tried everywhere
and no story is judged. --watch runs again after each change; what was there when it began is the
previous version unless one is named.

The work is bounded by counts, not by time, so the answer is the same everywhere: 600 mistakes in
conditions, 10 in other values, invariants in 100 examples and cases and 20 more stories, 200 stories.
The commands named above do all of it.

Returns 0 when all is well; 1 when there is a finding, a test fails or an invariant is broken; 2 for a
wrong rules file; 3 when a story cannot be read.

Examples:
  stet rules verify rules/finance.json
  stet rules verify desk.json --previous published/desk.json --archive stories/
  stet rules verify --watch desk.json --archive last-week.jsonl)";

constexpr size_t most_stories = 200;

struct VerifyArguments {
  std::string file, previous, now;
  std::vector<std::string> cases, archive;
  bool watch = false, json = false;
};

/// The first stories of an archive, kept in memory with what readers want behind them.
class OpenStories {
 public:
  void read(const std::vector<std::string>& paths, Invocation& invocation) {
    ChunkSource source(find_stories(paths), InputKind::automatic, 1);
    ChunkStories reader;
    Chunk chunk;
    while (stories_.size() < most_stories && source.next(chunk)) {
      reader.each(
          chunk,
          [&](std::string_view bytes, std::string_view name, formats::Format format) {
            keep(bytes, name, format);
          },
          [&](const std::string& name, const std::string& error) {
            invocation.complain("cannot read '" + name + "': " + error, Exit::unreadable);
          });
    }
  }
  const std::vector<upkeep::VerifyStory>& all() const { return stories_; }

 private:
  void keep(std::string_view bytes, std::string_view name, formats::Format format) {
    if (stories_.size() == most_stories) return;
    texts_.emplace_back(bytes);
    const std::string& kept = texts_.back();
    texts_.emplace_back(name);
    stories_.push_back({texts_.back(), kept, format});
  }

  std::list<std::string> texts_;
  std::vector<upkeep::VerifyStory> stories_;
};

class VerifyRun {
 public:
  VerifyRun(const VerifyArguments& arguments, Invocation& invocation)
      : arguments_(arguments), invocation_(invocation) {
    stories_.read(arguments.archive, invocation);
  }

  /// False, and told, when the previous version is wrong.
  bool begin() {
    if (arguments_.previous.empty()) return true;
    before_ = load_rules(arguments_.previous, invocation_);
    return before_ != nullptr;
  }

  /// The files that were read.
  std::vector<std::string> run() {
    const uint64_t started = monotonic_ns();
    std::vector<std::string> read{arguments_.file};
    std::shared_ptr<const gate::Gate> after = load_rules(arguments_.file, invocation_);
    if (!after) return read;
    for (const auto& part : after->methodology().files) read.push_back(part->name);
    const auto paths = arguments_.cases.empty() ? cases_beside(arguments_.file) : arguments_.cases;
    read.insert(read.end(), paths.begin(), paths.end());
    if (const auto cases = load_cases(arguments_.file, paths, *after, invocation_)) {
      show({before_.get(), after.get(), *cases, stories_.all(), arguments_.now}, started);
    }
    if (arguments_.watch && before_ == nullptr) before_ = after;
    return read;
  }

 private:
  void show(const upkeep::VerifyInput& input, uint64_t started) {
    const upkeep::Verification found = upkeep::verify(input);
    if (!found.good()) invocation_.exit = worse(invocation_.exit, Exit::not_cleared);
    std::string text;
    if (arguments_.json) {
      append_verification_json(text, found, input, arguments_.file);
      text += '\n';
    } else {
      append_verification_text(text, found, input, arguments_.file, invocation_.out_style());
      char seconds[32];
      std::snprintf(seconds, sizeof seconds, "; %.2f s\n",
                    static_cast<double>(monotonic_ns() - started) / 1e9);
      text += seconds;
    }
    invocation_.streams.out.write(text);
    invocation_.streams.out.flush();
  }

  const VerifyArguments& arguments_;
  Invocation& invocation_;
  OpenStories stories_;
  std::shared_ptr<const gate::Gate> before_;
};

void run(VerifyArguments& arguments, Invocation& invocation) {
  ArchiveArguments times{{}, arguments.now, 1};
  if (!settle_now(times, invocation)) return;
  arguments.now = times.now;
  VerifyRun verify(arguments, invocation);
  if (!verify.begin()) return;
  if (!arguments.watch) {
    verify.run();
    return;
  }
  watch(
      [&] {
        invocation.exit = Exit::cleared;
        return verify.run();
      },
      [&] {
        invocation.streams.err.write("waiting for a change\n");
        invocation.streams.err.flush();
        return invocation.streams.out.ok() && invocation.streams.err.ok();
      });
}

}  // namespace

void add_rules_verify(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand(
      "verify", "On save: check, test, try mistakes, prove, and replay stories, at once");
  const auto arguments = std::make_shared<VerifyArguments>();
  command.add_option("FILE", arguments->file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_option("--previous", arguments->previous, "the version before the edits")
      ->type_name("FILE");
  command.add_option("--archive", arguments->archive, "stories to judge by both: files, folders")
      ->type_name("PATH");
  command.add_option("--cases", arguments->cases, "files of cases; default: those beside the file")
      ->type_name("FILE");
  command.add_option("--now", arguments->now, "time to decide for, RFC 3339; default: now")
      ->type_name("TIME");
  command.add_flag("--watch", arguments->watch, "run again after each change, until stopped");
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "text|json", "json: an object per run, each on a line");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
