#include "cli/batch.h"

#include <memory>

#include "cli/pipeline.h"

namespace stet::cli {

namespace {

/// A million bad lines are counted; their messages stop here.
constexpr uint64_t most_message_bytes = size_t{256} << 10;

}  // namespace

void ResultWriter::begin() {
  if (format_ == VerdictFormat::json) streams_.out.write("[\n");
}

bool ResultWriter::write(const ChunkResult& result) {
  tally_.add(result.tally);
  if (!result.verdicts.empty()) {
    progress_.before_results();
    if (format_ == VerdictFormat::json && any_) streams_.out.write(",\n");
    any_ = true;
    streams_.out.write(result.verdicts);
    streams_.out.flush();
  }
  write_messages(result.messages);
  progress_.update(tally_.bytes, tally_.stories);
  return streams_.out.ok();
}

void ResultWriter::write_messages(std::string_view messages) {
  if (messages.empty() || silenced_) return;
  progress_.wipe();
  streams_.err.write(messages);
  message_bytes_ += messages.size();
  if (message_bytes_ > most_message_bytes) {
    silenced_ = true;
    streams_.err.write("stet: further unreadable stories are counted, not shown here\n");
  }
  streams_.err.flush();
}

void ResultWriter::end() {
  progress_.wipe();
  if (format_ == VerdictFormat::json) streams_.out.write(any_ ? "\n]\n" : "]\n");
  streams_.out.flush();
}

void run_batch(ChunkSource& source, const CheckSettings& settings, unsigned jobs,
               ResultWriter& writer) {
  PipelineSteps<ChunkResult> steps;
  steps.make_worker = [&] {
    return [checker = std::make_shared<StoryChecker>(settings)](
               const Chunk& chunk, ChunkResult& result) { checker->check(chunk, result); };
  };
  steps.write = [&](const ChunkResult& result) { return writer.write(result); };
  run_pipeline(source, jobs, steps);
}

}  // namespace stet::cli
