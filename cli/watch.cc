#include "cli/watch.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

namespace stet::cli {

namespace fs = std::filesystem;

namespace {

constexpr auto interval = std::chrono::milliseconds(100);

/// A file that is away for a moment, as editors do when they save, has no time.
fs::file_time_type time_of(const std::string& path) {
  std::error_code error;
  const auto time = fs::last_write_time(path, error);
  return error ? fs::file_time_type::min() : time;
}

using Times = std::map<std::string, fs::file_time_type>;

Times times_of(const std::vector<std::string>& files) {
  Times out;
  for (const std::string& file : files) out[file] = time_of(file);
  return out;
}

bool changed(const Times& times) {
  for (const auto& [file, time] : times) {
    if (time_of(file) != time) return true;
  }
  return false;
}

}  // namespace

void watch(const std::function<std::vector<std::string>()>& run,
           const std::function<bool()>& keep_on) {
  Times times;
  while (true) {
    // What is saved while it runs is seen as a change: the times are those before.
    const Times before = times_of([&] {
      std::vector<std::string> known;
      for (const auto& [file, time] : times) known.push_back(file);
      return known;
    }());
    times = times_of(run());
    for (const auto& [file, time] : before) {
      if (times.count(file) != 0) times[file] = time;
    }
    if (!keep_on()) return;
    while (!changed(times)) std::this_thread::sleep_for(interval);
  }
}

}  // namespace stet::cli
