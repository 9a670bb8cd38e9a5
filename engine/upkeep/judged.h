// What the gate said of a story, small enough to keep for thousands of stories and to compare.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"

namespace stet::upkeep {

struct Judged {
  bool readable = false;
  std::string decision, badge, sentiment_label;
  uint32_t sources = 0;  ///< N
  double sentiment = 0, impact = 0, confidence = 0;
  std::vector<std::string> fires, unknown;  ///< ids of rules, sorted; drafts are not among them
  std::vector<uint32_t> hits;               ///< by phrase list of the methodology
};

Judged judged(const gate::Verdict& verdict);

/// A checker that copies its input into padded memory.
class Judge {
 public:
  explicit Judge(const gate::Gate& gate) : checker_(gate) {}
  /// The verdict lives until the next story.
  const gate::Verdict& verdict(std::string_view story, formats::Format format,
                               std::string_view now);
  /// Decision, badge, outcomes and scores, and nothing else.
  const gate::Verdict& lean_verdict(std::string_view story, formats::Format format,
                                    std::string_view now);
  const gate::Verdict& lean_verdict(std::string_view story, gate::CheckOptions options);
  gate::Checker& checker() { return checker_; }

 private:
  const gate::Verdict& check(std::string_view story, const gate::CheckOptions& options);

  gate::Checker checker_;
  std::string padded_;
};

}  // namespace stet::upkeep
