// stet_bench: what tools/bench measures inside one native process. Each command prints one line of
// JSON. Not installed; tools/bench.d/bench.mjs calls it.
//
//   parse FILE                  parses the lines of FILE with nlohmann/json, nothing else
//   compile RULES               time to compile a methodology, and to parse its files only
//   check RULES FILE DETAIL     time per story of FILE: bytes in, verdict as JSON out
//   explain RULES FILE          time per story of FILE: verdict as JSON out; the same with what
//   every
//                               condition of every rule came to recorded; and all of it as text
//   cel FILE                    time per evaluation of the expressions of FILE (cel.json)
//   run COMMAND…                runs a command; its time, processor time, largest resident size
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/clock.h"
#include "cli/files.h"
#include "cli/tally.h"
#include "engine/gate/gate.h"
#include "engine/report/report.h"
#include "tools/bench.d/cel_bench.h"

namespace stet::bench {

namespace {

constexpr uint64_t measure_ns = 400'000'000;
constexpr const char* bench_now = "2026-11-24T12:00:00Z";

/// Nanoseconds per call: the lower quartile of rounds that are each long enough to be timed, which
/// is what a call takes while the machine leaves it alone.
template <typename Work>
double typical_ns(const Work& work) {
  const uint64_t once = cli::monotonic_ns();
  work();
  const uint64_t first = std::max<uint64_t>(cli::monotonic_ns() - once, 1);
  const uint64_t calls = std::clamp<uint64_t>(2'000'000 / first, 1, 100'000);
  std::vector<double> rounds;
  const uint64_t end = cli::monotonic_ns() + measure_ns;
  while (rounds.size() < 5 || cli::monotonic_ns() < end) {
    const uint64_t begin = cli::monotonic_ns();
    for (uint64_t i = 0; i < calls; ++i) work();
    rounds.push_back(static_cast<double>(cli::monotonic_ns() - begin) / static_cast<double>(calls));
  }
  std::nth_element(rounds.begin(), rounds.begin() + static_cast<ptrdiff_t>(rounds.size() / 4),
                   rounds.end());
  return rounds[rounds.size() / 4];
}

int fail(const std::string& message) {
  std::fprintf(stderr, "stet_bench: %s\n", message.c_str());
  return 1;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

int parse(const std::string& path) {
  cli::Buffer file;
  if (!cli::read_file(path, SIZE_MAX / 2, file)) return fail("cannot read " + path);
  size_t values = 0;
  for (const std::string_view line : split_lines(file.view())) {
    values += nlohmann::json::parse(line, nullptr, false).size();
  }
  std::printf("{\"bytes\":%zu,\"values\":%zu}\n", file.size(), values);
  return 0;
}

std::unique_ptr<const gate::Gate> compile_rules(const std::string& path) {
  cli::DiskFiles files;
  base::Problems problems;
  auto gate = gate::compile(path, files, problems);
  for (const base::Problem& problem : problems.all()) {
    if (!gate) std::fprintf(stderr, "stet_bench: %s\n", problem.message.c_str());
  }
  return gate;
}

int compile(const std::string& path) {
  const auto gate = compile_rules(path);
  if (!gate) return fail("cannot compile " + path);
  const double ns = typical_ns([&] { compile_rules(path); });
  // Beside it: only parsing the same files as JSON with comments.
  const auto& files = gate->methodology().files;
  size_t values = 0;
  const double parse_ns = typical_ns([&] {
    for (const auto& file : files) {
      values += nlohmann::json::parse(file->bytes, nullptr, false, true).size();
    }
  });
  std::printf("{\"ms\":%.4f,\"rules\":%zu,\"parse_ms\":%.4f,\"values\":%zu}\n", ns / 1e6,
              gate->methodology().rules.size(), parse_ns / 1e6, values);
  return 0;
}

/// Shares of the stages, from a run of its own: counting costs time.
gate::Profile profile_of(gate::Checker& checker, std::string_view bytes,
                         gate::CheckOptions options) {
  constexpr uint64_t runs = 200;
  options.profile = true;
  options.clock = cli::monotonic_ns;
  cli::Tally sum;
  for (uint64_t i = 0; i < runs; ++i) {
    checker.check(bytes, options);
    sum.add(checker.profile());
  }
  gate::Profile& profile = sum.profile;
  for (uint64_t* stage : {&profile.read_ns, &profile.text_ns, &profile.evidence_ns,
                          &profile.scores_ns, &profile.rules_ns}) {
    *stage /= runs;
  }
  return profile;
}

int check(const std::string& rules, const std::string& path, std::string_view detail_name) {
  const auto gate = compile_rules(rules);
  if (!gate) return fail("cannot compile " + rules);
  cli::Buffer file;
  if (!cli::read_file(path, SIZE_MAX / 2, file)) return fail("cannot read " + path);
  const report::Detail detail = detail_name == "ids" ? report::Detail::ids : report::Detail::full;
  gate::Checker checker(*gate);
  gate::CheckOptions options;
  options.name = "story";
  options.format = formats::Format::json;
  options.now = bench_now;
  options.lean = detail == report::Detail::ids;

  std::string out;
  std::printf("[");
  bool first = true;
  for (const std::string_view line : split_lines(file.view())) {
    const double ns = typical_ns([&] {
      out.clear();
      report::verdict_json(checker.check(line, options), detail, out);
    });
    const uint32_t words = checker.check(line, options).checked.words;
    const gate::Profile stages = profile_of(checker, line, options);
    std::printf(
        "%s{\"us\":%.3f,\"bytes\":%zu,\"words\":%u,\"verdict_bytes\":%zu,"
        "\"read_us\":%.3f,\"text_us\":%.3f,\"evidence_us\":%.3f,\"scores_us\":%.3f,"
        "\"rules_us\":%.3f}",
        first ? "" : ",", ns / 1e3, line.size(), words, out.size(),
        static_cast<double>(stages.read_ns) / 1e3, static_cast<double>(stages.text_ns) / 1e3,
        static_cast<double>(stages.evidence_ns) / 1e3, static_cast<double>(stages.scores_ns) / 1e3,
        static_cast<double>(stages.rules_ns) / 1e3);
    first = false;
  }
  std::printf("]\n");
  return 0;
}

int explain(const std::string& rules, const std::string& path) {
  const auto gate = compile_rules(rules);
  if (!gate) return fail("cannot compile " + rules);
  cli::Buffer file;
  if (!cli::read_file(path, SIZE_MAX / 2, file)) return fail("cannot read " + path);
  const auto count = static_cast<uint32_t>(gate->methodology().rules.size());
  gate::Checker checker(*gate);
  gate::CheckOptions options;
  options.format = formats::Format::json;
  options.now = bench_now;
  const std::vector<std::string_view> lines = split_lines(file.view());
  enum class Explained : uint8_t { no, recorded, shown };
  std::string out;
  const auto check_all = [&](Explained explained) {
    options.record = explained != Explained::no;
    size_t steps = 0;
    for (const std::string_view line : lines) {
      out.clear();
      report::verdict_json(checker.check(line, options), report::Detail::full, out);
      for (uint32_t rule = 0; explained == Explained::shown && rule < count; ++rule) {
        for (const gate::ConditionTrace& one : checker.explain(rule).conditions) {
          steps += one.steps.size();
        }
      }
    }
    return steps;
  };
  const size_t steps = check_all(Explained::shown);
  const auto stories = static_cast<double>(lines.size());
  const auto us = [&](Explained explained) {
    return typical_ns([&] { check_all(explained); }) / 1e3 / stories;
  };
  const double plain = us(Explained::no), recorded = us(Explained::recorded);
  std::printf("{\"check_us\":%.3f,\"recorded_us\":%.3f,\"shown_us\":%.3f,\"steps\":%.1f}\n", plain,
              recorded, us(Explained::shown), static_cast<double>(steps) / stories);
  return 0;
}

int cel(const std::string& path) {
  constexpr uint32_t times = 200;
  cli::Buffer file;
  if (!cli::read_file(path, SIZE_MAX / 2, file)) return fail("cannot read " + path);
  const auto bench = CelBench::open(file.view());
  if (!bench) return fail("expected an article and expressions in " + path);
  for (uint32_t i = 0; i < bench->size(); ++i) {
    uint32_t yes = 0;
    const double ns = typical_ns([&] { yes = bench->run(i, times); }) / times;
    std::printf("%s{\"name\":\"%s\",\"ns\":%.2f,\"yes\":%s}", i == 0 ? "[" : ",",
                bench->name(i).c_str(), ns, yes == times ? "true" : "false");
  }
  std::printf("]\n");
  return 0;
}

double in_seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// The command's own output goes where ours goes, so the line of JSON goes to standard error.
int run(char** command) {
  const uint64_t begin = cli::monotonic_ns();
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(command[0], command);
    std::fprintf(stderr, "stet_bench: cannot run %s: %s\n", command[0], std::strerror(errno));
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) < 0) return fail("cannot run a process");
  const double seconds = static_cast<double>(cli::monotonic_ns() - begin) / 1e9;
  const double processor = in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
  std::fprintf(stderr,
               "{\"seconds\":%.6f,\"processor_seconds\":%.6f,\"max_rss_kb\":%ld,\"exit\":%d}\n",
               seconds, processor, usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
  return 0;
}

}  // namespace

int main_with(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (command == "parse" && argc == 3) return parse(argv[2]);
  if (command == "compile" && argc == 3) return compile(argv[2]);
  if (command == "check" && argc == 5) return check(argv[2], argv[3], argv[4]);
  if (command == "explain" && argc == 4) return explain(argv[2], argv[3]);
  if (command == "cel" && argc == 3) return cel(argv[2]);
  if (command == "run" && argc > 2) return run(argv + 2);
  std::fputs(
      "usage: stet_bench parse FILE | compile RULES | check RULES FILE full|ids | "
      "explain RULES FILE | cel FILE | run COMMAND...\n",
      stderr);
  return 2;
}

}  // namespace stet::bench

int main(int argc, char** argv) { return stet::bench::main_with(argc, argv); }
