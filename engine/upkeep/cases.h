// Cases: stories with what the whole methodology says of them, in files beside it.
//
//   {"cases": [
//     {"name": "one wire, copied", "story": {"sources": […]}, "now": "2026-11-24",
//      "expect": {"decision": "hold", "fires": ["single-source"]}}]}
//
// `story` is a change to the methodology's example article, as in the examples of rules; `file`
// names a story instead. What `expect` names is compared; a case without it fails and shows what
// would stand there. Format: docs/maintaining.md. Tested in tests/upkeep/suite_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/methodology/methodology.h"
#include "engine/methodology/node.h"
#include "engine/upkeep/judged.h"

namespace stet::upkeep {

/// What is not there is not compared.
struct Expectation {
  std::optional<std::string> decision, badge, sentiment_label;
  std::optional<std::vector<std::string>> fires, unknown;  ///< sorted
  std::optional<double> sentiment, impact, confidence;     ///< compared to three decimals
  std::optional<uint32_t> sources;
  std::vector<std::pair<std::string, uint32_t>> hits;  ///< phrase list, number

  bool empty() const { return !decision && !fires; }
};

struct Case {
  std::string name, now;
  std::string story;  ///< bytes
  formats::Format format = formats::Format::json;
  Expectation expect;
  base::Span place;          ///< of the case in its file
  base::Span expect_place;   ///< empty when there is none
  uint32_t last_member = 0;  ///< where the last member of the case ends
};

struct CaseFile {
  std::string name, bytes;
  std::vector<Case> cases;
};

/// Reads the file; stories that it names come from `files`, relative to it. Null when something is
/// wrong, which is told.
std::unique_ptr<CaseFile> read_cases(const std::string& name, const gate::Gate& gate,
                                     methodology::FileSource& files, base::Problems& problems);

/// Whether the file of a name is one of cases for a rules file: DIR/tests/NAME.json, or any file in
/// DIR/tests/NAME, beside DIR/NAME.json. Both with '/'.
bool stands_beside(std::string_view rules, std::string_view file);

/// "decision: expected hold, found reject" and so on, one line each; empty when all is as expected.
std::vector<std::string> differences(const Expectation& expected, const Judged& found,
                                     const methodology::Methodology& methodology);

/// `expected` with its values replaced by those found, as JSON. `fires` and `decision` always.
std::string expectation_json(const Expectation& expected, const Judged& found,
                             const methodology::Methodology& methodology);

}  // namespace stet::upkeep
