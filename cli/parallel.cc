#include "cli/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <system_error>
#include <thread>
#include <vector>

#include "cli/clock.h"
#include "cli/grouped.h"
#include "cli/terminal.h"

namespace stet::cli {

namespace {

constexpr uint64_t first_line_ns = 500'000'000;
constexpr auto interval = std::chrono::milliseconds(100);
constexpr size_t bar_width = 24;

std::string line(size_t done, size_t size, const std::string& what) {
  const size_t filled = size == 0 ? bar_width : bar_width * done / size;
  return "\r[" + std::string(filled, '#') + std::string(bar_width - filled, '-') + "]  " +
         grouped(done) + " of " + grouped(size) + " " + what;
}

}  // namespace

unsigned thread_count(unsigned jobs) {
  return jobs > 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

void in_parallel(size_t size, size_t piece, unsigned jobs, const std::string& what, Output& err,
                 const std::function<void(size_t, size_t)>& work) {
  std::atomic<size_t> next{0}, done{0};
  const auto take = [&] {
    while (true) {
      const size_t begin = next.fetch_add(piece);
      if (begin >= size) return;
      const size_t end = std::min(begin + piece, size);
      work(begin, end);
      done += end - begin;
    }
  };
  std::vector<std::thread> workers;
  const bool shown = is_terminal(err.descriptor());
  // The line is drawn by this thread, which works itself when nobody sees it.
  const unsigned others = shown ? thread_count(jobs) : thread_count(jobs) - 1;
  for (unsigned i = 0; i < others; ++i) {
    try {
      workers.emplace_back(take);
    } catch (const std::system_error&) {
      break;  // fewer threads do as well
    }
  }
  if (!shown || workers.empty()) take();
  const uint64_t started = monotonic_ns();
  bool drawn = false;
  while (shown && done < size) {
    std::this_thread::sleep_for(interval);
    if (monotonic_ns() - started < first_line_ns) continue;
    err.write(line(done, size, what));
    err.flush();
    drawn = true;
  }
  for (std::thread& worker : workers) worker.join();
  if (drawn) err.write("\r\x1B[K");
}

}  // namespace stet::cli
