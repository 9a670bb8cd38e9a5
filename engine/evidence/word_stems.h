// Words without their regular endings, as a number: what claims and the sentences of sources are
// aligned by. Coarse on purpose (the first letters of what is left): a claim is aligned by many
// words at once, and names and values are compared exactly elsewhere.
//
//   opens, opened, opening → open      cities, city → citi      the port's → port
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/text/tokens.h"

namespace stet::evidence {

/// Of a word of `text`; never 0.
uint64_t stem_of(std::string_view text, const text::Token& token);

}  // namespace stet::evidence
