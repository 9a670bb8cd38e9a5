// What the texts of sources are searched for: a phrase set of its own, so that articles without
// such texts pay nothing for it. Compiled once from a methodology (sources.texts, sources.agencies,
// voice, confidence.hedges), constant from then on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/problem.h"
#include "engine/evidence/name_index.h"
#include "engine/methodology/methodology.h"
#include "engine/text/phrases.h"

namespace stet::evidence {

/// What a phrase of the lexicon says. The order is that of the lists: of two phrases at one place
/// the first counts.
enum class Cue : uint8_t {
  first_report,   ///< "first reported by": the speaker follows
  origin,         ///< "according to": the speaker follows
  attribution,    ///< "said": the speaker stands before it, or after it behind a quotation
  credit_before,  ///< "with files from" an agency
  credit_after,   ///< an agency "contributed to this report"
  sign_off,       ///< "(Reporting by"
  unnamed,        ///< "a person familiar with"
  document,       ///< "memo"
  boilerplate,    ///< "all rights reserved"
  hedge,          ///< "reportedly"
};

/// What a word says of where things went.
struct Movement {
  bool up = false, down = false;
};

class SourceLexicon {
 public:
  SourceLexicon(const methodology::Methodology& methodology, base::Problems& problems);

  const text::PhraseSet& phrases() const { return phrases_; }
  Cue cue(uint32_t list) const { return cues_[list]; }
  /// The agency whose closing line a phrase of list `list` opens.
  uint32_t signing_agency(uint32_t list) const { return agencies_[list]; }
  /// By stem (word_stems.h).
  Movement movement(uint64_t stem) const;
  /// Agencies, by index.
  const NameIndex& names() const { return names_; }

 private:
  std::vector<Cue> cues_;
  std::vector<uint32_t> agencies_;
  NameIndex names_;
  struct Mover {
    uint64_t stem = 0;  ///< 0: empty
    Movement movement;
  };
  void add_movers(const std::vector<std::string>& words, bool Movement::*direction);
  Mover* mover(uint64_t stem);

  std::vector<Mover> movers_;  ///< open addressing, a power of two, at most half full
  text::PhraseSet phrases_;
};

}  // namespace stet::evidence
