// What passages yielded, kept from check to check of a story that is being written: after an edit
// only the passages that it touched are read again.
//
//   pass before    A  B  C  D          in order, each with its findings
//                  │  ╳  │  │
//   this pass      A  B' C  D          B' is read, the others are replayed
//
// What a passage yields is a function of its text and of its context, so findings are looked up by
// both, compared byte by byte, and replayed at their new place; nothing else of the story counts.
// Most passages stand where they stood, which costs one comparison; moved ones are found by hash.
// Tested in tests/evidence/passage_cache_test.cc; and by tests/report/session_test.cc: every edit
// gives the bytes of a fresh check.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/evidence/body_words.h"
#include "engine/evidence/evidence.h"

namespace stet::evidence {

/// All besides its text that decides what a passage yields.
struct PassageContext {
  Part part = Part::body;
  bool heading = false, quotation = false, cites = false;
  bool attributed_before = false;  ///< of the quotation that the passage before left open
  char32_t open_mark = 0;          ///< of that quotation; 0 for none

  friend bool operator==(const PassageContext&, const PassageContext&) = default;
};

/// What one passage yielded. Places have no passage, and sentences count from its first.
struct PassageFindings {
  std::string text;
  PassageContext context;
  uint32_t words = 0, sentence_count = 0;
  std::vector<Hit> hits;
  std::vector<Figure> figures;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;
  std::vector<uint64_t> word_keys;  ///< of BodyWords
  char32_t open_mark_after = 0;
  bool attributed_after = false;

  std::vector<Judged> judged;  ///< see there
  bool counted = false;        ///< its word_keys are among those of BodyWords
  std::string units;           ///< owns Figure::unit
  uint32_t last_pass = 0;      ///< that used it
  uint32_t position = 0;       ///< in the last pass that used it
};

/// For one story, one thread.
class PassageCache {
 public:
  /// Before the first passage of a check. Forgets what no check used for a while, so what was found
  /// before it may be gone.
  void begin_pass();
  /// Null when the passage must be read.
  PassageFindings* find(std::string_view text, const PassageContext& context);
  /// After the last passage: `words` are those of this pass, no longer those of the one before.
  void end_pass(BodyWords& words);
  /// Keeps what a passage that was not found yielded, for the passes to come.
  PassageFindings& add(std::string_view text, const PassageContext& context);

 private:
  void use(PassageFindings& findings);

  std::unordered_map<uint64_t, std::unique_ptr<PassageFindings>> by_hash_;
  /// Had the hash of another one; forgotten when no pass refers to them.
  std::vector<std::unique_ptr<PassageFindings>> displaced_;
  std::vector<PassageFindings*> before_, now_;  ///< in the order of their passages
  size_t cursor_ = 0;                           ///< in `before_`: where the next one probably is
  uint32_t pass_ = 0;
};

}  // namespace stet::evidence
