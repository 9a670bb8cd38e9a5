// A generated test of independence: reports, their copies, and independent accounts of the same
// event. SYNTHETIC: made from the sentences of real stories, it says nothing about any event.
//
//   story ──▶ report, with dateline and closing line
//         ├─▶ copies: sentences left out, put in another order, lightly reworded; another headline;
//         │   credits taken off
//         └─▶ accounts: prose of another, unrelated story, with the quotations, names and figures
//             of this one in sentences of their own
//
// A report and its copies depend on each other; an account depends on nobody. The same seed gives
// the same set everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/build_article.h"

namespace stet::tests {

/// A real story to make others of.
struct BaseStory {
  std::string title;
  std::vector<std::string> paragraphs;
};

struct SyndicatedSource {
  SourceSpec source;
  uint32_t event = 0;       ///< the story it tells
  bool account = false;     ///< independent of all others
  uint32_t quotations = 0;  ///< of the event, that it quotes
};

struct SyndicationOptions {
  uint64_t seed = 1;
  uint32_t events = 6;               ///< stories per set
  uint32_t copies = 3;               ///< of each report
  uint32_t accounts = 2;             ///< independent, of each event
  uint32_t reworded_percent = 6;     ///< of the words of a copy
  uint32_t least_kept_percent = 40;  ///< of the sentences of a copy
};

/// A set made from `stories` (longer than a few sentences), from number `first` on; uses
/// events × (1 + accounts) of them.
std::vector<SyndicatedSource> make_syndication(const std::vector<BaseStory>& stories,
                                               uint32_t first, const SyndicationOptions& options);

}  // namespace stet::tests
