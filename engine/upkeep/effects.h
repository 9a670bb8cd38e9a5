// What is written right and has another effect than its author believes: conditions that can never
// be true, rules that another makes superfluous, words that nobody looks for. Each finding has a
// code with a page (`stet explain CODE`), a place, a suggestion and, where that is safe, a change
// that removes it. Tested by the planted files of tests/upkeep/defects, one defect each.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"
#include "engine/report/report.h"

namespace stet::upkeep {

/// Bytes of the finding's file, and what to put there.
struct TextChange {
  base::Span place;
  std::string text;
};

struct Finding {
  base::Problem problem;  ///< severity warning
  std::optional<TextChange> fix;
};

struct EffectOptions {
  std::string_view now;  ///< RFC 3339; empty: nothing is said of what has expired
};

/// By file, then place.
std::vector<Finding> find_effects(const gate::Gate& gate, const EffectOptions& options);

/// The rules files, for what is told of them.
std::vector<report::SourceText> rules_texts(const methodology::Methodology& methodology);

/// The page of a code.
struct FindingPage {
  std::string_view code, title, avoid, prefer, why;
};
std::span<const FindingPage> finding_pages();
const FindingPage* finding_page(std::string_view code);

/// `bytes` of `file` with the fixes of all findings for it, laid out; nothing when there are none.
std::optional<std::string> fixed(std::string_view bytes, std::string_view file,
                                 std::span<const Finding> findings);

}  // namespace stet::upkeep
