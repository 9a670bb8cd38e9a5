// An archive of stories for a command of `stet rules`: read in pieces, judged on all cores, pieces
// added up in their order, with the line of progress. Memory does not grow with the archive.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/chunk_stories.h"
#include "cli/clock.h"
#include "cli/invocation.h"
#include "cli/parallel.h"
#include "cli/pipeline.h"
#include "cli/progress.h"

namespace stet::cli {

struct ArchiveArguments {
  std::vector<std::string> paths;
  std::string now;
  unsigned jobs = 0;
};

/// `--archive`, `--now`, `--jobs`.
void add_archive_options(CLI::App& command, ArchiveArguments& arguments);
/// The time to judge for; nothing, and told, when `--now` is none.
bool settle_now(ArchiveArguments& arguments, Invocation& invocation);

template <typename Piece>
struct ArchiveSteps {
  /// Judges one story; made once per thread. `now` is that of the arguments.
  using Visit = std::function<void(std::string_view bytes, std::string_view name,
                                   formats::Format format, Piece& piece)>;
  std::function<Visit()> make_visit;
  /// Pieces in the order of the archive; false: stop.
  std::function<bool(const Piece&)> add;
};

template <typename Piece>
void run_archive(const ArchiveArguments& arguments, Invocation& invocation,
                 const ArchiveSteps<Piece>& steps) {
  struct Result {
    Piece piece;
    uint64_t stories = 0, bytes = 0;
    std::vector<std::string> unreadable;
    void clear() { *this = {}; }
  };
  const unsigned jobs = thread_count(arguments.jobs);
  ChunkSource source(find_stories(arguments.paths), InputKind::automatic, jobs);
  Progress progress(invocation.streams.err, source.total_bytes(), false);
  uint64_t stories = 0, bytes = 0;
  PipelineSteps<Result> pipeline;
  pipeline.make_worker = [&] {
    return [visit = steps.make_visit(), reader = std::make_shared<ChunkStories>()](
               const Chunk& chunk, Result& result) {
      reader->each(
          chunk,
          [&](std::string_view story, std::string_view name, formats::Format format) {
            ++result.stories;
            result.bytes += story.size();
            visit(story, name, format, result.piece);
          },
          [&](const std::string& name, const std::string& error) {
            result.unreadable.push_back("cannot read '" + name + "': " + error);
          });
    };
  };
  pipeline.write = [&](const Result& result) {
    for (const std::string& message : result.unreadable) {
      progress.wipe();
      invocation.complain(message, Exit::unreadable);
    }
    stories += result.stories;
    bytes += result.bytes;
    progress.update(bytes, stories);
    return steps.add(result.piece);
  };
  run_pipeline(source, jobs, pipeline);
  progress.wipe();
  if (stories == 0) invocation.complain("no stories in the archive", Exit::unreadable);
}

}  // namespace stet::cli
