// A small host for the tests: a story with sources and claims, declared as a host would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"

namespace stet::cel::testing {

/// Present, missing, null or malformed, like the fields of real inputs.
enum class State : uint8_t { present, absent, null, malformed };

struct Source {
  std::string_view id, kind;
  State kind_state = State::present;
};
struct Claim {
  const std::string_view* sources = nullptr;
  uint32_t source_count = 0;
};
struct Declared {
  int64_t impact = 8;
  State state = State::present;
};
struct Story {
  std::string_view headline, beat, body;
  int64_t impact = 8;
  Declared declared;
  std::vector<Source> sources;
  std::vector<Claim> claims;
};

/// Variables: story (Story), limit (int, lazy), words (list(string)).
Environment make_environment();
Story make_story();

/// Evaluates one expression over a story and prints what comes out; problems as "line:column text".
struct Run {
  std::string value;  ///< printed value, or "code: message @span-text [path]"
  std::string problems;
};
Run run(std::string_view expression, const Story& story, std::string_view result_type = "dyn");
/// The printed value, or the problems.
std::string shown(std::string_view expression);

}  // namespace stet::cel::testing
