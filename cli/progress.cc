#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/clock.h"
#include "cli/grouped.h"
#include "cli/terminal.h"

namespace stet::cli {

namespace {

constexpr uint64_t first_after_ns = 500'000'000;
constexpr uint64_t redraw_every_ns = 100'000'000;
constexpr uint32_t bar_width = 24;

std::string duration(double seconds) {
  const auto whole = static_cast<uint64_t>(std::ceil(seconds));
  char text[40];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%llu:%02llu:%02llu",
                  static_cast<unsigned long long>(whole / 3600),
                  static_cast<unsigned long long>(whole / 60 % 60),
                  static_cast<unsigned long long>(whole % 60));
  } else {
    std::snprintf(text, sizeof text, "%llu:%02llu", static_cast<unsigned long long>(whole / 60),
                  static_cast<unsigned long long>(whole % 60));
  }
  return text;
}

}  // namespace

std::string progress_line(const ProgressState& state, uint32_t width) {
  std::string line;
  const double done = static_cast<double>(state.bytes);
  const double rate = state.seconds > 0 ? done / state.seconds : 0;
  const bool known = state.total_bytes && *state.total_bytes > 0;
  if (known) {
    const double share = std::min(1.0, done / static_cast<double>(*state.total_bytes));
    const auto filled = static_cast<size_t>(share * bar_width);
    line += '[' + std::string(filled, '#') + std::string(bar_width - filled, '-') + "]  ";
    line += std::to_string(static_cast<int>(share * 100)) + " %  ";
  }
  char figures[48];
  std::snprintf(figures, sizeof figures, "  %.0f MB/s", rate / 1e6);
  line += grouped(state.stories) + " stories" + figures;
  if (known && rate > 0) {
    const double left = static_cast<double>(*state.total_bytes) - done;
    line += "  " + duration(std::max(0.0, left) / rate) + " left";
  }
  if (line.size() > width) line.resize(width);
  return line;
}

Progress::Progress(Output& err, std::optional<uint64_t> total_bytes, bool also_out)
    : err_(err),
      total_bytes_(total_bytes),
      enabled_(is_terminal(err.descriptor())),
      also_out_(also_out),
      started_ns_(monotonic_ns()) {}

void Progress::update(uint64_t bytes, uint64_t stories) {
  if (!enabled_) return;
  const uint64_t now = monotonic_ns();
  if (now - started_ns_ < first_after_ns || now - drawn_ns_ < redraw_every_ns) return;
  drawn_ns_ = now;
  const ProgressState state{bytes, stories, total_bytes_,
                            static_cast<double>(now - started_ns_) / 1e9};
  // One column stays free: a full last column makes some terminals wrap.
  err_.write("\r" + progress_line(state, columns(err_.descriptor()) - 1) + "\x1b[K");
  err_.flush();
  drawn_ = true;
}

void Progress::wipe() {
  if (!drawn_) return;
  err_.write("\r\x1b[K");
  err_.flush();
  drawn_ = false;
}

}  // namespace stet::cli
