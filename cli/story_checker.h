// One worker's part of a run: chunks in, rendered verdicts and messages out.
#pragma once

#include <string>
#include <string_view>

#include "cli/chunk_stories.h"
#include "cli/tally.h"
#include "engine/gate/gate.h"
#include "engine/report/report.h"
#include "engine/upkeep/ways_to_pass.h"

namespace stet::cli {

enum class VerdictFormat : uint8_t { text, json, jsonl };

/// The same for all workers of a run.
struct CheckSettings {
  const gate::Gate* gate = nullptr;
  std::string now;  ///< RFC 3339
  VerdictFormat format = VerdictFormat::text;
  report::Detail detail = report::Detail::full;
  report::Style style;  ///< of text
  report::Style message_style;
  bool profile = false;
  bool trace = false;
  bool ways = false;          ///< what would make each story pass
  std::string_view previous;  ///< the version before of the one story; empty: none
};

/// What became of a chunk. Emptied and reused.
struct ChunkResult {
  std::string verdicts;  ///< for standard output
  std::string messages;  ///< for standard error: what could not be read
  Tally tally;

  void clear();
};

class StoryChecker {
 public:
  explicit StoryChecker(const CheckSettings& settings)
      : settings_(settings), checker_(*settings.gate) {}

  void check(const Chunk& chunk, ChunkResult& result);

 private:
  void check_story(std::string_view bytes, std::string_view name, formats::Format format,
                   ChunkResult& result);
  void write(const gate::Verdict& verdict, const gate::CheckOptions& options, std::string& out);
  void append_json(const gate::Verdict& verdict, const upkeep::WaysToPass* ways, int indent,
                   std::string& out) const;
  void cannot_read(const std::string& name, const std::string& error, ChunkResult& result);

  const CheckSettings& settings_;
  gate::Checker checker_;
  ChunkStories stories_;
};

}  // namespace stet::cli
