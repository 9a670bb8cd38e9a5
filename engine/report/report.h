// Verdicts and problems as bytes: JSON for programs, text with carets for people.
//
// All functions append to `out`. The same verdict gives the same bytes in every build. Text that
// comes from stories or rules never reaches a terminal raw: control characters are shown, not sent.
// Tested by tables of exact output in tests/report.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/problem.h"
#include "engine/gate/verdict.h"

namespace stet::base {
class JsonWriter;
}

namespace stet::report {

/// How much of a verdict is written.
///   full     everything, schema rules/schema/verdict.schema.json
///   live     for editors, at each keystroke: what full has but for what scores and clusters rest
///            on, lines, columns and digests; with the field that each place stands in
///   summary  one line for archives: decision, badge, score values, ids, digests
///   ids      decision and the ids of rules that fired or are unknown
enum class Detail : uint8_t { full, live, summary, ids };

/// What offsets ("begin", "end") count: bytes of UTF-8, or what JavaScript's strings count.
enum class Unit : uint8_t { utf8, utf16 };

/// Terminal sequences put around pieces of text; all empty by default.
struct Style {
  std::string_view good, warn, bad, note, bold, dim, reset;

  static Style plain() { return {}; }
  static Style colours();  ///< ANSI
};

/// The bytes of a file that problems refer to.
struct SourceText {
  std::string_view name, bytes;
};

/// No line end after it. `indent` 0 writes one line.
void verdict_json(const gate::Verdict& verdict, Detail detail, std::string& out, int indent = 0,
                  Unit unit = Unit::utf8);
/// The same without the braces, for whoever has more to say: into an object that is open.
void verdict_members(const gate::Verdict& verdict, Detail detail, base::JsonWriter& json,
                     Unit unit);

/// Several lines, each with its line end, none empty at the end.
void verdict_text(const gate::Verdict& verdict, const Style& style, std::string& out);

/// The three scores with their arithmetic, part by part with line and column, and the rules that
/// brought the decision about.
void scores_text(const gate::Verdict& verdict, const Style& style, std::string& out);

/// "EXPRESSION = VALUE", indented by `indent` and the step's depth, two blanks each; line ended.
void trace_step_text(const gate::TraceStep& step, uint32_t indent, const Style& style,
                     std::string& out);

/// "FILE:LINE:COLUMN: error: MESSAGE [CODE]", the line, a caret, the suggestion; each line ended.
/// Without `source`, the place is left out.
void problem_text(const base::Problem& problem, std::string_view source, const Style& style,
                  std::string& out);

/// problem_text for each, with the source that has the problem's file name, then a line that says
/// how many were dropped, if any were.
void problems_text(const base::Problems& problems, std::span<const SourceText> sources,
                   const Style& style, std::string& out);

/// A JSON array: severity, code, file, message, suggestion, place. No line end after it.
void problems_json(std::span<const base::Problem> problems, std::span<const SourceText> sources,
                   std::string& out, int indent = 0);

}  // namespace stet::report
