// A line on the terminal that says how far a long run is:
//
//   [#########---------------]  38 %  1,204,000 stories  131 MB/s  2:14 left
//
// Shown after half a second, redrawn ten times a second at most, wiped at the end. Never shown when
// standard error is no terminal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/output.h"

namespace stet::cli {

struct ProgressState {
  uint64_t bytes = 0, stories = 0;
  std::optional<uint64_t> total_bytes;
  double seconds = 0;  ///< since the start
};

/// The line, at most `width` columns, without a line end.
std::string progress_line(const ProgressState& state, uint32_t width);

class Progress {
 public:
  /// `also_out`: results go to the same terminal, so the line is wiped before each of them.
  Progress(Output& err, std::optional<uint64_t> total_bytes, bool also_out);
  void update(uint64_t bytes, uint64_t stories);
  void wipe();
  void before_results() {
    if (also_out_) wipe();
  }

 private:
  Output& err_;
  std::optional<uint64_t> total_bytes_;
  bool enabled_, also_out_;
  bool drawn_ = false;
  uint64_t started_ns_, drawn_ns_ = 0;
};

}  // namespace stet::cli
