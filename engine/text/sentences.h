// Where sentences begin and end. Full stops of abbreviations ("Mr.", "U.S.", "Inc."), initials and
// decimals end nothing; closing quotes and brackets belong to the sentence they follow.
// Tested in tests/text/sentences_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/tokens.h"

namespace stet::text {

/// Without surrounding white space. Sentences cover all tokens of a text, in order.
struct Sentence {
  base::Span span;
  uint32_t first_token = 0;
  uint32_t token_count = 0;
};

/// Replaces the content of `out`.
void find_sentences(std::string_view text, const Tokens& tokens, std::vector<Sentence>& out);

/// The sentence that holds the byte at `offset` (or follows it, between two), or nullptr.
const Sentence* sentence_at(const std::vector<Sentence>& sentences, uint32_t offset);

}  // namespace stet::text
