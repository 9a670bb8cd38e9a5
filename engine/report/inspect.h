// What the engine sees in a text: words, quantities, quotations, attributions, sources, claims,
// hits. For people who write rules (`stet inspect`); docs/inspect.md describes the output. Tested
// in tests/cli/inspect_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/evidence/search.h"
#include "engine/formats/article.h"
#include "engine/report/report.h"

namespace stet::report {

enum class Subject : uint8_t {
  tokens,
  quantities,
  quotations,
  attributions,
  sources,
  claims,
  hits
};

/// Whether phrases, sources or claims are asked for, so that `search` must be there.
constexpr bool needs_rules(Subject subject) { return subject >= Subject::attributions; }

struct InspectOptions {
  Subject subject = Subject::quantities;
  std::string_view name;  ///< of the input
  uint32_t line = 0;      ///< number of the line that the text is, 0: it is a file
  int64_t now = 0;        ///< civil time that "tomorrow" counts from, seconds since 1970
  bool jsonl = false;
  Style style;
  const evidence::Search* search = nullptr;
};

/// Appends one JSON line for each thing found, or its place, what it is, and the marked line.
void inspect(const formats::Article& article, const InspectOptions& options, std::string& out);

/// The same for plain text: each line is a paragraph of one story.
void inspect_text(std::string_view text, const InspectOptions& options, std::string& out);

}  // namespace stet::report
