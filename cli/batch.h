// `stet check` over many stories: chunks are checked on all cores (pipeline.h) and results written
// in the order of the input.
#pragma once

#include "cli/chunks.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/story_checker.h"
#include "cli/tally.h"

namespace stet::cli {

/// Puts results on the two streams, in the format of the run, and adds up what they counted.
class ResultWriter {
 public:
  ResultWriter(Streams& streams, VerdictFormat format, Progress& progress)
      : streams_(streams), format_(format), progress_(progress) {}

  void begin();
  /// False when writing failed and the run should stop.
  bool write(const ChunkResult& result);
  void end();
  const Tally& tally() const { return tally_; }

 private:
  void write_messages(std::string_view messages);

  Streams& streams_;
  VerdictFormat format_;
  Progress& progress_;
  Tally tally_;
  bool any_ = false;
  uint64_t message_bytes_ = 0;
  bool silenced_ = false;
};

/// Checks everything that `source` gives, with `jobs` threads.
void run_batch(ChunkSource& source, const CheckSettings& settings, unsigned jobs,
               ResultWriter& writer);

}  // namespace stet::cli
