// Who says what in a text, outside of quotations.
//
//   Jane Doe of the port said the berth is open.     cue said, speaker "Jane Doe of the port"
//   “It is open,” said Jane Doe.                     cue said, speaker "Jane Doe"
//   The berth is open, according to an internal memo.
//
// The speaker is a row of words beside the cue, up to a mark or a word that begins another clause.
// Tested in tests/evidence/source_reader_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/text.h"

namespace stet::evidence {

enum class Speaker : uint8_t {
  nobody,    ///< none could be made out
  pronoun,   ///< she
  named,     ///< has a name in it
  role,      ///< the ministry
  unnamed,   ///< a person familiar with the matter
  document,  ///< an internal memo
};
std::string_view to_string(Speaker speaker);

/// What the phrases around mean; spans of one text.
struct AttributionCue {
  base::Span span;
  uint32_t first_token = 0, token_count = 0;
  bool speaker_follows = false;  ///< "according to"
};

struct Attribution {
  base::Span cue;
  base::Span speaker;                         ///< empty for nobody
  uint32_t first_token = 0, token_count = 0;  ///< of the speaker
  Speaker kind = Speaker::nobody;
};

/// Whether a speaker follows a phrase with this last word: "according to", "citing", "data from".
bool speaker_follows(const text::Token& last);

/// The attribution at a cue. `unnamed` and `documents` are spans of such phrases, in text order.
Attribution find_attribution(const text::Tokens& tokens, const AttributionCue& cue,
                             const std::vector<base::Span>& unnamed,
                             const std::vector<base::Span>& documents);

}  // namespace stet::evidence
