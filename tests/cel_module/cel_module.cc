// The condition language as a module of its own, for its tests and its benchmark.
#include <emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "engine/cel_json/conformance.h"
#include "tools/bench.d/cel_bench.h"

using stet::bench::CelBench;

/// The report on the tests in `json`, ended by a zero byte; to be freed.
extern "C" EMSCRIPTEN_KEEPALIVE char* cel_conformance(const char* json, uint32_t size) {
  const auto result = stet::cel_json::run_conformance({json, size});
  return strdup((result.problem + stet::cel_json::conformance_report(result)).c_str());
}

/// Reads the article and compiles the expressions of tools/bench.d/cel.json; how many there are.
static std::unique_ptr<CelBench> bench;
extern "C" EMSCRIPTEN_KEEPALIVE uint32_t cel_bench_open(const char* json, uint32_t size) {
  bench = CelBench::open({json, size});
  return bench == nullptr ? 0 : bench->size();
}

/// Evaluates one expression so many times; how often it was true.
extern "C" EMSCRIPTEN_KEEPALIVE uint32_t cel_bench_run(uint32_t expression, uint32_t times) {
  return bench->run(expression, times);
}
